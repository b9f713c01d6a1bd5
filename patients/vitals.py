"""Sets of vitals, read strictly: what cannot be is refused with every reason at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from patients.measures import MEASURES, Choice, Code, Measure, Option
from patients.vital_fields import (
    Problem,
    Problems,
    member,
    problem_of_words,
    read_moment,
    read_options,
    read_value,
)
from patients.vocabulary import VitalCondition

LONGEST_COMMENT = 1000


class State(StrEnum):
    """A value, tried in vain (測定不能), or left out for a reason; 未入力 is the key's absence."""

    VALUE = "value"
    UNABLE = "unable"
    NOT_DONE = "not-done"


class Reason(StrEnum):
    REFUSED = "refused"
    NO_DEVICE = "no-device"
    NOT_NEEDED = "not-needed"


class VitalsError(ValueError):
    """A set that cannot be taken; `fields` has each problem under its path: "spo2.flow"."""

    def __init__(self, fields: Mapping[str, Problem]) -> None:
        super().__init__(", ".join(sorted(fields)))
        self.fields = {str(path): problem for path, problem in fields.items()}


@dataclass(frozen=True)
class Reading:
    """One measure in a set. Options hold keys of `measures.py`, amounts as plain numbers."""

    code: Code
    state: State = State.VALUE
    value: Decimal | None = None
    word: str = ""  # Lo or Hi, when the device shows no number
    options: tuple[tuple[str, str], ...] = ()
    reason: Reason | None = None

    @property
    def measure(self) -> Measure:
        return MEASURES[self.code]

    def option(self, key: str) -> str:
        return dict(self.options).get(key, "")

    @property
    def number(self) -> str:
        """The value with the places of its measure, or the device's word; "" without a value."""
        return self.word if self.value is None else f"{self.value:.{self.measure.places}f}"


@dataclass(frozen=True)
class VitalsSet:
    readings: tuple[Reading, ...]
    at: datetime | None = None  # None: at the time of the entry
    condition: VitalCondition = VitalCondition.REST
    comment: str = ""

    def reading(self, code: Code) -> Reading | None:
        return next((reading for reading in self.readings if reading.code == code), None)


KEYS = frozenset({"at", "condition", "comment", "values"})


def parse(given: object) -> VitalsSet:
    """The set in `{"at", "condition", "comment", "values": {code: {...}}}`, or a VitalsError."""
    problems: Problems = {}
    if not isinstance(given, Mapping):
        raise VitalsError({"values": Problem("type")})
    if not given.keys() <= KEYS:
        problems["values"] = Problem("unknown")
    taken = VitalsSet(
        readings=tuple(_readings(given.get("values"), problems)),
        at=read_moment(given.get("at"), problems),
        condition=_condition(given.get("condition"), problems),
        comment=_comment(given.get("comment"), problems),
    )
    _check_together(taken, problems)
    if problems:
        raise VitalsError(problems)
    return taken


def dump(vitals: VitalsSet) -> dict[str, object]:
    """The set as JSON that `parse` reads back to an equal one."""
    return {
        "at": vitals.at.isoformat() if vitals.at else None,
        "condition": str(vitals.condition),
        "comment": vitals.comment,
        "values": {str(reading.code): _dumped(reading) for reading in vitals.readings},
    }


def _dumped(reading: Reading) -> dict[str, object]:
    options: dict[str, object] = {
        key: value.split(",") if _holds_many(reading.measure.option(key)) else value
        for key, value in reading.options
    }
    match reading.state:
        case State.VALUE:
            return {"value": reading.number, **options}
        case State.UNABLE:
            return {"state": str(State.UNABLE), **options}
        case State.NOT_DONE:
            return {"state": str(State.NOT_DONE), "reason": str(reading.reason)}


def _condition(given: object, problems: Problems) -> VitalCondition:
    found = VitalCondition.REST if given is None else member(VitalCondition, given)
    if found is None:
        problems["condition"] = Problem("choice")
    return found or VitalCondition.REST


def _comment(given: object, problems: Problems) -> str:
    if given is None:
        return ""
    problem = problem_of_words(given, LONGEST_COMMENT)
    if problem:
        problems["comment"] = problem
        return ""
    return str(given)


def _readings(given: object, problems: Problems) -> Iterator[Reading]:
    if not isinstance(given, Mapping):
        problems["values"] = Problem("type")
        return
    if not given:
        problems["values"] = Problem("empty")
    if not given.keys() <= MEASURES.keys():
        problems["values"] = Problem("unknown")  # the key itself is not echoed
    for code, measure in MEASURES.items():
        if code in given:
            reading = _reading(measure, given[code], problems)
            if reading is not None:
                yield reading


def _reading(measure: Measure, given: object, problems: Problems) -> Reading | None:
    if not isinstance(given, Mapping):
        problems[measure.code] = Problem("type")
        return None
    state = given.get("state", State.VALUE)
    if state == State.NOT_DONE:
        return _not_done(measure, given, problems)
    if state == State.UNABLE:
        options = read_options(measure, given, {"state"}, problems, unable=True)
        return Reading(measure.code, State.UNABLE, options=options)
    if state != State.VALUE:
        problems[measure.code] = Problem("choice")
        return None
    options = read_options(measure, given, {"state", "value"}, problems, unable=False)
    shown = given.get("value")
    if isinstance(shown, str) and shown in measure.words:
        return Reading(measure.code, word=shown, options=options)
    value = read_value(shown, measure.hard, measure.step, measure.code, problems, measure.scale)
    return None if value is None else Reading(measure.code, value=value, options=options)


def _not_done(
    measure: Measure, given: Mapping[object, object], problems: Problems
) -> Reading | None:
    reason = member(Reason, given.get("reason"))
    if reason is None:
        missing = given.get("reason") is None
        problems[f"{measure.code}.reason"] = Problem("required" if missing else "choice")
        return None
    if not given.keys() <= {"state", "reason"}:
        problems[measure.code] = Problem("unknown")
        return None
    return Reading(measure.code, State.NOT_DONE, reason=reason)


def _check_together(vitals: VitalsSet, problems: Problems) -> None:
    """What single values cannot tell: two pressures, and the air a saturation was taken in."""
    upper, lower = vitals.reading(Code.SYSTOLIC), vitals.reading(Code.DIASTOLIC)
    if upper and lower and upper.value and lower.value and lower.value >= upper.value:
        problems[Code.DIASTOLIC] = Problem("not-below")
    saturation = vitals.reading(Code.SPO2)
    if saturation and saturation.state == State.VALUE:
        _check_air(saturation, problems)


def _check_air(saturation: Reading, problems: Problems) -> None:
    air, flow = saturation.option("air"), saturation.option("flow")
    if not air:
        problems.setdefault("spo2.air", Problem("required"))
    elif air == "oxygen" and not flow:
        problems.setdefault("spo2.flow", Problem("required"))
    elif air == "room" and (flow or saturation.option("by") not in ("", "ventilator")):
        problems.setdefault("spo2.flow", Problem("room-air"))


def _holds_many(option: Option | None) -> bool:
    return isinstance(option, Choice) and option.many
