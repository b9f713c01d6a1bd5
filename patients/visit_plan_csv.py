"""A week's plan as other software writes it: CSV in UTF-8 or Shift_JIS, read into plain rows.

Nothing here knows a patient. Cells are text and stay text: whatever a spreadsheet would compute
from them is never computed.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from patients.calendar import parse_date
from patients.visit_rule import minutes_between
from patients.vocabulary import VisitKind

MOST_ROWS = 1000
LONGEST_CELL = 200


class Column(StrEnum):
    DATE = "date"
    BEGINS = "begins"
    ENDS = "ends"
    PATIENT = "patient"
    VISITOR = "visitor"
    KIND = "kind"


# As stations and their software head these columns, folded by `_header`.
HEADERS: Mapping[Column, tuple[str, ...]] = {
    Column.DATE: ("日付", "訪問日", "年月日", "サービス日", "date"),
    Column.BEGINS: ("開始", "開始時刻", "開始時間", "訪問開始", "開始予定", "start", "begins"),
    Column.ENDS: ("終了", "終了時刻", "終了時間", "訪問終了", "終了予定", "end", "ends"),
    Column.PATIENT: (
        "利用者", "利用者名", "利用者氏名", "氏名", "患者", "患者名", "患者氏名", "カナ",
        "フリガナ", "医療記録番号", "診療録番号", "カルテ番号", "被保険者番号", "patient",
    ),
    Column.VISITOR: (
        "訪問者", "訪問者名", "担当", "担当者", "担当者名", "訪問職員", "職員", "職員名",
        "看護師", "visitor",
    ),
    Column.KIND: ("区分", "訪問区分", "種別", "訪問種別", "kind"),
}  # fmt: skip
NEEDED = tuple(column for column in Column if column is not Column.KIND)
KINDS: Mapping[str, VisitKind] = {
    "": VisitKind.REGULAR, "定期": VisitKind.REGULAR, "定期訪問": VisitKind.REGULAR,
    "緊急": VisitKind.URGENT, "緊急訪問": VisitKind.URGENT, "臨時": VisitKind.EXTRA,
    "臨時訪問": VisitKind.EXTRA, "初回": VisitKind.FIRST, "初回訪問": VisitKind.FIRST,
    "退院日": VisitKind.DISCHARGE_DAY, "看取り": VisitKind.END_OF_LIFE,
    "看取り時": VisitKind.END_OF_LIFE, **{kind.value: kind for kind in VisitKind},
}  # fmt: skip
HOUR = re.compile(r"(\d{1,2})[:時](\d{1,2})?分?(?::\d{2})?", re.ASCII)
# How spreadsheets are told to keep leading zeros: ="0001", or an apostrophe in front.
KEPT_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)


class Unreadable(Exception):
    """The file as a whole cannot be taken; `code` says why, `params` what it is about."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class PlanLine:
    """One line of the file; what could not be read is None. `number` counts as editors do."""

    number: int
    date_text: str
    hours_text: str
    patient: str
    visitor: str
    day: date | None
    begins: time | None
    minutes: int | None
    kind: VisitKind | None


def decode(data: bytes) -> str:
    """UTF-8 with or without a mark, else what Windows in Japan writes."""
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("encoding")


def read(text: str) -> tuple[PlanLine, ...]:
    """Every line with something in it. Raises `Unreadable` for what is no plan."""
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise Unreadable("encoding")
    rows = _rows(text)
    first = next(rows, None)
    if first is None:
        raise Unreadable("empty")
    places = _places(first[1])
    lines = tuple(_line(number, cells, places) for number, cells in rows)
    if not lines:
        raise Unreadable("empty")
    return lines


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    head = text.lstrip().partition("\n")[0]
    delimiter = max(",\t;", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    count = 0
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            count += 1
            if count > MOST_ROWS + 1:
                raise Unreadable("too-many", most=MOST_ROWS)
            yield reader.line_num, [_plain(cell) for cell in cells]
    except csv.Error as error:
        raise Unreadable("quotes") from error


def _places(cells: list[str]) -> Mapping[Column, int]:
    folded = [_header(cell) for cell in cells]
    places = {
        column: next(place for place, name in enumerate(folded) if name in names)
        for column, names in HEADERS.items()
        if any(name in names for name in folded)
    }
    missing = [HEADERS[column][0] for column in NEEDED if column not in places]
    if missing:
        raise Unreadable("columns", names="、".join(missing))
    return places


def _line(number: int, cells: list[str], places: Mapping[Column, int]) -> PlanLine:
    said = {column: cells[place] if place < len(cells) else "" for column, place in places.items()}
    begins, ends = _hour(said[Column.BEGINS]), _hour(said[Column.ENDS])
    return PlanLine(
        number=number,
        date_text=said[Column.DATE],
        hours_text=f"{said[Column.BEGINS]}～{said[Column.ENDS]}",
        patient=said[Column.PATIENT],
        visitor=said[Column.VISITOR],
        day=parse_date(said[Column.DATE].partition("(")[0].partition("（")[0]),
        begins=begins,
        minutes=minutes_between(begins, ends) if begins and ends else None,
        kind=KINDS.get(said.get(Column.KIND, "")),
    )


def _plain(cell: str) -> str:
    cell = cell.strip()
    if kept := KEPT_AS_TEXT.fullmatch(cell):
        cell = kept[1]
    return cell.removeprefix("'").strip()[:LONGEST_CELL]


def _header(cell: str) -> str:
    """「開始 時刻（予定）」 and "Start" as they stand in HEADERS."""
    plain = unicodedata.normalize("NFKC", cell).casefold()
    return re.sub(r"\(.*?\)|[\s_・:]", "", plain)


def _hour(text: str) -> time | None:
    """9:00, 09時30分, 0930 and ９：００; 24:00 is midnight."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if re.fullmatch(r"\d{3,4}", plain, re.ASCII):
        plain = f"{plain[:-2]}:{plain[-2:]}"
    found = HOUR.fullmatch(plain)
    if found is None:
        return None
    try:
        hour = 0 if found[1] == "24" else int(found[1])
        return time(hour, int(found[2] or 0))
    except ValueError:
        return None
