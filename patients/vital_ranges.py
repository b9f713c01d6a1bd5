"""Which readings are unusual for this patient: asked back once, marked, never judged."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from patients.measures import URINE_A_DAY, WEIGHT_IN_A_WEEK, Code, Range
from patients.numerals import plain
from patients.vital_fields import Problem
from patients.vitals import Reading, VitalsSet

Flag = Literal["", "low", "high"]
NOTHING_ABOVE = Decimal("Infinity")


@dataclass(frozen=True)
class Baseline:
    """What is usual for one patient, where it differs from what is usual."""

    spo2: Range | None = None  # the target that the physician set
    consciousness: Decimal = Decimal(0)
    weight_week_ago: Decimal | None = None


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
    return tuple(
        (str(reading.code), Problem(f"unusual-{found}", _limits(reading, baseline)))
        for reading in vitals.readings
        if (found := flag(reading, baseline))
    )


def _limits(reading: Reading, baseline: Baseline) -> dict[str, str]:
    usual = usual_range(reading, baseline) or reading.measure.hard
    return {"value": reading.number, "low": plain(usual.low), "high": plain(usual.high)}
