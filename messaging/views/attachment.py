"""Files on their way out: sealed on the disk, opened while they are sent, kept by no browser."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from messaging.attachments.names import disposition
from messaging.byte_range import ByteRange, Unsatisfiable, requested
from messaging.queries.attachments import OpenedFile, opened
from messaging.vocabulary import AttachmentKind
from sharing import age
from sharing.session import actor_of

POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
# What a page shows as a picture or film; everything else is for keeping in a file only.
SHOWN = {AttachmentKind.PICTURE, AttachmentKind.FILM}


class Reading:
    """A range of an opened file, as a file that can be read once: each chunk is opened once."""

    def __init__(self, file: age.Opened, wanted: ByteRange) -> None:
        self._file = file
        self._parts = file.parts(wanted.start, wanted.end)
        self._held = b""

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; b"" at the end only. Raises `age.AgeError` for a damaged chunk."""
        if size < 0:
            return b"".join([self._take(len(self._held)), *self._parts])
        read = [self._take(size)]
        missing = size - len(read[0])
        # Another chunk only where it fits: to cut one would copy it.
        while missing >= age.CHUNK and (part := next(self._parts, b"")):
            read.append(part)
            missing -= len(part)
        if not read[-1] and size:
            self._held = next(self._parts, b"")
            read.append(self._take(size))
        return b"".join(read)

    def _take(self, size: int) -> bytes:
        taken, self._held = self._held[:size], self._held[size:]
        return taken

    def close(self) -> None:
        self._file.close()


@require_safe
def rendition(
    request: HttpRequest, room: UUID, attachment: UUID, rendition: str
) -> HttpResponseBase:
    found = opened(actor_of(request), room, attachment, rendition)
    try:
        response = _answer(request, found)
    except BaseException:
        found.file.close()
        raise
    for name, value in _headers(request, found).items():
        response.headers[name] = value
    return response


def _answer(request: HttpRequest, found: OpenedFile) -> HttpResponseBase:
    size = found.stored.size
    if request.headers.get("If-None-Match") == _tag(found):
        found.file.close()
        return HttpResponse(status=304)
    try:
        wanted = _wanted(request, found)
    except Unsatisfiable:
        found.file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    reading = Reading(found.file, wanted or ByteRange(0, size))
    response = FileResponse(reading, status=206 if wanted else 200)
    response.headers["Content-Length"] = str(wanted.length if wanted else size)
    if wanted:
        response.headers["Content-Range"] = wanted.header(size)
    return response


def _wanted(request: HttpRequest, found: OpenedFile) -> ByteRange | None:
    """A range of another version would not fit what the client has (If-Range)."""
    if request.headers.get("If-Range", _tag(found)) != _tag(found):
        return None
    return requested(request.headers.get("Range", ""), found.stored.size)


def _headers(request: HttpRequest, found: OpenedFile) -> dict[str, str]:
    is_smaller = found.rendition != "original"
    inline = (is_smaller or found.facts.kind in SHOWN) and "download" not in request.GET
    return {
        "Content-Type": _media_type(found),
        "Content-Disposition": disposition(found.name, "inline" if inline else "attachment"),
        "Accept-Ranges": "bytes",
        "ETag": _tag(found),
        "Cache-Control": "no-store",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def _media_type(found: OpenedFile) -> str:
    if found.rendition != "original":
        return "image/jpeg"
    told = found.facts.media_type
    return f"{told}; charset=utf-8" if found.facts.kind is AttachmentKind.TEXT else told


def _tag(found: OpenedFile) -> str:
    return f'"{found.stored.header.hex()[:32]}"'
