"""What single answers cannot tell: times in their order, codes of a wound, what goes together."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from itertools import pairwise

from patients import design_r
from patients.numerals import plain
from patients.questionnaire import Item
from patients.sheet import Answer, Sheet
from patients.visit_time import JAPAN, LONG, LONGEST_VISIT, SHORT, minutes
from patients.vital_fields import Problem

Found = tuple[str, Problem]
# Each happens at or after the one before, where both are told.
IN_ORDER = (
    ("received_at", "left_at", "arrived_at", "finished_at"),
    ("received_at", "physician_contacted_at"),
    ("stopped_noticed_at", "nurse_arrived_at"),
    ("stopped_noticed_at", "physician_contacted_at", "physician_arrived_at", "death_confirmed_at"),
)
NOT_AFTER_THE_VISIT = ("last_stool_on", "fell_at")
MEASURED = ("length", "width", "pocket_length", "pocket_width")


def contradictions(sheet: Sheet) -> Iterator[Found]:
    """What cannot be, by the path of the answer to blame."""
    yield from _duration_problems(sheet)
    for chain in IN_ORDER:
        yield from _order_problems(sheet, chain)
    yield from _days_after_the_visit(sheet)
    yield from _order_due_before_start(sheet)
    for path, codes, measured in _wounds(sheet):
        for item, problem in design_r.problems(codes, measured):
            yield f"{path}.{item}", problem


def doubts(sheet: Sheet) -> Iterator[Found]:
    """What is unlikely, to be asked back once."""
    yield from _outside_usual(sheet.form.by_id, sheet.answers, "answers")
    yield from _unusual_duration(sheet)
    yield from _next_visit_in_the_past(sheet)
    yield from _change_without_summary(sheet)
    for path, codes, _ in _wounds(sheet):
        for item, problem in design_r.doubts(codes):
            yield f"{path}.{item}", problem


def moment(sheet: Sheet, link_id: str) -> datetime | None:
    text = sheet.text(link_id)
    return datetime.fromisoformat(text) if text else None


def _duration_problems(sheet: Sheet) -> Iterator[Found]:
    started_at, ended_at = moment(sheet, "started_at"), moment(sheet, "ended_at")
    if started_at is None or ended_at is None:
        return
    if ended_at <= started_at:
        yield "answers.ended_at", Problem("ends-first")
    elif ended_at - started_at > LONGEST_VISIT:
        yield "answers.ended_at", Problem("too-long")


def _order_problems(sheet: Sheet, chain: tuple[str, ...]) -> Iterator[Found]:
    told = [(link_id, at) for link_id in chain if (at := moment(sheet, link_id)) is not None]
    for (_, earlier), (link_id, later) in pairwise(told):
        if later < earlier:
            yield f"answers.{link_id}", Problem("out-of-order")


def _days_after_the_visit(sheet: Sheet) -> Iterator[Found]:
    ended_at = moment(sheet, "ended_at") or moment(sheet, "started_at")
    if ended_at is None:
        return
    for link_id in NOT_AFTER_THE_VISIT:
        text = sheet.text(link_id)
        if text and _latest_moment(text) > ended_at and text[:10] > _day(ended_at).isoformat():
            yield f"answers.{link_id}", Problem("after-the-visit")


def _latest_moment(text: str) -> datetime:
    if "T" in text:
        return datetime.fromisoformat(text)
    return datetime.combine(date.fromisoformat(text), time.max, JAPAN)


def _order_due_before_start(sheet: Sheet) -> Iterator[Found]:
    starts, due = sheet.text("starts_on"), moment(sheet, "due_at")
    if starts and due is not None and _day(due) < date.fromisoformat(starts):
        yield "answers.due_at", Problem("due-before-start")


def _unusual_duration(sheet: Sheet) -> Iterator[Found]:
    started_at, ended_at = moment(sheet, "started_at"), moment(sheet, "ended_at")
    if started_at is None or ended_at is None:
        return
    took = {"minutes": str(minutes(started_at, ended_at))}
    if ended_at - started_at < SHORT:
        yield "answers.ended_at", Problem("short-visit", took)
    elif ended_at - started_at > LONG:
        yield "answers.ended_at", Problem("long-visit", took)


def _next_visit_in_the_past(sheet: Sheet) -> Iterator[Found]:
    started_at, next_date = moment(sheet, "started_at"), sheet.text("next_visit_date")
    if started_at and next_date and date.fromisoformat(next_date) < _day(started_at):
        yield "answers.next_visit_date", Problem("next-visit-past")


def _change_without_summary(sheet: Sheet) -> Iterator[Found]:
    if sheet.value("policy_changed") is True and not sheet.text("policy_change"):
        yield "answers.policy_change", Problem("left-out")


def _outside_usual(
    items: Mapping[str, Item], answers: Mapping[str, Answer], path: str
) -> Iterator[Found]:
    for link_id, answer in answers.items():
        item = items[link_id]
        if answer.rows:
            for place, row in enumerate(answer.rows):
                yield from _outside_usual(item.row, row, f"{path}.{link_id}.{place}")
        elif answer.text and (item.soft_low is not None or item.soft_high is not None):
            yield from _beyond(item, Decimal(answer.text), f"{path}.{link_id}")


def _beyond(item: Item, value: Decimal, path: str) -> Iterator[Found]:
    low = item.low if item.soft_low is None else item.soft_low
    high = item.high if item.soft_high is None else item.soft_high
    limits = {"value": plain(value), "low": plain(low or Decimal(0)), "high": plain(high or value)}
    if low is not None and value < low:
        yield path, Problem("unusual-low", limits)
    elif high is not None and value > high:
        yield path, Problem("unusual-high", limits)


def _wounds(sheet: Sheet) -> Iterator[tuple[str, dict[str, str], dict[str, Decimal]]]:
    """Each wound as its path, its codes and what was measured."""
    answer = sheet.answers.get("wounds")
    for place, row in enumerate(answer.rows if answer else ()):
        codes = {item: row[item].text for item in design_r.ITEMS if item in row and row[item].text}
        measured = {key: Decimal(row[key].text) for key in MEASURED if key in row and row[key].text}
        yield f"answers.wounds.{place}", codes, measured


def _day(at: datetime) -> date:
    return at.astimezone(JAPAN).date()
