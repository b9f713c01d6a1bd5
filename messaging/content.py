"""What an entry says, as it is sealed: the one shape of the JSON in `content` columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from messaging.vocabulary import Purpose, TargetKind
from patients import vitals
from patients.answers import Sheet
from patients.vital_ranges import USUAL, Baseline
from patients.vitals import VitalsSet
from sharing.actor import Actor
from sharing.keys import Place
from sharing.vocabulary import Role

SOAP = ("s", "o", "a", "p")


def content_place(entry: UUID, version: int = 1) -> Place:
    return Place("communication.content", entry, version)


def retraction_place(entry: UUID) -> Place:
    return Place("retraction.content", entry)


def folded_place(entry: UUID, version: int = 1) -> Place:
    return Place("communication.folded", entry, version)


def step_place(step: UUID) -> Place:
    return Place("order_step.content", step)


def response_place(response: UUID) -> Place:
    return Place("response.content", response)


@dataclass(frozen=True)
class Signature:
    """Who wrote it, as they were then: names stay on what was written."""

    id: UUID
    name: str
    role: Role
    organization: str
    organization_id: UUID

    @classmethod
    def of(cls, actor: Actor) -> Self:
        return cls(
            actor.practitioner_role_id,
            actor.name,
            actor.role,
            actor.organization,
            actor.organization_id,
        )

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        return cls(
            UUID(stored["id"]),
            stored["name"],
            Role(stored["role"]),
            stored["organization"],
            UUID(stored["organization_id"]),
        )

    def dump(self) -> dict[str, object]:
        return {
            "id": str(self.id),
            "name": self.name,
            "role": str(self.role),
            "organization": self.organization,
            "organization_id": str(self.organization_id),
        }


@dataclass(frozen=True)
class Target:
    """A person, a role or the whole team; `name` is a person's name of the day."""

    kind: TargetKind
    id: str = ""
    reply_by: datetime | None = None
    name: str = ""

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        by = stored["reply_by"]
        moment = datetime.fromisoformat(by) if by else None
        return cls(TargetKind(stored["kind"]), stored["id"], moment, stored["name"])

    def dump(self) -> dict[str, object]:
        return {
            "kind": str(self.kind),
            "id": self.id,
            "reply_by": self.reply_by.isoformat() if self.reply_by else None,
            "name": self.name,
        }


@dataclass(frozen=True)
class Attached:
    """A file as its entry speaks of it: a wound by its number and the code of its body site."""

    id: UUID
    caption: str = ""
    wound: str = ""
    site: str = ""

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        return cls(UUID(stored["id"]), stored["caption"], stored["wound"], stored["site"])

    def dump(self) -> dict[str, object]:
        return {
            "id": str(self.id),
            "caption": self.caption,
            "wound": self.wound,
            "site": self.site,
        }


@dataclass(frozen=True)
class Words:
    """The part of an entry that can be amended."""

    text: str = ""
    soap: Mapping[str, str] | None = None
    vitals: tuple[VitalsSet, ...] = ()
    form: Sheet | None = None
    attachments: tuple[Attached, ...] = ()

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        return cls(
            stored["text"],
            stored["soap"],
            tuple(vitals.parse(one) for one in stored["vitals"]),
            Sheet.load(stored["form"]) if stored.get("form") else None,
            tuple(Attached.load(one) for one in stored.get("attachments", ())),
        )

    def dump(self) -> dict[str, object]:
        words: dict[str, object] = {
            "text": self.text,
            "soap": dict(self.soap) if self.soap else None,
            "vitals": [vitals.dump(one) for one in self.vitals],
            "form": self.form.dump() if self.form else None,
        }
        # Only where there are any: an entry sent again after an update must read as it did before.
        if self.attachments:
            words["attachments"] = [one.dump() for one in self.attachments]
        return words


@dataclass(frozen=True)
class Part:
    """What one event asks of somebody else, as the whole remembers it: an entry of its own."""

    id: UUID
    purpose: Purpose
    to: tuple[Target, ...]

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        to = tuple(Target.load(one) for one in stored["to"])
        return cls(UUID(stored["id"]), Purpose(stored["purpose"]), to)

    def dump(self) -> dict[str, object]:
        to = [target.dump() for target in self.to]
        return {"id": str(self.id), "purpose": str(self.purpose), "to": to}


@dataclass(frozen=True)
class Content:
    """`proxy_for` signs for whom a colleague entered it; `parts` were asked together with it.

    `baseline` is what was usual for the patient then, so that every reader sees the same marks.
    """

    author: Signature
    words: Words
    to: tuple[Target, ...] = ()
    mentions: tuple[Target, ...] = field(default=())
    proxy_for: Signature | None = None
    parts: tuple[Part, ...] = ()
    baseline: Baseline = USUAL

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        return cls(
            Signature.load(stored["author"]),
            Words.load(stored["words"]),
            tuple(Target.load(one) for one in stored["to"]),
            tuple(Target.load(one) for one in stored["mentions"]),
            Signature.load(stored["proxy_for"]) if stored.get("proxy_for") else None,
            tuple(Part.load(one) for one in stored.get("parts", ())),
            Baseline.load(stored["baseline"]) if stored.get("baseline") else USUAL,
        )

    def dump(self) -> dict[str, object]:
        return {
            "author": self.author.dump(),
            "words": self.words.dump(),
            "to": [target.dump() for target in self.to],
            "mentions": [target.dump() for target in self.mentions],
            "proxy_for": self.proxy_for.dump() if self.proxy_for else None,
            "parts": [part.dump() for part in self.parts],
            "baseline": self.baseline.dump(),
        }
