"""Readings as FHIR Observations see them: coded, with units of UCUM. Plain JSON."""

from collections.abc import Iterator

from patients.measures import BLOOD_PRESSURE, OXYGEN_FLOW, Code
from patients.vitals import Reading, Reason, State, VitalsSet

Observation = dict[str, object]
PRESSURES = (Code.SYSTOLIC, Code.DIASTOLIC)


def observations(vitals: VitalsSet) -> tuple[Observation, ...]:
    """One for each measure; both pressures are components of one.

    Each: {"code", "loinc", "value": text or None, "unit", "absent": data-absent-reason or "",
    "components": [the same keys without components]}. "loinc" is "" for codes of our own.
    """
    return tuple(_observations(vitals))


def _observations(vitals: VitalsSet) -> Iterator[Observation]:
    pressures = [reading for reading in vitals.readings if reading.code in PRESSURES]
    if pressures:
        panel = {"code": "bp", "loinc": BLOOD_PRESSURE, "value": None, "unit": "", "absent": ""}
        yield {**panel, "components": [_coded(reading) for reading in pressures]}
    for reading in vitals.readings:
        if reading.code not in PRESSURES:
            yield {**_coded(reading), "components": _components(reading)}


def _coded(reading: Reading) -> Observation:
    return {
        "code": str(reading.code),
        "loinc": reading.measure.loinc,
        "value": reading.number or None,
        "unit": reading.measure.ucum,
        "absent": _absent(reading),
    }


def _components(reading: Reading) -> list[Observation]:
    flow = reading.option("flow")
    if not flow:
        return []
    coded = {"code": "oxygen-flow", "loinc": OXYGEN_FLOW, "value": flow, "unit": "L/min"}
    return [{**coded, "absent": ""}]


def _absent(reading: Reading) -> str:
    """The code of FHIR's DataAbsentReason."""
    match reading.state:
        case State.VALUE:
            return ""
        case State.UNABLE:
            return "unknown"
        case State.NOT_DONE:
            return "asked-declined" if reading.reason == Reason.REFUSED else "not-performed"
