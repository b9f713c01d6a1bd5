"""Entries as devices get them: plain JSON with labels in the reader's language."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from django.utils.translation import get_language

from messaging.content import Signature
from messaging.labels import (
    ENTRY_KIND_LABELS,
    PURPOSE_LABELS,
    RESPONSE_LABELS,
    RETRACTION_REASON_LABELS,
)
from messaging.queries.additions import ResponseRow
from messaging.queries.entries import EntryRow
from messaging.queries.timeline import Page, PointerRow, Pulled, VersionRow
from messaging.views import attachment_json
from messaging.views.addressee_json import addressees, part, target
from messaging.views.moments import moment
from messaging.views.order_json import order
from messaging.vocabulary import ANSWERS, ResponseCode
from patients import answer_text, vital_text
from patients.answers import Sheet
from patients.labels import VITAL_CONDITION_LABELS
from patients.vital_labels import VITAL_WORDS
from patients.vital_ranges import USUAL, Baseline
from patients.vitals import VitalsSet
from sharing import clock
from sharing.actor import Actor
from sharing.epoch import current_epoch
from sharing.labels import ROLE_LABELS
from sharing.vocabulary import PROFESSION, Action, Profession, Role

LATE = timedelta(minutes=10)
Json = dict[str, Any]


def pulled(actor: Actor, found: Pulled) -> Json:
    return {
        "lines": [
            {"cursor": line.cursor, "kind": line.kind, "subject": str(line.subject)}
            for line in found.lines
        ],
        "entries": [entry(actor, row, found.may) for row in found.entries],
        "pointers": [pointer(one) for one in found.pointers],
        "head": found.head,
        "epoch": current_epoch(),
        "more": found.more,
        "now": moment(clock.now()),
    }


def page(actor: Actor, found: Page) -> Json:
    return {
        "entries": [entry(actor, row, found.may) for row in found.entries],
        "pointers": [pointer(one) for one in found.pointers],
        "head": found.head,
        "epoch": current_epoch(),
        "unread_from": found.read_to,
        "more": bool(found.next),
        "next": found.next,
        "now": moment(clock.now()),
    }


def versions(found: list[VersionRow]) -> Json:
    return {
        "versions": [
            {
                "at": moment(version.at),
                "by": author(version.by),
                "reason": version.reason,
                "text": version.words.text,
                "soap": version.words.soap,
                "vitals": [vitals_set(one) for one in version.words.vitals],
                "form": form(version.words.form),
            }
            for version in found
        ]
    }


def entry(actor: Actor, row: EntryRow, may: frozenset[Action]) -> Json:
    mine = row.author.id == actor.practitioner_role_id
    buttons = _buttons(actor, row, may, mine=mine)
    return {
        "id": str(row.id),
        "cursor": row.cursor,
        "kind": row.kind,
        "kind_label": str(ENTRY_KIND_LABELS[row.kind]),
        "purpose": row.purpose,
        "purpose_label": str(PURPOSE_LABELS[row.purpose]),
        "author": author(row.author),
        "captured_at": moment(row.captured_at),
        "received_at": moment(row.received_at),
        "late": row.received_at - row.captured_at > LATE,
        "clock": "ahead" if row.captured_at - row.received_at > LATE else "",
        "text": row.words.text,
        "soap": row.words.soap,
        "vitals": [vitals_set(one, row.baseline) for one in row.words.vitals],
        "form": form(row.words.form),
        "attachments": [attachment_json.attachment(one) for one in row.attachments],
        "raw": row.words.dump() if "amend" in buttons else None,
        **_asked(actor, row, may),
        "pinned": row.pinned,
        "responses": [_response(one) for one in row.responses],
        "amended": _amended(row),
        "retracted": _retracted(row),
        "mine": mine,
        "may": buttons,
        "answers": _answers(actor, row) if "respond" in buttons else [],
    }


def _asked(actor: Actor, row: EntryRow, may: frozenset[Action]) -> Json:
    """Of whom something is wanted by it, and the entries and people it belongs to."""
    return {
        "to": [target(actor, row, one, may) for one in addressees(row)],
        "mentions": [target(actor, row, one, may, mention=True) for one in row.mentions],
        "in_reply_to": str(row.in_reply_to) if row.in_reply_to else None,
        "part_of": str(row.part_of) if row.part_of else None,
        "parts": [part(one) for one in row.parts],
        "proxy_for": _proxy(actor, row),
        "orders": [order(actor, one, may) for one in row.orders] if not row.retracted else [],
    }


def _response(one: ResponseRow) -> Json:
    return {
        "id": str(one.id),
        "code": one.code,
        "label": str(RESPONSE_LABELS[one.code]),
        "by": author(one.by),
        "at": moment(one.at),
        "text": one.text,
    }


def author(by: Signature) -> Json:
    return {
        "id": str(by.id),
        "name": by.name,
        "role": by.role,
        "profession": PROFESSION[Role(by.role)],
        "role_label": role_label(by.role, get_language()),
        "organization": by.organization,
    }


@cache
def role_label(role: Role, language: str | None) -> str:
    return str(ROLE_LABELS[role])


def _proxy(actor: Actor, row: EntryRow) -> Json | None:
    if row.proxy_for is None:
        return None
    return {
        "id": str(row.proxy_for.id),
        "name": row.proxy_for.name,
        "role_label": role_label(row.proxy_for.role, get_language()),
        "approved": row.is_approved,
        "me": row.proxy_for.id == actor.practitioner_role_id,
    }


def pointer(one: PointerRow) -> Json:
    return {"by": author(one.by), "cursor": one.cursor, "at": moment(one.at)}


def vitals_set(one: VitalsSet, baseline: Baseline = USUAL) -> Json:
    words: Mapping[str, object] = VITAL_WORDS
    return {
        "at": moment(one.at) if one.at else None,
        "condition": one.condition,
        "condition_label": str(VITAL_CONDITION_LABELS[one.condition]),
        "comment": one.comment,
        "readings": [
            {
                "code": reading.code,
                "label": reading.label,
                "text": reading.text,
                "state": reading.state,
                "flag": reading.flag,
            }
            for reading in vital_text.rows(one, words, baseline)
        ],
    }


def form(sheet: Sheet | None) -> Json | None:
    """What was filled in, as people read it; the vitals stand in the entry's own row."""
    if sheet is None:
        return None
    language = get_language() or "ja"
    sections = answer_text.sections(sheet, (), language)
    return {
        "name": sheet.questionnaire,
        "version": sheet.version,
        "sections": [
            {
                "title": section.title,
                "lines": [
                    {
                        "id": line.link_id,
                        "label": line.label,
                        "text": line.text,
                        "state": line.state,
                    }
                    for line in section.lines
                ],
            }
            for section in sections
        ],
    }


