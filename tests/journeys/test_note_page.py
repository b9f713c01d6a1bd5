"""The page of a structured note: who writes what, what stands open, and what was said last time."""

import re

import pytest

from messaging.note_kinds import WRITES
from messaging.vocabulary import EntryKind
from patients.actions.item import record_item
from patients.items import Item
from patients.vocabulary import ItemKind, VisitKind
from sharing.uuid7 import uuid7
from tests import world as worlds
from tests.device import Device, Json
from tests.journeys.visiting import build, moment, plan, tap
from tests.world import World

WRITERS = {
    "sato": {"visit-note", "call", "order", "death"},
    "tanaka": {"physician-visit", "order", "death"},
    "ito": {"pharmacist-visit"},
    "suzuki": {"care-manager-record", "call"},
    "kato": set(),
}
KINDS = [kind for kind in EntryKind if kind is not EntryKind.NOTE]


def page(device: Device, kind: str, query: str = "") -> str:
    answer = device.client.get(f"/patients/{device.room}/write/{kind}/{query}")
    device.status = answer.status_code
    return answer.content.decode()


def note(started: str = "2026-11-20T10:00:00+09:00", **answers: Json) -> Json:
    given = {
        "visit_kind": {"value": "regular"}, "overall": {"value": "unchanged"},
        "report_need": {"value": "none"}, "started_at": {"value": started},
        "ended_at": {"value": started.replace("T10:00", "T10:40")}, **answers,
    }  # fmt: skip
    form = {"questionnaire": "visit-note", "version": 1, "answers": given}
    return {"kind": "visit-note", "form": form, "soft_confirmed": True}


def question(html: str, link_id: str) -> str:
    """The page from this question to the next."""
    begin = html.index(f'data-question="{link_id}"')
    end = html.find("data-question=", begin + 20)
    return html[begin:end]


@pytest.mark.parametrize("person", WRITERS)
def test_everybody_writes_the_notes_of_their_own_profession(world: World, person: str) -> None:
    device, served = Device.of(world, person), set()
    for kind in KINDS:
        page(device, kind)
        assert device.status in (200, 404)
        if device.status == 200:
            served.add(str(kind))
    assert served == WRITERS[person]


def test_the_timeline_leads_to_them(world: World) -> None:
    nurse = Device.of(world, "sato")
    shown = nurse.client.get(f"/patients/{nurse.room}/").content.decode()
    for kind in WRITES[world.actor("sato").profession]:
        assert f"/patients/{nurse.room}/write/{kind}/" in shown


def test_only_a_physician_is_asked_when_death_was_confirmed(world: World) -> None:
    asked = 'data-question="death_confirmed_at"'
    assert asked in page(Device.of(world, "tanaka"), "death")
    assert asked not in page(Device.of(world, "sato"), "death")


def test_the_time_of_death_is_taken_from_a_physician_alone(world: World) -> None:
    answers = {"death_confirmed_at": {"value": "2026-11-20T04:35:00+09:00"}}
    form = {"questionnaire": "death", "version": 1, "answers": answers}
    body = {"kind": "death", "form": form, "soft_confirmed": True}
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    refused = nurse.post("", **body)
    assert (nurse.status, list(refused["fields"])) == (422, ["form.answers.death_confirmed_at"])
    bare = {**form, "answers": {"remarks": {"value": "家族と見送りました"}}}
    mine = nurse.post("", **{**body, "form": bare})["id"]
    change = {"id": str(uuid7()), "reason": "追記", "form": form}
    nurse.send(f"entries/{mine}/amendments", change)
    assert nurse.status == 422, "nor by the way round"
    doctor.post("", **body)
    assert doctor.status == 201


