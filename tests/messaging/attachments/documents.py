"""Writes PDFs, harmless and otherwise."""

import io
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name

Change = Callable[[pikepdf.Pdf], None]
SCRIPT = "app.alert('ran')"


def pdf(change: Change | None = None, pages: int = 1, *, packed: bool = False,
        encryption: pikepdf.Encryption | None = None) -> bytes:  # fmt: skip
    """Pages with a black bar each; `packed`: its objects are in compressed streams."""
    paper = io.BytesIO()
    with pikepdf.new() as document:
        for _number in range(pages):
            page = document.add_blank_page(page_size=(595, 842))
            page.Contents = document.make_stream(b"0 0 0 rg 0 600 595 100 re f")
        if change is not None:
            change(document)
        modes = pikepdf.ObjectStreamMode
        document.save(
            paper, encryption=encryption or False,
            object_stream_mode=modes.generate if packed else modes.disable,
        )  # fmt: skip
    return paper.getvalue()


def runs_script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = document.make_indirect(
        Dictionary(S=Name.JavaScript, JS=pikepdf.String(SCRIPT))
    )


def names_script(document: pikepdf.Pdf) -> None:
    action = document.make_indirect(Dictionary(S=Name.JavaScript, JS=pikepdf.String(SCRIPT)))
    listed = Dictionary(Names=Array([pikepdf.String("a"), action]))
    document.Root.Names = Dictionary(JavaScript=document.make_indirect(listed))


def hides_script(document: pikepdf.Pdf) -> None:
    """Deep in an annotation, in nothing but direct objects."""
    document.pages[0].Annots = Array([
        Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
            A=Dictionary(
                S=Name.GoTo, D=Array([0, Name.Fit]),
                Next=Array([Dictionary(S=Name.JavaScript, JS=pikepdf.String(SCRIPT))]),
            ),
        )
    ])  # fmt: skip


def launches(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.Launch, F=pikepdf.String("calc.exe"))


def submits(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(
        S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F=pikepdf.String("https://example.invalid/"))
    )


def encloses(document: pikepdf.Pdf) -> None:
    document.attachments["programme.exe"] = b"MZ\x90\0"


def is_xfa(document: pikepdf.Pdf) -> None:
    form = document.make_stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=form)


def links(document: pikepdf.Pdf) -> None:
    """A link to an address stays: nothing happens until somebody taps it."""
    action = Dictionary(S=Name.URI, URI=pikepdf.String("https://example.invalid/"))
    document.pages[0].Annots = Array([
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    ])  # fmt: skip


def filled(document: pikepdf.Pdf) -> None:
    """A form with a filled field: its widget draws a black square."""
    drawn = document.make_stream(
        b"0 0 0 rg 0 0 300 300 re f",
        Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 300, 300]),
    )  # fmt: skip
    field = document.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=pikepdf.String("name"),
        V=pikepdf.String("x"), Rect=Array([100, 100, 400, 400]), AP=Dictionary(N=drawn), F=4,
    ))  # fmt: skip
    document.pages[0].Annots = Array([field])
    document.Root.AcroForm = Dictionary(Fields=Array([field]))


def zeros(width: int, rows: int) -> bytes:
    """Nothing but zeros, deflated; rows are counted in hundreds."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(bytes(width * 100)) + packer.flush(zlib.Z_FULL_FLUSH)
    check = (width * rows % 65521) << 16 | 1
    return b"\x78\xda" + block * (rows // 100) + b"\3\0" + check.to_bytes(4, "big")


def inflates(document: pikepdf.Pdf) -> None:
    """A picture of 20,000 by 20,000 that takes a few kilobytes."""
    side = 20_000
    packed = zeros(side * 3, side)
    image = document.make_stream(
        packed, Type=Name.XObject, Subtype=Name.Image, Width=side, Height=side,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.FlateDecode,
    )  # fmt: skip
    page = document.pages[0]
    page.Resources = Dictionary(XObject=Dictionary(Im0=image))
    page.Contents = document.make_stream(b"595 0 0 842 0 0 cm /Im0 Do")
