"""CSV for a station's software: one row a field, as a spreadsheet in Japan opens it."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from messaging.outputs.record import Record
from patients.answer_text import Line
from patients.questionnaire import Item
from patients.visit_time import JAPAN

HEAD = (
    "記録ID", "日付", "様式", "区分", "項目コード", "項目", "値", "単位", "状態", "表示",
)  # fmt: skip
BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet takes these for the beginning of a formula, in full width too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"(?P<number>\d+(?:\.\d+)?(?:/\d+)?) (?P<unit>[^\s（]+)(?:（.*）)?", re.DOTALL)


def csv_of(records: Iterable[Record]) -> bytes:
    """UTF-8 with a byte order mark, CRLF, every field in quotes."""
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEAD)
    for record in records:
        writer.writerows([harmless(field) for field in row] for row in rows(record))
    return file.getvalue().encode()


def rows(record: Record) -> Iterator[tuple[str, ...]]:
    """`値` and `単位` part a number from its unit; `表示` is the line as it stands on paper."""
    day = f"{record.starts_at.astimezone(JAPAN):%Y-%m-%d}"
    for section in record.sections:
        for line in section.lines:
            value, unit = _parted(record, line)
            yield (
                str(record.entry), day, record.title, section.title, line.link_id, line.label,
                value, unit, str(line.state), line.text,
            )  # fmt: skip


def harmless(field: str) -> str:
    """An apostrophe in front, as spreadsheets write a text that looks like a formula."""
    return f"'{field}" if field.startswith(FORMULA) else field


def _parted(record: Record, line: Line) -> tuple[str, str]:
    found = NUMBER.fullmatch(line.text) if _is_number(record, line) else None
    return (found["number"], found["unit"]) if found else (line.text, "")


def _is_number(record: Record, line: Line) -> bool:
    if line.link_id.startswith("vitals."):
        return not line.link_id.endswith(".comment")
    item = _item(record, line)
    return item is not None and item.type in ("integer", "decimal")


def _item(record: Record, line: Line) -> Item | None:
    if record.sheet is None:
        return None
    top, _, rest = line.link_id.partition(".")
    item = record.sheet.form.by_id.get(top)
    return item.row.get(rest.partition(".")[2]) if item and rest else item
