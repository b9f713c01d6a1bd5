"""The forms of the professions as data: what is asked, in which words, within which limits.

A questionnaire is a JSON file `questionnaires/<name>.<version>.json`. Its keys are those of the
FHIR Questionnaire where FHIR has a word (linkId, type, text, answerOption, repeats, required, item,
enableWhen, maxLength); the others are ours. A version that was ever used stays as it is: notes
written with it are read with it.

Ruby is written into the sentence: `体温《たいおん》はどうですか`. A reading belongs to the kanji
that stand directly before it; `Text.ruby_pairs` splits it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from patients.body_sites import BODY_SITES
from patients.wording import Text

FOLDER = Path(__file__).parent / "questionnaires"
FILE = re.compile(r"(?P<name>[a-z-]+)\.(?P<version>[1-9]\d*)\.json")
TEXT_LENGTH = {"text": 200, "long-text": 2000}
UNANSWERED_TYPES = frozenset({"vitals", "asks", "display"})

ItemType = Literal[
    "group", "choice", "text", "long-text", "integer", "decimal", "date", "time", "datetime",
    "boolean", "vitals", "asks", "body-site", "display",
]  # fmt: skip


class UnknownQuestionnaire(LookupError):
    """There is no such form, or not in this version."""


@dataclass(frozen=True)
class Option:
    code: str
    text: Text
    group: Text | None = None  # a heading among many options
    asks: str = ""  # the purpose that choosing it presets for the entry
    icon: str = ""
    exclusive: bool = False  # stands alone: 該当なし beside nothing else


@dataclass(frozen=True)
class Item:
    """One question, or a group of them. `folded` waits until somebody opens it or its `block`."""

    link_id: str
    type: ItemType
    text: Text
    options: tuple[Option, ...] = ()
    repeats: bool = False
    required: bool = False
    folded: bool = False
    unit: Text | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    soft_low: Decimal | None = None
    soft_high: Decimal | None = None
    step: Decimal = Decimal(1)
    longest: int = 0
    states: bool = False  # 測定不能 and 実施せず may be said instead of a value
    stable: bool = False  # 前回と同じ may be offered
    enable: tuple[str, tuple[str, ...]] | None = None  # asked when that answer is one of these
    items: tuple["Item", ...] = ()
    hint: Text | None = None
    block: str = ""  # the code of the patient's 観察項目セット

    @cached_property
    def option_texts(self) -> Mapping[str, Option]:
        return {option.code: option for option in self.options}

    @cached_property
    def exclusive(self) -> frozenset[str]:
        return frozenset(option.code for option in self.options if option.exclusive)

    @cached_property
    def row(self) -> Mapping[str, "Item"]:
        """What one row of a repeating group can hold, by link id."""
        return {item.link_id: item for item in answerable(self.items)}

    @cached_property
    def is_rows(self) -> bool:
        return self.type == "group" and self.repeats


@dataclass(frozen=True)
class Questionnaire:
    name: str
    version: int
    title: Text
    items: tuple[Item, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """Everything that can be answered, in the order in which it is asked."""
        return {item.link_id: item for item in answerable(self.items)}


def answerable(items: tuple[Item, ...]) -> Iterator[Item]:
    """The questions among the items. A group that does not repeat only stands around its own."""
    for item in items:
        if item.type == "group" and not item.repeats:
            yield from answerable(item.items)
        elif item.type not in UNANSWERED_TYPES:
            yield item


def walk(items: tuple[Item, ...]) -> Iterator[Item]:
    """Every item at every depth, groups before what they hold."""
    for item in items:
        yield item
        yield from walk(item.items)


def names() -> tuple[str, ...]:
    return tuple(sorted({name for name, _ in _files()}))


def latest(name: str) -> Questionnaire:
    versions = [version for known, version in _files() if known == name]
    if not versions:
        raise UnknownQuestionnaire
    return of(name, max(versions))


def of(name: str, version: int) -> Questionnaire:
    if (name, version) not in _files():
        raise UnknownQuestionnaire
    return _read(name, version)


def source(name: str, version: int) -> str:
    """The JSON file itself, as a device needs it to draw the form."""
    if (name, version) not in _files():
        raise UnknownQuestionnaire
    return _files()[name, version].read_text(encoding="utf-8")


@cache
def _files() -> Mapping[tuple[str, int], Path]:
    found = ((FILE.fullmatch(path.name), path) for path in sorted(FOLDER.iterdir()))
    return {(match["name"], int(match["version"])): path for match, path in found if match}


@cache
def _read(name: str, version: int) -> Questionnaire:
    raw = json.loads(source(name, version))
    items = tuple(_item(one) for one in raw["item"])
    return Questionnaire(raw["name"], raw["version"], Text.of(raw["title"]), items)


# Any: parsed JSON of our own files; a test holds them to their shape.
def _item(raw: Mapping[str, Any]) -> Item:
    enable = raw.get("enableWhen")
    return Item(
        link_id=raw["linkId"],
        type=raw["type"],
        text=Text.of(raw["text"]),
        options=_options(raw),
        repeats=raw.get("repeats", False),
        required=raw.get("required", False),
        folded=raw.get("folded", False),
        unit=Text.of(raw["unit"]) if "unit" in raw else None,
        low=_number(raw, "low"),
        high=_number(raw, "high"),
        soft_low=_number(raw, "softLow"),
        soft_high=_number(raw, "softHigh"),
        step=_number(raw, "step") or Decimal(1),
        longest=raw.get("maxLength", TEXT_LENGTH.get(raw["type"], 0)),
        states=raw.get("states", False),
        stable=raw.get("stable", False),
        enable=(enable["question"], tuple(enable["codes"])) if enable else None,
        items=tuple(_item(one) for one in raw.get("item", ())),
        hint=Text.of(raw["hint"]) if "hint" in raw else None,
        block=raw.get("block", ""),
    )


def _options(raw: Mapping[str, Any]) -> tuple[Option, ...]:
    if raw["type"] == "body-site":
        return tuple(Option(site.code, site.text) for site in BODY_SITES)
    return tuple(
        Option(
            code=option["code"],
            text=Text.of(option["text"]),
            group=Text.of(option["group"]) if "group" in option else None,
            asks=option.get("asks", ""),
            icon=option.get("icon", ""),
            exclusive=option.get("exclusive", False),
        )
        for option in raw.get("answerOption", ())
    )


def _number(raw: Mapping[str, Any], key: str) -> Decimal | None:
    return Decimal(raw[key]) if key in raw else None
