"""What single answers cannot tell: when a visit ends, in which order things happened, wounds."""

from datetime import datetime

import pytest

from patients.answers import AnswersError, Sheet, parse, unusual
from patients.visit_time import JAPAN, Mark, band_of, marks

LEAST: dict[str, dict[str, object]] = {
    "visit-note": {
        "visit_kind": {"value": "regular"},
        "started_at": {"value": "2026-11-20T15:30+09:00"},
        "ended_at": {"value": "2026-11-20T16:20+09:00"},
        "overall": {"value": "unchanged"},
        "report_need": {"value": "none"},
    },
    "physician-visit": {
        "visit_type": {"value": "planned"},
        "started_at": {"value": "2026-11-20T15:30+09:00"},
        "ended_at": {"value": "2026-11-20T16:00+09:00"},
    },
    "call": {
        "received_at": {"value": "2026-11-20T01:52+09:00"},
        "caller": {"value": "self"},
        "complaint": {"value": ["breathless"]},
        "red_flags": {"value": ["none"]},
        "decision": {"value": ["urgent-visit"]},
    },
    "order": {"content": {"value": "フロセミド 40mg 3日間"}, "given": {"value": "oral"}},
    "death": {},
}
WOUND = {
    "site": "sacrum", "length": "6", "width": "4", "depth": "D3", "exudate": "e3", "size": "s8",
    "inflammation": "i1", "granulation": "g3", "necrosis": "N3", "pocket": "p0",
}  # fmt: skip


def taken(form: str = "visit-note", **values: object) -> Sheet:
    said = {link_id: {"value": value} for link_id, value in values.items()}
    answers = {**LEAST[form], **said}
    return parse({"questionnaire": form, "version": 1, "answers": answers})


def refused(form: str = "visit-note", **values: object) -> dict[str, str]:
    with pytest.raises(AnswersError) as error:
        taken(form, **values)
    return {path: problem.code for path, problem in error.value.fields.items()}


def asked(form: str = "visit-note", **values: object) -> dict[str, str]:
    return {path: problem.code for path, problem in unusual(taken(form, **values))}


def at(clock: str, day: str = "2026-11-20") -> str:
    return f"{day}T{clock}+09:00"


def wound(**changed: str) -> list[dict[str, object]]:
    return [{key: {"value": value} for key, value in (WOUND | changed).items()}]


@pytest.mark.parametrize(
    ("ended_at", "code"),
    [
        (at("15:30"), "ends-first"),
        (at("15:29"), "ends-first"),
        (at("16:00", "2026-11-19"), "ends-first"),
        ("2026-11-20T06:30:00Z", "ends-first"),
        (at("03:31", "2026-11-21"), "too-long"),
        (at("16:20", "2026-12-20"), "too-long"),
    ],
)
def test_a_visit_ends_after_it_starts_and_within_twelve_hours(ended_at: str, code: str) -> None:
    assert refused(ended_at=ended_at) == {"answers.ended_at": code}


def test_a_visit_may_cross_midnight_and_may_last_twelve_hours() -> None:
    assert asked(started_at=at("23:30"), ended_at=at("00:20", "2026-11-21")) == {}
    assert taken(ended_at=at("03:30", "2026-11-21")).text("ended_at")


@pytest.mark.parametrize(
    ("clock", "code"),
    [("15:49", "short-visit"), ("15:50", ""), ("17:00", ""), ("17:01", "long-visit")],
)
def test_a_visit_below_20_or_above_90_minutes_is_asked_back(clock: str, code: str) -> None:
    assert asked(ended_at=at(clock)) == ({"answers.ended_at": code} if code else {})


@pytest.mark.parametrize(
    ("clock", "mark"),
    [
        ("00:00", Mark.NIGHT), ("05:59", Mark.NIGHT), ("06:00", Mark.EARLY), ("07:59", Mark.EARLY),
        ("08:00", None), ("17:59", None), ("18:00", Mark.EVENING), ("21:59", Mark.EVENING),
        ("22:00", Mark.NIGHT), ("23:59", Mark.NIGHT),
    ],
)  # fmt: skip
def test_the_hour_of_its_start_marks_a_visit(clock: str, mark: Mark | None) -> None:
    moment = datetime.fromisoformat(at(clock))
    assert band_of(moment) is mark
    assert band_of(datetime.fromisoformat(moment.astimezone().isoformat())) is mark


def test_a_long_visit_and_the_second_one_of_a_day_are_marked() -> None:
    start = datetime(2026, 11, 20, 22, 0, tzinfo=JAPAN)
    end = datetime(2026, 11, 20, 23, 31, tzinfo=JAPAN)
    assert marks(start, end, earlier_that_day=1) == (Mark.NIGHT, Mark.LONG, Mark.SECOND)
    assert marks(start, end.replace(minute=30)) == (Mark.NIGHT,)
    assert marks(start.replace(hour=10)) == ()


