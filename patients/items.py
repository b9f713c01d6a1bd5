"""What can be said of a patient in items: which words each kind holds, and how they read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import orjson

from patients.calendar import long_date
from patients.labels import (
    BLOCK_LABELS,
    CARE_LEVEL_LABELS,
    CHIP_LABELS,
    DOOR_NOTE_LABELS,
    IDENTIFIER_SYSTEM_LABELS,
    ITEM_KIND_LABELS,
    MAY_BE_TOLD_LABELS,
    RELATION_LABELS,
)
from patients.vocabulary import (
    CareLevel,
    Chip,
    DoorNote,
    IdentifierSystem,
    ItemKind,
    MayBeTold,
    RelatedPersonRelation,
)
from sharing.uuid7 import uuid7

# The keys of each kind's body; every value is text, codes and dates (ISO) too.
BODY: Mapping[ItemKind, tuple[str, ...]] = {
    ItemKind.ALLERGY: ("text", "detail"),
    ItemKind.PROBLEM: ("text", "detail"),
    ItemKind.DEVICE: ("code", "text", "detail"),
    ItemKind.RISK: ("code", "text", "detail"),
    ItemKind.CARE_LEVEL: ("level", "valid_from", "valid_until"),
    ItemKind.KEY_PERSON: ("text", "relation", "telephone", "told", "detail"),
    ItemKind.PHYSICIAN: ("text", "place", "telephone"),
    ItemKind.DEPUTY_PHYSICIAN: ("text", "place", "telephone"),
    ItemKind.BACKUP: ("text", "detail", "telephone"),
    ItemKind.ADVANCE_CARE_PLAN: ("detail",),
    ItemKind.DOOR: ("code", "text"),
    ItemKind.BASELINE: ("jcs", "spo2_low", "spo2_high", "temperature", "detail"),
    ItemKind.OBSERVATION_SET: ("blocks",),
    ItemKind.GOAL: ("text", "detail"),
    ItemKind.IDENTIFIER: ("system", "value"),
}
# A new one of these takes the place of the one before.
ONLY_ONE = frozenset(
    {
        ItemKind.PHYSICIAN,
        ItemKind.BACKUP,
        ItemKind.ADVANCE_CARE_PLAN,
        ItemKind.BASELINE,
        ItemKind.OBSERVATION_SET,
    }
)
APPLIED = frozenset({CareLevel.APPLIED, CareLevel.CHANGING})


@dataclass(frozen=True)
class Item:
    """Something to record. `id` is the client's; the same again changes nothing."""

    kind: ItemKind
    body: Mapping[str, str]
    id: UUID = field(default_factory=uuid7)
    replaces: UUID | None = None

    def content(self) -> bytes:
        said = [self.kind, dict(sorted(self.body.items())), self.replaces]
        return b"item" + orjson.dumps(said)


def title(kind: ItemKind, body: Mapping[str, str]) -> str:
    """The line an item is known by: 在宅酸素 1 L/分, 要介護2, 山田 花子（長女）."""
    match kind:
        case ItemKind.DEVICE | ItemKind.RISK:
            code = body.get("code")
            label = str(CHIP_LABELS[Chip(code)]) if code else ""
            return f"{label} {body.get('text', '')}".strip()
        case ItemKind.CARE_LEVEL:
            return str(CARE_LEVEL_LABELS[CareLevel(body["level"])])
        case ItemKind.KEY_PERSON:
            relation = RELATION_LABELS[RelatedPersonRelation(body["relation"])]
            return f"{body['text']}（{relation}）"
        case ItemKind.ADVANCE_CARE_PLAN:
            return str(ITEM_KIND_LABELS[kind])
        case ItemKind.DOOR:
            return f"{DOOR_NOTE_LABELS[DoorNote(body['code'])]} {body.get('text', '')}".strip()
        case ItemKind.BASELINE:
            return _baseline(body)
        case ItemKind.OBSERVATION_SET:
            blocks = body.get("blocks", "").split(",")
            return "、".join(str(BLOCK_LABELS[block]) for block in blocks if block in BLOCK_LABELS)
        case ItemKind.IDENTIFIER:
            system = IDENTIFIER_SYSTEM_LABELS[IdentifierSystem(body["system"])]
            return f"{system} {body['value']}"
    return body.get("text", "")


def details(kind: ItemKind, body: Mapping[str, str]) -> tuple[str, ...]:
    """What stands below the title, one thing a line."""
    said: list[str] = []
    if kind is ItemKind.CARE_LEVEL:
        said.append(_period(body))
    if kind is ItemKind.KEY_PERSON:
        said.append(str(MAY_BE_TOLD_LABELS[MayBeTold(body["told"])]))
    said += [body.get(key, "") for key in ("place", "telephone", "detail")]
    return tuple(line for line in said if line)


def _baseline(body: Mapping[str, str]) -> str:
    said = []
    if body.get("jcs"):
        said.append(f"JCS {body['jcs']}")
    if body.get("spo2_low") or body.get("spo2_high"):
        said.append(f"SpO2 {body.get('spo2_low', '')}～{body.get('spo2_high', '')} %")
    if body.get("temperature"):
        said.append(f"{body['temperature']} ℃")
    return "、".join(said)


def _period(body: Mapping[str, str]) -> str:
    first, last = (
        long_date(date.fromisoformat(body[key])) if body.get(key) else ""
        for key in ("valid_from", "valid_until")
    )
    return f"{first} ～ {last}" if first or last else ""
