"""Tells the stories: each event happens at its moment, through the actions that people use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID

from config.demo.almanac import TOKYO, Almanac, Day
from config.demo.pictures import Pictured, photograph
from config.demo.region import Region
from config.demo.schedule import Scheduled, due, schedule
from config.demo.sheets import fill
from config.demo.stories import EVENTS
from config.demo.story import (
    Answered,
    Asked,
    Came,
    Claimed,
    Event,
    Left,
    Listed,
    Moved,
    Pinned,
    Planned,
    Read,
    Said,
    Stepped,
    Stopped,
    Ticked,
    WasThere,
)
from messaging.actions.checking import check_next
from messaging.actions.claim import NewClaim, claim
from messaging.actions.entry import Ask, NewEntry, post_entry
from messaging.actions.handover import tick
from messaging.actions.medicine import end_medicine, record_medicine
from messaging.actions.order_step import NewStep, carry_on
from messaging.actions.pin import PinChange, pin
from messaging.actions.pointer import move_pointer
from messaging.actions.response import NewResponse, respond
from messaging.actions.upload import NewUpload, Part, append, begin
from messaging.content import Attached, Target, Words
from messaging.queries.handover import points
from messaging.vocabulary import EntryKind, TargetKind
from patients.actions.location import set_location
from patients.actions.medication import Ending, NewMedicine
from patients.actions.visit import plan_visits
from patients.actions.visit_attendance import (
    Attended,
    end_visit,
    record_times,
    start_unplanned,
    start_visit,
)
from patients.visit_plan import Occurrence, Plan, Unplanned
from patients.visit_rule import Rule
from patients.visit_time import JAPAN
from patients.vitals import parse
from sharing import clock
from sharing.actor import Actor
from sharing.uuid7 import uuid7

EVERYTHING = 10**9  # a cursor behind every entry


@dataclass
class Teller:
    """Remembers the ids of what later events speak about."""

    region: Region
    rooms: Mapping[str, UUID]
    almanac: Almanac
    entries: dict[str, UUID] = field(default_factory=dict)
    orders: dict[tuple[str, str], UUID] = field(default_factory=dict)
    plans: dict[str, UUID] = field(default_factory=dict)
    visits: dict[tuple[str, Day], UUID] = field(default_factory=dict)
    medicines: dict[str, UUID] = field(default_factory=dict)

    def tell(self, scheduled: Scheduled) -> None:
        event = scheduled.event
        actor, room = self.region.actor(event.who), self.rooms[event.patient]
        with clock.at(scheduled.at):
            self._happen(actor, room, event, scheduled)
            # Who writes or answers has read what stands above.
            if isinstance(event, Said | Answered | Read):
                move_pointer(actor, room, EVERYTHING)

    def _happen(self, actor: Actor, room: UUID, event: Event, scheduled: Scheduled) -> None:
        match event:
            case Said():
                self._say(actor, room, event, scheduled)
            case Answered():
                answer = NewResponse(uuid7(), self.entries[event.key], event.code)
                respond(actor, room, answer)
            case Stepped():
                self._step(actor, room, event)
            case Claimed():
                target = self._target(event.target, None)
                claim(actor, room, NewClaim(uuid7(), self.entries[event.key], target))
            case Planned() | Came() | Left() | WasThere():
                self._visit(actor, room, event, scheduled)
            case Ticked():
                self._tick(actor, room, self.entries[event.key])
            case Listed() | Stopped():
                self._medicine(actor, room, event, scheduled.at)
            case Pinned():
                pin(actor, room, PinChange(uuid7(), self.entries[event.key]))
            case Moved():
                set_location(actor, room, event.location, event.detail)
            case Read():
                pass

    def _say(self, actor: Actor, room: UUID, said: Said, scheduled: Scheduled) -> None:
        shown = post_entry(actor, room, self.entry(said, scheduled))
        for row in shown.entry.orders:
            self.orders[said.key, row.profession] = row.id

    def entry(self, said: Said, scheduled: Scheduled) -> NewEntry:
        person = self.region.actor(said.proxy_for) if said.proxy_for else None
        return NewEntry(
            id=self._entry_id(said.key, scheduled.captured_at),
            kind=said.form.kind if said.form else EntryKind.NOTE,
            purpose=said.purpose,
            words=self._words(said, scheduled.captured_at),
            captured_at=scheduled.captured_at,
            to=self._targets(said.to, said.reply_by, scheduled.at),
            mentions=self._targets(said.mentions, None, scheduled.at),
            in_reply_to=self.entries[said.reply_to] if said.reply_to else None,
            asks=tuple(self._ask(asked, scheduled) for asked in said.asks),
            visit=self.visits[said.visit, said.day] if said.visit else None,
            proxy_for=person.practitioner_role_id if person else None,
        )

    def _words(self, said: Said, written_at: datetime) -> Words:
        taken = tuple(parse(vitals) for vitals in said.vitals)
        text = self.almanac.tell(said.text)
        sent = tuple(self._send(said, pictured, written_at) for pictured in said.pictures)
        if said.form is None:
            return Words(text, vitals=taken, attachments=sent)
        form = fill(said.form, text, self.almanac, written_at)
        return Words(vitals=taken, form=form, attachments=sent)

    def _send(self, said: Said, pictured: Pictured, taken_at: datetime) -> Attached:
        actor, room = self.region.actor(said.who), self.rooms[said.patient]
        data = photograph(pictured.drawing, taken_at)
        new = NewUpload(uuid7(), len(data), f"{pictured.drawing}.jpg")
        begin(actor, room, new)
        append(actor, room, new.id, Part(0, data))
        check_next()
        return Attached(new.id, pictured.caption, pictured.wound, pictured.site)

    def _ask(self, asked: Asked, scheduled: Scheduled) -> Ask:
        entry = self._entry_id(asked.key, scheduled.captured_at)
        to = self._targets(asked.to, asked.reply_by, scheduled.at)
        return Ask(entry, asked.purpose, self.almanac.tell(asked.text), to)

    def _entry_id(self, key: str, written_at: datetime) -> UUID:
        with clock.at(written_at):
            entry = uuid7()
        if key:
            self.entries[key] = entry
        return entry

    def _targets(
        self, keys: tuple[str, ...], by: tuple[Day, str] | None, at: datetime
    ) -> tuple[Target, ...]:
        until = due(keys, by, self.almanac, at)
        return tuple(self._target(key, until) for key in keys)

    def _target(self, key: str, by: datetime | None) -> Target:
        if key.startswith("@"):
            return Target(TargetKind.ROLE, key.removeprefix("@"), by)
        if key.startswith("#"):
            organization = self.region.organizations[key.removeprefix("#")]
            return Target(TargetKind.ORGANIZATION, str(organization), by)
        return Target(TargetKind.PERSON, str(self._role(key)), by)

    def _role(self, key: str) -> UUID:
        return self.region.actor(key).practitioner_role_id

    def _step(self, actor: Actor, room: UUID, event: Stepped) -> None:
        order = self.orders[event.key, event.profession or actor.profession]
        to = self._role(event.to) if event.to else None
        carry_on(actor, room, NewStep(uuid7(), order, event.step, event.text, to))

    def _tick(self, actor: Actor, room: UUID, note: UUID) -> None:
        for point in points(actor, room).points:
            if point.entry == note:
                tick(actor, room, point.id)

    def _visit(
        self,
        actor: Actor,
        room: UUID,
        event: Planned | Came | Left | WasThere,
        scheduled: Scheduled,
    ) -> None:
        at = scheduled.captured_at
        if isinstance(event, Planned):
            self.plans[event.key] = plan_visits(actor, room, self._plan(event))
            return
        if isinstance(event, Came) and event.kind:
            self.plans[event.visit] = uuid7()
            new = Unplanned(self.plans[event.visit], event.kind, at)
            self.visits[event.visit, event.day] = start_unplanned(actor, room, new).visit
            return
        here = Occurrence(self.plans[event.visit], at.astimezone(JAPAN).date())
        self.visits[event.visit, event.day] = _attend(actor, room, event, here, at).visit

    def _plan(self, planned: Planned) -> Plan:
        days = [self.almanac.day(day, office=False) for day in planned.days]
        rule = Rule(
            first_date=self.almanac.day(planned.first, office=False),
            begins=time.fromisoformat(planned.begins),
            minutes=planned.minutes,
            weekdays=frozenset(day.weekday() for day in days),
        )
        visitor = self._role(planned.visitor)
        return Plan(uuid7(), rule, visitor, planned.kind, self.almanac.tell(planned.remark))

    def _medicine(self, actor: Actor, room: UUID, event: Listed | Stopped, at: datetime) -> None:
        entry = self.entries[event.entry] if event.entry else None
        today = at.astimezone(TOKYO).date()
        if isinstance(event, Stopped):
            ending = Ending(uuid7(), self.medicines[event.key], today, event.reason, entry)
            end_medicine(actor, room, ending)
            return
        replaced = self.medicines[event.replaces] if event.replaces else None
        since = today + timedelta(days=event.starts_after)
        new = NewMedicine(uuid7(), event.medicine, since, replaced, entry)
        record_medicine(actor, room, new)
        self.medicines[event.key] = new.id


def _attend(
    actor: Actor, room: UUID, event: Came | Left | WasThere, here: Occurrence, at: datetime
) -> Attended:
    match event:
        case Came():
            return start_visit(actor, room, here, at)
        case Left():
            return end_visit(actor, room, here, at)
        case WasThere():
            return record_times(actor, room, here, at - event.took, at)


def tell_everything(region: Region, rooms: Mapping[str, UUID], almanac: Almanac) -> None:
    teller = Teller(region, rooms, almanac)
    for scheduled in schedule(EVENTS, almanac):
        teller.tell(scheduled)