def test_the_steps_of_a_call_happen_one_after_another() -> None:
    assert refused("call", left_at=at("01:51")) == {"answers.left_at": "out-of-order"}
    assert refused("call", left_at=at("02:05"), arrived_at=at("02:04")) == {
        "answers.arrived_at": "out-of-order"
    }
    assert refused("call", arrived_at=at("02:28"), finished_at=at("02:00")) == {
        "answers.finished_at": "out-of-order"
    }
    assert asked("call", left_at=at("02:05"), arrived_at=at("02:28"), finished_at=at("04:00")) == {}
    assert asked("call", left_at=at("01:52"), arrived_at=at("01:52")) == {}


def test_death_is_confirmed_after_breathing_stopped_and_by_who_has_arrived() -> None:
    noticed, confirmed = at("03:18"), at("04:35")
    assert asked("death", stopped_noticed_at=noticed, death_confirmed_at=confirmed) == {}
    assert refused("death", stopped_noticed_at=confirmed, death_confirmed_at=noticed) == {
        "answers.death_confirmed_at": "out-of-order"
    }
    assert refused("death", physician_arrived_at=at("04:36"), death_confirmed_at=confirmed) == {
        "answers.death_confirmed_at": "out-of-order"
    }


def test_a_bowel_movement_or_a_fall_after_the_visit_is_refused() -> None:
    assert refused(last_stool_on="2026-11-21") == {"answers.last_stool_on": "after-the-visit"}
    assert refused(fell=True, fell_at=at("09:00", "2026-11-21")) == {
        "answers.fell_at": "after-the-visit"
    }
    assert asked(last_stool_on="2026-11-20", fell=True, fell_at=at("15:35")) == {}


def test_an_order_is_not_due_before_it_starts() -> None:
    assert refused("order", starts_on="2026-11-21", due_at=at("18:00")) == {
        "answers.due_at": "due-before-start"
    }
    assert asked("order", starts_on="2026-11-20", due_at=at("00:00")) == {}


def test_a_next_visit_in_the_past_is_asked_back() -> None:
    assert asked(next_visit_date="2026-11-19") == {"answers.next_visit_date": "next-visit-past"}
    assert asked(next_visit_date="2026-11-20") == {}


def test_a_change_of_policy_without_a_word_is_asked_back() -> None:
    assert asked("physician-visit", policy_changed=True) == {"answers.policy_change": "left-out"}
    assert asked("physician-visit", policy_changed=False) == {}
    assert asked("physician-visit", policy_changed=True, policy_change="在宅看取りへ") == {}


def test_a_number_outside_what_is_usual_is_asked_back_with_its_limits() -> None:
    sheet = taken(suction_count="31", cuff_pressure="19", oxygen_left="3")
    assert {path: (problem.code, dict(problem.params)) for path, problem in unusual(sheet)} == {
        "answers.suction_count": ("unusual-high", {"value": "31", "low": "0", "high": "30"}),
        "answers.cuff_pressure": ("unusual-low", {"value": "19", "low": "20", "high": "30"}),
    }
    assert asked(wounds=wound(length="31", size="S15")) == {
        "answers.wounds.0.length": "unusual-high"
    }


def test_a_wound_whose_codes_contradict_is_refused() -> None:
    assert asked(wounds=wound()) == {}
    assert refused(wounds=wound(size="s6")) == {"answers.wounds.0.size": "code-differs"}
    assert refused(wounds=wound(width="7")) == {"answers.wounds.0.width": "wider-than-long"}
    healed = wound(depth="d0", size="s0", length="0", width="0", granulation="g0", necrosis="n0")
    assert refused(wounds=healed) == {
        "answers.wounds.0.exudate": "healed",
        "answers.wounds.0.inflammation": "healed",
    }


def test_one_wound_has_one_code_for_each_item() -> None:
    both = wound()
    both[0]["inflammation"] = {"value": ["I3C", "I3"]}
    assert refused(wounds=both) == {"answers.wounds.0.inflammation": "choice"}


def test_an_unlikely_wound_is_asked_back() -> None:
    assert asked(wounds=wound(granulation="g0")) == {"answers.wounds.0.granulation": "too-deep"}
    assert asked(wounds=[{"site": {"value": "sacrum"}}]) == {}
    assert asked(wounds=[{"site": {"value": "sacrum"}, "depth": {"value": "d1"}}]) == {
        "answers.wounds.0.exudate": "design-incomplete"
    }


def test_a_measure_that_could_not_be_taken_contradicts_nothing() -> None:
    unmeasured = wound()
    unmeasured[0]["length"] = {"state": "not-measured"}
    assert asked(wounds=unmeasured) == {}
