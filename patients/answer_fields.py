"""One answer at a time, read strictly: its value in the one way it is stored, or why not."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from patients.numerals import is_multiple, plain, read_number
from patients.questionnaire import Item
from patients.sheet import Answer, AnswerState
from patients.visit_time import JAPAN
from patients.vital_fields import Problem, Problems, member, problem_of_words
from patients.vitals import Reason

MOST_ROWS = 30
VALUE_KEYS = frozenset({"state", "value"})
FIRST_YEAR, LAST_YEAR = 1900, 2200
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TIME = re.compile(r"\d{2}:\d{2}", re.ASCII)
MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})", re.ASCII
)


def read_answers(
    items: Mapping[str, Item], given: object, path: str, problems: Problems
) -> dict[str, Answer]:
    """The answers in the order of the questions; what is empty is unanswered."""
    if not isinstance(given, dict):
        problems[path] = Problem("type")
        return {}
    if not given.keys() <= items.keys():
        problems[path] = Problem("template-changed")  # the key itself is not echoed
    found = {}
    for link_id, item in items.items():
        if link_id in given:
            answer = _answer(item, given[link_id], f"{path}.{link_id}", problems)
            if answer is not None:
                found[link_id] = answer
    return found


def _answer(item: Item, given: object, path: str, problems: Problems) -> Answer | None:
    if given is None:
        return None
    if not isinstance(given, dict):
        problems[path] = Problem("type")
        return None
    state = given.get("state", "value")
    if state != "value":
        return _without_value(item, state, given, path, problems)
    if not given.keys() <= VALUE_KEYS:
        problems[path] = Problem("unknown")
        return None
    value = given.get("value")
    if value is None or value == "" or value == []:
        return None
    return (
        _rows(item, value, path, problems) if item.is_rows else _value(item, value, path, problems)
    )


# Any: the keys and values of a stranger's JSON.
def _without_value(
    item: Item, state: object, given: Mapping[Any, Any], path: str, problems: Problems
) -> Answer | None:
    known = member(AnswerState, state)
    reason = member(Reason, given.get("reason"))
    if known is None or not item.states:
        problems[path] = Problem("choice")
    elif known is AnswerState.NOT_MEASURED and given.keys() == {"state"}:
        return Answer(known)
    elif known is AnswerState.NOT_MEASURED or not given.keys() <= {"state", "reason"}:
        problems[path] = Problem("unknown")
    elif reason is None:
        missing = given.get("reason") is None
        problems[f"{path}.reason"] = Problem("required" if missing else "choice")
    else:
        return Answer(known, reason=str(reason))
    return None


def _rows(item: Item, given: object, path: str, problems: Problems) -> Answer | None:
    if not isinstance(given, list):
        problems[path] = Problem("type")
        return None
    if len(given) > MOST_ROWS:
        problems[path] = Problem("too-many", {"most": str(MOST_ROWS)})
        return None
    rows = [
        read_answers(item.row, row, f"{path}.{place}", problems) for place, row in enumerate(given)
    ]
    filled = tuple(row for row in rows if row)
    return Answer(value=filled) if filled else None


def _value(item: Item, given: object, path: str, problems: Problems) -> Answer | None:
    if item.repeats:
        return _several(item, given, path, problems)
    read = READ[item.type](item, given)
    if isinstance(read, Problem):
        problems[path] = read
        return None
    return None if read == "" else Answer(value=read)


def _several(item: Item, given: object, path: str, problems: Problems) -> Answer | None:
    if not isinstance(given, list):
        problems[path] = Problem("type")
        return None
    if item.type in ("choice", "body-site"):
        return _codes(item, given, path, problems)
    if len(given) > MOST_ROWS:
        problems[path] = Problem("too-many", {"most": str(MOST_ROWS)})
        return None
    lines = []
    for place, one in enumerate(given):
        read = READ[item.type](item, one)
        if isinstance(read, Problem):
            problems[f"{path}.{place}"] = read
        elif read != "":
            lines.append(str(read))
    return Answer(value=tuple(lines)) if lines else None


def _codes(item: Item, given: list[object], path: str, problems: Problems) -> Answer | None:
    known = item.option_texts
    if not all(isinstance(code, str) and code in known for code in given):
        problems[path] = Problem("choice")
        return None
    if len(given) > 1 and not item.exclusive.isdisjoint(map(str, given)):
        problems[path] = Problem("exclusive")
        return None
    return Answer(value=tuple(code for code in known if code in given))


Read = str | bool | Problem


def _code(item: Item, given: object) -> Read:
    known = isinstance(given, str) and given in item.option_texts
    return str(given) if known else Problem("choice")


def _line(item: Item, given: object) -> Read:
    if isinstance(given, str) and ("\n" in given or "\r" in given):
        return Problem("line")
    return _words(item, given)


def _words(item: Item, given: object) -> Read:
    problem = problem_of_words(given, item.longest)
    return problem or (str(given) if str(given).strip() else "")


def _number(item: Item, given: object) -> Read:
    value = read_number(given)
    if value is None:
        return Problem("number")
    if item.low is not None and item.high is not None and not item.low <= value <= item.high:
        return Problem("impossible", {"low": plain(item.low), "high": plain(item.high)})
    if not is_multiple(value, item.step):
        return Problem("step", {"step": plain(item.step)})
    return plain(abs(value)) if value == 0 else plain(value)


def _day(item: Item, given: object) -> Read:
    try:
        day = date.fromisoformat(given) if isinstance(given, str) and DAY.fullmatch(given) else None
    except ValueError:
        day = None
    return day.isoformat() if day and FIRST_YEAR <= day.year <= LAST_YEAR else Problem("day")


def _clock(item: Item, given: object) -> Read:
    try:
        at = time.fromisoformat(given) if isinstance(given, str) and TIME.fullmatch(given) else None
    except ValueError:
        at = None
    return Problem("clock") if at is None else f"{at:%H:%M}"


def _moment(item: Item, given: object) -> Read:
    """To the minute, on the clocks of Japan, whichever zone the device counts in."""
    try:
        matches = isinstance(given, str) and MOMENT.fullmatch(given)
        moment = datetime.fromisoformat(str(given)) if matches else None
    except ValueError:
        moment = None
    if moment is None or not FIRST_YEAR < moment.year < LAST_YEAR:
        return Problem("time")
    return moment.astimezone(JAPAN).isoformat(timespec="minutes")


def _yes_or_no(item: Item, given: object) -> Read:
    return given if isinstance(given, bool) else Problem("choice")


READ: Mapping[str, Callable[[Item, object], Read]] = {
    "choice": _code,
    "body-site": _code,
    "text": _line,
    "long-text": _words,
    "integer": _number,
    "decimal": _number,
    "date": _day,
    "time": _clock,
    "datetime": _moment,
    "boolean": _yes_or_no,
}
