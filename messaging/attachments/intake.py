"""Looks at an uploaded file, and makes of it what may be shown."""

from datetime import datetime
from typing import Any

from messaging.attachments import film, moments, text
from messaging.attachments.decoding import decoded
from messaging.attachments.limits import MOST_BYTES, most_bytes
from messaging.attachments.signature import HEAD, Format, format_of
from messaging.attachments.source import Keep, Scan, Source
from messaging.attachments.verdict import Facts, Refusal, Refused
from messaging.vocabulary import AttachmentKind
from sharing import clock


def examine(source: Source, keep: Keep, scan: Scan | None = None) -> Facts:
    """Raises `Refused`; `NoDecoder` where nothing can be decoded; and what its arguments raise.

    `keep` is called with every rendition as it is made: a file may still be refused afterwards,
    and what was kept of it is then the caller's to remove.
    """
    if source.size > most_bytes():
        raise Refused(Refusal.TOO_LARGE)
    format = format_of(source.read(0, min(HEAD, source.size)))
    if source.size > MOST_BYTES[format.kind]:
        raise Refused(Refusal.TOO_LARGE if format is not Format.TEXT else _large(source))
    if scan is not None:
        scan(source)
    return LOOKS[format.kind](format, source, keep)


def _large(source: Source) -> Refusal:
    """Why something that is too large for a text is refused: mostly because it is none."""
    return Refusal.UNKNOWN if b"\0" in source.read(0, HEAD) else Refusal.TOO_LARGE


def _picture(format: Format, source: Source, keep: Keep) -> Facts:
    return _facts(AttachmentKind.PICTURE, decoded(format, source, keep))


def _document(format: Format, source: Source, keep: Keep) -> Facts:
    return _facts(AttachmentKind.DOCUMENT, decoded(format, source, keep))


def _film(_format: Format, source: Source, keep: Keep) -> Facts:
    facts, blanked = film.examined(source, clock.now())
    keep("original", blanked)
    return facts


def _text(_format: Format, source: Source, keep: Keep) -> Facts:
    keep("original", [text.utf_8(source.read(0, source.size))])
    return Facts(AttachmentKind.TEXT, "text/plain")


LOOKS = {
    AttachmentKind.PICTURE: _picture,
    AttachmentKind.DOCUMENT: _document,
    AttachmentKind.FILM: _film,
    AttachmentKind.TEXT: _text,
}
MEDIA_TYPES = {
    AttachmentKind.PICTURE: {"image/jpeg", "image/png"},
    AttachmentKind.DOCUMENT: {"application/pdf"},
}


def _facts(kind: AttachmentKind, said: dict[str, Any]) -> Facts:
    """Of what a decoder said, if it may be true; Any: values of JSON."""
    match said:
        case {"media_type": str(media_type), "width": int(width), "height": int(height)} if (
            media_type in MEDIA_TYPES[kind] and 0 < width < 2**31 and 0 < height < 2**31
        ):
            pages = said.get("pages")
            return Facts(
                kind, media_type, width, height,
                pages=pages if isinstance(pages, int) else None, taken_at=_moment(said),
            )  # fmt: skip
    raise Refused(Refusal.UNREADABLE)


def _moment(said: dict[str, Any]) -> datetime | None:
    """Any: values of JSON."""
    try:
        moment = datetime.fromisoformat(str(said.get("taken_at")))
        return moments.plausible(moment, clock.now())
    except (ValueError, TypeError):
        return None
