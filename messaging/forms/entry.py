"""Shape and size of what devices send to a timeline."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from messaging.actions.correction import Change
from messaging.actions.entry import Ask, NewEntry
from messaging.actions.response import NewResponse
from messaging.content import SOAP, Target, Words
from messaging.forms.attachment import attached
from messaging.forms.body import Body, Fields, Part
from messaging.forms.filled import refuse_blanks
from messaging.labels import problem_sentence
from messaging.vocabulary import EntryKind, Purpose, ResponseCode, RetractionReason, TargetKind
from patients import answers, vitals
from patients.answers import AnswersError, Sheet
from patients.vitals import VitalsError, VitalsSet
from sharing.vocabulary import Profession

LONGEST_TEXT = 20_000
LONGEST_SECTION = 5_000
LONGEST_REASON = 500
MOST_SETS = 10
MOST_TARGETS = 30
MOST_ASKS = 10


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
        asks=tuple(_asks(body)),
        visit=body.optional_uuid("visit"),
        proxy_for=body.optional_uuid("proxy_for"),
        confirmed=body.fields.get("soft_confirmed") is True,
        device=body.optional_uuid("device"),
        counter=body.whole_number("counter"),
    )
    if entry.kind is EntryKind.ORDER and entry.purpose is not Purpose.ORDER:
        body.problems.setdefault("purpose", _("Please choose one of the list."))
    body.done()
    refuse_blanks(entry.words, [ask.text for ask in entry.asks])
    return entry


def amendment(body: Body, entry: UUID) -> tuple[Change, Words]:
    change = Change(body.uuid("id"), entry, body.text("reason", LONGEST_REASON))
    words = _words(body)
    if not change.reason.strip():
        body.problems.setdefault("reason", _("Please say why this is changed."))
    confirmed = body.fields.get("soft_confirmed") is True
    body.done()
    refuse_blanks(words)
    return replace(change, confirmed=confirmed), words


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
    words = Words(
        body.text("text", LONGEST_TEXT),
        _soap(body),
        _vitals(body),
        _form(body),
        attached(body),
    )
    brought = words.vitals or words.form or words.attachments
    if not (words.text or brought or any((words.soap or {}).values())) and not body.problems:
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
                body.problems[f"vitals.{number}.{path}"] = problem_sentence(problem)
    return tuple(found)


def _form(body: Body) -> Sheet | None:
    if body.fields.get("form") is None:
        return None
    try:
        return answers.parse(body.fields["form"])
    except AnswersError as error:
        for path, problem in error.fields.items():
            body.problems[f"form.{path}"] = problem_sentence(problem)
        return None


def _asks(body: Body) -> Iterator[Ask]:
    for number, given in enumerate(body.listed("asks", MOST_ASKS)):
        part = Part(body, f"asks.{number}", given)
        ask = Ask(
            part.uuid("id"),
            part.choice("purpose", Purpose),
            part.text("text", LONGEST_TEXT),
            _targets(part, "to"),
        )
        if not ask.text.strip():
            part.problem("text", _("Please write something first."))
        if ask.purpose is Purpose.ORDER:
            part.problem("purpose", _("An order is an entry of its own."))
        yield ask


def _targets(body: Fields, name: str) -> tuple[Target, ...]:
    return tuple(
        found
        for number, given in enumerate(body.listed(name, MOST_TARGETS))
        if (found := target(body, f"{name}.{number}", given))
    )


def target(body: Fields, path: str, given: Any) -> Target | None:
    """Somebody who is addressed, as `{"kind", "id", "reply_by"}`; None with a problem noted."""
    try:
        kind, who = TargetKind(given["kind"]), given.get("id") or ""
        if kind is TargetKind.ROLE:
            who = str(Profession(who))
        elif kind in (TargetKind.PERSON, TargetKind.ORGANIZATION):
            who = str(UUID(who))
        else:
            who = ""
    except (ValueError, TypeError, KeyError, AttributeError):
        body.problem(path, _("Nobody on the team is meant by this."))
        return None
    return Target(kind, who, body.moment(f"{path}.reply_by", given.get("reply_by")))
