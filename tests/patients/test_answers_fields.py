"""Every field that clinicians asked for is there, and all fields are those of the table we keep."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from patients import design_r
from patients.field_table import tables
from patients.labels import LOCATION_LABELS, VITAL_CONDITION_LABELS
from patients.questionnaire import Item, Questionnaire, latest, names, walk
from patients.vital_form import VitalField, vital_fields

Fields = dict[str, str]  # a label -> its options between slashes, its unit after "in", or ""
TABLE = Path(__file__).with_name("fields.md")
DEVICES = {
    "oxygen": "HOT",
    "ventilator": "人工呼吸器",
    "tracheostomy": "気切",
    "gastrostomy": "胃ろう",
    "nasogastric": "経鼻胃管",
    "central_line": "CVポート・PICC",
    "pca": "PCA・持続皮下注",
}


def written_by_hand() -> dict[str, Fields]:
    lines = Path(__file__).with_name("clinical_labels.txt").read_text(encoding="utf-8").splitlines()
    parts: dict[str, Fields] = {}
    part: Fields = {}
    for line in lines[lines.index("") :]:
        if line.startswith("# "):
            part = parts.setdefault(line[2:], {})
        elif line:
            label, _, said = line.partition(":")
            part[label] = said.strip()
    return parts


PARTS = written_by_hand()
CARE, VITALS = PARTS.pop("care"), PARTS.pop("vital signs")
VISIT_NOTE = {name[11:]: fields for name, fields in PARTS.items() if name[:11] == "visit-note "}
OTHERS = {name: fields for name, fields in PARTS.items() if " " not in name}


def section(form: Questionnaire, link_id: str) -> Item:
    return next(item for item in form.items if item.link_id == link_id)


def described(item: Item) -> str:
    if item.type == "choice" or item.type == "vitals":
        return "/".join(option.text.ja for option in item.options)
    return f"in {item.unit.ja}" if item.unit else ""


def missing(items: tuple[Item, ...], fields: Fields) -> dict[str, str]:
    """The fields that no question asks in exactly these words, units and options."""
    asked = {(item.text.ja, described(item)) for item in walk(items)}
    return {label: said for label, said in fields.items() if (label, said) not in asked}


def test_the_fields_are_those_of_the_table() -> None:
    assert tables() == TABLE.read_text(encoding="utf-8")


def test_a_command_prints_the_table() -> None:
    printed = StringIO()
    call_command("fields", stdout=printed)
    assert printed.getvalue() == tables()


@pytest.mark.parametrize("block", VISIT_NOTE)
def test_a_visit_note_asks_what_nurses_write(block: str) -> None:
    assert missing((section(latest("visit-note"), block),), VISIT_NOTE[block]) == {}


def test_a_field_that_is_not_asked_is_missed() -> None:
    form = latest("visit-note")
    assert missing(form.items, {"身長": "in cm", "吸引回数": "in 分"}).keys() == {
        "身長",
        "吸引回数",
    }


def test_no_part_of_a_visit_note_goes_unchecked() -> None:
    parts = {item.link_id for item in latest("visit-note").items}
    assert parts - VISIT_NOTE.keys() == {"measurements", "care-section"}


@pytest.mark.parametrize("name", OTHERS)
def test_the_other_forms_ask_what_their_professions_write(name: str) -> None:
    assert missing(latest(name).items, OTHERS[name]) == {}


def test_there_is_a_form_for_each_kind_of_entry() -> None:
    assert set(names()) == {"visit-note", *OTHERS}


def test_care_is_ticked_in_groups() -> None:
    groups: dict[str, list[str]] = {}
    for option in latest("visit-note").by_id["care"].options:
        groups.setdefault(option.group.ja if option.group else "", []).append(option.text.ja)
    assert {heading: "/".join(said) for heading, said in groups.items()} == CARE


@pytest.mark.parametrize(("link_id", "label"), DEVICES.items())
def test_each_device_has_questions_of_its_own(link_id: str, label: str) -> None:
    devices = {
        item.link_id: item for item in section(latest("visit-note"), "devices-section").items
    }
    assert devices[link_id].text.ja == label
    assert len(devices[link_id].items) >= 2


def test_wounds_have_every_code_of_design_r() -> None:
    row = latest("visit-note").by_id["wounds"].row
    assert tuple(row["depth"].option_texts) == design_r.DEPTH
    for item, points in design_r.POINTS.items():
        assert list(row[item].option_texts) == list(points)
    for item in design_r.ITEMS:
        assert all(option.text.ja.startswith(option.code) for option in row[item].options)


def limits(low: str, high: str) -> str:
    return f"{low}–{high}" if low or high else ""


def vital(field: VitalField) -> str:
    choices = (
        "/".join(label for _, label in option.choices) for option in field.options if option.choices
    )
    hard = limits(field.hard_low, field.hard_high)
    soft = limits(field.soft_low, field.soft_high)
    return "; ".join((field.unit, hard, soft, " ".join(choices))).strip()


def test_vital_signs_have_their_units_limits_and_options() -> None:
    with translation.override("ja"):
        assert {field.label: vital(field) for field in vital_fields()} == VITALS


def test_vital_signs_are_taken_in_five_conditions() -> None:
    with translation.override("ja"):
        said = [str(label) for label in VITAL_CONDITION_LABELS.values()]
    assert said == ["安静", "労作後", "入浴前", "入浴後", "処置後"]


def test_a_patient_is_in_one_of_seven_places() -> None:
    with translation.override("ja"):
        said = [str(label) for label in LOCATION_LABELS.values()]
    assert said == ["在宅", "入院中", "ショートステイ", "外泊・外出", "施設入所", "終了", "逝去"]
