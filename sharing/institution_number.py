"""The ten places of an institution's number: their shape, and a check digit that only warns."""

import re
import unicodedata

# The letters that health and care numbers may hold: A is 10; I, O and Q are left out.
ALPHABET = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
MEDICAL = "1345"  # third place: medical, dental, pharmacy, health facility for the elderly
INSTITUTION = re.compile(f"[{ALPHABET}]{{9}}[0-9]")


def plain_number(text: str) -> str:
    """Half width, upper case, without spaces and hyphens; leading zeros stay."""
    return re.sub(r"[\s\-‐‑–—ー−]", "", unicodedata.normalize("NFKC", text[:60])).upper()


def check_digit(body: str) -> int:
    """Modulus 10 with the weights 2 and 1 from the right; the digits of a product are added."""
    products = (
        ALPHABET.index(sign) * (2 if place % 2 == 0 else 1)
        for place, sign in enumerate(reversed(body))
    )
    return -sum(product // 10 + product % 10 for product in products) % 10


def is_institution_number(number: str) -> bool:
    """Ten places: prefecture, kind, and a code that ends in a check digit."""
    return INSTITUTION.fullmatch(number) is not None


def institution_number_fits(number: str) -> bool:
    """Whether the check digit agrees. Warn when not, never refuse: old numbers exist.

    It is computed over the nine places before it, or over the six of the institution's own
    code where the number is a medical institution's or was once made from one.
    """
    if not is_institution_number(number):
        return False
    last = int(number[-1])
    own_code_counts = number[2] in MEDICAL and last == check_digit(number[3:9])
    return last == check_digit(number[:9]) or own_code_counts
