"""Numbers of insurance: their shape, and check digits that only warn."""

import re

from sharing.institution_number import check_digit

CARE_INSURER = re.compile(r"[0-9]{6}")
HEALTH_INSURER = re.compile(r"[0-9]{6}|[0-9]{8}")
INSURED_PERSON = re.compile(r"[0-9H][0-9]{9}")


def is_insured_person_number(number: str) -> bool:
    """被保険者番号 of care insurance: ten digits; H marks who is on public assistance alone."""
    return INSURED_PERSON.fullmatch(number) is not None


def is_care_insurer_number(number: str) -> bool:
    return CARE_INSURER.fullmatch(number) is not None


def is_health_insurer_number(number: str) -> bool:
    """Six digits (national health insurance) or eight (employees, the elderly)."""
    return HEALTH_INSURER.fullmatch(number) is not None


def insurer_number_fits(number: str) -> bool:
    """Whether the last digit agrees with the others. Warn when not, never refuse."""
    if not HEALTH_INSURER.fullmatch(number):
        return False
    return int(number[-1]) == check_digit(number[:-1])
