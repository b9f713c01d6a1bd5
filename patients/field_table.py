"""Every field of every form as a table to read: key, label, type, unit, limits, states, options."""

from collections.abc import Iterator
from decimal import Decimal

from patients.measures import TABLE, Amount, Choice, Measure, Option
from patients.numerals import plain
from patients.questionnaire import UNANSWERED_TYPES, Item, Questionnaire, latest, names

HEAD = ("key", "label", "type", "unit", "possible", "usual", "marks", "options")


def tables() -> str:
    """One table for each form in its latest version, and one for vital signs, as Markdown."""
    forms = (latest(name) for name in names())
    return "\n".join([*(_form(form) for form in forms), _vitals()])


def _form(form: Questionnaire) -> str:
    heading = f"## {form.name} {form.version}: {form.title.ja}"
    return _table(heading, (row for item in form.items for row in _rows(item, "")))


def _vitals() -> str:
    return _table("## vital signs", (row for measure in TABLE for row in _measure(measure)))


def _table(heading: str, rows: Iterator[tuple[str, ...]]) -> str:
    lines = [_line(HEAD), _line(("---",) * len(HEAD)), *(_line(row) for row in rows)]
    return "\n".join([heading, "", *lines, ""])


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _rows(item: Item, path: str) -> Iterator[tuple[str, ...]]:
    key = path + item.link_id
    yield (
        key,
        item.text.ja,
        item.type,
        item.unit.ja if item.unit else "",
        _limits(item.low, item.high) or (f"{item.longest} characters" if item.longest else ""),
        _limits(item.soft_low, item.soft_high),
        ", ".join(_marks(item)),
        _options(item),
    )
    for inner in item.items:
        yield from _rows(inner, f"{key}." if item.repeats else path)


def _marks(item: Item) -> Iterator[str]:
    if item.type == "decimal":
        yield f"step {plain(item.step)}"
    if item.required:
        yield "required"
    if item.repeats and item.type not in UNANSWERED_TYPES:
        yield "several"
    if item.states:
        yield "states"
    if item.stable:
        yield "stable"
    if item.folded:
        yield f"folded {item.block}".rstrip()
    if item.enable:
        link_id, codes = item.enable
        yield f"if {link_id} = {'/'.join(codes)}"


def _options(item: Item) -> str:
    if item.type == "body-site":
        return f"{len(item.options)} body sites"
    return " ".join(
        option.code + ("!" if option.exclusive else "") + (f"→{option.asks}" if option.asks else "")
        for option in item.options
    )


def _measure(measure: Measure) -> Iterator[tuple[str, ...]]:
    usual = measure.soft
    scale = " ".join([*(plain(value) for value in measure.scale), *measure.words])
    yield (
        measure.code,
        measure.loinc or "own code",
        "vital",
        measure.ucum,
        _limits(measure.hard.low, measure.hard.high),
        _limits(usual.low, usual.high) if usual else "",
        f"states, step {plain(measure.step)}",
        scale,
    )
    for option in measure.options:
        yield _measure_option(f"{measure.code}.{option.key}", option)


def _measure_option(key: str, option: Option) -> tuple[str, ...]:
    match option:
        case Choice():
            marks = "several" if option.many else "if not measured" if option.when_unable else ""
            return (key, "", "choice", "", "", "", marks, " ".join(option.choices))
        case Amount():
            limits = _limits(option.within.low, option.within.high)
            return (key, "", "amount", option.ucum, limits, "", f"step {plain(option.step)}", "")
    return (key, "", "words", "", f"{option.longest} characters", "", "", "")


def _limits(low: Decimal | None, high: Decimal | None) -> str:
    if low is None and high is None:
        return ""
    return f"{'' if low is None else plain(low)}–{'' if high is None else plain(high)}"
