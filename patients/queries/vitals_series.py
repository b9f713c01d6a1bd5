"""The vital signs of some days, judged by what is usual for the patient."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from patients.charts.scale import Days
from patients.charts.vitals import Taken
from patients.measures import MEASURES, Code
from patients.models import Observation
from patients.models.observation import ObservationStatus
from patients.queries.baseline import NEWEST, OLDEST, profile_in, week_before
from patients.queries.observation import condition_of, reading_of
from patients.vital_ranges import USUAL, Baseline, flag
from patients.vitals import Reading
from patients.vocabulary import VitalCondition
from sharing.deed import Deed

Weights = Sequence[tuple[datetime, Decimal]]  # the oldest first


@dataclass(frozen=True)
class MeasuredSet:
    """What one entry tells of one moment, and what was usual for the patient then."""

    entry: UUID
    at: datetime
    condition: VitalCondition
    readings: tuple[Reading, ...]
    baseline: Baseline


@dataclass(frozen=True)
class VitalsSeries:
    """`sets` have the oldest first; `baseline` is what the record says of the patient."""

    days: Days
    baseline: Baseline
    sets: tuple[MeasuredSet, ...]

    def taken(self) -> list[Taken]:
        return [
            Taken(one.at, reading, flag(reading, one.baseline))
            for one in self.sets
            for reading in one.readings
        ]


def vitals_series(deed: Deed, days: Days) -> VitalsSeries:
    """Two statements, however much was measured."""
    baseline = profile_in(deed)
    rows = Observation.objects.filter(
        compartment_id=deed.compartment,
        status=ObservationStatus.FINAL,
        code__in=MEASURES,
        effective_at__gte=days.begins_at - OLDEST,  # the weights of the week before
        effective_at__lt=days.ends_at,
    ).order_by("effective_at", "entry", "set_number", "pk")
    opened = [_opened(deed, row) for row in rows]
    weights = [
        (one.at, reading.value)
        for one in opened
        for reading in one.readings
        if reading.code is Code.WEIGHT and reading.value is not None
    ]
    inside = [one for one in opened if one.at >= days.begins_at]
    sets = tuple(_judged(one, baseline, weights) for one in _together(inside))
    return VitalsSeries(days, baseline, sets)


def _opened(deed: Deed, row: Observation) -> MeasuredSet:
    """A set of one reading, to be put together with the others of its moment."""
    value = deed.keys.open_json(row.place, row.value)
    reading = reading_of(row.code, value)
    return MeasuredSet(row.entry, row.effective_at, condition_of(value), (reading,), USUAL)


def _together(single: Iterable[MeasuredSet]) -> list[MeasuredSet]:
    sets: dict[tuple[UUID, datetime, VitalCondition], list[Reading]] = {}
    for one in single:
        sets.setdefault((one.entry, one.at, one.condition), []).extend(one.readings)
    order = {code: place for place, code in enumerate(MEASURES)}
    return [
        MeasuredSet(
            *moment, tuple(sorted(readings, key=lambda reading: order[reading.code])), USUAL
        )
        for moment, readings in sets.items()
    ]  # fmt: skip


def _judged(one: MeasuredSet, baseline: Baseline, weights: Weights) -> MeasuredSet:
    oldest = bisect_left(weights, one.at - OLDEST, key=_taken_at)
    newest = bisect_right(weights, one.at - NEWEST, key=_taken_at)
    then = week_before(one.at, weights[oldest:newest])
    return replace(one, baseline=replace(baseline, weight_week_ago=then))


def _taken_at(weight: tuple[datetime, Decimal]) -> datetime:
    return weight[0]
