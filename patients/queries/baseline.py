"""What is usual for one patient: what the profile says, and the weight of about a week ago."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from patients.measures import Code, Range
from patients.models import Observation, PatientItem
from patients.models.observation import ObservationStatus
from patients.queries.items import opened
from patients.queries.observation import Recent, reading_of
from patients.vital_ranges import Baseline, forbidden_sides
from patients.vocabulary import Chip, ItemKind
from sharing.deed import Deed

A_WEEK = timedelta(days=7)
# With a weight of between one and ten days ago one compares; the nearer to a week, the better.
NEWEST, OLDEST = timedelta(days=1), timedelta(days=10)
HIGHEST = Decimal(100)


def baseline_in(deed: Deed, at: datetime) -> Baseline:
    """For readings taken at `at`. Two statements."""
    weights = Observation.objects.filter(
        compartment_id=deed.compartment,
        code=Code.WEIGHT,
        status=ObservationStatus.FINAL,
        effective_at__range=(at - OLDEST, at - NEWEST),
    )
    found = (
        (row.effective_at, reading_of(row.code, deed.keys.open_json(row.place, row.value)).value)
        for row in weights
    )
    told = [(taken_at, value) for taken_at, value in found if value is not None]
    return replace(profile_in(deed), weight_week_ago=week_before(at, told))


def baseline_of(
    profile: Baseline, recent: Mapping[Code, Sequence[Recent]], at: datetime
) -> Baseline:
    """For a page that has the newest readings at hand already. No statement."""
    weights = recent.get(Code.WEIGHT, ())
    told = [(one.at, one.reading.value) for one in weights if one.reading.value is not None]
    return replace(profile, weight_week_ago=week_before(at, told))


def profile_in(deed: Deed) -> Baseline:
    """What the record says, without a weight to compare with. One statement."""
    said: dict[ItemKind, Mapping[str, str]] = {}
    sides: frozenset[str] = frozenset()
    in_force = PatientItem.objects.filter(
        compartment_id=deed.compartment,
        kind__in=(ItemKind.BASELINE, ItemKind.RISK),
        ended_at=None,
    )
    for row in in_force.order_by("recorded_at", "pk"):
        body = opened(deed.keys, row)
        said[ItemKind(row.kind)] = body
        if body.get("code") == Chip.LIMB_FORBIDDEN:
            sides |= forbidden_sides(f"{body.get('text', '')} {body.get('detail', '')}")
    usual = said.get(ItemKind.BASELINE, {})
    low, high = usual.get("spo2_low"), usual.get("spo2_high")
    return Baseline(
        spo2=Range(Decimal(low or 0), Decimal(high or HIGHEST)) if low or high else None,
        consciousness=Decimal(usual.get("jcs") or 0),
        forbidden_sides=sides,
    )


def week_before(at: datetime, weights: Iterable[tuple[datetime, Decimal]]) -> Decimal | None:
    """Of these weights the one to compare with at `at`."""
    old_enough = [
        (abs(at - taken_at - A_WEEK), value)
        for taken_at, value in weights
        if NEWEST <= at - taken_at <= OLDEST
    ]
    return min(old_enough)[1] if old_enough else None
