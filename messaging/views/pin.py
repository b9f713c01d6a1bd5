"""Keeping an entry at hand, and putting it back."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from messaging.actions import pin as action
from messaging.actions.pin import PinChange
from messaging.forms.body import Body
from messaging.queries.pins import AtHand
from messaging.views.cards import line, when
from messaging.views.entry import shown
from patients.queries.items import ItemRow
from sharing.labels import ROLE_LABELS
from sharing.session import actor_of


@dataclass(frozen=True)
class PinnedLine:
    id: str
    line: str
    author: str
    when: str


@dataclass(frozen=True)
class Panel:
    facts: tuple[ItemRow, ...]
    entries: tuple[PinnedLine, ...]


@require_POST
def pin(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    actor = actor_of(request)
    return shown(actor, action.pin(actor, room, _change(request, entry)))


@require_POST
def unpin(request: HttpRequest, room: UUID, entry: UUID) -> HttpResponse:
    actor = actor_of(request)
    return shown(actor, action.unpin(actor, room, _change(request, entry)))


def at_hand_panel(found: AtHand) -> Panel:
    return Panel(
        found.facts,
        tuple(
            PinnedLine(
                str(one.id),
                line(one.words, one.kind),
                f"{one.author.name}（{ROLE_LABELS[one.author.role]}）",
                when(one.captured_at),
            )
            for one in found.entries
        ),
    )


def _change(request: HttpRequest, entry: UUID) -> PinChange:
    body = Body(request)
    change = PinChange(body.uuid("id"), entry)
    body.done()
    return change
