"""The canonical bytes of an event."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.event import MalformedEvent, TraceEvent, canonical, parse
from tests.audit.deeds import deed

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
EVENTS = st.builds(
    TraceEvent,
    agent=WORDS,
    action=WORDS,
    outcome=WORDS,
    standing=WORDS,
    compartments=st.lists(WORDS, max_size=3).map(tuple),
    entity=WORDS,
    source=WORDS,
    at=st.datetimes(
        datetime(2000, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
        datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.just(timezone(timedelta(hours=9))),
    ),
    count=st.integers(min_value=1, max_value=10_000),
    detail=WORDS,
)


def test_the_canonical_bytes_never_change() -> None:
    assert canonical(deed(1)) == (
        b'{"action":"entry.read","agent":"practitioner-role/nurse",'
        b'"at":"2026-11-20T22:40:01.000000+00:00","compartments":["room-1"],"count":1,'
        b'"detail":"","entity":"entry-1","outcome":"permitted","source":"device-1",'
        b'"standing":"care team"}'
    )


@given(EVENTS)
def test_every_event_survives_its_bytes(event: TraceEvent) -> None:
    assert parse(canonical(event)) == event


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(MalformedEvent):
        canonical(replace(deed(), at=datetime(2026, 11, 20)))  # noqa: DTZ001


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        canonical(deed()).replace(b":1,", b": 1,"),
        canonical(deed()).replace(b'"detail":"",', b""),
        canonical(deed()).replace(b"{", b'{"more":1,'),
        canonical(deed()).replace(b"+00:00", b"+09:00"),
    ],
)
def test_bytes_not_quite_canonical_are_refused(data: bytes) -> None:
    with pytest.raises(MalformedEvent):
        parse(data)
