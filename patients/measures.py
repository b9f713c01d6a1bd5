"""What can be measured at a visit: codes, units, ranges and options. Pure data.

Ranges are proposals to be confirmed by clinicians of the region. Impossible values are refused,
unusual ones are asked back once; neither says what a value means.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Code(StrEnum):
    TEMPERATURE = "temp"
    PULSE = "pulse"
    SYSTOLIC = "sbp"
    DIASTOLIC = "dbp"
    SPO2 = "spo2"
    RESPIRATION = "rr"
    CONSCIOUSNESS = "jcs"
    PAIN_AT_REST = "nrs_rest"
    PAIN_ON_MOVEMENT = "nrs_move"
    DYSPNEA = "dyspnea"
    WEIGHT = "weight"
    GLUCOSE = "glucose"
    URINE = "urine_ml"


@dataclass(frozen=True)
class Range:
    low: Decimal
    high: Decimal

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Choice:
    """One of a few words; several when `many`."""

    key: str
    choices: tuple[str, ...]
    many: bool = False
    when_unable: bool = False  # asked when the value itself cannot be told


@dataclass(frozen=True)
class Amount:
    key: str
    within: Range
    step: Decimal
    ucum: str


@dataclass(frozen=True)
class Words:
    """A few words of the writer's own."""

    key: str
    longest: int = 60


Option = Choice | Amount | Words


@dataclass(frozen=True)
class Measure:
    code: Code
    loinc: str  # "" where LOINC has no code that fits
    ucum: str
    step: Decimal
    hard: Range
    soft: Range | None = None
    scale: tuple[Decimal, ...] = ()  # the only values there are
    words: tuple[str, ...] = ()  # what the device shows instead of a number
    options: tuple[Option, ...] = ()

    @property
    def places(self) -> int:
        exponent = self.step.as_tuple().exponent
        return -exponent if isinstance(exponent, int) else 0

    def option(self, key: str) -> Option | None:
        return next((option for option in self.options if option.key == key), None)


def _range(low: str, high: str) -> Range:
    return Range(Decimal(low), Decimal(high))


ONE = Decimal(1)
TENTH = Decimal("0.1")
ZERO_TO_TEN = _range("0", "10")
JCS = tuple(Decimal(value) for value in (0, 1, 2, 3, 10, 20, 30, 100, 200, 300))
POSTURE = Choice("posture", ("lying", "sitting", "standing"))
SIDE = Choice("side", ("right", "left", "right-leg", "left-leg", "leg"))
# For who cannot give a number: what face and behaviour show.
FACE = Choice("face", ("none", "mild", "moderate", "severe"), when_unable=True)
PAIN = (Words("place"), Words("nature"), FACE)

TABLE = (
    Measure(
        Code.TEMPERATURE, "8310-5", "Cel", TENTH, _range("25.0", "45.0"), _range("35.0", "38.5"),
        options=(Choice("site", ("axilla", "ear", "forehead", "rectum")),),
    ),
    Measure(
        Code.PULSE, "8867-4", "/min", ONE, _range("0", "300"), _range("45", "120"),
        options=(
            Choice("rhythm", ("regular", "irregular")),
            Choice("method", ("automatic", "palpation")),
        ),
    ),
    Measure(
        Code.SYSTOLIC, "8480-6", "mm[Hg]", ONE, _range("30", "300"), _range("90", "180"),
        options=(POSTURE, SIDE),
    ),
    Measure(Code.DIASTOLIC, "8462-4", "mm[Hg]", ONE, _range("10", "200"), _range("40", "110")),
    Measure(
        Code.SPO2, "59408-5", "%", ONE, _range("30", "100"), _range("90", "100"),
        options=(
            Choice("air", ("room", "oxygen")),
            Amount("flow", _range("0", "15"), Decimal("0.25"), "L/min"),
            Choice("by", ("cannula", "mask", "reservoir", "ventilator")),
        ),
    ),
    Measure(
        Code.RESPIRATION, "9279-1", "/min", ONE, _range("0", "80"), _range("10", "24"),
        options=(
            Choice(
                "pattern",
                ("regular", "effortful", "shallow-rapid", "cheyne-stokes", "agonal", "apnea"),
            ),
        ),
    ),
    Measure(
        Code.CONSCIOUSNESS, "", "{score}", ONE, _range("0", "300"), scale=JCS,
        options=(Choice("flags", ("R", "I", "A"), many=True),),
    ),
    Measure(
        Code.PAIN_AT_REST, "72514-3", "{score}", ONE, ZERO_TO_TEN, _range("0", "3"), options=PAIN
    ),
    Measure(
        Code.PAIN_ON_MOVEMENT, "72514-3", "{score}", ONE, ZERO_TO_TEN, _range("0", "3"),
        options=PAIN,
    ),
    Measure(
        Code.DYSPNEA, "", "{score}", ONE, ZERO_TO_TEN, _range("0", "3"),
        options=(Choice("when", ("rest", "exertion")),),
    ),
    Measure(
        Code.WEIGHT, "29463-7", "kg", TENTH, _range("1", "250"),
        options=(
            Choice("clothing", ("clothed", "unclothed")),
            Choice("conditions", ("same", "different")),
            Words("scale"),
        ),
    ),
    Measure(
        Code.GLUCOSE, "41653-7", "mg/dL", ONE, _range("10", "900"), _range("70", "300"),
        words=("Lo", "Hi"),
        options=(
            Choice("timing", ("before-meal", "after-meal", "random")),
            Amount("hours", _range("0", "24"), Decimal("0.5"), "h"),
            Words("insulin"),
            Amount("units", _range("0", "200"), Decimal("0.5"), "[iU]"),
        ),
    ),
    Measure(
        Code.URINE, "9192-6", "mL", ONE, _range("0", "10000"),
        options=(
            Choice("per", ("day", "bag", "once")),
            Amount("hours", _range("0.5", "72"), Decimal("0.5"), "h"),
        ),
    ),
)  # fmt: skip
MEASURES: Mapping[str, Measure] = {measure.code: measure for measure in TABLE}
BLOOD_PRESSURE = "85354-9"  # LOINC of the panel that holds both pressures
OXYGEN_FLOW = "3151-8"
URINE_A_DAY = Decimal(400)  # less in a day is asked back
WEIGHT_IN_A_WEEK = Decimal(2)  # more than this, up or down, in seven days is asked back
