"""Keeping an entry that is not sent yet, so that another device of its author can finish it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from messaging.models import Communication, Draft
from messaging.queries.drafts import MOST
from messaging.vocabulary import EntryKind
from sharing import access
from sharing.actor import Actor
from sharing.deed import Conflict, Deed
from sharing.invalid import Invalid
from sharing.vocabulary import Action


@dataclass(frozen=True)
class NewDraft:
    """`version` is the one it began from, 0 for a new draft; `content` is the device's own JSON."""

    id: UUID
    kind: EntryKind
    version: int
    content: Mapping[str, Any]


def save_draft(actor: Actor, compartment: UUID, given: NewDraft) -> int:
    """Lay a draft down; returns its version. The same again changes nothing.

    Raises `Conflict("changed-meanwhile")` when another device saved it since, or when it was sent
    or discarded.
    """
    entity = f"Draft/{given.id}"
    with access.permitted(actor, Action.COMMUNICATION_DRAFT, compartment, entity=entity) as deed:
        found = Draft.objects.filter(pk=given.id).first()
        if found is None:
            return _begin(deed, given)
        return _go_on(deed, found, given)


def discard_draft(actor: Actor, compartment: UUID, draft: UUID) -> None:
    """Throw a draft away; one that is gone already is no trouble."""
    entity = f"Draft/{draft}"
    with access.permitted(actor, Action.COMMUNICATION_DRAFT, compartment, entity=entity) as deed:
        drop(deed, draft)


def drop(deed: Deed, entry: UUID) -> None:
    """What was sent is no draft any more: part of the deed that posts it."""
    me = deed.actor.practitioner_role_id
    Draft.objects.filter(pk=entry, compartment_id=deed.compartment, author_id=me).delete()


def _is_mine(deed: Deed, found: Draft) -> bool:
    me = deed.actor.practitioner_role_id
    return found.compartment_id == deed.compartment and found.author_id == me


def _begin(deed: Deed, given: NewDraft) -> int:
    me = deed.actor.practitioner_role_id
    if given.version or Communication.objects.filter(pk=given.id).exists():
        raise Conflict("changed-meanwhile")
    if Draft.objects.filter(compartment_id=deed.compartment, author_id=me).count() >= MOST:
        raise Invalid({"content": _("There are too many drafts. Please send or discard some.")})
    row = Draft(id=given.id, compartment_id=deed.compartment, author_id=me)
    return _lay_down(deed, row, given, 1)


def _go_on(deed: Deed, row: Draft, given: NewDraft) -> int:
    if not _is_mine(deed, row):
        raise Conflict("changed-meanwhile")  # as for a draft that was sent: it says of no other
    if row.version == given.version:
        return _lay_down(deed, row, given, row.version + 1)
    if row.version == given.version + 1 and _says(deed, row) == given.content:
        return row.version
    raise Conflict("changed-meanwhile")


def _says(deed: Deed, row: Draft) -> object:
    return deed.keys.open_json(row.place, row.content)


def _lay_down(deed: Deed, row: Draft, given: NewDraft, version: int) -> int:
    row.kind, row.version, row.saved_at = given.kind, version, deed.at
    row.content = deed.keys.seal_json(row.place, dict(given.content))
    row.save()
    return version
