"""A questionnaire made ready to be drawn: what each question shows, and what was said last time."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from patients.numerals import plain
from patients.questionnaire import Item, Option
from patients.wording import Text

Words = tuple[tuple[str, str], ...]  # (text, its reading or "")
STEPS_IN_A_ROW = 10  # a short whole scale is tapped, not typed
# Asked with the rest, but seldom answered: they wait under one line.
ASIDE = frozenset(
    {"insurance", "visitor", "companion", "companion_name", "place", "present", "present_relation"}
)
# Needed of whoever fills in the form on a page; elsewhere the entry itself may say it.
NEEDED = frozenset({"to_role"})
# Days that are meant most often, as days from today.
QUICK_DAYS: Mapping[str, tuple[int, ...]] = {
    "last_stool_on": (0, -1),
    "next_visit_date": (1, 7),
    "next_contact_on": (7,),
}
TEMPLATES = {
    "text": "text", "long-text": "long-text", "integer": "number", "decimal": "number",
    "date": "date", "time": "time", "datetime": "datetime", "boolean": "boolean",
    "vitals": "vitals", "asks": "asks", "body-site": "site", "display": "display",
}  # fmt: skip

GROUPED = frozenset(
    {"choice", "scale", "boolean", "many", "lines", "site", "rows", "vitals", "asks"}
)


@dataclass(frozen=True)
class Choice:
    code: str
    label: str
    words: Words
    asks: str = ""
    icon: str = ""
    exclusive: bool = False


@dataclass(frozen=True)
class ChoiceGroup:
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Past:
    """What was said last time: as one text, and as the answer itself."""

    text: str
    answer: object = None  # as JSON


@dataclass(frozen=True)
class RowStart:
    """A row that can be begun with what does not change: a known wound, a goal of the plan."""

    label: str
    answers: str  # as JSON
    past: str = ""


@dataclass(frozen=True)
class Field:
    """One question, or a group of them, as the page draws it."""

    link_id: str
    kind: str
    label: str
    words: Words = ()
    hint: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""
    soft_low: str = ""
    soft_high: str = ""
    step: str = "1"
    longest: int = 0
    several: bool = False
    required: bool = False
    states: bool = False
    open: bool = True
    titled: bool = False  # the section around it has the same name
    block: str = ""
    enable: str = ""
    enable_codes: str = ""
    groups: tuple[ChoiceGroup, ...] = ()
    fields: "tuple[Field, ...]" = ()
    days: tuple[int, ...] = ()
    past: str = ""
    past_answer: str = ""  # as JSON, where 前回と同じ may be offered
    starts: tuple[RowStart, ...] = ()

    @property
    def template(self) -> str:
        return f"messaging/note/_{self.kind}.html"

    @property
    def grouped(self) -> bool:
        """Whether it holds several controls, under one legend."""
        return self.kind in GROUPED

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(choice for group in self.groups for choice in group.choices)

    @property
    def asked(self) -> "tuple[Field, ...]":
        """What stands open within its section."""
        return tuple(one for one in self.fields if one.link_id not in ASIDE)

    @property
    def aside(self) -> "tuple[Field, ...]":
        return tuple(one for one in self.fields if one.link_id in ASIDE)


@dataclass(frozen=True)
class Drawing:
    """How a form is drawn for one patient and one writer."""

    language: str = "ja"
    blocks: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    past: Mapping[str, Past] = field(default_factory=dict)
    starts: Mapping[str, tuple[RowStart, ...]] = field(default_factory=dict)

    def fields(self, items: Iterable[Item], title: str = "") -> tuple[Field, ...]:
        asked = (item for item in items if item.link_id not in self.withheld)
        return tuple(self._field(item, title) for item in asked)

    def _field(self, item: Item, title: str) -> Field:
        past = self.past.get(item.link_id, Past(""))
        same = json.dumps(past.answer, ensure_ascii=False) if item.stable and past.answer else ""
        low, high, soft_low, soft_high = (
            plain(limit) if limit is not None else ""
            for limit in (item.low, item.high, item.soft_low, item.soft_high)
        )
        enable, codes = item.enable or ("", ())
        return Field(
            link_id=item.link_id,
            kind=kind_of(item),
            label=item.text.say(self.language),
            words=self._words(item.text),
            hint=self._say(item.hint),
            unit=self._say(item.unit),
            low=low, high=high, soft_low=soft_low, soft_high=soft_high,
            step=plain(item.step),
            longest=item.longest,
            several=item.repeats,
            required=item.required or item.link_id in NEEDED,
            states=item.states,
            open=not item.folded or item.block in self.blocks,
            block=item.block,
            enable=enable,
            enable_codes=" ".join(codes),
            groups=tuple(self._groups(item)),
            titled=item.text.say(self.language) == title,
            fields=self.fields(item.items, item.text.say(self.language)),
            days=QUICK_DAYS.get(item.link_id, (0,)) if item.type == "date" else (),
            past=past.text,
            past_answer=same,
            starts=self.starts.get(item.link_id, ()),
        )  # fmt: skip

    def _groups(self, item: Item) -> Iterator[ChoiceGroup]:
        if item.type == "body-site":
            return
        if kind_of(item) == "scale":
            steps = range(int(item.low or 0), int(item.high or 0) + 1)
            yield ChoiceGroup("", tuple(Choice(str(n), str(n), ((str(n), ""),)) for n in steps))
            return
        titles = list(dict.fromkeys(self._say(option.group) for option in item.options))
        for title in titles:
            choices = (o for o in item.options if self._say(o.group) == title)
            yield ChoiceGroup(title, tuple(self._choice(option) for option in choices))

    def _choice(self, option: Option) -> Choice:
        return Choice(
            code=option.code,
            label=option.text.say(self.language),
            words=self._words(option.text),
            asks=option.asks,
            icon=option.icon,
            exclusive=option.exclusive,
        )

    def _words(self, text: Text) -> Words:
        return text.ruby_pairs() if self.language != "en" else ((text.en, ""),)

    def _say(self, text: Text | None) -> str:
        return text.say(self.language) if text else ""


def kind_of(item: Item) -> str:
    """The template that draws it."""
    if item.type == "group":
        return "rows" if item.repeats else "group"
    if item.type == "choice":
        return "many" if item.repeats else "choice"
    if item.type == "text" and item.repeats:
        return "lines"
    if item.type == "integer" and _is_short(item.low, item.high):
        return "scale"
    return TEMPLATES[item.type]


def _is_short(low: Decimal | None, high: Decimal | None) -> bool:
    return low == 0 and high is not None and high <= STEPS_IN_A_ROW
