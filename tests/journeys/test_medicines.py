"""お薬: the list, what changed of it and why, and what was left over."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone

from patients.models import MedicationCount, MedicationStatement
from patients.queries.medications import current_lines
from sharing import clock, keys
from sharing.uuid7 import uuid7
from tests.device import Device, Json
from tests.journeys.orders import NURSES
from tests.world import World


def medicine(**more: str) -> dict[str, str]:
    return {
        "id": str(uuid7()), "entry": "", "name": "フロセミド錠", "dose": "20mg",
        "usage": "1日1回 朝食後", "effective_date": timezone.localdate(clock.now()).isoformat(),
        "until": "", "prescriber": "田中 誠一", "source": "prescription", "reason": "むくみのため",
        **more,
    }  # fmt: skip


def path(device: Device, rest: str = "") -> str:
    return f"/patients/{device.room}/medicines/{rest}"


def page(device: Device) -> str:
    answer = device.client.get(path(device))
    assert answer.status_code == 200
    return answer.content.decode()


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html.partition("<main")[2]).split())


def content(answer: HttpResponseBase) -> str:
    return bytes(getattr(answer, "content", b"")).decode()


def enter(device: Device, **more: str) -> str:
    body = medicine(**more)
    assert device.client.post(path(device, "new/"), body).status_code == 302
    return body["id"]


def changed(device: Device, old: str, **more: str) -> HttpResponseBase:
    return device.client.post(path(device, f"{old}/change/"), medicine(**more))


def test_a_change_is_told_with_its_reason_its_day_and_who_wrote_it(world: World) -> None:
    doctor, helper = Device.of(world, "tanaka"), Device.of(world, "suzuki")
    old = enter(doctor)
    assert changed(doctor, old, dose="40mg", reason="浮腫のため").status_code == 302
    said = text(page(helper))
    assert "フロセミド錠 20mg → 40mg 理由：浮腫のため" in said
    assert said.count("フロセミド錠 40mg") == 1, "the list holds the new dose once"
    assert "田中 誠一（医師）" in said
    assert MedicationStatement.objects.filter(ended_at=None).count() == 1


def test_the_same_form_sent_twice_is_one_medicine(world: World) -> None:
    nurse = Device.of(world, "sato")
    body = medicine()
    for _again in range(2):
        assert nurse.client.post(path(nurse, "new/"), body).status_code == 302
    assert MedicationStatement.objects.count() == 1
    answer = nurse.client.post(path(nurse, "new/"), body | {"dose": "80mg"})
    assert answer.status_code == 409
    old, new = body["id"], medicine(dose="40mg")
    for _again in range(2):
        assert nurse.client.post(path(nurse, f"{old}/change/"), new).status_code == 302
    assert MedicationStatement.objects.count() == 2


def test_who_was_slower_is_told_and_keeps_what_he_typed(world: World) -> None:
    doctor, pharmacist = Device.of(world, "tanaka"), Device.of(world, "ito")
    old = enter(doctor)
    assert doctor.client.get(path(doctor, f"{old}/change/")).status_code == 200
    assert changed(pharmacist, old, dose="30mg").status_code == 302
    answer = changed(doctor, old, dose="40mg", reason="体重増加")
    assert answer.status_code == 409
    assert "この間にほかの人" in content(answer)
    assert 'value="体重増加"' in content(answer)
    ending = {"id": str(uuid7()), "last_date": "2026-11-01", "reason": "終了"}
    assert doctor.client.post(path(doctor, f"{old}/end/"), ending).status_code == 409
    assert MedicationStatement.objects.filter(ended_at=None).count() == 1


def test_an_ended_medicine_stands_folded_with_its_reason(world: World) -> None:
    nurse = Device.of(world, "sato")
    old = enter(nurse)
    today = timezone.localdate(clock.now()).isoformat()
    body = {"id": str(uuid7()), "last_date": today, "reason": "むくみが引いたため"}
    for _again in range(2):
        assert nurse.client.post(path(nurse, f"{old}/end/"), body).status_code == 302
    html = page(nurse)
    assert "お薬はすべて終了しています。" in html
    assert "終了したお薬（1）" in html
    assert text(html).count("むくみが引いたため") == 2, "in the fold, and in the history"


def test_a_change_from_an_entry_shows_it_beside_the_form_and_keeps_the_link(
    world: World,
) -> None:
    doctor, nurse = Device.of(world, "tanaka"), Device.of(world, "sato")
    order = doctor.post("フロセミドを40mgへ増やしてください", purpose="order", to=NURSES)["id"]
    old = enter(nurse)
    form = content(nurse.client.get(path(nurse, f"{old}/change/?entry={order}")))
    assert "フロセミドを40mgへ増やしてください" in form
    assert f'value="{order}"' in form
    assert changed(nurse, old, dose="40mg", entry=order).status_code == 302
    assert f"/patients/{nurse.room}/#entry-{order}" in page(nurse)
    doctor.send(
        f"entries/{order}/retraction", {"id": str(uuid7()), "reason": "mistake", "text": ""}
    )
    assert nurse.client.get(path(nurse, f"new/?entry={order}")).status_code == 404
    assert nurse.client.post(path(nurse, "new/"), medicine(entry=order)).status_code == 404


@pytest.mark.parametrize("entry", [str(uuid7()), "x"])
def test_an_entry_that_is_not_in_the_room_is_not_there(world: World, entry: str) -> None:
    nurse = Device.of(world, "sato")
    for rest in ("new/", "count/"):
        assert nurse.client.get(path(nurse, f"{rest}?entry={entry}")).status_code == 404
    assert nurse.client.post(path(nurse, "new/"), medicine(entry=entry)).status_code == 404
    assert MedicationStatement.objects.count() == 0


def test_what_is_left_is_counted_by_hand_also_of_what_is_not_on_the_list(world: World) -> None:
    pharmacist = Device.of(world, "ito")
    listed = enter(pharmacist)
    body = {
        "id": str(uuid7()), "medicine": listed, "name": "", "quantity": "4", "unit": "錠",
        "reason": "飲み忘れ",
    }  # fmt: skip
    for _again in range(2):
        assert pharmacist.client.post(path(pharmacist, "count/"), body).status_code == 302
    other = body | {
        "id": str(uuid7()),
        "medicine": "",
        "name": "酸化マグネシウム",
        "quantity": "１０.5",
    }
    assert pharmacist.client.post(path(pharmacist, "count/"), other).status_code == 302
    assert MedicationCount.objects.count() == 2
    said = text(page(Device.of(world, "suzuki")))
    assert "残薬：4錠（" in said
    assert changed(pharmacist, listed, dose="40mg").status_code == 302
    assert "残薬：4錠（" in text(page(pharmacist)), "also after a change of the dose"
    assert re.search("酸化マグネシウム 10.5錠 飲み忘れ [0-9/]+ ・ 伊藤 健（薬剤師）", said)
    neither = body | {"id": str(uuid7()), "medicine": ""}
    assert pharmacist.client.post(path(pharmacist, "count/"), neither).status_code == 422


def pharmacists_note(count: str, **more: object) -> Json:
    now = timezone.localtime(clock.now())
    answers = {
        "started_at": {"value": (now - timedelta(hours=1)).isoformat()},
        "ended_at": {"value": now.isoformat()},
        "leftovers": {
            "value": [
                {"drug": {"value": "フロセミド錠20mg"}, "count": {"value": count},
                 "reason": {"value": "飲み忘れ"}},
                {"drug": {"value": "知らない薬"}},
            ]
        },
    }  # fmt: skip
    form = {"questionnaire": "pharmacist-visit", "version": 1, "answers": answers}
    return {"text": "訪問しました。", "form": form, "soft_confirmed": True, **more}


def test_a_pharmacists_note_counts_what_was_left_until_it_says_otherwise(world: World) -> None:
    pharmacist = Device.of(world, "ito")
    listed = enter(pharmacist)
    entry = pharmacist.post(**pharmacists_note("4", kind="pharmacist-visit"))
    assert pharmacist.status == 201, entry
    rows = MedicationCount.objects.filter(withdrawn_at=None)
    assert sorted(str(row.medication_id) for row in rows) == sorted([listed, "None"])
    assert "残薬：4個（" in text(page(pharmacist))
    pharmacist.send(
        f"entries/{entry['id']}/amendments",
        {"id": str(uuid7()), "reason": "誤記", **pharmacists_note("6")},
    )
    assert pharmacist.status == 201
    said = text(page(pharmacist))
    assert ("残薬：6個（" in said, "4個" in said) == (True, False)
    pharmacist.send(
        f"entries/{entry['id']}/retraction", {"id": str(uuid7()), "reason": "mistake", "text": ""}
    )
    assert MedicationCount.objects.filter(withdrawn_at=None).count() == 0


def test_a_care_manager_reads_the_list_and_cannot_change_it(world: World) -> None:
    nurse, manager, stranger = (Device.of(world, who) for who in ("sato", "suzuki", "kato"))
    old = enter(nurse)
    assert "medicines/new/" not in page(manager)
    for device in (manager, stranger):
        for rest in ("new/", "count/", f"{old}/change/", f"{old}/end/"):
            assert device.client.get(path(nurse, rest)).status_code == 404
            assert device.client.post(path(nurse, rest), medicine()).status_code == 404
    assert stranger.client.get(path(nurse)).status_code == 404
    assert MedicationStatement.objects.count() == 1


def test_impossible_input_is_refused_at_its_field_and_nothing_is_stored(world: World) -> None:
    nurse = Device.of(world, "sato")
    today = timezone.localdate(clock.now())
    for field, value in (
        ("name", ""), ("name", "あ" * 101), ("name", "a\0b"), ("effective_date", "昭和70年1月1日"),
        ("effective_date", "9999-01-01"), ("source", "rumour"), ("reason", "\x1b"),
        ("until", (today - timedelta(days=1)).isoformat()), ("id", "1"),
    ):  # fmt: skip
        answer = nurse.client.post(path(nurse, "new/"), medicine(**{field: value}))
        assert answer.status_code == 422, (field, value)
    for quantity in ("-1", "99999", "many", "1.25", "nan"):
        body = {"id": str(uuid7()), "name": "薬", "quantity": quantity, "unit": "錠"}
        assert nurse.client.post(path(nurse, "count/"), body).status_code == 422
    assert (MedicationStatement.objects.count(), MedicationCount.objects.count()) == (0, 0)


def test_names_and_reasons_are_sealed(world: World) -> None:
    enter(Device.of(world, "sato"))
    row = MedicationStatement.objects.get()
    for words in ("フロセミド", "20mg", "むくみ", "田中"):
        assert words.encode() not in bytes(row.body)


def test_the_lines_for_cards_hold_what_is_taken_now(world: World) -> None:
    nurse, room = Device.of(world, "sato"), world.room("P1")
    old = enter(nurse)
    enter(nurse, name="アムロジピン錠", dose="5mg", usage="")
    changed(nurse, old, dose="40mg")
    found = current_lines([room], {room: keys.of_room(room)})
    assert found == {room: ("アムロジピン錠 5mg", "フロセミド錠 40mg 1日1回 朝食後")}


def test_the_medicines_stand_beside_the_timeline(world: World) -> None:
    nurse = Device.of(world, "sato")
    enter(nurse)
    other: Client = Device.of(world, "suzuki").client
    html = other.get(f"/patients/{nurse.room}/").content.decode()
    assert "<li>フロセミド錠 20mg 1日1回 朝食後</li>" in html
