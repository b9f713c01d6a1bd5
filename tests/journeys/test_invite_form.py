"""The form with which an administrator invites: nothing is chosen that nobody chose."""

import re

import pytest
from django.test import Client

from sharing.models import Invitation
from tests.sharing.staffing import browser, person, sign_in, station


@pytest.fixture
def administrator(db: None) -> Client:
    client = browser()
    sign_in(client, person("大野 恵", "ohno", station(), administrator=True))
    return client


def test_nobody_becomes_a_physician_because_no_role_was_chosen(administrator: Client) -> None:
    form = administrator.get("/staff/invite/").content.decode()
    assert '<option value="" selected>選んでください</option>' in form
    assert re.search(r"<select[^>]* required", form)
    answer = administrator.post("/staff/invite/", {"name": "森 彩香", "role": ""})
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_a_single_box_to_tick_is_as_large_as_its_words(administrator: Client) -> None:
    form = administrator.get("/staff/invite/").content.decode()
    assert re.search(r'<label class="choice" for="id_administrator"><input type="checkbox"', form)
