"""Filled-in forms: what is taken, in which shape it is kept, and what is refused with reasons."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patients.answer_fields import MOST_ROWS
from patients.answer_labels import ANSWER_PROBLEMS
from patients.answers import Answer, AnswersError, AnswerState, Sheet, parse, unusual
from patients.questionnaire import latest, names
from tests.patients.answer_strategies import JSON, answers, nonsense

FORMS = [latest(name) for name in names()]
LEAST: dict[str, Any] = {
    "visit_kind": {"value": "regular"},
    "started_at": {"value": "2026-11-20T15:30+09:00"},
    "ended_at": {"value": "2026-11-20T16:20+09:00"},
    "overall": {"value": "unchanged"},
    "report_need": {"value": "none"},
}


def shape(given: dict[str, object]) -> dict[str, object]:
    return {"questionnaire": "visit-note", "version": 1, "answers": {**LEAST, **given}}


def note(**given: object) -> Sheet:
    return parse(shape(given))


def refused(**given: object) -> dict[str, str]:
    with pytest.raises(AnswersError) as error:
        note(**given)
    return {path: problem.code for path, problem in error.value.fields.items()}


def attempt(form: str, version: object, given: object, *, complete: bool) -> Sheet | AnswersError:
    try:
        return parse(
            {"questionnaire": form, "version": version, "answers": given}, complete=complete
        )
    except AnswersError as error:
        return error


def test_a_note_keeps_its_answers_in_the_order_of_the_form() -> None:
    sheet = note(care={"value": ["bed-bath", "condition"]}, insurance={"value": "care"})
    assert list(sheet.answers) == [
        "visit_kind", "insurance", "started_at", "ended_at", "overall", "care", "report_need",
    ]  # fmt: skip
    assert sheet.value("care") == ("condition", "bed-bath")


@pytest.mark.parametrize(
    ("link_id", "typed", "kept"),
    [
        ("suction_count", "３", "3"),
        ("suction_count", 3, "3"),
        ("cannula_inner", "7.50", "7.5"),
        ("oxygen_ordered", "0.25", "0.25"),
        ("staple_eaten", "-0", "0"),
        ("started_at", "2026-11-20T06:30:00.000Z", "2026-11-20T15:30+09:00"),
        ("started_at", "2026-11-20T15:30:59+09:00", "2026-11-20T15:30+09:00"),
        ("last_stool_on", "2026-11-18", "2026-11-18"),
        ("next_visit_time", "09:05", "09:05"),
        ("orthopnea", False, False),
        ("remarks", "改行\nあり ", "改行\nあり "),
        ("handover", ["浮腫", "", "体重"], ("浮腫", "体重")),
        ("stool_form", ["7", "1", "7"], ("1", "7")),
    ],
)
def test_an_answer_is_kept_in_one_way(link_id: str, typed: object, kept: object) -> None:
    assert note(**{link_id: {"value": typed}}).value(link_id) == kept


@pytest.mark.parametrize(
    "empty", [None, {}, {"value": None}, {"value": ""}, {"value": []}, {"value": "  "}]
)
def test_what_is_empty_is_unanswered(empty: object) -> None:
    assert "remarks" not in note(remarks=empty if empty != {"value": []} else None).answers
    assert note(wounds={"value": [{}]}).value("wounds") is None


def test_an_answer_has_four_states() -> None:
    sheet = note(
        stool_count={"value": "2"},
        cough={"state": "not-measured"},
        sputum_amount={"state": "not-done", "reason": "refused"},
    )
    assert sheet.answers["stool_count"] == Answer(AnswerState.VALUE, "2")
    assert sheet.answers["cough"] == Answer(AnswerState.NOT_MEASURED)
    assert sheet.answers["sputum_amount"] == Answer(AnswerState.NOT_DONE, reason="refused")
    assert "cyanosis" not in sheet.answers
    assert sheet.value("cough") is None


@pytest.mark.parametrize(
    ("link_id", "answer", "problem"),
    [
        ("visit_kind", {"state": "not-measured"}, {"answers.visit_kind": "choice"}),
        ("cough", {"state": "unable"}, {"answers.cough": "choice"}),
        ("cough", {"state": ["not-done"]}, {"answers.cough": "choice"}),
        ("cough", {"state": "not-done"}, {"answers.cough.reason": "required"}),
        ("cough", {"state": "not-done", "reason": "tired"}, {"answers.cough.reason": "choice"}),
        ("cough", {"state": "not-measured", "value": "dry"}, {"answers.cough": "unknown"}),
        ("cough", {"value": "dry", "extra": 1}, {"answers.cough": "unknown"}),
        ("cough", "dry", {"answers.cough": "type"}),
        ("cough", {"value": "barking"}, {"answers.cough": "choice"}),
        ("cough", {"value": ["dry"]}, {"answers.cough": "choice"}),
        ("care", {"value": "bed-bath"}, {"answers.care": "type"}),
        ("care", {"value": ["bed-bath", "massage"]}, {"answers.care": "choice"}),
        ("care", {"value": [["bed-bath"]]}, {"answers.care": "choice"}),
        ("present", {"value": ["alone", "family"]}, {"answers.present": "exclusive"}),
        ("suction_count", {"value": "101"}, {"answers.suction_count": "impossible"}),
        ("suction_count", {"value": "1.5"}, {"answers.suction_count": "step"}),
        ("suction_count", {"value": "NaN"}, {"answers.suction_count": "number"}),
        ("suction_count", {"value": 1.0}, {"answers.suction_count": "number"}),
        ("suction_count", {"value": True}, {"answers.suction_count": "number"}),
        ("staple_eaten", {"value": "11"}, {"answers.staple_eaten": "impossible"}),
        ("orthopnea", {"value": "true"}, {"answers.orthopnea": "choice"}),
        ("last_stool_on", {"value": "2026-02-30"}, {"answers.last_stool_on": "day"}),
        ("last_stool_on", {"value": "2026-W47-5"}, {"answers.last_stool_on": "day"}),
        ("last_stool_on", {"value": "0001-01-01"}, {"answers.last_stool_on": "day"}),
        ("next_visit_time", {"value": "24:00"}, {"answers.next_visit_time": "clock"}),
        ("next_visit_time", {"value": "9:00"}, {"answers.next_visit_time": "clock"}),
        ("started_at", {"value": "2026-11-20T15:30"}, {"answers.started_at": "time"}),
        ("started_at", {"value": "0001-01-01T00:00+14:00"}, {"answers.started_at": "time"}),
        ("started_at", {"value": "2026-11-20T15:30+99:99"}, {"answers.started_at": "time"}),
        ("visitor", {"value": "佐藤\n美咲"}, {"answers.visitor": "line"}),
        ("visitor", {"value": "あ" * 61}, {"answers.visitor": "length"}),
        ("remarks", {"value": "\ud800"}, {"answers.remarks": "characters"}),
        ("remarks", {"value": 5}, {"answers.remarks": "type"}),
        ("sbar_s", {"value": "あ" * 201}, {"answers.sbar_s": "length"}),
        ("handover", {"value": "浮腫"}, {"answers.handover": "type"}),
        ("handover", {"value": ["浮腫", 3]}, {"answers.handover.1": "type"}),
        ("handover", {"value": ["x"] * (MOST_ROWS + 1)}, {"answers.handover": "too-many"}),
        ("wounds", {"value": {"0": {}}}, {"answers.wounds": "type"}),
        ("wounds", {"value": [[]]}, {"answers.wounds.0": "type"}),
        ("wounds", {"value": [{}] * (MOST_ROWS + 1)}, {"answers.wounds": "too-many"}),
    ],
)
def test_what_cannot_be_is_refused(link_id: str, answer: object, problem: dict[str, str]) -> None:
    assert refused(**{link_id: answer}) == problem


def test_problems_of_a_wound_stand_under_its_row() -> None:
    wounds = [
        {"site": {"value": "sacrum"}, "size": {"value": "S3"}},
        {"number": {"value": "0"}, "depth": {"value": "d1"}},
    ]
    assert refused(wounds={"value": wounds}) == {
        "answers.wounds.0.size": "choice",
        "answers.wounds.1.number": "impossible",
        "answers.wounds.1.site": "required",
    }


def test_every_reason_is_given_at_once_and_what_is_missing_too() -> None:
    assert refused(overall=None, cough={"value": "?"}, visitor={"value": 1}) == {
        "answers.overall": "required",
        "answers.cough": "choice",
        "answers.visitor": "type",
    }


def test_a_draft_may_lack_what_a_note_may_not() -> None:
    given = shape({"overall": None, "ended_at": {"value": "2026-11-20T15:00+09:00"}})
    with pytest.raises(AnswersError):
        parse(given)
    draft = parse(given, complete=False)
    assert draft.value("overall") is None
    assert draft.text("ended_at") == "2026-11-20T15:00+09:00"


def test_a_question_that_is_gone_is_told_without_being_repeated() -> None:
    with pytest.raises(AnswersError) as error:
        note(**{"山田ハナ": {"value": "1"}})
    assert "ハナ" not in str(error.value)
    assert error.value.fields["answers"].code == "template-changed"


@pytest.mark.parametrize("link_id", ["vitals", "tell_others", "header", "sbar"])
def test_what_is_no_question_takes_no_answer(link_id: str) -> None:
    assert refused(**{link_id: {"value": "1"}}) == {"answers": "template-changed"}


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (None, {"answers": "type"}),
        ([], {"answers": "type"}),
        ({}, {"questionnaire": "choice"}),
        ({"questionnaire": ["visit-note"]}, {"questionnaire": "choice"}),
        ({"questionnaire": "visit-note"}, {"version": "type"}),
        ({"questionnaire": "visit-note", "version": True}, {"version": "type"}),
        ({"questionnaire": "visit-note", "version": 99}, {"version": "template-changed"}),
        ({"questionnaire": "order", "version": 1, "answers": []}, {
            "answers": "type", "answers.content": "required", "answers.given": "required"}),
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused(given: object, problem: dict[str, str]) -> None:
    with pytest.raises(AnswersError) as error:
        parse(given)
    assert {path: one.code for path, one in error.value.fields.items()} == problem


def test_an_answer_to_a_question_that_is_not_asked_any_more_is_kept() -> None:
    assert note(sbar_s={"value": "息苦しさ"}).text("sbar_s") == "息苦しさ"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@settings(max_examples=30)
@given(data=st.data())
def test_what_was_taken_is_given_back_the_same(form: Any, data: st.DataObject) -> None:
    given = data.draw(answers(form))
    sheet = attempt(form.name, form.version, given, complete=False)
    assert isinstance(sheet, Sheet), sheet.fields
    assert set(sheet.answers) == set(given)
    stored = json.dumps(sheet.dump(), ensure_ascii=False)
    assert Sheet.load(json.loads(stored)) == sheet
    assert json.dumps(Sheet.load(json.loads(stored)).dump(), ensure_ascii=False) == stored
    assert parse(json.loads(stored), complete=False) == sheet
    unusual(sheet)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@settings(max_examples=30)
@given(data=st.data())
def test_nonsense_is_refused_with_reasons_that_have_words(form: Any, data: st.DataObject) -> None:
    result = attempt(form.name, form.version, data.draw(nonsense(form)), complete=True)
    if isinstance(result, AnswersError):
        for problem in result.fields.values():
            assert str(ANSWER_PROBLEMS[problem.code]) % problem.params
    else:
        assert Sheet.load(result.dump()) == result


@given(JSON)
def test_any_json_is_a_form_or_refused(given: object) -> None:
    with pytest.raises(AnswersError):
        parse(given)
