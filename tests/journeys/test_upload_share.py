"""What a file may take up: its pieces on the way, and all that is made of it."""

from django.conf import settings

from messaging.models import Attachment
from tests.device import Device
from tests.sending import Sending, check_all
from tests.world import World

FILE = bytes(1024 * 1024)
LEAST = len(FILE) // 1024


def test_a_file_comes_in_pieces_and_not_in_crumbs(world: World) -> None:
    sending = Sending(Device.of(world, "sato"), FILE)
    sending.begin()
    refused = sending.part(0, FILE[: LEAST - 1])
    assert refused.status_code == 422
    assert str(LEAST) in refused.json()["fields"]["Content-Length"]
    assert sending.offset() == 0
    assert sending.part(0, FILE[:LEAST]).status_code == 204
    assert sending.part(LEAST, FILE[LEAST:-1]).status_code == 204
    assert sending.part(len(FILE) - 1, FILE[-1:]).status_code == 204, "the last may be short"


def test_what_is_made_of_a_file_counts_too(world: World) -> None:
    nurse = Device.of(world, "sato")
    memo = Sending(nurse, b"memo\n", name="memo.txt")
    memo.whole()
    assert check_all() == 1
    assert Sending(nurse, FILE).begin().status_code == 201
    Attachment.objects.filter(pk=memo.id).update(kept=settings.QUOTA_PERSON - len(FILE))
    assert Sending(nurse, FILE).begin().json()["error"] == "quota-person"


def test_a_file_given_up_and_announced_again_counts_once(world: World) -> None:
    nurse = Device.of(world, "sato")
    sending = Sending(nurse, FILE)
    nurse.post(attachments=[{"id": sending.id}])
    Sending(nurse, FILE).begin()
    Attachment.objects.exclude(pk=sending.id).update(
        length=settings.QUOTA_PERSON - 2 * len(FILE) + 1
    )
    for _time in range(2):
        assert sending.begin().status_code == 201
        assert sending.give_up().status_code == 204
