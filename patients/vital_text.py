"""A set of vitals as the lines people read; the words come from the caller, in their language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from patients.measures import Amount, Choice, Code, Option
from patients.vital_ranges import USUAL, Baseline, Flag, flag
from patients.vitals import Reading, State, VitalsSet

Dictionary = Mapping[str, object]  # words by their path: "spo2", "spo2.air.room", "unit.%"
BLOOD_PRESSURE = "bp"


@dataclass(frozen=True)
class Row:
    code: str
    label: str
    text: str
    state: State
    flag: Flag


def rows(vitals: VitalsSet, words: Dictionary, baseline: Baseline = USUAL) -> tuple[Row, ...]:
    """One row a measure in the order of the table; both pressures stand in one."""
    return tuple(_rows(vitals, words, baseline))


def _rows(vitals: VitalsSet, words: Dictionary, baseline: Baseline) -> Iterator[Row]:
    upper, lower = vitals.reading(Code.SYSTOLIC), vitals.reading(Code.DIASTOLIC)
    together = upper and lower and upper.value is not None and lower.value is not None
    for reading in vitals.readings:
        mark = flag(reading, baseline)
        if together and upper and lower and reading.code == Code.SYSTOLIC:
            text = render_pressure(upper, lower, words)
            mark = mark or flag(lower, baseline)
            yield Row(BLOOD_PRESSURE, str(words[BLOOD_PRESSURE]), text, reading.state, mark)
        elif not together or reading.code != Code.DIASTOLIC:
            label = str(words[reading.code])
            yield Row(str(reading.code), label, render(reading, words), reading.state, mark)


def render(reading: Reading, words: Dictionary) -> str:
    """As "91 %（酸素 1 L/分 カニュラ）", "測定不能", "実施せず（拒否）", "20-R"."""
    if reading.state == State.NOT_DONE:
        return _with_details(words["not-done"], [str(words[f"reason.{reading.reason}"])], words)
    details = _details(reading, words)
    if reading.state == State.UNABLE:
        return _with_details(words["unable"], details, words)
    if reading.code == Code.CONSCIOUSNESS:
        return "-".join([reading.number, *reading.option("flags").split(",")]).rstrip("-")
    return _with_details(_with_unit(reading.number, reading, words), details, words)


def render_pressure(upper: Reading, lower: Reading, words: Dictionary) -> str:
    """As "128/70 mmHg（坐位 右）"."""
    both = _with_unit(f"{upper.number}/{lower.number}", upper, words)
    return _with_details(both, _details(upper, words), words)


def _with_unit(number: str, reading: Reading, words: Dictionary) -> str:
    unit = str(words[f"unit.{reading.measure.ucum}"])
    return number if reading.word or not unit else f"{number} {unit}"


def _with_details(text: object, details: list[str], words: Dictionary) -> str:
    if not details:
        return str(text)
    return str(words["details"]) % {"text": text, "details": " ".join(details)}


def _details(reading: Reading, words: Dictionary) -> list[str]:
    return [
        _detail(reading, option, text, words)
        for option in reading.measure.options
        if (text := reading.option(option.key))
    ]


def _detail(reading: Reading, option: Option, text: str, words: Dictionary) -> str:
    match option:
        case Choice():
            paths = [f"{reading.code}.{option.key}.{chosen}" for chosen in text.split(",")]
            return " ".join(str(words[path]) for path in paths)
        case Amount():
            return f"{text} {words[f'unit.{option.ucum}']}"
    return text
