"""A database that is locked, gone, or whose log cannot be written."""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import servers
from tests.faults.test_processes import HEARTBEAT_SECONDS, RING_SECONDS, posted
from tests.load.connection import Answer, Connection
from tests.load.device import Device
from tests.load.installation import Installation, Templates, serving
from tests.load.plan import Plan, Room

LONGEST_ANSWER = 12.0


async def post(plan: Plan, room: Room, entry: dict[str, Any]) -> Answer:
    async with Connection(plan.base_url, room.members[0].headers) as connection:
        return await connection.post(room.urls["post"], entry)


async def pull(plan: Plan, room: Room) -> Answer:
    async with Connection(plan.base_url, room.members[1].headers) as connection:
        return await connection.get(room.pull(0))


def is_put_off(answer: Answer) -> bool:
    """Come again later; and nothing else is said."""
    return (
        answer.status == 503
        and answer.headers["retry-after"].isdigit()
        and answer.json()["error"] == "unavailable"
    )


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another program writes to the database and does not end."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


async def test_a_locked_database_puts_off_a_post_stores_nothing_and_takes_it_later(
    on_sqlite: Installation,
) -> None:
    with serving(on_sqlite) as server:
        plan, room = server.plan, server.plan.rooms[0]
        entry = plan.entry()
        with locked(on_sqlite.file):
            began = time.monotonic()
            # Neither waits behind the other; the trace of a pull cannot be written either.
            both = await asyncio.gather(post(plan, room, entry), pull(plan, room))
            assert all(is_put_off(answer) for answer in both)
            assert time.monotonic() - began < LONGEST_ANSWER
        assert entry["id"] not in (await pull(plan, room)).content.decode()
        async with Device(plan, room, room.members[1]) as device:
            again = await post(plan, room, entry)
            assert again.status == 201
            await device.until(again.json()["head"], RING_SECONDS)
            assert device.lines == list(range(1, device.cursor + 1))


@pytest.mark.postgres
async def test_a_postgresql_that_went_away_puts_off_everything_until_it_is_back(
    templates: Templates, tmp_path: Path
) -> None:
    """The server needs no restart, and its open sockets ring again."""
    port = servers.free_port()
    async with AsyncExitStack() as stack:
        data = stack.enter_context(servers.home_for(None, "postgres"))
        with servers.postgres(data, port, durable=True) as postgres:
            place = Templates(tmp_path / "template").postgresql(tmp_path, postgres)
            plan = stack.enter_context(serving(place)).plan
            room = plan.rooms[0]
            device = await stack.enter_async_context(Device(plan, room, room.members[1]))
            before, _cursor = await posted(plan, room)
        unsent = plan.entry()
        both = await asyncio.gather(post(plan, room, unsent), pull(plan, room))
        assert all(is_put_off(answer) for answer in both)
        stack.enter_context(servers.postgres(data, port, durable=True))
        head = (await accepted(plan, room, unsent)).json()["head"]
        await device.until(head, HEARTBEAT_SECONDS)
        assert set(device.entries) == {before, unsent["id"]}
        for _ring in range(3):
            _entry, cursor = await posted(plan, room)
            await device.until(cursor, RING_SECONDS)
        assert device.hellos == 1


async def accepted(plan: Plan, room: Room, entry: dict[str, Any]) -> Answer:
    """The same entry again, as often as a device would try."""
    for _attempt in range(30):
        answer = await post(plan, room, entry)
        if answer.status == 201:
            return answer
        assert is_put_off(answer)
        await asyncio.sleep(0.3)
    raise TimeoutError("the server did not come back by itself")


async def test_without_a_log_that_can_be_written_no_patient_data_is_served(
    installation: Installation,
) -> None:
    with serving(installation) as server:
        plan, room = server.plan, server.plan.rooms[0]
        entry, _cursor = await posted(plan, room, "秘密の一文")
        with unwritable_log(installation):
            for path in (room.pull(0), room.urls["page"], f"/patients/{room.id}/"):
                async with Connection(plan.base_url, room.members[1].headers) as connection:
                    answer = await connection.get(path)
                assert answer.status == 503
                assert entry not in answer.content.decode()
                assert "秘密" not in answer.content.decode()
            refused = plan.entry()
            assert is_put_off(await post(plan, room, refused))
        told = await pull(plan, room)
        assert told.status == 200
        assert [one["id"] for one in told.json()["entries"]] == [entry]


@contextmanager
def unwritable_log(installation: Installation) -> Iterator[None]:
    """Whatever is added to the log fails in the database itself."""
    if installation.is_sqlite:
        before = (
            "CREATE TRIGGER no_more BEFORE INSERT ON audit_leaf"
            " BEGIN SELECT RAISE(ABORT, 'no more'); END"
        )
        run(installation, before)
        yield
        run(installation, "DROP TRIGGER no_more")
        return
    run(installation, "ALTER TABLE audit_leaf ADD CONSTRAINT no_more CHECK (id < 0) NOT VALID")
    yield
    run(installation, "ALTER TABLE audit_leaf DROP CONSTRAINT no_more")


def run(installation: Installation, statement: str) -> None:
    if installation.is_sqlite:
        connection = sqlite3.connect(installation.file, timeout=10)
        connection.execute(statement)
        connection.commit()
        connection.close()
    else:
        with psycopg.connect(installation.database, autocommit=True) as served:
            served.execute(statement)
