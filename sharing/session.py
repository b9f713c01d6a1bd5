"""From a request or a socket's cookies to who is acting, and the rule that nobody else gets in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from sharing import clock, sessions
from sharing.actor import Actor
from sharing.models import Account, PractitionerRole, Session
from sharing.vocabulary import PROFESSION, Role

View = TypeVar("View", bound=Callable[..., Any])
NEEDS = "tsunagi_needs"


class Needs(IntEnum):
    """How far somebody must have come to be served by a view."""

    NOTHING = 0
    PASSWORD = 1
    SECOND_FACTOR = 2
    ROLE = 3


@dataclass(frozen=True)
class Identity:
    """Who a session belongs to, and how far they have come with signing in."""

    account: UUID
    name: str
    language: str
    appearance: str
    session: str
    stage: Needs
    locked: bool
    lock_seconds: int
    role: UUID | None = None
    organization: str = ""
    actor: Actor | None = None


class SignedOut(Exception):
    """Nobody is signed in far enough for this."""


def serves(needs: Needs) -> Callable[[View], View]:
    """Mark a view as open to people who have not come all the way; unmarked views need a role."""

    def mark(view: View) -> View:
        setattr(view, NEEDS, needs)
        return view

    return mark


class SignedIn:
    """Middleware: sets `request.identity`, and lets nobody past who has not come far enough."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        identity = identity_of(store_of(request))
        request.identity = identity  # type: ignore[attr-defined]
        with translation.override(_language(request, identity)):
            response = self.get_response(request)
        if identity is not None:
            # What a signed-in person was shown must not come back from a cache.
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_: object
    ) -> HttpResponse | None:
        needs = getattr(view, NEEDS, Needs.ROLE)
        if needs == Needs.NOTHING:
            return None
        identity: Identity | None = request.identity  # type: ignore[attr-defined]
        if identity is None or identity.stage < needs or identity.locked:
            return _turn_away(request, identity)
        if request.headers.get("Sec-Fetch-User") == "?1":
            renew(request)
        return None


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request that came past `SignedIn`."""
    identity: Identity | None = request.identity  # type: ignore[attr-defined]
    if identity is None or identity.actor is None or identity.locked:
        raise SignedOut
    return identity.actor


def identity_in(request: HttpRequest) -> Identity | None:
    """Who came, however far; None too where no middleware has looked yet."""
    found: Identity | None = getattr(request, "identity", None)
    return found


def account_in(request: HttpRequest) -> Identity:
    """Who came past `SignedIn`, where a role need not be chosen yet."""
    identity = identity_in(request)
    if identity is None or identity.locked:
        raise SignedOut
    return identity


def store_of(request: HttpRequest) -> sessions.SessionStore:
    """The session itself, for those actions that begin, change or end one."""
    store: sessions.SessionStore = request.session  # type: ignore[assignment]  # SESSION_ENGINE
    return store


def renew(request: HttpRequest) -> None:
    """A person's gesture on the device: the idle clock starts again."""
    row = store_of(request).row
    if row is not None:
        sessions.renew(row, clock.now())


def identity_of(store: sessions.SessionStore) -> Identity | None:
    store.get("_")  # loads the row
    row = store.row
    if row is None or row.account is None or row.account.suspended_at is not None:
        return None
    return _identity(row, row.account, clock.now())


def identity_of_cookies(cookies: Mapping[str, str]) -> Identity | None:
    """For a socket, which has no request. Runs in a thread, since it asks the database."""
    key = cookies.get(settings.SESSION_COOKIE_NAME)
    return identity_of(sessions.SessionStore(key)) if key else None


def _identity(row: Session, account: Account, now: datetime) -> Identity:
    works = row.acting_as if row.acting_as and row.acting_as.ended_at is None else None
    stage = Needs.PASSWORD
    if row.verified_at is not None:
        stage = Needs.SECOND_FACTOR if works is None else Needs.ROLE
    return Identity(
        account=account.pk,
        name=account.practitioner.name,
        language=account.language,
        appearance=account.appearance,
        session=row.pk,
        stage=stage,
        locked=row.idle(now),
        lock_seconds=max(0, row.idle_seconds - int((now - row.gesture_at).total_seconds())),
        role=works.pk if works else None,
        organization=works.organization.name if works else "",
        actor=_actor(row, account, works) if works and stage is Needs.ROLE else None,
    )


def _actor(row: Session, account: Account, works: PractitionerRole) -> Actor:
    role = Role(works.role)
    return Actor(
        practitioner_role_id=works.pk,
        organization_id=works.organization_id,
        role=role,
        profession=PROFESSION[role],
        name=account.practitioner.name,
        organization=works.organization.name,
        administrator=works.administrator,
        session=sessions.tag(row.pk),
    )


def _language(request: HttpRequest, identity: Identity | None) -> str:
    if identity is not None:
        return identity.language
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
    return chosen if chosen in dict(settings.LANGUAGES) else str(settings.LANGUAGE_CODE)


def _turn_away(request: HttpRequest, identity: Identity | None) -> HttpResponse:
    locked = identity is not None and identity.locked
    if wants_json(request):
        code = "locked" if locked else "signed-out"
        message = _("Please sign in again. What you have written stays on this device.")
        return JsonResponse({"error": code, "message": message}, status=401)
    if identity is not None and not locked and identity.stage is Needs.PASSWORD:
        return HttpResponseRedirect(reverse("second-factor"))
    if identity is not None and not locked and identity.stage is Needs.SECOND_FACTOR:
        return HttpResponseRedirect(reverse("choose-role"))
    query = urlencode({"next": request.path}) if request.method == "GET" else ""
    return HttpResponseRedirect(f"{reverse('sign-in')}?{query}".rstrip("?"))


def wants_json(request: HttpRequest) -> bool:
    return (
        request.content_type == "application/json"
        or "application/json" in request.headers.get("Accept", "")
        or request.path.startswith("/rooms/")
    )
