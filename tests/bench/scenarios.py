"""What the generator does to a server, and what it notes meanwhile."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from tests.bench.figures import Burst, Spread
from tests.load.connection import Connection
from tests.load.device import Device, ring_bell
from tests.load.installation import Server
from tests.load.plan import Plan, Room

READERS = 100
BURSTS = 4
RETRY_SECONDS = 0.1
CATCH_UP_SECONDS = 60.0


@dataclass
class Course:
    """Posts that were sent, and when each reached whom."""

    sent: dict[str, float] = field(default_factory=dict)
    accepted: list[float] = field(default_factory=list)
    delivered: list[float] = field(default_factory=list)
    refused: int = 0

    def forget(self) -> None:
        """What came before does not count."""
        self.sent.clear()
        self.accepted.clear()
        self.delivered.clear()
        self.refused = 0

    def heard(self, entry: str, at: float) -> None:
        if entry in self.sent:
            self.delivered.append(at - self.sent[entry])


class Team:
    """One room: its first member posts, the others' devices receive."""

    def __init__(self, plan: Plan, room: Room, course: Course) -> None:
        self.plan, self.room, self.course = plan, room, course
        self.poster = Connection(plan.base_url, room.members[0].headers)
        self.head = 0
        others = room.members[1:]
        self.devices = [Device(plan, room, one, course.heard) for one in others]

    async def post(self) -> None:
        entry = self.plan.entry()
        began = self.course.sent[entry["id"]] = time.perf_counter()
        while (answer := await self.poster.post(self.room.urls["post"], entry)).status == 503:
            self.course.refused += 1
            await asyncio.sleep(RETRY_SECONDS)
        assert answer.status == 201, answer.content
        self.course.accepted.append(time.perf_counter() - began)
        self.head = answer.json()["head"]

    async def caught_up(self) -> None:
        for device in self.devices:
            await device.until(self.head, CATCH_UP_SECONDS)


async def gathered(stack: AsyncExitStack, plan: Plan, course: Course, rooms: int) -> list[Team]:
    """Teams whose devices are connected and know everything there is."""
    teams = [Team(plan, room, course) for room in plan.rooms[:rooms]]
    for team in teams:
        stack.callback(team.poster.close)
        for device in team.devices:
            await stack.enter_async_context(device)
    for team in teams:
        await team.post()
        await team.caught_up()
    course.forget()
    return teams


async def steadily(
    server: Server, rate: float, seconds: float, begun: Callable[[], None] = lambda: None
) -> tuple[Course, float]:
    """Posts at an even rate, each to the next of ten rooms; returns the pulls a post too.

    `begun` is called when every device is connected and has caught up.
    """
    course = Course()
    async with AsyncExitStack() as stack:
        teams = await gathered(stack, server.plan, course, 10)
        before = pulled(teams)
        begun()
        await evenly(rate, seconds, [team.post for team in teams])
        for team in teams:
            await team.caught_up()
        pulls = pulled(teams) - before
    return course, pulls / len(course.sent)


def pulled(teams: Sequence[Team]) -> int:
    return sum(device.pulls for team in teams for device in team.devices)


async def evenly(
    rate: float, seconds: float, posts: Sequence[Callable[[], Awaitable[None]]]
) -> None:
    """Starts each on its time, whether or not the one before has ended."""
    began, running = time.perf_counter(), []
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        running.append(asyncio.create_task(_started(posts[number % len(posts)])))
    await asyncio.gather(*running)


async def _started(post: Callable[[], Awaitable[None]]) -> None:
    await post()


async def at_saturation(server: Server, seconds: float, rooms: int = 16) -> float:
    """Every room posts again as soon as it was answered; counts until all have everything."""
    course = Course()
    async with AsyncExitStack() as stack:
        teams = await gathered(stack, server.plan, course, rooms)
        began = time.perf_counter()

        async def keep_posting(team: Team) -> None:
            while time.perf_counter() - began < seconds:
                await team.post()
            await team.caught_up()

        await asyncio.gather(*(keep_posting(team) for team in teams))
        return len(course.sent) / (time.perf_counter() - began)


async def beside_readers(server: Server) -> Burst:
    """A hundred people open a page of fifty entries at one moment, while others write."""
    plan, course, quiet = server.plan, Course(), Course()
    async with AsyncExitStack() as stack:
        teams = await gathered(stack, plan, quiet, 5)
        await evenly(5, 4, [team.post for team in teams])
        for team in teams:
            team.course = course
        many = [Connection(plan.base_url, m.headers) for room in plan.rooms for m in room.members]
        crowd = many[:READERS]
        for connection in crowd:
            stack.callback(connection.close)
        pages = [room.urls["page"] for room in plan.rooms for _member in room.members][:READERS]
        took, refused = [], 0
        for _burst in range(BURSTS):
            posting = asyncio.create_task(evenly(10, 1, [team.post for team in teams]))
            began = time.perf_counter()
            refused += sum(
                await asyncio.gather(*(read(*one) for one in zip(crowd, pages, strict=True)))
            )
            took.append(time.perf_counter() - began)
            await posting
    return Burst(
        Spread.of(course.accepted),
        Spread.of(quiet.accepted),
        sum(took) / len(took),
        (refused + course.refused) // BURSTS,
    )


async def read(connection: Connection, page: str) -> int:
    """How often it was sent away before it had its page."""
    refused = 0
    while (answer := await connection.get(page)).status == 503:
        refused += 1
        await asyncio.sleep(RETRY_SECONDS)
    assert answer.status == 200, answer.content
    return refused


async def fill(server: Server, rooms: int, entries: int) -> None:
    """So that a page has its fifty entries."""
    plan = server.plan
    for room in plan.rooms[:rooms]:
        async with Connection(plan.base_url, room.members[0].headers) as connection:
            for _entry in range(entries):
                answer = await connection.post(room.urls["post"], plan.entry())
                assert answer.status == 201, answer.content


async def idle_sockets(server: Server, count: int) -> float:
    """Bytes of memory for each of so many sockets that hear nothing but heartbeats."""
    plan = server.plan
    members = [member for room in plan.rooms for member in room.members][:count]
    assert len(members) == count
    async with ring_bell(plan, members[0]):
        await asyncio.sleep(1)
        before = server.resident()
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(ring_bell(plan, one)) for one in members]
        for socket in opened:
            await socket.recv()
        await asyncio.sleep(5)  # a round of the pump
        return (server.resident() - before) / count
