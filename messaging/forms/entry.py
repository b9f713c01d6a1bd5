"""Shape and size of what devices send to a timeline."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from messaging.actions.entry import Change, NewEntry
from messaging.actions.response import NewResponse
from messaging.content import SOAP, Target, Words
from messaging.forms.body import Body
from messaging.vocabulary import EntryKind, Purpose, ResponseCode, RetractionReason, TargetKind
from patients import vitals
from patients.vital_fields import Problem
from patients.vital_labels import VITAL_PROBLEMS
from patients.vital_ranges import unusual
from patients.vitals import VitalsError, VitalsSet
from sharing.invalid import Invalid
from sharing.vocabulary import Profession

LONGEST_TEXT = 20_000
LONGEST_SECTION = 5_000
LONGEST_REASON = 500
MOST_SETS = 10
MOST_TARGETS = 30


def new_entry(body: Body) -> NewEntry:
    entry = NewEntry(
        id=body.uuid("id"),
        kind=body.choice("kind", EntryKind, EntryKind.NOTE),
        purpose=body.choice("purpose", Purpose),
        words=_words(body),
        captured_at=body.captured_at(),
        to=_targets(body, "to"),
        mentions=_targets(body, "mentions"),
        in_reply_to=body.optional_uuid("in_reply_to"),
        device=body.optional_uuid("device"),
        counter=body.whole_number("counter"),
    )
    body.done()
    _ask_back(body, entry.words)
    return entry


def amendment(body: Body, entry: UUID) -> tuple[Change, Words]:
    change = Change(body.uuid("id"), entry, body.text("reason", LONGEST_REASON))
    words = _words(body)
    if not change.reason.strip():
        body.problems.setdefault("reason", _("Please say why this is changed."))
    body.done()
    _ask_back(body, words)
    return change, words


def retraction(body: Body, entry: UUID) -> tuple[Change, RetractionReason]:
    change = Change(body.uuid("id"), entry, body.text("text", LONGEST_REASON))
    reason = body.choice("reason", RetractionReason)
    body.done()
    return change, reason


def response(body: Body, entry: UUID) -> NewResponse:
    given = NewResponse(
        body.uuid("id"),
        entry,
        body.choice("code", ResponseCode),
        body.text("text", LONGEST_REASON),
    )
    body.done()
    return given


def pointer(body: Body) -> int:
    cursor = body.whole_number("cursor")
    if cursor is None:
        body.problems.setdefault("cursor", _("This is missing."))
    body.done()
    return cursor or 0


def _words(body: Body) -> Words:
    words = Words(body.text("text", LONGEST_TEXT), _soap(body), _vitals(body))
    written = words.text or words.vitals or any((words.soap or {}).values())
    if not written and not body.problems:
        body.problems["text"] = _("Please write something first.")
    return words


def _soap(body: Body) -> Mapping[str, str] | None:
    given = body.fields.get("soap")
    if given is None:
        return None
    if not isinstance(given, dict) or not given.keys() <= set(SOAP):
        body.problems["soap"] = _("This is not text.")
        return None
    return {part: body.words(f"soap.{part}", given.get(part), LONGEST_SECTION) for part in SOAP}


def _vitals(body: Body) -> tuple[VitalsSet, ...]:
    found = []
    for number, given in enumerate(body.listed("vitals", MOST_SETS)):
        try:
            found.append(vitals.parse(given))
        except VitalsError as error:
            for path, problem in error.fields.items():
                body.problems[f"vitals.{number}.{path}"] = _said(problem)
    return tuple(found)


def _ask_back(body: Body, words: Words) -> None:
    """Unusual values are asked back once; a person who confirms them is right."""
    if body.fields.get("soft_confirmed") is True:
        return
    fields = {
        f"vitals.{number}.{path}": _said(problem)
        for number, one in enumerate(words.vitals)
        for path, problem in unusual(one)
    }
    if fields:
        raise Invalid(fields, "unusual")


def _said(problem: Problem) -> str:
    return str(VITAL_PROBLEMS[problem.code]) % problem.params


def _targets(body: Body, name: str) -> tuple[Target, ...]:
    return tuple(
        target
        for number, given in enumerate(body.listed(name, MOST_TARGETS))
        if (target := _target(body, f"{name}.{number}", given))
    )


def _target(body: Body, path: str, given: Any) -> Target | None:
    try:
        kind, who = TargetKind(given["kind"]), given.get("id") or ""
        if kind is TargetKind.ROLE:
            who = str(Profession(who))
        elif kind is TargetKind.PERSON:
            who = str(UUID(who))
        else:
            who = ""
    except (ValueError, TypeError, KeyError, AttributeError):
        body.problems[path] = _("Nobody on the team is meant by this.")
        return None
    return Target(kind, who, body.moment(f"{path}.reply_by", given.get("reply_by")))
