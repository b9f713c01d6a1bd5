"""Shape and size of what devices say of files: within an entry, and when one is announced."""

import base64
import binascii
import re
from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from messaging.actions.upload import NewUpload, Part
from messaging.attachments.names import cleaned
from messaging.content import Attached
from messaging.forms.body import Fields
from messaging.forms.body import Part as PartOfBody
from patients.body_sites import BODY_SITE_BY_CODE
from sharing.invalid import Invalid
from sharing.uuid7 import uuid7

MOST_ATTACHMENTS = 20
LONGEST_CAPTION = 300
LONGEST_NUMBER = 3
LONGEST_METADATA = 8_192
SHA256 = re.compile(r"[0-9a-f]{64}")
ALGORITHMS = {"sha1": 20, "sha256": 32}


def attached(body: Fields) -> tuple[Attached, ...]:
    """The files an entry speaks of, in the order they are shown."""
    found = tuple(
        _attached(PartOfBody(body, f"attachments.{number}", given))
        for number, given in enumerate(body.listed("attachments", MOST_ATTACHMENTS))
    )
    if len({one.id for one in found}) < len(found):
        body.problem("attachments", _("The same file stands here twice."))
    return found


def _attached(part: Fields) -> Attached:
    wound, site = part.text("wound", LONGEST_NUMBER), part.text("site", 40)
    if wound and not (wound.isascii() and wound.isdecimal()):
        part.problem("wound", _("This is not a valid number."))
    if site and site not in BODY_SITE_BY_CODE:
        part.problem("site", _("Please choose one of the list."))
    return Attached(part.uuid("id"), part.text("caption", LONGEST_CAPTION), wound, site)


def new_upload(request: HttpRequest) -> NewUpload:
    """A file as a tus client announces it (`Upload-Length`, `Upload-Metadata`)."""
    length = _number(request, "Upload-Length")
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    digest = told.get("sha256", "")
    if digest and not SHA256.fullmatch(digest):
        raise Invalid({"Upload-Metadata": _("This is not a valid number.")})
    return NewUpload(_id(told), length, cleaned(told.get("filename", "")), digest)


def part(request: HttpRequest) -> Part:
    """A piece of a file, where it belongs, and what the client says its digest is."""
    if request.content_type != "application/offset+octet-stream":
        raise Invalid({"Content-Type": "application/offset+octet-stream"})
    algorithm, digest = _checksum(request.headers.get("Upload-Checksum", ""))
    return Part(_number(request, "Upload-Offset"), request.body, algorithm, digest)


def _number(request: HttpRequest, header: str) -> int:
    value = request.headers.get(header, "")
    if not (value.isascii() and value.isdecimal() and len(value) <= 15):
        raise Invalid({header: _("This is not a whole number.")})
    return int(value)


def _metadata(header: str) -> Mapping[str, str]:
    """Pairs of a key and a base64 text, as the tus protocol has them."""
    if len(header) > LONGEST_METADATA:
        raise Invalid({"Upload-Metadata": _("The request could not be read.")})
    pairs = (pair.strip().partition(" ") for pair in header.split(",") if pair.strip())
    return {key: _text(value) for key, _blank, value in pairs}


def _text(encoded: str) -> str:
    try:
        return base64.b64decode(encoded, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        raise Invalid({"Upload-Metadata": _("The request could not be read.")}) from None


def _id(told: Mapping[str, str]) -> UUID:
    try:
        return UUID(told["id"]) if "id" in told else uuid7()
    except ValueError:
        raise Invalid({"Upload-Metadata": _("This is not a valid number.")}) from None


def _checksum(header: str) -> tuple[str, bytes]:
    if not header:
        return "", b""
    algorithm, _blank, encoded = header.partition(" ")
    try:
        digest = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        digest = b""
    if len(digest) != ALGORITHMS.get(algorithm, -1):
        raise Invalid({"Upload-Checksum": _("The request could not be read.")})
    return algorithm, digest
