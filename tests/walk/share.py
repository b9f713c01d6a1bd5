"""How much of a long table a run takes: a share of each row everywhere, all of it in `./dev soak`.

What a share holds is settled by names alone, so that a red case is red again.
"""

import random
from collections.abc import Iterable, Sequence
from itertools import cycle, islice
from typing import TypeVar

import pytest

Row = TypeVar("Row")
Value = TypeVar("Value")
FIELD_SHARE = 4
PAGE_SHARE = 2
EXTENT = pytest.mark.parametrize(
    "whole", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["a share", "all"]
)


def dealt(
    rows: Iterable[Row], values: Sequence[Value], each: int, seed: str
) -> list[tuple[Row, Value]]:
    """Every row with `each` of the values: one shuffled deck goes round, so that no value is left
    out where there are rows enough."""
    deck = cycle(random.Random(seed).sample(values, len(values)))  # noqa: S311 - no secret
    return [(row, value) for row in rows for value in islice(deck, each)]
