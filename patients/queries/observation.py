"""What was measured lately: the last values to compare with, and how they came about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from patients.charts.parts import Point
from patients.charts.sparkline import sparkline
from patients.measures import MEASURES, Code
from patients.models import Observation
from patients.models.observation import ObservationStatus
from patients.vital_labels import VITAL_WORDS
from patients.vital_ranges import USUAL, Baseline, flag
from patients.vital_text import render
from patients.vitals import Reading, State, parse
from patients.vocabulary import VitalCondition
from sharing.deed import Deed

# Some are tried in vain or left out; and so many make a small chart.
LOOKED_BACK = 12
CONDITION = "condition"  # beside the reading itself, in the sealed value
NEWEST_FIRST = Window(
    RowNumber(), partition_by=F("code"), order_by=[F("effective_at").desc(), F("pk").desc()]
)


@dataclass(frozen=True)
class Recent:
    at: datetime
    reading: Reading


@dataclass(frozen=True)
class Glance:
    """The last value of a measure as text, whether it is unusual, and what led up to it as SVG."""

    code: str
    label: str
    text: str
    flag: str
    spark: str


def recent_in(deed: Deed) -> Mapping[Code, Sequence[Recent]]:
    """The newest readings of each measure, newest first. One statement."""
    rows = (
        Observation.objects.filter(
            compartment_id=deed.compartment, status=ObservationStatus.FINAL, code__in=MEASURES
        )
        .annotate(place_in_code=NEWEST_FIRST)
        .filter(place_in_code__lte=LOOKED_BACK)
        .order_by("code", "place_in_code")
    )
    found: dict[Code, list[Recent]] = {}
    for row in rows:
        reading = reading_of(row.code, deed.keys.open_json(row.place, row.value))
        found.setdefault(reading.code, []).append(Recent(row.effective_at, reading))
    return found


def latest_in(deed: Deed) -> dict[str, str]:
    """The last value of each measure as text, by its code: {"spo2": "91 %（室内気）"}."""
    return latest_of(recent_in(deed))


def latest_of(recent: Mapping[Code, Sequence[Recent]]) -> dict[str, str]:
    return {
        str(code): render(last.reading, VITAL_WORDS)
        for code, readings in recent.items()
        if (last := _last(readings))
    }


def glances(
    recent: Mapping[Code, Sequence[Recent]], baseline: Baseline = USUAL
) -> tuple[Glance, ...]:
    """What stands beside a timeline, in the order of the table."""
    return tuple(
        Glance(
            code=str(code),
            label=str(VITAL_WORDS[code]),
            text=render(last.reading, VITAL_WORDS),
            flag=flag(last.reading, baseline),
            spark=sparkline(_points(recent[code], baseline)),
        )
        for code in Code
        if (last := _last(recent.get(code, ())))
    )


def reading_of(code: str, value: Mapping[str, object]) -> Reading:
    said = {key: one for key, one in value.items() if key != CONDITION}
    return parse({"values": {code: said}}).readings[0]


def condition_of(value: Mapping[str, object]) -> VitalCondition:
    return VitalCondition(str(value.get(CONDITION, VitalCondition.REST)))


def _last(readings: Sequence[Recent]) -> Recent | None:
    return next((one for one in readings if one.reading.state is State.VALUE), None)


def _points(readings: Sequence[Recent], baseline: Baseline) -> list[Point]:
    return [
        Point(one.at, float(one.reading.value), flag(one.reading, baseline))
        for one in reversed(readings)
        if one.reading.value is not None
    ]
