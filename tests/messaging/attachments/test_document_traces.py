"""What a PDF tells of its maker does not travel, unless somebody has signed it."""

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name
from PIL import Image

from messaging.attachments.decoders import photographs
from tests.messaging.attachments import documents, traces
from tests.messaging.attachments.files import taken
from tests.messaging.attachments.heif import box
from tests.messaging.attachments.traces import AUTHOR, MAKER, PLACE

MARKS = [mark.encode() for mark in (AUTHOR, MAKER, PLACE)]


def told(content: bytes) -> list[bytes]:
    """The marks in a document, where they are packed too."""
    with pikepdf.open(io.BytesIO(content)) as document:
        streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
        everything = [content, *(one.read_raw_bytes() for one in streams)]
        everything.extend(
            one.read_bytes() for one in streams if one.get("/Filter") == Name.FlateDecode
        )
    return [mark for mark in MARKS if any(mark in one for one in everything)]


def seen(content: bytes) -> list[tuple[str, bytes]]:
    """The text and the pixels of every page."""
    with pypdfium2.PdfDocument(content) as document:
        return [
            (page.get_textpage().get_text_bounded(), page.render(scale=0.5).to_pil().tobytes())
            for page in document
        ]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_nothing_of_the_maker_is_left(packed: bool) -> None:
    given = documents.pdf(traces.tells, packed=packed)
    assert told(given) == MARKS
    _facts, made = taken(given)
    assert told(made["original"]) == []


@pytest.mark.parametrize(
    "filters",
    [(), (Name.FlateDecode,), (Name.ASCIIHexDecode, Name.FlateDecode)],
    ids=["bare", "deflated", "deflated and written in letters"],
)
def test_a_photograph_loses_what_its_camera_wrote_and_no_pixel(filters: tuple[Name, ...]) -> None:
    given = documents.pdf(traces.shows(*filters))
    _facts, made = taken(given)
    assert told(made["original"]) == []
    assert seen(made["original"]) == seen(given)
    with pikepdf.open(io.BytesIO(made["original"])) as document:
        image = document.pages[0].Resources.XObject.Im0
        assert image.Filter == Name.DCTDecode
        assert image.read_raw_bytes().endswith(b"\xff\xd9")


def test_text_pages_and_looks_stay() -> None:
    given = documents.pdf(traces.says, pages=3)
    _facts, made = taken(given)
    assert seen(made["original"]) == seen(given)
    assert [text for text, _pixels in seen(given)] == ["Visit at nine", "", ""]


def test_an_older_version_is_left_behind() -> None:
    """What somebody took out of a document before sending it is out of it."""
    given = documents.pdf()
    at = given.rindex(b"startxref")
    table = int(given[at:].split()[1])
    hidden = b"9 0 obj\n(" + AUTHOR.encode() + b")\nendobj\n"
    given += hidden + b"xref\n0 0\ntrailer\n<< /Size 9 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n" % (
        table, len(given) + len(hidden),
    )  # fmt: skip
    given += b"%%EOF\n"
    _facts, made = taken(given)
    assert AUTHOR.encode() in given
    assert AUTHOR.encode() not in made["original"]


def test_a_signed_document_keeps_every_byte() -> None:
    given = documents.pdf(traces.signed)
    facts, made = taken(given)
    assert facts.pages == 1
    assert made["original"] == given


def test_an_empty_place_for_a_signature_is_none() -> None:
    def change(document: pikepdf.Pdf) -> None:
        traces.tells(document)
        field = pikepdf.Dictionary(FT=Name.Sig, T=pikepdf.String("a"))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))

    _facts, made = taken(documents.pdf(change))
    assert told(made["original"]) == []


def test_a_filled_form_stays_filled() -> None:
    given = documents.pdf(documents.filled)
    _facts, made = taken(given)
    with pikepdf.open(io.BytesIO(made["original"])) as document:
        assert str(document.Root.AcroForm.Fields[0].V) == "x"


def test_a_photograph_keeps_its_colours() -> None:
    """The profile, and Adobe's word on how inks are mixed."""
    paper = io.BytesIO()
    inks = Image.linear_gradient("L").convert("CMYK")
    inks.save(paper, "JPEG", icc_profile=b"a profile", comment=b"a comment")
    made = photographs.jpeg(paper.getvalue())
    assert b"a comment" not in made
    assert b"a profile" in made
    assert b"Adobe" in made
    assert Image.open(io.BytesIO(made)).tobytes() == Image.open(paper).tobytes()


@pytest.mark.parametrize("length", [0, 1, 2, 3, 4, 5, 21, 200])
def test_a_photograph_cut_off_is_left_as_far_as_it_goes(length: int) -> None:
    given = traces.photograph()[:length]
    made = photographs.jpeg(given)
    assert made[:2] == given[:2]
    assert len(made) <= length


def test_words_of_a_jpeg_2000_become_free_space() -> None:
    picture = box(b"jp2c", b"pixels")
    given = photographs.SIGNATURE + box(b"uuid", PLACE.encode()) + picture
    made = photographs.jpeg_2000(given)
    assert len(made) == len(given)
    assert PLACE.encode() not in made
    assert made.endswith(picture)
    for damaged in (given[:20], given[:13], photographs.SIGNATURE + bytes(3)):
        assert len(photographs.jpeg_2000(damaged)) == len(damaged)
