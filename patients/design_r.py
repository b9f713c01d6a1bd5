"""Pressure ulcers by the codes of DESIGN-R 2020: points, total, notation and contradictions.

Case is significant: a small letter is the lighter half of an item. Depth is not in the total. Bands
of granulation and pocket are to be confirmed by clinicians of the region.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from patients.numerals import plain
from patients.vital_fields import Problem

Codes = Mapping[str, str]  # an item's name -> its code: {"exudate": "E6"}
DEPTH = ("d0", "d1", "d2", "D3", "D4", "D5", "DDTI", "DU")
SHALLOW = frozenset({"d1", "d2"})
DEEP = frozenset({"D3", "D4", "D5"})
POINTS: Mapping[str, Mapping[str, int]] = {
    "exudate": {"e0": 0, "e1": 1, "e3": 3, "E6": 6},
    "size": {"s0": 0, "s3": 3, "s6": 6, "s8": 8, "s9": 9, "s12": 12, "S15": 15},
    "inflammation": {"i0": 0, "i1": 1, "I3C": 3, "I3": 3, "I9": 9},
    "granulation": {"g0": 0, "g1": 1, "g3": 3, "G4": 4, "G5": 5, "G6": 6},
    "necrosis": {"n0": 0, "N3": 3, "N6": 6},
    "pocket": {"p0": 0, "P6": 6, "P9": 9, "P12": 12, "P24": 24},
}
ITEMS = ("depth", *POINTS)
SIZES = ((4, "s3"), (16, "s6"), (36, "s8"), (64, "s9"), (100, "s12"))  # below so many cm²
POCKETS = ((4, "P6"), (16, "P9"), (36, "P12"))


def total(codes: Codes) -> int | None:
    """0 to 66, without depth; None while one of the six items has no code."""
    if not all(codes.get(item) in points for item, points in POINTS.items()):
        return None
    return sum(points[codes[item]] for item, points in POINTS.items())


def notation(codes: Codes) -> str:
    """As "D3-E6s6I3CG6n0p0:21"; "" while an item has no code."""
    points = total(codes)
    if points is None or codes.get("depth") not in DEPTH:
        return ""
    return f"{codes['depth']}-{''.join(codes[item] for item in POINTS)}:{points}"


def size_code(length: Decimal, width: Decimal) -> str:
    """From the longest diameter and the one at right angles to it, in cm."""
    area = length * width
    if area == 0:
        return "s0"
    return next((code for below, code in SIZES if area < below), "S15")


def pocket_code(
    length: Decimal, width: Decimal, pocket_length: Decimal, pocket_width: Decimal
) -> str | None:
    """From the area with the pocket less the area of the ulcer; None when that is below zero."""
    area = pocket_length * pocket_width - length * width
    if area < 0:
        return None
    if area == 0:
        return "p0"
    return next((code for below, code in POCKETS if area < below), "P24")


def problems(codes: Codes, measured: Mapping[str, Decimal]) -> tuple[tuple[str, Problem], ...]:
    """What cannot be, by item. `measured`: length, width, pocket_length, pocket_width in cm."""
    return (*_size_problems(codes, measured), *_pocket_problems(codes, measured), *_healed(codes))


def doubts(codes: Codes) -> tuple[tuple[str, Problem], ...]:
    """What is unlikely and asked back once, by item."""
    return tuple(_doubts(codes))


def _size_problems(codes: Codes, measured: Mapping[str, Decimal]) -> Iterator[tuple[str, Problem]]:
    length, width = measured.get("length"), measured.get("width")
    if length is None or width is None:
        return
    if width > length:
        yield "width", Problem("wider-than-long")
        return
    computed, size = size_code(length, width), codes.get("size")
    if size is not None and size != computed:
        yield "size", _differs(size, computed, length * width)


def _pocket_problems(
    codes: Codes, measured: Mapping[str, Decimal]
) -> Iterator[tuple[str, Problem]]:
    sides = [measured.get(key) for key in ("length", "width", "pocket_length", "pocket_width")]
    length, width, pocket_length, pocket_width = sides
    if length is None or width is None or pocket_length is None or pocket_width is None:
        return
    computed, pocket = (
        pocket_code(length, width, pocket_length, pocket_width),
        codes.get("pocket"),
    )
    if computed is None:
        yield "pocket_length", Problem("pocket-smaller")
    elif pocket is not None and pocket != computed:
        yield "pocket", _differs(pocket, computed, pocket_length * pocket_width - length * width)


def _differs(given: str, computed: str, area: Decimal) -> Problem:
    return Problem("code-differs", {"given": given, "computed": computed, "area": plain(area)})


def _healed(codes: Codes) -> Iterator[tuple[str, Problem]]:
    """Without injury or redness there is nothing that could have points."""
    if codes.get("depth") != "d0":
        return
    for item, points in POINTS.items():
        if points.get(codes.get(item, ""), 0) > 0:
            yield item, Problem("healed", {"given": codes[item]})


def _doubts(codes: Codes) -> Iterator[tuple[str, Problem]]:
    given = [item for item in ITEMS if item in codes]
    if given and len(given) < len(ITEMS):
        yield next(item for item in ITEMS if item not in codes), Problem("design-incomplete")
    depth = codes.get("depth", "")
    if depth in DEPTH and depth != "d0" and codes.get("size") == "s0":
        yield "size", Problem("without-size", {"depth": depth})
    if depth in SHALLOW:
        for item in ("granulation", "necrosis", "pocket"):
            if POINTS[item].get(codes.get(item, ""), 0) > 0:
                yield item, Problem("too-shallow", {"given": codes[item], "depth": depth})
    if depth in DEEP and codes.get("granulation") == "g0":
        yield "granulation", Problem("too-deep", {"given": "g0", "depth": depth})
    if depth == "DU" and codes.get("necrosis") == "n0":
        yield "necrosis", Problem("too-deep", {"given": "n0", "depth": depth})
