"""One field of a set of vitals at a time: its value, or why it was not taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from patients.measures import Amount, Choice, Measure, Option, Range, Words
from patients.numerals import is_multiple, plain, read_number


@dataclass(frozen=True)
class Problem:
    """Why something was not taken: a code, and what its sentence needs to be filled in."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


Problems = dict[str, Problem]  # under the path of the field: "spo2.flow"
Word = TypeVar("Word", bound=StrEnum)


def member(kind: type[Word], given: object) -> Word | None:
    """The member of a closed vocabulary that has this value, if it is one."""
    return next((one for one in kind if one.value == given), None)


def read_moment(given: object, problems: Problems) -> datetime | None:
    if given is None:
        return None
    try:
        moment = datetime.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        problems["at"] = Problem("time")
        return None
    return moment


def read_value(
    given: object,
    hard: Range,
    step: Decimal,
    path: str,
    problems: Problems,
    scale: tuple[Decimal, ...] = (),
) -> Decimal | None:
    value = read_number(given)
    if given is None or given == "":
        problems[path] = Problem("required")
    elif value is None:
        problems[path] = Problem("number")
    elif scale and value not in scale:
        problems[path] = Problem("scale", {"scale": " ".join(plain(one) for one in scale)})
    elif value not in hard:
        problems[path] = Problem("impossible", {"low": plain(hard.low), "high": plain(hard.high)})
    elif not is_multiple(value, step):
        problems[path] = Problem("step", {"step": plain(step)})
    else:
        return value
    return None


def read_options(
    measure: Measure,
    given: Mapping[object, object],
    others: set[str],
    problems: Problems,
    *,
    unable: bool,
) -> tuple[tuple[str, str], ...]:
    """Options in the order of the table; those of a value are refused where none is."""
    known = [option for option in measure.options if _is_asked(option, unable=unable)]
    if not given.keys() <= {option.key for option in known} | others:
        problems[measure.code] = Problem("unknown")
    found = []
    for option in known:
        asked = given.get(option.key)
        if asked is None or asked == "" or asked == []:
            continue
        text = _option(option, asked, f"{measure.code}.{option.key}", problems)
        if text:
            found.append((option.key, text))
    return tuple(found)


def _is_asked(option: Option, *, unable: bool) -> bool:
    return (isinstance(option, Choice) and option.when_unable) == unable


def _option(option: Option, given: object, path: str, problems: Problems) -> str:
    match option:
        case Choice():
            return _chosen(option, given, path, problems)
        case Amount():
            value = read_value(given, option.within, option.step, path, problems)
            return "" if value is None else plain(value)
        case Words():
            problem = problem_of_words(given, option.longest)
            if problem:
                problems[path] = problem
                return ""
            return str(given)


def _chosen(option: Choice, given: object, path: str, problems: Problems) -> str:
    asked = given if option.many and isinstance(given, list) else [given]
    if not all(isinstance(one, str) and one in option.choices for one in asked):
        problems[path] = Problem("choice")
        return ""
    return ",".join(choice for choice in option.choices if choice in asked)


def problem_of_words(given: object, longest: int) -> Problem | None:
    if not isinstance(given, str):
        return Problem("type")
    if len(given) > longest:
        return Problem("length", {"longest": str(longest)})
    # NUL and lone surrogates cannot be stored and given back on every database.
    try:
        given.encode()
    except UnicodeEncodeError:
        return Problem("characters")
    return Problem("characters") if "\0" in given else None
