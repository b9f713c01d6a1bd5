"""What the last notes of a kind said, by question: shown beside the field, never copied."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from messaging.note_fields import Past, RowStart
from patients import answer_text
from patients.questionnaire import Item
from patients.sheet import Answer, Sheet

Told = tuple[datetime, Sheet]
IDENTITY = ("number",)  # of a row, besides what its questions call stable
OF_A_LONG_ROW = ("site", "design")


def past_of(sheets: Iterable[Told], language: str) -> dict[str, Past]:
    """By link id, from the newest note that answered it; the newest comes first."""
    found: dict[str, Past] = {}
    for at, sheet in sheets:
        for link_id, text in _texts(sheet, language).items():
            if link_id not in found:
                answer = sheet.answers.get(link_id)
                told = _("Last time (%(day)s): %(text)s") % {"day": _day(at), "text": text}
                found[link_id] = Past(told, answer.dump() if answer else None)
    return found


def known_rows(sheets: Iterable[Told], link_id: str, language: str) -> tuple[RowStart, ...]:
    """The rows of the newest note that had some: a wound is gone on with, not drawn anew."""
    for at, sheet in sheets:
        item, answer = sheet.form.by_id.get(link_id), sheet.answers.get(link_id)
        if item is not None and answer is not None and answer.rows:
            texts = _row_texts(sheet, link_id, language)
            return tuple(
                _start(item, row, texts[place], at) for place, row in enumerate(answer.rows)
            )
    return ()


def _texts(sheet: Sheet, language: str) -> Mapping[str, str]:
    texts: dict[str, list[str]] = defaultdict(list)
    for link_id, text in _lines(sheet, language):
        root, *path = link_id.split(".")
        if len(path) < 2 or path[-1] in OF_A_LONG_ROW:
            texts[root].append(text)
    return {root: "、".join(said) for root, said in texts.items()}


def _row_texts(sheet: Sheet, link_id: str, language: str) -> Mapping[int, dict[str, str]]:
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    for path, text in _lines(sheet, language):
        root, *rest = path.split(".")
        if root == link_id and len(rest) == 2:
            texts[int(rest[0])][rest[1]] = text
    return texts


def _lines(sheet: Sheet, language: str) -> Iterator[tuple[str, str]]:
    for section in answer_text.sections(sheet, (), language):
        for line in section.lines:
            yield line.link_id, line.text


def _start(
    item: Item, row: Mapping[str, Answer], texts: Mapping[str, str], at: datetime
) -> RowStart:
    kept = {one: row[one].dump() for one, asked in item.row.items() if one in row and _stays(asked)}
    told = {
        one: _("Last time (%(day)s): %(text)s") % {"day": _day(at), "text": text}
        for one, text in texts.items()
    }
    label = " ".join(texts[one] for one in ("number", *OF_A_LONG_ROW) if one in texts)
    return RowStart(label, _json(kept), _json(told))


def _stays(item: Item) -> bool:
    return item.link_id in IDENTITY or item.stable


def _day(at: datetime) -> str:
    day = timezone.localtime(at)
    return f"{day.month}/{day.day}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
