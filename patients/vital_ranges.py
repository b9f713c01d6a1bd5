"""Which readings are unusual for this patient: asked back once, marked, never judged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, Self

from patients.measures import URINE_A_DAY, WEIGHT_IN_A_WEEK, Code, Range
from patients.numerals import plain
from patients.vital_fields import Problem
from patients.vitals import Reading, VitalsSet

Flag = Literal["", "low", "high"]
SIDES = (("右", "right"), ("左", "left"))
NOTHING_ABOVE = Decimal("Infinity")


@dataclass(frozen=True)
class Baseline:
    """What is usual for one patient, where it differs from what is usual."""

    spo2: Range | None = None  # the target that the physician set
    consciousness: Decimal = Decimal(0)
    weight_week_ago: Decimal | None = None
    forbidden_sides: frozenset[str] = frozenset()  # of the cuff: a shunt, lymphedema

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        spo2, weight = stored.get("spo2"), stored.get("weight_week_ago")
        return cls(
            spo2=Range(Decimal(spo2[0]), Decimal(spo2[1])) if spo2 else None,
            consciousness=Decimal(stored.get("consciousness", 0)),
            weight_week_ago=Decimal(weight) if weight else None,
        )

    def dump(self) -> dict[str, object]:
        """What a reader needs to mark a value again as it was marked; `load` reads it."""
        said = {
            "spo2": [plain(self.spo2.low), plain(self.spo2.high)] if self.spo2 else None,
            "consciousness": plain(self.consciousness) if self.consciousness else None,
            "weight_week_ago": plain(self.weight_week_ago) if self.weight_week_ago else None,
        }
        return {key: value for key, value in said.items() if value}


USUAL = Baseline()


def usual_range(reading: Reading, baseline: Baseline = USUAL) -> Range | None:
    """Between which values this reading needs no second look; None when there is no such range."""
    match reading.code:
        case Code.SPO2:
            return baseline.spo2 or reading.measure.soft
        case Code.CONSCIOUSNESS:
            return Range(Decimal(0), baseline.consciousness)
        case Code.WEIGHT if baseline.weight_week_ago is not None:
            usual = baseline.weight_week_ago
            # Two kilograms gained are already worth a look: the limits themselves are unusual.
            nearly = WEIGHT_IN_A_WEEK - reading.measure.step
            return Range(usual - nearly, usual + nearly)
        case Code.URINE if reading.option("per") == "day":
            return Range(URINE_A_DAY, NOTHING_ABOVE)
    return reading.measure.soft


def flag(reading: Reading, baseline: Baseline = USUAL) -> Flag:
    """Whether a value lies below or above its usual range; the words Lo and Hi do."""
    if reading.word:
        return "low" if reading.word == "Lo" else "high"
    usual = usual_range(reading, baseline)
    if reading.value is None or usual is None or reading.value in usual:
        return ""
    return "low" if reading.value < usual.low else "high"


def unusual(vitals: VitalsSet, baseline: Baseline = USUAL) -> tuple[tuple[str, Problem], ...]:
    """What to ask back before it is taken: (path, problem), in the order of the table."""
    return tuple(_unusual(vitals, baseline))


def _unusual(vitals: VitalsSet, baseline: Baseline) -> Iterator[tuple[str, Problem]]:
    for reading in vitals.readings:
        if found := flag(reading, baseline):
            yield str(reading.code), Problem(f"unusual-{found}", _limits(reading, baseline))
        if reading.code is Code.SYSTOLIC and reading.option("side") in baseline.forbidden_sides:
            yield f"{reading.code}.side", Problem("forbidden-side")


def forbidden_sides(said: str) -> frozenset[str]:
    """The sides that a note on a forbidden limb names: "右上肢 シャント", "左下肢"."""
    limb = "-leg" if "下肢" in said and "上肢" not in said else ""
    return frozenset(side + limb for sign, side in SIDES if sign in said)


def _limits(reading: Reading, baseline: Baseline) -> dict[str, str]:
    usual = usual_range(reading, baseline) or reading.measure.hard
    return {"value": reading.number, "low": plain(usual.low), "high": plain(usual.high)}
