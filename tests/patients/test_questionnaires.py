"""The questionnaires themselves: every file says what it means, in both languages, once."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from messaging.vocabulary import Purpose
from patients import answer_rules
from patients.body_sites import BODY_SITES, HEIGHT, WIDTH
from patients.labels import BLOCK_LABELS
from patients.questionnaire import (
    Item,
    Questionnaire,
    UnknownQuestionnaire,
    answerable,
    latest,
    names,
    of,
    source,
    walk,
)
from patients.vocabulary import VisitKind
from patients.wording import Text

FORMS = [latest(name) for name in names()]
KANJI = re.compile(r"[々一-鿿]")
ITEM_KEYS = {
    "linkId", "type", "text", "answerOption", "repeats", "required", "item", "enableWhen", "unit",
    "low", "high", "softLow", "softHigh", "step", "maxLength", "states", "stable", "folded",
    "block", "hint",
}  # fmt: skip
each_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)


def every(form: Questionnaire) -> Iterator[Item]:
    return walk(form.items)


def texts(form: Questionnaire) -> Iterator[Text]:
    yield form.title
    for item in every(form):
        yield from filter(None, (item.text, item.unit, item.hint))
        for option in item.options:
            yield from filter(None, (option.text, option.group))


def raw_items(items: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    for item in items:
        yield item
        inner = item.get("item", [])
        assert isinstance(inner, list)
        yield from raw_items(inner)


def scopes(items: tuple[Item, ...]) -> Iterator[list[Item]]:
    """Questions whose answers lie side by side: those of the form, and those of each row."""
    level = list(answerable(items))
    yield level
    for item in level:
        if item.is_rows:
            yield from scopes(item.items)


@each_form
def test_a_file_is_named_after_what_it_holds(form: Questionnaire) -> None:
    held = json.loads(source(form.name, form.version))
    assert (held["name"], held["version"]) == (form.name, form.version)


@each_form
def test_a_file_has_no_key_that_nobody_reads(form: Questionnaire) -> None:
    for item in raw_items(json.loads(source(form.name, form.version))["item"]):
        assert item.keys() <= ITEM_KEYS, item["linkId"]


@each_form
def test_every_sentence_is_there_in_both_languages(form: Questionnaire) -> None:
    for text in texts(form):
        assert text.ja
        assert text.en
        assert not KANJI.search(text.en), text


@each_form
def test_each_question_and_each_option_has_a_code_of_its_own(form: Questionnaire) -> None:
    for level in scopes(form.items):
        link_ids = [item.link_id for item in level]
        assert len(set(link_ids)) == len(link_ids)
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", link_id) for link_id in link_ids)
    for item in every(form):
        assert len(item.option_texts) == len(item.options), item.link_id


@each_form
def test_choices_have_options_and_numbers_have_limits(form: Questionnaire) -> None:
    for item in every(form):
        assert (item.type in ("choice", "body-site")) <= bool(item.options), item.link_id
        if item.type in ("integer", "decimal"):
            assert item.low is not None
            assert item.high is not None
            assert item.low <= (item.soft_low or item.low) < (item.soft_high or item.high)
            assert (item.soft_high or item.high) <= item.high
            assert (item.step == 1) == (item.type == "integer"), item.link_id


@each_form
def test_a_question_waits_only_for_answers_that_can_be_given(form: Questionnaire) -> None:
    for item in every(form):
        if item.enable is not None:
            link_id, codes = item.enable
            asked = form.by_id[link_id]
            known = {"true", "false"} if asked.type == "boolean" else set(asked.option_texts)
            assert set(codes) <= known, item.link_id
            assert codes


@each_form
def test_a_question_that_may_not_be_asked_is_not_required(form: Questionnaire) -> None:
    for item in every(form):
        if item.enable is not None:
            assert not any(one.required for one in (item, *answerable(item.items)))


@each_form
def test_an_option_presets_a_purpose_that_there_is(form: Questionnaire) -> None:
    asked = {option.asks for item in every(form) for option in item.options if option.asks}
    assert asked <= set(Purpose)


@each_form
def test_every_question_stands_in_a_group_with_a_heading(form: Questionnaire) -> None:
    assert {item.type for item in form.items} == {"group"}
    assert not any(item.repeats for item in form.items)


@each_form
def test_only_a_field_of_one_answer_is_said_to_be_as_before(form: Questionnaire) -> None:
    assert not any(item.stable for item in every(form) if item.type in ("group", "asks", "vitals"))


def test_the_blocks_are_those_that_can_be_chosen_for_a_patient() -> None:
    blocks = {item.block for item in latest("visit-note").items if item.block}
    assert blocks == set(BLOCK_LABELS)


def test_what_is_asked_at_every_visit_is_open_and_the_rest_is_folded() -> None:
    always = [item.link_id for item in latest("visit-note").items if not item.folded]
    assert always == ["header", "condition", "measurements", "care-section", "report", "next"]


def test_the_kinds_of_visit_are_those_of_the_plan() -> None:
    form = latest("visit-note")
    for link_id in ("visit_kind", "next_visit_kind"):
        assert list(form.by_id[link_id].option_texts) == list(VisitKind)


def test_the_overall_condition_presets_the_purpose() -> None:
    options = latest("visit-note").by_id["overall"].options
    assert [option.asks for option in options] == ["report", "report", "consult", "urgent"]


def test_rules_speak_of_questions_that_are_asked() -> None:
    asked = {link_id for form in FORMS for link_id in form.by_id}
    named = {link_id for chain in answer_rules.IN_ORDER for link_id in chain}
    assert named | set(answer_rules.NOT_AFTER_THE_VISIT) <= asked


def test_the_helpers_note_can_be_read_by_who_reads_no_kanji() -> None:
    for text in texts(latest("helper-note")):
        for base, reading in text.ruby_pairs():
            assert reading or not KANJI.search(base), text.ja


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_reading_changes_nothing_in_the_sentence(form: Questionnaire) -> None:
    for text in (*texts(form), *(site.text for site in BODY_SITES)):
        assert "".join(base for base, _ in text.ruby_pairs()) == text.ja


def test_a_sentence_is_split_into_kanji_and_their_readings() -> None:
    text = Text("体温はどう", "Temperature?", "体温《たいおん》はどう")
    assert text.ruby_pairs() == (("体温", "たいおん"), ("はどう", ""))
    assert Text("のんだ", "Taken").ruby_pairs() == (("のんだ", ""),)


def test_nine_signs_of_a_change_each_have_a_picture() -> None:
    options = latest("helper-note").by_id["unusual"].options
    assert len(options) == 9
    assert all(option.icon and option.asks == "consult" for option in options)


def test_body_sites_lie_on_the_map_and_apart_from_each_other() -> None:
    assert len({site.code for site in BODY_SITES}) == len(BODY_SITES)
    assert len({(site.view, site.x, site.y) for site in BODY_SITES}) == len(BODY_SITES)
    assert all(0 < site.x < WIDTH and 0 < site.y < HEIGHT for site in BODY_SITES)


def test_on_the_front_the_right_side_stands_left_and_on_the_back_right() -> None:
    for site in BODY_SITES:
        if site.code.startswith("right-"):
            assert (site.x < WIDTH / 2) == (site.view == "front")
            left = next(one for one in BODY_SITES if one.code == f"left-{site.code[6:]}")
            assert (left.x, left.y) == (WIDTH - site.x, site.y)


@pytest.mark.parametrize(
    ("name", "version"), [("visit-note", 99), ("visit-note", 0), ("../answers", 1), ("", 1)]
)
def test_what_is_no_form_is_unknown(name: str, version: int) -> None:
    with pytest.raises(UnknownQuestionnaire):
        of(name, version)
    with pytest.raises(UnknownQuestionnaire):
        source(name, version)


def test_forms_are_read_without_django() -> None:
    program = "import sys, patients.answers; print('django' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "False"
