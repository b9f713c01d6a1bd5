"""Files on their way in, by the tus protocol 1.0 (https://tus.io/protocols/resumable-upload).

Extensions: creation, termination, expiration, checksum. A piece has at most 1 MiB and lies in
memory until it is sealed; the upload's id is the id of the file.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from messaging.actions import upload as actions
from messaging.attachments.limits import most_bytes
from messaging.forms import attachment as forms
from messaging.labels import REFUSAL_LABELS
from messaging.queries import uploads
from messaging.queries.uploads import UploadRow
from messaging.vocabulary import AttachmentState
from sharing.session import actor_of

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,expiration,checksum"
CHECKSUM_MISMATCH = 460
QUARANTINE = "quarantine"
View = Callable[..., HttpResponse]


def tus(view: View) -> View:
    """Speaks one version of the protocol, and says so in every answer."""

    @wraps(view)
    def speaking(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = _abilities()
        elif request.headers.get("Tus-Resumable") != VERSION:
            response = HttpResponse(status=412, headers={"Tus-Version": VERSION})
        else:
            response = view(request, *arguments, **named)
        response.headers["Tus-Resumable"] = VERSION
        response.headers["Cache-Control"] = "no-store"
        return response

    return speaking


def _abilities() -> HttpResponse:
    response = HttpResponse(status=204)
    response.headers["Tus-Version"] = VERSION
    response.headers["Tus-Extension"] = EXTENSIONS
    response.headers["Tus-Max-Size"] = str(most_bytes())
    response.headers["Tus-Checksum-Algorithm"] = ",".join(forms.ALGORITHMS)
    return response


@require_http_methods(["OPTIONS", "POST"])
@tus
def creation(request: HttpRequest, room: UUID) -> HttpResponse:
    row = actions.begin(actor_of(request), room, forms.new_upload(request))
    response = _standing(row, status=201)
    response.headers["Location"] = reverse("upload", args=[room, row.id])
    return response


@require_http_methods(["DELETE", "HEAD", "OPTIONS", "PATCH"])
@tus
def upload(request: HttpRequest, room: UUID, attachment: UUID) -> HttpResponse:
    actor = actor_of(request)
    if request.method == "DELETE":
        actions.abandon(actor, room, attachment)
        return HttpResponse(status=204)
    if request.method == "HEAD":
        row = uploads.upload(actor, room, attachment)
        response = _standing(row, status=200)
        response.headers["Upload-Length"] = str(row.length)
        return response
    try:
        return _standing(actions.append(actor, room, attachment, forms.part(request)), status=204)
    except actions.WrongChecksum:
        message = _("This piece did not arrive as it was sent. Please send it again.")
        return JsonResponse({"error": "checksum", "message": message}, status=CHECKSUM_MISMATCH)


def _standing(row: UploadRow, status: int) -> HttpResponse:
    response = HttpResponse(status=status)
    response.headers["Upload-Offset"] = str(row.offset)
    if row.expires_at is not None:
        response.headers["Upload-Expires"] = http_date(row.expires_at.timestamp())
    is_checked = row.state is not AttachmentState.CHECKING
    response.headers["Tsunagi-State"] = row.state if is_checked else QUARANTINE
    if row.refusal is not None:
        response.headers["Tsunagi-Reason"] = row.refusal
        response.headers["Tsunagi-Message"] = quote(str(REFUSAL_LABELS[row.refusal]))
    return response
