"""One thing that happened, and the bytes that stand for it for ever. Pure: imports no Django."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime


class MalformedEvent(ValueError):
    """The bytes are not the canonical form of any event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceEvent:
    """Who did what to whose record, from where, on which standing, with what result.

    `agent` and `compartments` are identifiers, `source` is an address class or a device or
    session tag, `count` is how many like deeds one line stands for. `at` must be aware.
    """

    agent: str
    action: str
    outcome: str
    standing: str
    compartments: tuple[str, ...]
    entity: str
    source: str
    at: datetime
    count: int = 1
    detail: str = ""


def canonical(event: TraceEvent) -> bytes:
    """UTF-8 JSON, keys sorted, no spaces, time in UTC to the microsecond."""
    if event.at.tzinfo is None:
        raise MalformedEvent("an event needs a time with a zone")
    fields = {
        "action": event.action,
        "agent": event.agent,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "compartments": event.compartments,
        "count": event.count,
        "detail": event.detail,
        "entity": event.entity,
        "outcome": event.outcome,
        "source": event.source,
        "standing": event.standing,
    }
    return _ENCODER.encode(fields).encode()


def parse(data: bytes) -> TraceEvent:
    """The event these bytes stand for; `MalformedEvent` unless they are its canonical form."""
    try:
        fields = json.loads(data)
        event = TraceEvent(
            **{
                **fields,
                "at": datetime.fromisoformat(fields["at"]),
                "compartments": tuple(fields["compartments"]),
            }
        )
    except (ValueError, TypeError, KeyError) as error:
        raise MalformedEvent("not an event") from error
    if canonical(event) != data:
        raise MalformedEvent("not in canonical form")
    return event


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
