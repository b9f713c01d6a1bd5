"""PDFs that tell more than they show, that reach for other machines, or that ask for too much."""

import io
import os
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

MAKER, AUTHOR, PLACE = "MAKERMARK", "AUTHORMARK", "PLACEMARK"
ELSEWHERE = "\\\\evil.invalid\\share\\x.pdf"


def photograph() -> bytes:
    """With its camera and its place, a comment, and a second picture behind it."""
    exif = Image.Exif()
    exif[0x010F] = MAKER
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[29] = PLACE
    paper = io.BytesIO()
    picture = Image.linear_gradient("L").convert("RGB")
    picture.save(paper, "JPEG", exif=exif, comment=AUTHOR.encode(), progressive=True)
    return paper.getvalue() + b"\xff\xd8" + MAKER.encode()


def shows(*filters: pikepdf.Name) -> Callable[[pikepdf.Pdf], None]:
    """The photograph on the first page; the filters are around it."""

    def change(document: pikepdf.Pdf) -> None:
        content = photograph()
        for each in reversed(filters):
            content = {
                "/FlateDecode": zlib.compress,
                "/ASCIIHexDecode": lambda given: given.hex().encode() + b">",
            }[str(each)](content)
        image = pikepdf.Stream(document, content)
        image.update(Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=256, Height=256,
            ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
            Filter=Array([*filters, Name.DCTDecode]) if filters else Name.DCTDecode,
        ))  # fmt: skip
        page = document.pages[0]
        page.Resources = Dictionary(XObject=Dictionary(Im0=image))
        page.Contents = document.make_stream(b"595 0 0 842 0 0 cm /Im0 Do")

    return change


def tells(document: pikepdf.Pdf) -> None:
    """In all the places where programmes write down who and what they are."""
    document.docinfo["/Author"] = AUTHOR
    document.docinfo["/Producer"] = MAKER
    about = document.make_stream(
        b"<x:xmpmeta>" + AUTHOR.encode() + b"</x:xmpmeta>", Type=Name.Metadata, Subtype=Name.XML
    )
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:creator"] = [AUTHOR]
    page = document.pages[0].obj
    page.Metadata = about
    page.PieceInfo = Dictionary(Maker=Dictionary(Private=String(MAKER)))
    page.Thumb = document.make_stream(MAKER.encode(), Width=1, Height=1)
    shows()(document)


def signed(document: pikepdf.Pdf) -> None:
    tells(document)
    signature = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=Array([0, 9, 9, 9]),
        Contents=String("x" * 64),
    )  # fmt: skip
    field = document.make_indirect(
        Dictionary(FT=Name.Sig, T=String("a"), V=document.make_indirect(signature))
    )
    document.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)


def says(document: pikepdf.Pdf) -> None:
    """Text, a bookmark, a link within, one to the web and one to a neighbour: as Office writes."""
    page = document.pages[0]
    page.Resources = Dictionary(
        Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    )
    page.Contents = document.make_stream(b"BT /F1 18 Tf 40 400 Td (Visit at nine) Tj ET")
    page.Annots = Array([
        pressed(Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))),
        pressed(Dictionary(S=Name.URI, URI=String("https://example.invalid/"))),
        pressed(Dictionary(S=Name.URI, URI=String("tel:0300000000"))),
        pressed(Dictionary(S=Name.URI, URI=String("www.example.invalid/guide"))),
        pressed(Dictionary(S=Name.GoToR, F=String("appendix.pdf"), D=Array([0, Name.Fit]))),
    ])  # fmt: skip
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Plan", 0))
    document.Root.OpenAction = Array([document.pages[0].obj, Name.Fit])
    document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def written(action: str) -> Dictionary:
    """As it stands in a file: an object of one document cannot be used in another."""
    parsed = pikepdf.Object.parse(action.encode())
    assert isinstance(parsed, Dictionary)
    return parsed


def pressed(action: Dictionary) -> Dictionary:
    return Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 90, 90]), A=action
    )  # fmt: skip


def link(action: str) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].Annots = Array([pressed(written(action))])

    return change


def on_opening(action: str) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = document.make_indirect(written(action))

    return change


def on_turning(action: str) -> Callable[[pikepdf.Pdf], None]:
    """To the page; the action is the second of a row."""

    def change(document: pikepdf.Pdf) -> None:
        turned = Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]), Next=Array([written(action)]))
        document.pages[0].obj.AA = Dictionary(O=turned)

    return change


def borrows(document: pikepdf.Pdf) -> None:
    """A stream whose content is on another machine."""
    away = document.make_stream(b"")
    away.F = String(ELSEWHERE)
    document.pages[0].Contents = away


def stands_for_another(document: pikepdf.Pdf) -> None:
    """A drawing that is replaced by a page of a file on another machine."""
    drawing = document.make_stream(
        b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]),
        Ref=Dictionary(F=String(ELSEWHERE), Page=0),
    )  # fmt: skip
    document.pages[0].Resources = Dictionary(XObject=Dictionary(Fm0=drawing))


def blends(document: pikepdf.Pdf) -> None:
    """Each page paints all of itself four hundred times, in the slowest way there is."""
    state = Dictionary(Type=Name.ExtGState, ca=0.5, BM=Name.Luminosity)
    painting = document.make_stream(b"q /G gs 0.3 0.5 0.7 rg 0 0 595 842 re f Q\n" * 400)
    for page in document.pages:
        page.obj.Resources = Dictionary(ExtGState=Dictionary(G=state))
        page.obj.Contents = painting


def shares(document: pikepdf.Pdf) -> None:
    """All pages show one picture that hardly packs."""
    paper = io.BytesIO()
    Image.frombytes("RGB", (400, 560), os.urandom(400 * 560 * 3)).save(paper, "JPEG", quality=70)
    image = pikepdf.Stream(document, paper.getvalue())
    image.update(Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=400, Height=560,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
    ))  # fmt: skip
    image = document.make_indirect(image)
    for page in document.pages:
        page.obj.Resources = Dictionary(XObject=Dictionary(Im0=image))
        page.obj.Contents = document.make_stream(b"595 0 0 842 0 0 cm /Im0 Do")
