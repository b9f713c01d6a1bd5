"""The vitals form as data: what to ask, in which unit, within which limits, with which words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from patients.measures import TABLE, Amount, Choice, Measure, Option, Range
from patients.numerals import plain
from patients.vital_labels import VITAL_WORDS
from patients.vital_ranges import USUAL, Baseline, usual_range
from patients.vitals import Reading

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OptionField:
    code: str
    label: str
    kind: Literal["choice", "many", "amount", "words"]
    unit: str = ""
    choices: Choices = ()
    when_unable: bool = False


@dataclass(frozen=True)
class VitalField:
    """One measure. Limits are plain numbers as text, "" where there is none."""

    code: str
    label: str
    unit: str
    step: str
    hard_low: str
    hard_high: str
    soft_low: str
    soft_high: str
    choices: Choices
    words: tuple[str, ...]  # what the device may show instead of a number
    options: tuple[OptionField, ...]


def vital_fields(baseline: Baseline = USUAL) -> tuple[VitalField, ...]:
    """Every measure in the order of the table, in the language of the moment.

    The soft limits are those of one patient, so that the form asks back as the server does.
    """
    return tuple(_field(measure, baseline) for measure in TABLE)


def _field(measure: Measure, baseline: Baseline) -> VitalField:
    soft_low, soft_high = _limits(usual_range(Reading(measure.code), baseline))
    return VitalField(
        code=measure.code,
        label=_word(measure.code),
        unit=_word(f"unit.{measure.ucum}"),
        step=plain(measure.step),
        hard_low=plain(measure.hard.low),
        hard_high=plain(measure.hard.high),
        soft_low=soft_low,
        soft_high=soft_high,
        choices=tuple((plain(value), plain(value)) for value in measure.scale),
        words=measure.words,
        options=tuple(_options(measure)),
    )


def _limits(usual: Range | None) -> tuple[str, str]:
    return (plain(usual.low), plain(usual.high)) if usual else ("", "")


def _options(measure: Measure) -> Iterator[OptionField]:
    for option in measure.options:
        yield _option(f"{measure.code}.{option.key}", option)


def _option(path: str, option: Option) -> OptionField:
    match option:
        case Choice():
            choices = tuple((value, _word(f"{path}.{value}")) for value in option.choices)
            kind: Literal["choice", "many"] = "many" if option.many else "choice"
            return OptionField(option.key, _word(path), kind, "", choices, option.when_unable)
        case Amount():
            return OptionField(option.key, _word(path), "amount", _word(f"unit.{option.ucum}"))
    return OptionField(option.key, _word(path), "words")


def _word(path: str) -> str:
    return str(VITAL_WORDS[path])
