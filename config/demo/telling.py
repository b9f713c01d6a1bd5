"""Tells the stories: each event happens at its moment, through the actions that people use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from config.demo.region import Region
from config.demo.stories import EVENTS
from config.demo.story import Almanac, Answered, Moved, Read, Said, Scheduled, due, schedule
from messaging.actions.entry import NewEntry, post_entry
from messaging.actions.pointer import move_pointer
from messaging.actions.response import NewResponse, respond
from messaging.content import Target, Words
from messaging.vocabulary import EntryKind, TargetKind
from patients.actions.location import set_location
from patients.vitals import parse
from sharing import clock
from sharing.uuid7 import uuid7

EVERYTHING = 10**9  # a cursor behind every entry


@dataclass
class Teller:
    """Remembers the ids of entries that later events speak about."""

    region: Region
    rooms: Mapping[str, UUID]
    almanac: Almanac
    entries: dict[str, UUID] = field(default_factory=dict)

    def tell(self, scheduled: Scheduled) -> None:
        event = scheduled.event
        actor, room = self.region.actor(event.who), self.rooms[event.patient]
        with clock.at(scheduled.at):
            match event:
                case Said():
                    post_entry(actor, room, self.entry(event, scheduled))
                case Answered():
                    answer = NewResponse(self._id(scheduled), self.entries[event.key], event.code)
                    respond(actor, room, answer)
                case Moved():
                    set_location(actor, room, event.location, event.detail)
                case Read():
                    pass
            # Who writes has read what stands above.
            move_pointer(actor, room, EVERYTHING)

    def entry(self, said: Said, scheduled: Scheduled) -> NewEntry:
        entry = self._id(scheduled)
        if said.key:
            self.entries[said.key] = entry
        reply_by = due(said, self.almanac, scheduled.at)
        return NewEntry(
            id=entry,
            kind=EntryKind.VISIT_NOTE if said.vitals else EntryKind.NOTE,
            purpose=said.purpose,
            words=Words(
                text=self.almanac.tell(said.text),
                vitals=tuple(parse(vitals) for vitals in said.vitals),
            ),
            captured_at=scheduled.captured_at,
            to=self._targets(said.to, reply_by),
            mentions=self._targets(said.mentions, None),
            in_reply_to=self.entries[said.reply_to] if said.reply_to else None,
        )

    def _targets(self, keys: Iterable[str], by: datetime | None) -> tuple[Target, ...]:
        return tuple(self._target(key, by) for key in keys)

    def _target(self, key: str, by: datetime | None) -> Target:
        if key.startswith("@"):
            return Target(TargetKind.ROLE, key.removeprefix("@"), by)
        return Target(TargetKind.PERSON, str(self.region.actor(key).practitioner_role_id), by)

    def _id(self, scheduled: Scheduled) -> UUID:
        with clock.at(scheduled.captured_at):
            return uuid7()


def tell_everything(region: Region, rooms: Mapping[str, UUID], almanac: Almanac) -> None:
    teller = Teller(region, rooms, almanac)
    for scheduled in schedule(EVENTS, almanac):
        teller.tell(scheduled)