def test_an_order_by_telephone_asks_whose_it_is(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    mine = page(nurse, "order")
    assert "電話で指示を出した医師" in mine
    choices = mine[mine.index('name="proxy_for"') :].split("</select>")[0]
    assert "田中" in choices
    assert "鈴木" not in choices
    assert 'name="proxy_for"' not in page(doctor, "order")


def test_the_blocks_of_the_patients_own_set_stand_open(world: World) -> None:
    nurse = Device.of(world, "sato")
    folded = '<details class="note-section folded" data-section="{}"'
    before = page(nurse, "visit-note")
    assert all(folded.format(block) in before for block in ("bowel", "eating", "wounds-section"))
    body = {"blocks": "bowel,wounds"}
    record_item(world.actor("sato"), nurse.room, Item(ItemKind.OBSERVATION_SET, body))
    after = page(nurse, "visit-note")
    assert folded.format("bowel") not in after
    assert folded.format("wounds-section") not in after
    assert folded.format("eating") in after


def test_what_was_said_last_time_stands_beside_the_field_and_not_in_it(world: World) -> None:
    nurse = Device.of(world, "sato")
    nurse.post("", **note(food_form={"value": "soft"}, staple_eaten={"value": "7"}))
    nurse.post("", **note("2026-11-20T10:00:00+09:00", staple_eaten={"value": "5"}))
    shown = page(nurse, "visit-note")
    eaten, form = question(shown, "staple_eaten"), question(shown, "food_form")
    assert re.search(r"前回（\d+/\d+）：5 割", eaten), "the newest of the last ones"
    assert re.search(r"前回（\d+/\d+）：ソフト", form), "an older one where the newest is silent"
    assert " checked" not in eaten + form
    assert "前回と同じ" in form, "food form stays as it is"
    assert "前回と同じ" not in eaten, "what is eaten is looked at anew"


def test_a_retracted_note_says_nothing_any_more(world: World) -> None:
    nurse = Device.of(world, "sato")
    entry = nurse.post("", **note(staple_eaten={"value": "7"}))["id"]
    body = {"id": entry[:-4] + "0000", "reason": "wrong-patient"}
    nurse.send(f"entries/{entry}/retraction", body)
    assert nurse.status == 201
    assert "7 割" not in page(nurse, "visit-note")


def test_a_wound_is_gone_on_with_where_it_is(world: World) -> None:
    nurse = Device.of(world, "sato")
    wound = {
        "number": {"value": "1"}, "site": {"value": "sacrum"}, "depth": {"value": "D3"},
        "exudate": {"value": "e1"}, "dressing": {"value": "フォーム材"},
    }  # fmt: skip
    nurse.post("", **note(wounds={"value": [wound]}))
    shown = page(nurse, "visit-note")
    start = re.search(r'data-start="([^"]*)"', shown[shown.index('data-question="wounds"') :])
    assert start is not None
    assert "sacrum" in start[1]
    assert "フォーム材" in start[1]
    assert "e1" not in start[1], "what is found is never copied"


def test_the_goals_of_the_plan_are_offered_for_their_evaluation(world: World) -> None:
    nurse = Device.of(world, "sato")
    body = {"text": "ひとりで入浴できる", "detail": ""}
    record_item(world.actor("sato"), nurse.room, Item(ItemKind.GOAL, body))
    assert "ひとりで入浴できる" in question(page(nurse, "visit-note"), "comment")


def test_the_kind_is_that_of_the_planned_visit(db: None) -> None:
    with moment("07:00"):
        world = build()
        nurse = Device.of(world, "sato")
        visit = tap(nurse, plan(world, kind=VisitKind.FIRST))["visit"]
        assert 'data-visit-kind="first"' in page(nurse, "visit-note", f"?visit={visit}")
        assert 'data-visit-kind="regular"' in page(nurse, "visit-note")
        assert 'data-visit-kind="regular"' in page(nurse, "visit-note", f"?visit={uuid7()}")


def test_the_grid_asks_back_at_the_limits_of_this_patient(world: World) -> None:
    nurse = Device.of(world, "sato")

    def saturation() -> str:
        shown = page(nurse, "visit-note")
        return shown[shown.index('data-vital="spo2"') :].split(">")[0]

    before = saturation()
    body = {"jcs": "0", "spo2_low": "88", "spo2_high": "92"}
    record_item(world.actor("sato"), nurse.room, Item(ItemKind.BASELINE, body))
    assert 'data-soft-low="88"' not in before
    assert 'data-soft-low="88" data-soft-high="92"' in saturation()


def test_a_reply_names_what_it_answers_and_a_foreign_entry_is_nothing(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    asked = doctor.post("浮腫はいかがですか。", purpose="consult")["id"]
    assert "浮腫はいかがですか。" in page(nurse, "visit-note", f"?reply={asked}")
    assert "note-reply" not in page(nurse, "visit-note", f"?reply={asked[:-4]}0000")
    for nonsense in ("?reply=1", "?visit=x", "?draft=%00"):
        page(nurse, "visit-note", nonsense)
        assert nurse.status == 404


@pytest.mark.django_db
def test_a_helper_reads_easy_words_with_readings_and_measures_with_the_cuff_only() -> None:
    helper = Device.of(worlds.build(("suzuki", "nakamura")), "nakamura")
    shown = page(helper, "helper-note")
    assert helper.status == 200
    assert "<ruby>体温<rt>たいおん</rt></ruby>" in shown
    assert set(re.findall(r'data-vital="(\w+)"', shown)) == {"temp", "sbp", "dbp", "pulse"}


def test_drafts_of_other_kinds_are_not_offered_here(world: World) -> None:
    nurse = Device.of(world, "sato")
    draft = "019a0000-0000-7000-8000-000000000001"
    nurse.send(f"drafts/{draft}", {"kind": "call", "version": 0, "content": {}})
    assert nurse.status == 200
    assert draft not in page(nurse, "visit-note")
    assert draft in page(nurse, "call")


def test_a_note_is_amended_where_it_was_written_by_its_writer_alone(world: World) -> None:
    nurse, doctor = Device.of(world, "sato"), Device.of(world, "tanaka")
    entry = nurse.post("", **note(remarks={"value": "犬に注意"}))["id"]
    shown = page(nurse, "visit-note", f"?amend={entry}")
    assert nurse.status == 200
    assert "犬に注意" in shown
    assert 'name="reason"' in shown
    page(nurse, "call", f"?amend={entry}")
    assert nurse.status == 404, "it is another form's"
    theirs = doctor.post("診察しました。")["id"]
    page(nurse, "visit-note", f"?amend={theirs}")
    assert nurse.status == 404
    page(nurse, "visit-note", f"?amend={entry[:-4]}0000")
    assert nurse.status == 404