def _amended(row: EntryRow) -> Json | None:
    if row.amended is None:
        return None
    return {
        "count": row.amended.count,
        "at": moment(row.amended.at),
        "by": author(row.amended.by),
        "reason": row.amended.reason,
    }


def _retracted(row: EntryRow) -> Json | None:
    if row.retracted is None:
        return None
    return {
        "at": moment(row.retracted.at),
        "by": author(row.retracted.by),
        "reason": row.retracted.reason,
        "reason_label": str(RETRACTION_REASON_LABELS[row.retracted.reason]),
        "text": row.retracted.text,
    }


def _buttons(actor: Actor, row: EntryRow, may: frozenset[Action], *, mine: bool) -> list[str]:
    if row.retracted is not None:
        return []
    colleague = row.author.organization_id == actor.organization_id
    shown = {
        "reply": Action.COMMUNICATION_CREATE in may,
        "respond": Action.COMMUNICATION_RESPOND in may and not mine and bool(_answers(actor, row)),
        "amend": Action.COMMUNICATION_AMEND in may and mine,
        "retract": Action.COMMUNICATION_RETRACT in may and (mine or colleague),
        "unpin" if row.pinned else "pin": Action.COMMUNICATION_PIN in may,
        "export": Action.COMMUNICATION_EXPORT in may and row.words.form is not None,
    }
    return [name for name, is_shown in shown.items() if is_shown]


def _answers(actor: Actor, row: EntryRow) -> list[Json]:
    given = {one.code for one in row.responses if one.by.id == actor.practitioner_role_id}
    return [
        {"code": code, "label": label}
        for code, label in (*_approval(actor, row), *_usual_answers(actor, row))
        if code not in given
    ]


def _approval(actor: Actor, row: EntryRow) -> tuple[tuple[ResponseCode, str], ...]:
    """Only whom a colleague wrote it for approves it."""
    if row.proxy_for is None or row.proxy_for.id != actor.practitioner_role_id:
        return ()
    return ((ResponseCode.APPROVED, str(RESPONSE_LABELS[ResponseCode.APPROVED])),)


def _usual_answers(actor: Actor, row: EntryRow) -> tuple[tuple[ResponseCode, str], ...]:
    """None to an order, for who carries it out: it is answered by being taken."""
    if any(one.standing.is_for(actor.profession) for one in row.orders):
        return ()
    return answer_labels(actor.profession, get_language())


@cache
def answer_labels(
    profession: Profession, language: str | None
) -> tuple[tuple[ResponseCode, str], ...]:
    """Asked for every entry and reader; the language tells the cache which words."""
    return tuple((code, str(RESPONSE_LABELS[code])) for code in ANSWERS[profession])
