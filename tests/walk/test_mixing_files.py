"""Files of one room under the address of another."""

from uuid import uuid4

import pytest

from messaging.models import Attachment
from tests.walk.test_mixing import both
from tests.walk.town import Town


@pytest.mark.parametrize("thing", ["other-attachment", "foreign-attachment", "foreign-upload"])
@pytest.mark.parametrize("name", ["attachment", "upload"])
def test_a_file_of_another_room_is_nowhere_in_this_one(town: Town, name: str, thing: str) -> None:
    before = sorted(Attachment.objects.values_list("pk", "state", "offset"))
    rendition = {"rendition": "original"} if name == "attachment" else {}
    here = {"room": town.room, "attachment": town.things[thing], **rendition}
    both(town, "sato", name, here, {**here, "attachment": uuid4()})
    assert sorted(Attachment.objects.values_list("pk", "state", "offset")) == before
