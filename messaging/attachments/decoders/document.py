"""The decoder of PDFs: a process of its own that searches a document and draws its pages."""

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
from PIL import Image

from messaging.attachments.decoders import frames
from messaging.attachments.decoders.search import searched
from messaging.attachments.limits import MOST_PAGES, PREVIEW, THUMBNAIL
from messaging.attachments.verdict import Refusal, Refused

# Two hundred scanned pages take some two minutes.
MOST_SECONDS = 480


def made(given: bytes) -> Iterator[frames.Made]:
    """A picture of the first page, small, and one of every page. Raises `Refused` and much else."""
    _checked(given)
    document = pypdfium2.PdfDocument(given)
    # What was filled into a form is drawn only where forms are known; nothing of them runs.
    document.init_forms()
    if not len(document):
        raise Refused(Refusal.UNREADABLE)
    size = (0, 0)
    for number in range(len(document)):
        page = _drawn(document, number)
        if number == 0:
            size = page.size
            small = page.copy()
            small.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS)
            yield "thumbnail", _jpeg(small)
        yield f"page-{number + 1}", _jpeg(page)
    yield {
        "media_type": "application/pdf",
        "width": size[0], "height": size[1], "pages": len(document),
    }  # fmt: skip


def _checked(given: bytes) -> None:
    try:
        document = pikepdf.open(io.BytesIO(given), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Refused(Refusal.ENCRYPTED) from None
    with document:
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


def _drawn(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    page = document[number]
    try:
        width, height = page.get_size()
        scale = PREVIEW / max(width, height, 1)
        drawn: Image.Image = page.render(scale=scale, rev_byteorder=True).to_pil()
        return drawn.convert("RGB")
    finally:
        page.close()


def _jpeg(image: Image.Image) -> bytes:
    paper = io.BytesIO()
    image.save(paper, "JPEG", quality=85)
    return paper.getvalue()


WORDS = {
    b"/JavaScript": Refusal.SCRIPTED,
    b"/Launch": Refusal.SCRIPTED,
    b"/EmbeddedFile": Refusal.ENCLOSING,
    b"/XFA": Refusal.FORM,
}


if __name__ == "__main__":
    Image.init()
    frames.answer(made, MOST_SECONDS)
