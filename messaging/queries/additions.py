"""What was added to entries since they were written: answers, claims, amendments, retractions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from messaging.content import Signature, Words, content_place, response_place, retraction_place
from messaging.models import Amendment, Pin, Recipient, Response, Retraction
from messaging.queries.people import absent_people
from messaging.vocabulary import ResponseCode, RetractionReason, TargetKind
from sharing.keys import RoomKeys

Ids = Sequence[UUID]
Keys = Mapping[UUID, RoomKeys]
Addressee = tuple[str, str]  # kind and id, as in the entry's own list


@dataclass(frozen=True)
class Claimer:
    id: UUID
    name: str


@dataclass(frozen=True)
class Asked:
    """What became of the asks of one entry, by addressee."""

    answered: frozenset[Addressee] = frozenset()
    claims: Mapping[Addressee, Claimer] = field(default_factory=dict)


@dataclass(frozen=True)
class ResponseRow:
    id: UUID
    code: ResponseCode
    by: Signature
    at: datetime
    text: str


@dataclass(frozen=True)
class AmendedRow:
    count: int
    at: datetime
    by: Signature
    reason: str


@dataclass(frozen=True)
class RetractedRow:
    at: datetime
    by: Signature
    reason: RetractionReason
    text: str


def asked_of(entries: Ids) -> Mapping[UUID, Asked]:
    """One statement; one more where something is claimed, for claims of who is there no more."""
    found = (
        Recipient.objects.filter(communication_id__in=entries)
        .exclude(answered_at=None, claimed_by=None)
        .values_list(
            "communication_id", "compartment_id", "kind", "profession", "practitioner_role_id",
            "organization_id", "answered_at", "claimed_by_id",
            "claimed_by__practitioner__family_name", "claimed_by__practitioner__given_name",
        )
    )  # fmt: skip
    rows: list[tuple[Any, ...]] = list(found)
    gone = absent_people((row[1], row[7]) for row in rows if row[7] and not row[6])
    answered: dict[UUID, set[Addressee]] = defaultdict(set)
    claims: dict[UUID, dict[Addressee, Claimer]] = defaultdict(dict)
    for entry, room, kind, profession, person, organization, done, who, family, given in rows:
        to = addressee(kind, profession, person, organization)
        if done:
            answered[entry].add(to)
        if who and (room, who) not in gone:
            claims[entry][to] = Claimer(who, f"{family} {given}".strip())
    return {
        entry: Asked(frozenset(answered[entry]), claims[entry])
        for entry in answered.keys() | claims.keys()
    }


def addressee(
    kind: str, profession: str, person: UUID | None, organization: UUID | None
) -> Addressee:
    who = {
        TargetKind.ROLE: profession,
        TargetKind.PERSON: str(person),
        TargetKind.ORGANIZATION: str(organization),
    }
    return kind, who.get(TargetKind(kind), "")


def responses_to(entries: Ids, keys: Keys) -> Mapping[UUID, list[ResponseRow]]:
    found: dict[UUID, list[ResponseRow]] = defaultdict(list)
    given = (
        Response.objects.filter(communication_id__in=entries)
        .order_by("at", "id")
        .values_list("id", "communication_id", "compartment_id", "code", "at", "content")
    )
    for response, entry, room, code, at, sealed in given:
        stored: Mapping[str, Any] = keys[room].open_json(response_place(response), sealed)
        by = Signature.load(stored["by"])
        found[entry].append(ResponseRow(response, ResponseCode(code), by, at, stored["text"]))
    return found


def amendments_of(entries: Ids, keys: Keys) -> Mapping[UUID, tuple[AmendedRow, Words]]:
    """The newest version of each: versions are read in order, the last one stays."""
    found: dict[UUID, tuple[AmendedRow, Words]] = {}
    made = (
        Amendment.objects.filter(communication_id__in=entries)
        .order_by("version")
        .values_list("communication_id", "compartment_id", "version", "at", "content")
    )
    for entry, room, version, at, sealed in made:
        stored: Mapping[str, Any] = keys[room].open_json(content_place(entry, version), sealed)
        by = Signature.load(stored["by"])
        found[entry] = (
            AmendedRow(version - 1, at, by, stored["reason"]),
            Words.load(stored["words"]),
        )
    return found


def retractions_of(entries: Ids, keys: Keys) -> Mapping[UUID, RetractedRow]:
    found: dict[UUID, RetractedRow] = {}
    made = Retraction.objects.filter(communication_id__in=entries).values_list(
        "communication_id", "compartment_id", "reason", "at", "content"
    )
    for entry, room, reason, at, sealed in made:
        stored: Mapping[str, Any] = keys[room].open_json(retraction_place(entry), sealed)
        by = Signature.load(stored["by"])
        found[entry] = RetractedRow(at, by, RetractionReason(reason), stored["text"])
    return found


def pinned_among(entries: Ids) -> frozenset[UUID]:
    pinned = Pin.objects.filter(communication_id__in=entries, ended_at=None)
    return frozenset(pinned.values_list("communication_id", flat=True))
