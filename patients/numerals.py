"""Numbers as people type them on a Japanese keyboard, and nothing but numbers."""

import re
from decimal import Decimal

WIDE = str.maketrans("０１２３４５６７８９．－＋", "0123456789.-+")
NUMBER = re.compile(r"[+-]?\d{1,6}(\.\d{1,4})?", re.ASCII)


def read_number(given: object) -> Decimal | None:
    """The number, from text of either width or a whole number; None when it is anything else."""
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given) if abs(given) < 10**6 else ""
    if not isinstance(given, str) or len(given) > 20:
        return None
    plain = given.translate(WIDE).strip(" \u3000")
    return Decimal(plain) if NUMBER.fullmatch(plain) else None


def is_multiple(value: Decimal, step: Decimal) -> bool:
    return value % step == 0


def plain(value: Decimal) -> str:
    """Without exponent and needless zeros: 1, 0.25, 1.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
