"""How a story fills in the forms of its people: a line or two, and the rest follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import NamedTuple

from config.demo.almanac import TOKYO, Almanac, Day
from messaging.vocabulary import EntryKind
from patients import answers, questionnaire
from patients.answers import Sheet

Vitals = dict[str, object]

# The question of each form that takes what a story tells in words.
PROSE: Mapping[EntryKind, str] = {
    EntryKind.VISIT_NOTE: "condition_text",
    EntryKind.PHYSICIAN_VISIT: "findings",
    EntryKind.PHARMACIST_VISIT: "adherence_note",
    EntryKind.HELPER_NOTE: "note",
    EntryKind.CARE_MANAGER_RECORD: "contact_text",
    EntryKind.CALL: "complaint_text",
    EntryKind.ORDER: "content",
    EntryKind.DEATH: "remarks",
}


class At(NamedTuple):
    """An hour in an answer, on the day of the entry or some days later."""

    clock: str
    days: int = 0


class On(NamedTuple):
    """A day in an answer."""

    day: Day
    office: bool = False


@dataclass(frozen=True)
class Filled:
    """A form with its answers. `minutes` is how long the visit was that ends with the entry."""

    kind: EntryKind
    answers: Mapping[str, object] = field(default_factory=dict)
    minutes: int = 0


def fill(filled: Filled, text: str, calendar: Almanac, written_at: datetime) -> Sheet:
    """The sheet as a device would send it, read as strictly."""
    said: dict[str, object] = {PROSE[filled.kind]: text}
    if filled.minutes:
        said["started_at"] = written_at - timedelta(minutes=filled.minutes)
        said["ended_at"] = written_at
    said |= filled.answers
    form = questionnaire.latest(filled.kind)
    given = {
        "questionnaire": form.name,
        "version": form.version,
        "answers": _answers(said, calendar, written_at),
    }
    return answers.parse(given)


def _answers(
    said: Mapping[str, object], calendar: Almanac, written_at: datetime
) -> dict[str, object]:
    return {
        link_id: {"value": _value(value, calendar, written_at)}
        for link_id, value in said.items()
        if value not in ("", ())
    }


def _value(value: object, calendar: Almanac, written_at: datetime) -> object:
    match value:
        case bool():
            return value
        case At(clock, days):
            day = written_at.astimezone(TOKYO).date() + timedelta(days=days)
            return datetime.combine(day, time.fromisoformat(clock), TOKYO).isoformat()
        case On(day, office):
            return calendar.day(day, office=office).isoformat()
        case datetime():
            return value.astimezone(TOKYO).isoformat()
        case Mapping():
            return _answers(value, calendar, written_at)
        case str() | int() | float():
            return calendar.tell(str(value))
        case Sequence():
            return [_value(one, calendar, written_at) for one in value]
    raise TypeError(type(value))


def visit_note(
    minutes: int,
    *care: str,
    kind: str = "regular",
    overall: str = "unchanged",
    report: str = "none",
    **answers: object,
) -> Filled:
    """訪問看護記録書Ⅱ. `care` are codes of ケア内容 beside looking and measuring."""
    said = {
        "visit_kind": kind,
        "overall": overall,
        "report_need": report,
        "care": ("condition", "vitals", *care),
    }
    return Filled(EntryKind.VISIT_NOTE, said | answers, minutes)


def physician_visit(minutes: int, kind: str = "planned", **answers: object) -> Filled:
    said = {"visit_type": kind, "policy_changed": "policy_change" in answers}
    return Filled(EntryKind.PHYSICIAN_VISIT, said | answers, minutes)


def pharmacist_visit(minutes: int, **answers: object) -> Filled:
    said: dict[str, object] = {"adherence": ("sure",), "side_effects": "none"}
    return Filled(EntryKind.PHARMACIST_VISIT, said | answers, minutes)


def helper_note(minutes: int, **answers: object) -> Filled:
    return Filled(EntryKind.HELPER_NOTE, answers, minutes)


def care_record(contact: str, at: At, **answers: object) -> Filled:
    """`contact` is visit, telephone, fax or meeting."""
    said = {"contact": contact, "contact_at": at}
    return Filled(EntryKind.CARE_MANAGER_RECORD, said | answers)


def call(at: At, caller: str, complaint: str, *decision: str, **answers: object) -> Filled:
    """コール受付. Without a red flag in `answers` there was none."""
    said: dict[str, object] = {
        "received_at": at,
        "caller": caller,
        "complaint": (complaint,),
        "red_flags": ("none",),
        "decision": decision,
    }
    return Filled(EntryKind.CALL, said | answers)


def order(*category: str, oral: bool = False, **answers: object) -> Filled:
    said: dict[str, object] = {"category": category, "given": "oral" if oral else "written"}
    return Filled(EntryKind.ORDER, said | ({"read_back": True} if oral else {}) | answers)


def death(**answers: object) -> Filled:
    return Filled(EntryKind.DEATH, answers)


def vitals(
    *,
    pressure: str = "",
    oxygen: str = "",
    condition: str = "rest",
    rhythm: str = "",
    comment: str = "",
    by: str = "",
    **values: str,
) -> tuple[Vitals]:
    """One set in the form the composer sends: pressure as "128/70", oxygen as litres a minute.

    `by` is how the air was given; without it a cannula gives oxygen, and nothing the room's air.
    """
    found: dict[str, dict[str, object]] = {code: {"value": value} for code, value in values.items()}
    if pressure:
        upper, lower = pressure.split("/")
        found |= {"sbp": {"value": upper}, "dbp": {"value": lower}}
    if "spo2" in found:
        found["spo2"] |= _air(oxygen, by)
    if rhythm:
        found["pulse"]["rhythm"] = rhythm
    return ({"at": None, "condition": condition, "comment": comment, "values": found},)


def _air(oxygen: str, by: str) -> dict[str, object]:
    if oxygen:
        return {"air": "oxygen", "flow": oxygen, "by": by or "cannula"}
    return {"air": "room", "by": by} if by else {"air": "room"}
