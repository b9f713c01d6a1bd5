"""Numbers of insured persons and insurers: shape, and a check digit that only warns."""

from patients.insurance import (
    insurer_number_fits,
    is_care_insurer_number,
    is_insured_person_number,
)


def test_insured_persons_and_insurers() -> None:
    assert is_insured_person_number("0000012345")
    assert is_insured_person_number("H000012345")
    assert not is_insured_person_number("12345")
    assert is_care_insurer_number("990016")
    assert insurer_number_fits("06132013")
    assert not insurer_number_fits("06132014")
    assert not insurer_number_fits("x")
