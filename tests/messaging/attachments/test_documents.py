"""PDFs: a picture of every page, and the document itself."""

import io

import pikepdf
from PIL import Image

from messaging.attachments.verdict import Facts
from tests.messaging.attachments import documents
from tests.messaging.attachments.files import taken, verdict


def test_every_page_becomes_a_picture_and_the_document_stays() -> None:
    facts, made = taken(documents.pdf(pages=3))
    assert facts.pages == 3
    assert (facts.media_type, facts.width, facts.height) == ("application/pdf", 1131, 1600)
    assert list(made) == ["original", "thumbnail", "page-1", "page-2", "page-3"]
    with pikepdf.open(io.BytesIO(made["original"])) as document:
        assert len(document.pages) == 3
    assert max(opened(made["thumbnail"]).size) == 320
    page = opened(made["page-3"])
    assert max(page.size) == 1600
    assert page.convert("L").getpixel((500, 370)) == 0
    assert page.convert("L").getpixel((500, 1500)) == 255


def test_what_was_filled_into_a_form_is_seen() -> None:
    """A form that was filled in must not look empty."""
    _facts, made = taken(documents.pdf(documents.filled))
    page = opened(made["page-1"]).convert("L")
    assert page.getpixel((500, 1100)) == 0


def test_a_document_with_a_link_is_taken() -> None:
    facts = verdict(documents.pdf(documents.links))
    assert isinstance(facts, Facts)
    assert facts.pages == 1


def test_a_document_of_two_hundred_pages_is_taken() -> None:
    facts, made = taken(documents.pdf(pages=200))
    assert facts.pages == 200
    assert len(made) == 202


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))
