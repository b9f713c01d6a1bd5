"""The patient agrees to organisations, and takes it back."""

import pytest
from django.test import Client

from sharing.models import Consent, ConsentedOrganization
from sharing.uuid7 import uuid7
from tests.device import Device, sign_in
from tests.world import World


def browser(world: World, person: str) -> Client:
    client, _ = sign_in(world.account(person), world.role(person))
    return client


def given(world: World, **more: object) -> dict[str, object]:
    return {
        "id": str(uuid7()),
        "organizations": [str(world.actor("kato").organization_id)],
        "consent_kind": "oral",
        "consent_date": "令和8年1月5日",
        "consent_note": "訪問時に長女へ説明。\n本人も同席。",
        **more,
    }


def test_a_consent_opens_the_way_to_the_team(world: World) -> None:
    nurse, room = browser(world, "sato"), world.room("P1")
    assert nurse.post(f"/patients/{room}/consents/", given(world)).status_code == 302
    page = nurse.get(f"/patients/{room}/team/").content.decode()
    assert "海鳴クリニック" in page
    assert "訪問時に長女へ説明。" in page
    added = nurse.post(
        f"/patients/{room}/team/add/", {"practitioner_role": str(world.role("kato"))}
    )
    assert added.status_code == 302
    assert browser(world, "kato").get(f"/patients/{room}/overview/").status_code == 200


def test_what_was_said_is_not_readable_in_the_database(world: World) -> None:
    browser(world, "sato").post(f"/patients/{world.room('P1')}/consents/", given(world))
    note = bytes(Consent.objects.latest("recorded_at").note)
    assert "長女".encode() not in note


def test_the_same_consent_twice_is_one(world: World) -> None:
    nurse, room, form = browser(world, "sato"), world.room("P1"), given(world)
    before = Consent.objects.count()
    for _ in range(2):
        assert nurse.post(f"/patients/{room}/consents/", form).status_code == 302
    assert Consent.objects.count() == before + 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("consent_note", "", "口頭の同意の場合は"),
        ("consent_note", "x" * 1001, "1000"),
        ("consent_date", "2199-01-01", "未来の日付です。"),
        ("organizations", [], "このフィールドは必須です。"),
        ("organizations", ["nonsense"], "正しく選択してください。"),
        ("consent_kind", "telepathy", "正しく選択してください。"),
    ],
)
def test_what_is_no_consent_is_refused_at_its_field(
    world: World, field: str, value: object, sentence: str
) -> None:
    before = Consent.objects.count()
    path = f"/patients/{world.room('P1')}/consents/"
    answer = browser(world, "sato").post(path, given(world, **{field: value}))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Consent.objects.count() == before


def test_a_withdrawal_closes_the_room_to_the_organisation_at_once(world: World) -> None:
    nurse, doctor, room = browser(world, "sato"), browser(world, "tanaka"), world.room("P1")
    clinic = str(world.actor("tanaka").organization_id)
    assert doctor.get(f"/patients/{room}/overview/").status_code == 200
    answer = nurse.post(f"/patients/{room}/consents/withdraw/", {"organization": clinic})
    assert answer.status_code == 302
    assert doctor.get(f"/patients/{room}/overview/").status_code == 404
    assert browser(world, "suzuki").get(f"/patients/{room}/overview/").status_code == 200
    page = nurse.get(f"/patients/{room}/team/").content.decode()
    assert "同意なし（記録を開けません）" in page
    assert "に撤回" in page


def test_a_withdrawal_is_a_line_and_twice_is_once(world: World) -> None:
    device, nurse, room = Device.of(world, "suzuki"), browser(world, "sato"), world.room("P1")
    device.pull()
    clinic = str(world.actor("tanaka").organization_id)
    for _ in range(2):
        nurse.post(f"/patients/{room}/consents/withdraw/", {"organization": clinic})
    assert [line["kind"] for line in device.pull()] == ["consent"]


def test_a_newer_consent_lets_the_organisation_in_again(world: World) -> None:
    nurse, room = browser(world, "sato"), world.room("P1")
    clinic = str(world.actor("tanaka").organization_id)
    nurse.post(f"/patients/{room}/consents/withdraw/", {"organization": clinic})
    nurse.post(f"/patients/{room}/consents/", given(world, organizations=[clinic]))
    assert browser(world, "tanaka").get(f"/patients/{room}/overview/").status_code == 200


def test_a_stranger_can_neither_give_nor_withdraw(world: World) -> None:
    stranger, room = browser(world, "kato"), world.room("P1")
    assert stranger.post(f"/patients/{room}/consents/", given(world)).status_code == 404
    clinic = str(world.actor("tanaka").organization_id)
    answer = stranger.post(f"/patients/{room}/consents/withdraw/", {"organization": clinic})
    assert answer.status_code == 404
    assert not ConsentedOrganization.objects.exclude(withdrawn_at=None).exists()
