"""定型文 that come with the software, by profession. Nothing is ever inserted without a tap."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from messaging import blanks
from sharing.vocabulary import Profession

FILE = Path(__file__).parent / "phrases.json"


class PhraseUse(StrEnum):
    """What a phrase is for: the purposes of entries, and the answer to one."""

    NOTICE = "notice"
    REPORT = "report"
    CONSULT = "consult"
    REQUEST = "request"
    ORDER = "order"
    URGENT = "urgent"
    REPLY = "reply"


@dataclass(frozen=True)
class Shipped:
    """`id` is the number it is known by, as "N1"."""

    id: str
    profession: Profession
    purpose: PhraseUse
    text: str


@cache
def shipped() -> tuple[Shipped, ...]:
    return tuple(
        Shipped(one["id"], Profession(one["profession"]), PhraseUse(one["purpose"]), one["text"])
        for one in json.loads(FILE.read_text("utf-8"))
    )


@cache
def shipped_blanks() -> frozenset[str]:
    return blanks.known(one.text for one in shipped())
