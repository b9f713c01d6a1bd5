"""The decoder of PDFs: a process of its own that searches a document, writes it anew, and draws it.

A document that somebody signed keeps its bytes: what it tells of its maker is signed as well.
"""

import io
import time
from collections.abc import Iterator

import pikepdf
import pypdfium2
from PIL import Image

from messaging.attachments.decoders import frames
from messaging.attachments.decoders.cleaning import calls_elsewhere, cleaned, is_signed
from messaging.attachments.decoders.search import searched
from messaging.attachments.limits import (
    MOST_BYTES,
    MOST_PAGES,
    PREVIEW,
    THUMBNAIL,
    most_drawn,
)
from messaging.attachments.verdict import Refusal, Refused
from messaging.restraint import hurry
from messaging.vocabulary import AttachmentKind

# Two hundred scanned pages take half a minute of a processor, one page of them 0.2 seconds.
MOST_SECONDS = 480
SECONDS_TO_READ = 60
SECONDS_FOR_A_PAGE = 10
SECONDS_FOR_ALL = (15, 1.5)  # and for each page
# Tried one after the other until a page is small enough: quality, and the long side.
SMALLER = ((85, PREVIEW), (70, PREVIEW), (50, PREVIEW), (50, 1130), (40, 800))


def made(given: bytes) -> Iterator[frames.Made]:
    """The document, a picture of its first page, small, and one of every page.

    Raises `Refused` and much else; whoever lets a page take too long is ended by the system.
    """
    hurry(SECONDS_TO_READ)
    safe = _safe(given)
    del given
    yield "original", safe
    with pypdfium2.PdfDocument(safe) as document:
        # What was filled into a form is drawn only where forms are known; nothing of them runs.
        document.init_forms()
        yield from _pictures(document)


def _safe(given: bytes) -> bytes:
    try:
        document = pikepdf.open(io.BytesIO(given), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Refused(Refusal.ENCRYPTED) from None
    with document:
        _checked(document, given)
        if is_signed(document):
            if calls_elsewhere(document):
                raise Refused(Refusal.SCRIPTED)
            return given
        safe = cleaned(document)
    if len(safe) > MOST_BYTES[AttachmentKind.DOCUMENT]:
        raise Refused(Refusal.TOO_HEAVY)
    if _pages(safe) != _pages(given):
        raise Refused(Refusal.UNREADABLE)
    return safe


def _checked(document: pikepdf.Pdf, given: bytes) -> None:
    if document.is_encrypted:
        raise Refused(Refusal.ENCRYPTED)
    if len(document.pages) > MOST_PAGES:
        raise Refused(Refusal.TOO_MANY_PAGES)
    searched(document)
    if document.get_warnings():
        _skimmed(given)


def _skimmed(given: bytes) -> None:
    """A damaged document may hold more than was found in it: other readers mend it otherwise."""
    for word, reason in WORDS.items():
        if word in given:
            raise Refused(reason)


def _pages(content: bytes) -> int:
    with pypdfium2.PdfDocument(content) as document:
        return len(document)


def _pictures(document: pypdfium2.PdfDocument) -> Iterator[frames.Made]:
    count = len(document)
    if not 0 < count <= MOST_PAGES:
        raise Refused(Refusal.UNREADABLE)
    left, size = most_drawn(count), (0, 0)
    until = _until(count)
    for number in range(count):
        _hurry(until)
        page = _drawn(document, number)
        if number == 0:
            size = page.size
            small = _jpeg(page, 85, THUMBNAIL)
            left -= len(small)
            yield "thumbnail", small
        drawn = _fitting(page, left // (count - number))
        left -= len(drawn)
        yield f"page-{number + 1}", drawn
    yield {
        "media_type": "application/pdf", "width": size[0], "height": size[1], "pages": count,
    }  # fmt: skip


def _until(pages: int) -> float:
    once, each = SECONDS_FOR_ALL
    return time.process_time() + once + each * pages


def _hurry(until: float) -> None:
    """One page may be slow, but not all of them."""
    left = until - time.process_time()
    if left <= 0:
        raise Refused(Refusal.TOO_HEAVY)
    hurry(min(left, SECONDS_FOR_A_PAGE))


def _drawn(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    page = document[number]
    try:
        width, height = page.get_size()
        scale = PREVIEW / max(width, height, 1)
        drawn: Image.Image = page.render(scale=scale, rev_byteorder=True).to_pil()
        return drawn.convert("RGB")
    finally:
        page.close()


def _fitting(page: Image.Image, most: int) -> bytes:
    """Better a poorer picture of a page than none of the document."""
    for quality, longest in SMALLER:
        drawn = _jpeg(page, quality, longest)
        if len(drawn) <= most:
            return drawn
    raise Refused(Refusal.TOO_HEAVY)


def _jpeg(image: Image.Image, quality: int, longest: int) -> bytes:
    if max(image.size) > longest:
        image = image.copy()
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    paper = io.BytesIO()
    image.save(paper, "JPEG", quality=quality)
    return paper.getvalue()


WORDS = {
    b"/JavaScript": Refusal.SCRIPTED,
    b"/Launch": Refusal.SCRIPTED,
    b"/GoToE": Refusal.SCRIPTED,
    b"/EmbeddedFile": Refusal.ENCLOSING,
    b"/XFA": Refusal.FORM,
}


if __name__ == "__main__":
    Image.init()
    frames.answer(made, MOST_SECONDS)
