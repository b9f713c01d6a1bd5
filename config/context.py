"""What every page's frame shows. Asks the database nothing: the session's row says it all."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from config.words import SCRIPT_WORDS
from sharing.labels import ROLE_LABELS
from sharing.session import Identity, identity_in


@dataclass(frozen=True)
class Me:
    id: UUID
    name: str
    role_label: str
    organization: str


@dataclass(frozen=True)
class Place:
    """One entry of the rail or bar; `url` is also what the addresses below it begin with."""

    url: str
    icon: str
    label: Promise | str
    current: bool = False


PLACES = (
    Place("/", "today", _("Today")),
    Place("/inbox/", "inbox", pgettext_lazy("place", "Inbox")),
    Place("/patients/", "patients", _("Patients")),
    Place("/staff/", "staff", _("Staff")),
    Place("/me/", "me", _("Me")),
)


def shell(request: HttpRequest) -> dict[str, object]:
    identity = identity_in(request)
    return {
        "me": _me(identity),
        "places": _places(identity, request.path),
        "csp_nonce": getattr(request, "csp_nonce", ""),
        "words": {key: str(text) for key, text in SCRIPT_WORDS.items()},
        "language": get_language(),
        "appearance": identity.appearance if identity else "system",
        "lock_seconds": identity.lock_seconds if identity else 0,
    }


def _me(identity: Identity | None) -> Me | None:
    """Nobody, until both factors were shown and a role was chosen; and nobody while locked."""
    if identity is None or identity.actor is None or identity.locked:
        return None
    role = str(ROLE_LABELS[identity.actor.role])
    return Me(identity.actor.practitioner_role_id, identity.name, role, identity.organization)


def _places(identity: Identity | None, path: str) -> list[Place]:
    actor = identity.actor if identity else None
    return [
        Place(place.url, place.icon, place.label, _is_current(place, path))
        for place in PLACES
        if place.icon != "staff" or (actor is not None and actor.administrator)
    ]


def _is_current(place: Place, path: str) -> bool:
    return path == "/" if place.url == "/" else path.startswith(place.url)
