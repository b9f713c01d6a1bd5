"""Sets of vitals: what is taken, what is refused and with which reasons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.measures import MEASURES, Amount, Choice, Code, Measure, Option
from patients.numerals import plain
from patients.vitals import LONGEST_COMMENT, Reason, State, VitalsError, VitalsSet, dump, parse


def taken(**values: object) -> VitalsSet:
    return parse({"values": values})


def problems(given: object) -> dict[str, str]:
    with pytest.raises(VitalsError) as refused:
        parse(given)
    return {path: problem.code for path, problem in refused.value.fields.items()}


def attempt(given: object) -> tuple[VitalsSet | None, set[str]]:
    """The set, or the paths under which it was refused."""
    try:
        return parse(given), set()
    except VitalsError as error:
        return None, set(error.fields)


def refused(**values: object) -> dict[str, str]:
    return problems({"values": values})


OXYGEN = {"value": "91", "air": "oxygen", "flow": "1", "by": "cannula"}


def test_a_value_typed_on_a_japanese_keyboard_is_the_same_value() -> None:
    assert taken(temp={"value": "３６．４"}) == taken(temp={"value": "36.4"})


def test_a_whole_number_may_come_as_a_number() -> None:
    assert taken(pulse={"value": 78}) == taken(pulse={"value": "78"})


@pytest.mark.parametrize(
    "value",
    ["NaN", "Infinity", "-Infinity", "1e2", "0x24", "36,4", "36.4\n", "3\x006", "²", "①", "٣", "१",
     "1_0", "--3", "", " ", "三十六", "9" * 40, True, 36.4, [], {}],
)  # fmt: skip
def test_what_is_no_plain_number_is_refused(value: object) -> None:
    assert refused(pulse={"value": value})["pulse"] in ("number", "required")


@pytest.mark.parametrize(
    ("code", "inside", "outside"),
    [
        ("temp", ["25.0", "45"], ["24.9", "45.1", "-36.4"]),
        ("pulse", ["0", "300"], ["301", "-1"]),
        ("sbp", ["30", "300"], ["29", "301"]),
        ("dbp", ["10", "200"], ["9", "201"]),
        ("rr", ["0", "80"], ["81"]),
        ("nrs_rest", ["0", "10"], ["11"]),
        ("nrs_move", ["0", "10"], ["-1"]),
        ("dyspnea", ["0", "10"], ["11"]),
        ("weight", ["1", "250"], ["0.9", "250.1"]),
        ("glucose", ["10", "900"], ["9", "901"]),
        ("urine_ml", ["0", "10000"], ["10001"]),
    ],
)
def test_impossible_values_are_refused(code: str, inside: list[str], outside: list[str]) -> None:
    for value in inside:
        assert taken(**{code: {"value": value}}).readings[0].code == code
    for value in outside:
        assert refused(**{code: {"value": value}}) == {code: "impossible"}


def test_an_impossible_value_is_refused_with_its_limits() -> None:
    with pytest.raises(VitalsError) as error:
        taken(temp={"value": "364"})
    assert error.value.fields["temp"].params == {"low": "25", "high": "45"}


def test_a_value_finer_than_its_step_is_refused() -> None:
    assert refused(temp={"value": "36.45"}) == {"temp": "step"}
    assert refused(pulse={"value": "78.5"}) == {"pulse": "step"}


def test_consciousness_has_only_the_values_of_its_scale() -> None:
    assert taken(jcs={"value": "300"}).readings[0].number == "300"
    assert refused(jcs={"value": "4"}) == {"jcs": "scale"}


def test_a_saturation_says_in_which_air_it_was_taken() -> None:
    assert refused(spo2={"value": "91"}) == {"spo2.air": "required"}
    assert refused(spo2={"value": "91", "air": "oxygen"}) == {"spo2.flow": "required"}
    assert refused(spo2={"value": "91", "air": "room", "flow": "1"}) == {"spo2.flow": "room-air"}
    assert taken(spo2={"value": "97", "air": "room"}).readings[0].option("air") == "room"
    assert taken(spo2=OXYGEN).readings[0].option("flow") == "1"


def test_a_ventilator_may_give_room_air_and_a_cannula_may_not() -> None:
    ventilated = taken(spo2={"value": "97", "air": "room", "by": "ventilator"}).readings[0]
    assert ventilated.option("by") == "ventilator"
    assert refused(spo2={"value": "97", "air": "room", "by": "cannula"}) == {
        "spo2.flow": "room-air"
    }


@pytest.mark.parametrize("flow", ["15.25", "-1", "0.3", "1L"])
def test_an_oxygen_flow_is_0_to_15_in_quarters(flow: str) -> None:
    assert "spo2.flow" in refused(spo2={"value": "91", "air": "oxygen", "flow": flow})


def test_a_saturation_that_could_not_be_taken_needs_no_air() -> None:
    reading = taken(spo2={"state": "unable"}).readings[0]
    assert (reading.state, reading.value) == (State.UNABLE, None)


def test_the_lower_pressure_is_below_the_upper_one() -> None:
    assert refused(sbp={"value": "120"}, dbp={"value": "120"}) == {"dbp": "not-below"}
    assert len(taken(sbp={"value": "120"}, dbp={"value": "119"}).readings) == 2
    assert taken(sbp={"value": "120"}).readings[0].number == "120"


def test_what_was_left_out_says_why() -> None:
    assert taken(rr={"state": "not-done", "reason": "refused"}).readings[0].reason == Reason.REFUSED
    assert refused(rr={"state": "not-done"}) == {"rr.reason": "required"}
    assert refused(rr={"state": "not-done", "reason": "tired"}) == {"rr.reason": "choice"}
    assert refused(rr={"state": "not-done", "reason": "refused", "value": "18"}) == {
        "rr": "unknown"
    }


def test_a_reading_without_a_value_is_told_so() -> None:
    assert refused(rr={}) == {"rr": "required"}
    assert refused(rr={"state": "lost"}) == {"rr": "choice"}
    assert refused(rr="18") == {"rr": "type"}


def test_pain_that_cannot_be_told_is_seen_in_the_face() -> None:
    assert taken(nrs_rest={"state": "unable", "face": "mild"}).readings[0].option("face") == "mild"
    assert refused(nrs_rest={"value": "3", "face": "mild"}) == {"nrs_rest": "unknown"}


def test_a_glucose_meter_may_say_lo_and_a_thermometer_may_not() -> None:
    assert taken(glucose={"value": "Lo"}).readings[0].number == "Lo"
    assert refused(temp={"value": "Lo"}) == {"temp": "number"}


def test_several_signs_stand_in_the_order_of_the_scale() -> None:
    assert taken(jcs={"value": "20", "flags": ["I", "R"]}).readings[0].option("flags") == "R,I"
    assert refused(jcs={"value": "20", "flags": ["X"]}) == {"jcs.flags": "choice"}
    assert refused(jcs={"value": "20", "flags": [["R"]]}) == {"jcs.flags": "choice"}


def test_every_reason_is_given_at_once() -> None:
    assert refused(
        temp={"value": "364"}, spo2={"value": "191"}, dbp={"value": "x"}, canary={"value": "1"}
    ) == {
        "temp": "impossible",
        "spo2": "impossible",
        "dbp": "number",
        "values": "unknown",
    }


def test_an_unknown_key_is_refused_without_being_repeated() -> None:
    with pytest.raises(VitalsError) as error:
        taken(**{"山田ハナ": {"value": "1"}, "temp": {"value": "36.4", "ハナ": "1"}})
    assert "ハナ" not in str(error.value)
    assert {path: problem.code for path, problem in error.value.fields.items()} == {
        "values": "unknown",
        "temp": "unknown",
    }


@pytest.mark.parametrize("given", [None, [], "36.4", 3, {}, {"values": []}, {"values": {}}])
def test_a_set_without_readings_is_no_set(given: object) -> None:
    assert problems(given).keys() == {"values"}


@pytest.mark.parametrize(
    ("field", "given", "code"),
    [
        ("at", "2026-11-20T15:30:00", "time"),
        ("at", "yesterday", "time"),
        ("at", 5, "time"),
        ("condition", "asleep", "choice"),
        ("condition", ["rest"], "choice"),
        ("comment", 5, "type"),
        ("comment", "あ" * (LONGEST_COMMENT + 1), "length"),
        ("comment", "\ud800", "characters"),
        ("comment", "a\0b", "characters"),
    ],
)
def test_what_stands_around_the_readings_is_checked_too(
    field: str, given: object, code: str
) -> None:
    assert problems({"values": {"temp": {"value": "36.4"}}, field: given}) == {field: code}


def _options(option: Option) -> st.SearchStrategy[object]:
    match option:
        case Choice(many=True):
            return st.lists(st.sampled_from(option.choices), unique=True)
        case Choice():
            return st.sampled_from(option.choices)
        case Amount():
            steps = int((option.within.high - option.within.low) / option.step)
            return st.integers(0, steps).map(
                lambda count: plain(option.within.low + count * option.step)
            )
    return st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


def _given(measure: Measure) -> st.SearchStrategy[dict[str, object]]:
    asked = [option for option in measure.options if not getattr(option, "when_unable", False)]
    steps = int((measure.hard.high - measure.hard.low) / measure.step)
    numbers = st.integers(0, steps).map(lambda count: str(measure.hard.low + count * measure.step))
    values = st.sampled_from([str(value) for value in measure.scale]) if measure.scale else numbers
    return st.fixed_dictionaries(
        {"value": values}, optional={option.key: _options(option) for option in asked}
    )


SETS = st.fixed_dictionaries(
    {}, optional={code: _given(measure) for code, measure in MEASURES.items() if code != Code.SPO2}
)


@given(SETS)
def test_what_was_taken_is_given_back_the_same(values: dict[str, object]) -> None:
    vitals, refused = attempt({"values": values, "comment": "坐位で"})
    assert refused <= {"values", "dbp"}
    if vitals is not None:
        assert parse(dump(vitals)) == vitals
        assert {str(reading.code) for reading in vitals.readings} == set(values)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
KEYS = st.sampled_from(["at", "condition", "comment", "values", "?"])
READING_KEYS = st.sampled_from(["value", "state", "reason", "air", "flow", "flags", "face", "?"])
READINGS = st.dictionaries(READING_KEYS, JSON) | JSON
CODES = st.sampled_from([*MEASURES, "?"])


@given(st.dictionaries(KEYS, JSON | st.dictionaries(CODES, READINGS)))
def test_no_json_at_all_does_more_than_be_refused(given: dict[str, object]) -> None:
    vitals, refused = attempt(given)
    assert (vitals is None) == bool(refused)
    assert vitals is None or parse(dump(vitals)) == vitals
