"""What is asked of the plan of visits, as plain values: a rule, one of its visits, a change."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import orjson

from patients.visit_rule import Rule
from patients.vocabulary import VisitKind


@dataclass(frozen=True)
class Plan:
    """A series, or with a rule without weekdays a single visit. `id` is the client's."""

    id: UUID
    rule: Rule
    visitor: UUID
    kind: VisitKind
    remark: str = ""

    def content(self) -> bytes:
        rule = self.rule
        said = [
            rule.first_date, rule.last_date, sorted(rule.weekdays), rule.interval,
            rule.begins, rule.minutes, self.visitor, self.kind, self.remark,
        ]  # fmt: skip
        return b"visit-series" + orjson.dumps(said)


@dataclass(frozen=True)
class Occurrence:
    """Names one visit for good: its series and the day the rule gave it, or, for a visit that
    nobody planned, its own id and its day."""

    plan: UUID
    day: date


@dataclass(frozen=True)
class Change:
    """Other hours or another visitor for one visit."""

    begins_at: datetime
    ends_at: datetime
    visitor: UUID


@dataclass(frozen=True)
class Unplanned:
    """A visit that begins without having been planned. `id` is the client's."""

    id: UUID
    kind: VisitKind
    started_at: datetime | None = None
