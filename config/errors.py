"""The one place where an error becomes an HTTP answer, and a log line that names no patient."""

import logging
import secrets
import sys
from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import DataError, Error
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from sharing.access import AccessDenied
from sharing.deed import Conflict
from sharing.invalid import Invalid, TooLarge
from sharing.session import SignedOut, wants_json
from sharing.storage import DiskFull

Answer = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("tsunagi.errors")
RETRY_SECONDS = "2"


class DomainErrors:
    """Innermost: what views raise."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or wants_json(request):
            return response
        said = _("This page cannot be opened by its address. Please go there from “Today”.")
        shown = answer(request, response.status_code, "method", said)
        shown.headers["Allow"] = response.headers["Allow"]
        return shown

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        # Denied and absent look the same from outside: neither says that the record exists.
        if isinstance(error, AccessDenied | Http404):
            return absent(request)
        if isinstance(error, SignedOut):
            return answer(request, 401, "signed-out", _("Please sign in again."))
        if isinstance(error, Invalid):
            return answer(request, 422, error.code, _("Please check what is marked."), error.fields)
        if isinstance(error, Conflict):
            return answer(request, 409, error.code, CONFLICTS.get(error.code, _CONFLICT)())
        if isinstance(error, TooLarge):
            return answer(request, 413, error.code, TOO_LARGE[error.code]())
        if isinstance(error, DiskFull):
            return answer(
                request,
                507,
                "disk-full",
                _(
                    "The server has no room left for files. The picture stays on this device "
                    "and will be sent again."
                ),
            )
        if isinstance(error, RequestDataTooBig | TooManyFieldsSent):
            return answer(request, 413, "too-large", _("This is too large to be sent at once."))
        if isinstance(error, UnreadablePostError):
            return answer(request, 400, "unreadable", _("The request did not arrive whole."))
        if isinstance(error, Error) and not isinstance(error, DataError):
            return unavailable(request, error)
        return unknown(request, error)


def absent(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    message = _("There is nothing here, or nothing you may see.")
    return answer(request, 404, "absent", message)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 400, "unreadable", _("The request could not be read."))


def unexpected(request: HttpRequest) -> HttpResponse:
    """For what a middleware raised, as when the session cannot be read; Django is handling it."""
    error = sys.exception()
    if isinstance(error, Error):
        return unavailable(request, error)
    if isinstance(error, Exception):
        return unknown(request, error)
    return answer(request, 500, "unknown", _("Something went wrong here. Nothing was stored."))


def unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("the database did not answer: %s", type(error).__name__)
    message = _(
        "The server cannot store anything just now. "
        "What you wrote is kept here and will be sent again."
    )
    response = answer(request, 503, "unavailable", message)
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def unknown(request: HttpRequest, error: Exception) -> HttpResponse:
    """Logs where it happened, never the values: those may be about a patient."""
    reference = secrets.token_hex(4)
    log.error("reference %s: %s at %s", reference, type(error).__name__, _places(error))
    message = _("Something went wrong here. Nothing was stored. Reference: %(reference)s")
    return answer(request, 500, "unknown", message % {"reference": reference})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    message = _("This page was open for too long. Please load it again; your draft is kept.")
    return answer(request, 403, "csrf", message)


def answer(
    request: HttpRequest,
    status: int,
    code: str,
    message: str,
    fields: dict[str, str] | None = None,
) -> HttpResponse:
    if wants_json(request):
        body = {"error": code, "message": message, "fields": fields or {}}
        response: HttpResponse = JsonResponse(body, status=status)
    else:
        context = {"status": status, "message": message, "fields": fields or {}}
        response = HttpResponse(render_to_string("error.html", context, None), status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _places(error: Exception) -> str:
    trace, places = error.__traceback__, []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}:{code.co_name}")
        trace = trace.tb_next
    return " > ".join(places[-6:])


def _CONFLICT() -> str:  # noqa: N802 - a constant that is translated when it is used
    return _("This does not go with what is already there.")


TOO_LARGE: dict[str, Callable[[], str]] = {
    "file-too-large": lambda: _("This file is too large. A film may have 500 MB."),
    "upload-length": lambda: _("More arrived than was announced of this file."),
    "quota-person": lambda: _(
        "You have used up the room for your files. Please ask your administrator."
    ),
    "quota-organization": lambda: _(
        "Your organisation has used up its room for files. Please ask your administrator."
    ),
}
CONFLICTS: dict[str, Callable[[], str]] = {
    "other-content": lambda: _("Something else was already sent under this number."),
    "no-consent": lambda: _("The patient has not yet agreed that this organisation takes part."),
    "already-retracted": lambda: _("This entry was taken back meanwhile."),
    "already-answered": lambda: _("You have already answered this."),
    "already-taken": lambda: _("This order was taken on meanwhile. Please look at it again."),
    "not-taken": lambda: _("Please take this order on first."),
    "already-done": lambda: _("This order has been carried out already."),
    "not-done": lambda: _("The result is reported once the order has been carried out."),
    "not-reported": lambda: _("No result has been reported yet."),
    "order-closed": lambda: _("This order is closed. Please look at it again."),
    "already-written": lambda: _("This order is confirmed in writing already."),
    "already-claimed": lambda: _("This was taken on meanwhile. Please look at it again."),
    "already-settled": lambda: _("This has been answered already."),
    "not-claimed": lambda: _("You have not taken this on."),
    "too-many-pins": lambda: _(
        "Twenty entries are kept at hand of this patient already. Please put one of them back."
    ),
    "upload-offset": lambda: _("The file goes on at another place. Please ask where."),
    "file-damaged": lambda: _(
        "This file cannot be opened any more. Please tell whoever runs the server."
    ),
    "already-known": lambda: _("This number is registered already."),
    "changed-meanwhile": lambda: _("Somebody changed this meanwhile. Please look at it again."),
    "already-member": lambda: _("This person is on the team already."),
    "yourself": lambda: _("You cannot do this to yourself. Please ask a colleague."),
    "last-administrator": lambda: _("An organisation keeps at least one administrator."),
    "last-factor": lambda: _("This is the last way to sign in. Please add another one first."),
    "visit-cancelled": lambda: _("This visit was called off. Please plan another one."),
    "visit-begun": lambda: _("This visit has begun already. It cannot be changed any more."),
    "visit-finished": lambda: _("This visit is over. Please enter the times by hand."),
    "visit-not-started": lambda: _(
        "You have not begun this visit. Please enter the times by hand."
    ),
    "visit-written": lambda: _("A note was written of this visit, so it took place."),
    "visit-of-others": lambda: _("Another organisation plans this visit. Please call them."),
    "last-member": lambda: _(
        "The last member cannot leave: nobody could open the record any more."
    ),
}
