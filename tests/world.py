"""The cast of the demo region, brought into a test's database: those who are asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from config.demo.patients import PATIENTS
from config.demo.region import Person, Region, admit, settle
from sharing.actor import Actor
from sharing.installation import be_born
from tests.replay import once

# Four organisations, and a stranger.
USUAL = ("sato", "tanaka", "suzuki", "ito", "kato")


@dataclass(frozen=True)
class World:
    """People by their key ("sato"), rooms by the patient's number ("P1")."""

    region: Region
    rooms: Mapping[str, UUID]

    def __getitem__(self, key: str) -> Person:
        return self.region.people[key]

    def actor(self, key: str) -> Actor:
        return self[key].actor

    def role(self, key: str) -> UUID:
        """The practitioner role, as it stands on what a person writes."""
        return self[key].actor.practitioner_role_id

    def account(self, key: str) -> UUID:
        return self[key].account

    def organization(self, key: str) -> UUID:
        return self.region.organizations[key]

    def room(self, key: str) -> UUID:
        return self.rooms[key]


def build(people: Iterable[str] = USUAL, patients: Iterable[str] = ("P1",)) -> World:
    """These people with accounts (no factor yet), and these patients with whom of their team is
    there; a database born as demo."""
    wanted = frozenset(people), frozenset(patients)
    return once(("world", *wanted), lambda: _built(*wanted))


def _built(people: frozenset[str], patients: frozenset[str]) -> World:
    be_born(demo=True)
    region = settle(people)
    rooms = {
        patient.key: admit(region, patient.key) for patient in PATIENTS if patient.key in patients
    }
    return World(region, rooms)


def everybody() -> World:
    """The whole cast with every patient: slower than a world of a few."""
    everyone = {name for patient in PATIENTS for name in patient.team} | {"watanabe", "kato"}
    return build(everyone, [patient.key for patient in PATIENTS])
