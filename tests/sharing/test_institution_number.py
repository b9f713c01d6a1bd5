"""The ten places of an institution's number: shape, and a check digit that only warns."""

import csv
import os
from pathlib import Path

import pytest

from sharing.institution_number import (
    institution_number_fits,
    is_institution_number,
    plain_number,
)

BESIDE = Path(__file__).parents[3] / "shared" / "data"
REAL = Path(os.environ.get("TSUNAGI_SHARED_DATA", BESIDE)) / "facilities"
REGION = ["9960100015", "9910100123", "9910100230", "9930100277", "9910100347", "9970100054",
          "9940100069", "9970100070", "9919900192"]  # fmt: skip


@pytest.mark.parametrize("number", REGION)
def test_the_numbers_of_the_demo_region_fit(number: str) -> None:
    assert institution_number_fits(number)


@pytest.mark.parametrize("number", REGION)
def test_one_wrong_digit_is_noticed(number: str) -> None:
    assert not institution_number_fits(number[:-1] + str((int(number[-1]) + 1) % 10))


def test_the_shape_is_ten_places_with_letters_but_not_every_letter() -> None:
    assert is_institution_number("09B0800018")
    assert not is_institution_number("09O0800018")
    assert not is_institution_number("996010001")
    assert not is_institution_number("996010001A")
    assert not institution_number_fits("")


def test_a_number_loses_its_width_and_hyphens_and_keeps_its_zeros() -> None:
    assert plain_number("０９１-０１１ 1368") == "0910111368"
    assert plain_number("09b0800018") == "09B0800018"


@pytest.mark.skipif(not REAL.exists(), reason="outside data: no facility rows")
def test_every_real_office_has_a_number_that_fits() -> None:
    numbers = set()
    for path in sorted(REAL.glob("kaigo_jigyosho_*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as rows:
            numbers |= {row["事業所番号"] for row in csv.DictReader(rows)}
    assert len(numbers) > 100
    assert {number for number in numbers if not institution_number_fits(number)} == set()
