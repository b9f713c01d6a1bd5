"""An error is told on a page of our own, laid out as the others, with a way on."""

from typing import cast

import pytest
from django.http import HttpResponse
from django.test import Client

from sharing.uuid7 import uuid7
from tests.device import Device
from tests.world import World


@pytest.fixture
def client(world: World) -> Client:
    return Device.of(world, "sato").client


def laid_out(answer: HttpResponse) -> str:
    html = answer.content.decode()
    assert html.count("<h1>") == 1
    for part in ('class="page-frame"', 'class="page"', 'class="page-main', 'href="/"'):
        assert part in html, part
    return html


def test_what_is_absent_is_told_on_a_page_with_a_heading(client: Client) -> None:
    answer = cast(HttpResponse, client.get(f"/patients/{uuid7()}/visits/"))
    assert answer.status_code == 404
    assert "<h1>見つかりません</h1>" in laid_out(answer)


@pytest.mark.parametrize("place", ["ask/", "{room}/location/"])
def test_an_address_that_only_takes_what_is_sent_answers_with_our_page(
    world: World, client: Client, place: str
) -> None:
    path = f"/patients/{place.format(room=world.room('P1'))}"
    answer = cast(HttpResponse, client.get(path))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "アドレスから直接開くことができません" in laid_out(answer)
    assert answer["Cache-Control"] == "no-store"


def test_a_script_that_asks_in_the_wrong_way_hears_no_page(client: Client) -> None:
    answer = client.get("/patients/ask/", headers={"accept": "application/json"})
    assert answer.status_code == 405
    assert b"<html" not in cast(HttpResponse, answer).content
