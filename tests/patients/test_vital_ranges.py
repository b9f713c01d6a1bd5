"""Unusual readings: asked back and marked, for this patient."""

from decimal import Decimal

import pytest

from patients.measures import MEASURES, Range
from patients.vital_ranges import Baseline, flag, forbidden_sides, unusual
from patients.vitals import VitalsSet, parse

AIR = {"spo2": {"air": "room"}}


def one(code: str, value: str, **options: object) -> VitalsSet:
    return parse({"values": {code: {"value": value, **AIR.get(code, {}), **options}}})


@pytest.mark.parametrize(
    ("code", "usual", "low", "high"),
    [
        ("temp", ["35.0", "38.5"], "34.9", "38.6"),
        ("pulse", ["45", "120"], "44", "121"),
        ("sbp", ["90", "180"], "89", "181"),
        ("dbp", ["40", "110"], "39", "111"),
        ("spo2", ["90", "100"], "89", None),
        ("rr", ["10", "24"], "9", "25"),
        ("jcs", ["0"], None, "1"),
        ("nrs_rest", ["0", "3"], None, "4"),
        ("nrs_move", ["3"], None, "4"),
        ("dyspnea", ["3"], None, "4"),
        ("glucose", ["70", "300", ], "69", "301"),
    ],
)  # fmt: skip
def test_the_edges_of_the_usual(
    code: str, usual: list[str], low: str | None, high: str | None
) -> None:
    for value in usual:
        assert unusual(one(code, value)) == ()
    for outside, name in ((low, "low"), (high, "high")):
        if outside is not None:
            ((path, problem),) = unusual(one(code, outside))
            assert (path, problem.code, problem.params["value"]) == (
                code,
                f"unusual-{name}",
                outside,
            )


def test_every_usual_range_lies_within_the_possible_one() -> None:
    for measure in MEASURES.values():
        if measure.soft:
            assert measure.soft.low in measure.hard
            assert measure.soft.high in measure.hard


def test_a_target_of_the_patient_replaces_the_usual_saturation() -> None:
    target = Baseline(spo2=Range(Decimal(88), Decimal(92)))
    assert unusual(one("spo2", "89"), target) == ()
    assert flag(one("spo2", "95").readings[0], target) == "high"


def test_who_is_usually_drowsy_is_not_asked_back_for_it() -> None:
    usually_one = Baseline(consciousness=Decimal(1))
    assert unusual(one("jcs", "1"), usually_one) == ()
    assert flag(one("jcs", "2").readings[0], usually_one) == "high"


def test_two_kilograms_in_a_week_are_asked_back() -> None:
    last_week = Baseline(weight_week_ago=Decimal("49.0"))
    assert unusual(one("weight", "50.9"), last_week) == ()
    assert flag(one("weight", "51.0").readings[0], last_week) == "high"
    assert flag(one("weight", "47.0").readings[0], last_week) == "low"
    assert unusual(one("weight", "51.0")) == ()


def test_little_urine_is_unusual_in_a_day_and_not_in_a_bag() -> None:
    assert flag(one("urine_ml", "399", per="day").readings[0]) == "low"
    assert flag(one("urine_ml", "399", per="bag").readings[0]) == ""


def test_what_the_meter_calls_lo_is_low() -> None:
    assert flag(one("glucose", "Lo").readings[0]) == "low"
    assert flag(one("glucose", "Hi").readings[0]) == "high"


def test_what_could_not_be_measured_is_not_asked_back() -> None:
    assert unusual(parse({"values": {"spo2": {"state": "unable"}}})) == ()


def test_a_cuff_on_the_side_of_a_shunt_is_asked_back() -> None:
    values = {"sbp": {"value": "128", "side": "right"}, "dbp": {"value": "70"}}
    baseline = Baseline(forbidden_sides=forbidden_sides("右上肢 シャント"))
    asked = unusual(parse({"values": values}), baseline)
    assert [(path, problem.code) for path, problem in asked] == [("sbp.side", "forbidden-side")]
    assert unusual(parse({"values": values})) == ()


def test_a_note_on_a_forbidden_limb_names_its_sides() -> None:
    assert forbidden_sides("左上肢 リンパ浮腫") == {"left"}
    assert forbidden_sides("左右の下肢") == {"right-leg", "left-leg"}
    assert forbidden_sides("シャントあり") == set()
