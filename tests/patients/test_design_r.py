"""DESIGN-R 2020: codes, totals, what is computed from measures, and what contradicts."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.design_r import (
    DEPTH,
    ITEMS,
    POINTS,
    doubts,
    notation,
    pocket_code,
    problems,
    size_code,
    total,
)

CODES = st.fixed_dictionaries(
    {"depth": st.sampled_from(DEPTH)}
    | {item: st.sampled_from(list(points)) for item, points in POINTS.items()}
)


def codes(text: str) -> dict[str, str]:
    """As "D3 e3 s8 i1 g3 N3 p0"."""
    return dict(zip(ITEMS, text.split(), strict=True))


def found(text: str, **measured: str) -> dict[str, str]:
    sizes = {key: Decimal(value) for key, value in measured.items()}
    return {item: problem.code for item, problem in problems(codes(text), sizes)}


def doubted(text: str) -> dict[str, str]:
    return {item: problem.code for item, problem in doubts(codes(text))}


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("D3 E6 s6 I3C G6 n0 p0", "D3-E6s6I3CG6n0p0:21"),
        ("D3 e3 s8 i1 g3 N3 p0", "D3-e3s8i1g3N3p0:18"),
        ("d0 e0 s0 i0 g0 n0 p0", "d0-e0s0i0g0n0p0:0"),
        ("DDTI E6 S15 I9 G6 N6 P24", "DDTI-E6S15I9G6N6P24:66"),
        ("DU e1 s12 I3 G4 N6 P9", "DU-e1s12I3G4N6P9:35"),
    ],
)
def test_a_wound_is_written_as_nurses_write_it(given: str, written: str) -> None:
    assert notation(codes(given)) == written


def test_every_total_lies_between_0_and_66_and_depth_does_not_count() -> None:
    totals = set()
    for chosen in product(*POINTS.values()):
        given = dict(zip(POINTS, chosen, strict=True))
        points = total(given)
        assert points is not None
        assert {total(given | {"depth": depth}) for depth in DEPTH} == {points}
        totals.add(points)
    assert (min(totals), max(totals)) == (0, 66)


@given(CODES, st.sampled_from(ITEMS))
def test_without_one_item_there_is_no_notation(given: dict[str, str], lost: str) -> None:
    without = {item: code for item, code in given.items() if item != lost}
    assert notation(without) == ""
    assert (total(without) is None) == (lost != "depth")


@pytest.mark.parametrize("wrong", ["e6", "E3", "D3", "", "E6 "])
def test_case_is_significant(wrong: str) -> None:
    assert total(codes("D3 E6 s6 I3C G6 n0 p0") | {"exudate": wrong}) is None


@pytest.mark.parametrize(
    ("length", "width", "code"),
    [
        ("0", "0", "s0"), ("0.1", "0.1", "s3"), ("3.9", "1", "s3"), ("2", "2", "s6"),
        ("3.9", "4", "s6"), ("4", "4", "s8"), ("6", "5.9", "s8"), ("6", "6", "s9"),
        ("8", "8", "s12"), ("10", "9.9", "s12"), ("10", "10", "S15"), ("60", "60", "S15"),
    ],
)  # fmt: skip
def test_the_size_follows_from_the_two_diameters(length: str, width: str, code: str) -> None:
    assert size_code(Decimal(length), Decimal(width)) == code


@pytest.mark.parametrize(
    ("pocket", "code"),
    [("2 2", "p0"), ("3 2", "P6"), ("4 2", "P9"), ("5 4", "P12"), ("8 5", "P24"), ("1 1", None)],
)
def test_the_pocket_follows_from_the_area_around_the_ulcer(pocket: str, code: str | None) -> None:
    length, width = map(Decimal, pocket.split())
    assert pocket_code(Decimal(2), Decimal(2), length, width) == code


def test_a_size_that_is_not_what_was_measured_is_refused_with_the_right_one() -> None:
    measured = {"length": Decimal("6.0"), "width": Decimal("4.0")}
    ((item, problem),) = problems(codes("D3 e3 s6 i1 g3 N3 p0"), measured)
    assert (item, problem.code) == ("size", "code-differs")
    assert problem.params == {"given": "s6", "computed": "s8", "area": "24"}
    assert problems(codes("D3 e3 s8 i1 g3 N3 p0"), measured) == ()


def test_a_pocket_that_is_not_what_was_measured_is_refused() -> None:
    ulcer = {"length": "2", "width": "2"}
    wound = "D3 e3 s6 i1 g3 N3 p0"
    assert found(wound, **ulcer, pocket_length="3", pocket_width="2") == {"pocket": "code-differs"}
    assert found(wound, **ulcer, pocket_length="1", pocket_width="1") == {
        "pocket_length": "pocket-smaller"
    }
    assert found(wound, **ulcer, pocket_length="2", pocket_width="2") == {}


def test_the_longest_diameter_is_the_longest() -> None:
    assert found("D3 e3 s8 i1 g3 N3 p0", length="4", width="6") == {"width": "wider-than-long"}


def test_where_nothing_is_injured_nothing_has_points() -> None:
    assert found("d0 e1 s3 i0 g0 n0 p0") == {"exudate": "healed", "size": "healed"}
    assert found("d0 e0 s0 i0 g0 n0 p0") == {}


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("d1 e0 s3 i1 g0 n0 p0", {}),
        ("D3 e3 s8 i1 g3 N3 p0", {}),
        ("d2 e1 s0 i0 g0 n0 p0", {"size": "without-size"}),
        ("d2 e1 s3 i0 g3 N3 P6", {"granulation": "too-shallow", "necrosis": "too-shallow",
                                  "pocket": "too-shallow"}),
        ("D4 e1 s6 i0 g0 n0 p0", {"granulation": "too-deep"}),
        ("DU e1 s6 i0 g0 n0 p0", {"necrosis": "too-deep"}),
        ("DDTI e0 s6 i1 g0 n0 p0", {}),
    ],
)  # fmt: skip
def test_what_is_unlikely_is_asked_back(given: str, asked: dict[str, str]) -> None:
    assert doubted(given) == asked


def test_half_a_score_is_asked_back_once_and_none_is_not() -> None:
    half = {"depth": "D3", "exudate": "e1"}
    assert [(item, problem.code) for item, problem in doubts(half)] == [
        ("size", "design-incomplete")
    ]
    assert doubts({}) == ()


@given(
    CODES,
    st.dictionaries(
        st.sampled_from(["length", "width", "pocket_length"]), st.decimals(0, 60, places=1)
    ),
)
def test_any_codes_with_any_measures_are_judged(
    given: dict[str, str], measured: dict[str, Decimal]
) -> None:
    names = {item for item, _ in (*problems(given, measured), *doubts(given))}
    assert names <= {*ITEMS, "width", "pocket_length"}
