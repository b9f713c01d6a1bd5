"""Filled-in forms for property tests: any allowed answer to any question, and any nonsense."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from patients.numerals import plain
from patients.questionnaire import Item, Questionnaire
from patients.visit_time import JAPAN

WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40
).filter(str.strip)
START = datetime(2026, 11, 20, 9, 0, tzinfo=JAPAN)
MOMENTS = st.integers(0, 10**6).map(
    lambda minutes: (START + timedelta(minutes=minutes)).isoformat(timespec="minutes")
)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(date.isoformat)
REASONS = st.sampled_from(["refused", "no-device", "not-needed"])
WITHOUT_VALUE = st.just({"state": "not-measured"}) | REASONS.map(
    lambda reason: {"state": "not-done", "reason": reason}
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def numbers(item: Item) -> st.SearchStrategy[object]:
    low, high = item.low or Decimal(0), item.high or Decimal(0)
    return st.integers(0, int((high - low) / item.step)).map(
        lambda count: plain(low + count * item.step)
    )


def value(item: Item) -> st.SearchStrategy[object]:
    if item.is_rows:
        return st.lists(row(item), min_size=1, max_size=3)
    if item.type in ("choice", "body-site"):
        if not item.repeats:
            return st.sampled_from(list(item.option_texts))
        free = [code for code in item.option_texts if code not in item.exclusive]
        return st.lists(st.sampled_from(free), min_size=1, unique=True)
    single: dict[str, st.SearchStrategy[object]] = {
        "text": WORDS, "long-text": WORDS, "date": DAYS, "datetime": MOMENTS,
        "time": st.times().map(lambda at: f"{at:%H:%M}"), "boolean": st.booleans(),
    }  # fmt: skip
    one = single[item.type] if item.type in single else numbers(item)
    return st.lists(one, min_size=1, max_size=3) if item.repeats else one


def answer(item: Item) -> st.SearchStrategy[object]:
    said = value(item).map(lambda given: {"value": given})
    return said | WITHOUT_VALUE if item.states else said


def row(item: Item) -> st.SearchStrategy[object]:
    must = {link_id: answer(one) for link_id, one in item.row.items() if one.required}
    may = {link_id: answer(one) for link_id, one in item.row.items() if not one.required}
    return st.fixed_dictionaries(must, optional=may).filter(bool)


def answers(form: Questionnaire) -> st.SearchStrategy[dict[str, object]]:
    """A few answers of the form, in any combination: rules between them may be broken."""
    items = list(form.by_id.items())
    return st.lists(st.sampled_from(items), max_size=12, unique_by=lambda one: one[0]).flatmap(
        lambda chosen: st.fixed_dictionaries({link_id: answer(item) for link_id, item in chosen})
    )


def nonsense(form: Questionnaire) -> st.SearchStrategy[object]:
    """Shapes that nearly are a form's answers."""
    keys = st.sampled_from([*form.by_id, "?"])
    codes = [code for item in form.by_id.values() for code in item.option_texts]
    inner = JSON | st.sampled_from([*codes, "value", "", "9" * 40, "2026-11-20", "25:00"])
    given = st.dictionaries(st.sampled_from(["value", "state", "reason", "?"]), inner)
    rows = st.dictionaries(st.sampled_from(["number", "size", "drug", "?"]), given | JSON)
    nested = st.lists(rows | JSON, max_size=3).map(lambda many: {"value": many})
    return st.dictionaries(keys, given | nested | JSON, max_size=6) | JSON
