"""What was measured last, to compare with."""

from collections.abc import Mapping

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from patients.models import Observation
from patients.models.observation import ObservationStatus
from patients.vital_labels import VITAL_WORDS
from patients.vital_text import render
from patients.vitals import Reading, State, parse
from sharing.deed import Deed

# Tried in vain or left out: then an older value says more.
LOOKED_BACK = 3
NEWEST_FIRST = Window(
    RowNumber(), partition_by=F("code"), order_by=[F("effective_at").desc(), F("pk").desc()]
)


def latest_in(deed: Deed) -> dict[str, str]:
    """The last value of each measure as text, by its code: {"spo2": "91 %（室内気）"}."""
    rows = (
        Observation.objects.filter(compartment_id=deed.compartment, status=ObservationStatus.FINAL)
        .annotate(place_in_code=NEWEST_FIRST)
        .filter(place_in_code__lte=LOOKED_BACK)
        .order_by("code", "place_in_code")
    )
    found: dict[str, str] = {}
    for row in rows:
        if row.code not in found:
            reading = _reading(row.code, deed.keys.open_json(row.place, row.value))
            if reading.state is State.VALUE:
                found[row.code] = render(reading, VITAL_WORDS)
    return found


def _reading(code: str, value: Mapping[str, object]) -> Reading:
    return parse({"values": {code: value}}).readings[0]
