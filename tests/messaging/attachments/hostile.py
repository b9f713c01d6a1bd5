"""The table of hostile files: what each is called, how it is made, and the verdict on it."""

import base64
import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pikepdf
from PIL import Image

from messaging.attachments.signature import EICAR
from messaging.attachments.verdict import Refusal
from messaging.vocabulary import AttachmentKind
from tests.messaging.attachments import documents, films, heif, pictures, traces
from tests.messaging.attachments.heif import box

SCRIPT = b"<script>document.title='ran';new Image().src='https://example.invalid/'</script>"
HTML = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=\'ran\'">' + SCRIPT + b"</svg>"
)
PICTURE, DOCUMENT = AttachmentKind.PICTURE, AttachmentKind.DOCUMENT
FILM, TEXT = AttachmentKind.FILM, AttachmentKind.TEXT


@dataclass(frozen=True)
class Hostile:
    """`verdict`: why it is refused, or as what it is taken once nothing of the trick is left."""

    title: str
    name: str
    make: Callable[[], bytes]
    verdict: Refusal | AttachmentKind


def cut(make: Callable[[], bytes]) -> bytes:
    whole = make()
    return whole[: len(whole) * 2 // 3]


def bomb_png() -> bytes:
    """30,000 by 30,000 pixels in a few hundred kilobytes."""
    rows = documents.zeros(30_000 * 3 + 1, 30_000)
    header = pictures.chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + header + pictures.chunk(b"IDAT", rows) + pictures.chunk(b"IEND", b"")
    )


def header_only_png() -> bytes:
    """Announces the most that is taken, and brings next to nothing of it."""
    return pictures.chunked(7_000, 7_000, rows=bytes(21_001))


def vast_jpeg() -> bytes:
    """A header that says 65,500 by 65,500."""
    whole = pictures.jpeg()
    at = whole.index(b"\xff\xc0")
    return whole[: at + 5] + struct.pack(">HH", 65_500, 65_500) + whole[at + 9 :]


def wrong_check_png() -> bytes:
    whole = bytearray(pictures.png())
    at = whole.index(b"IDAT")
    whole[at + 6] ^= 0x55
    return bytes(whole)


def inflating_text_png() -> bytes:
    """A compressed comment of a hundred megabytes."""
    return pictures.chunked(
        8, 8, pictures.chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(100_000_000), 9))
    )


def large_text_png() -> bytes:
    return pictures.chunked(8, 8, pictures.chunk(b"tEXt", b"Comment\0" + b"A" * 3_000_000))


def archive(content: bytes, name: str) -> bytes:
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        made.writestr(name, content)
    return paper.getvalue()


def frames(count: int) -> list[Image.Image]:
    return [Image.new("RGB", (64, 32), colour) for colour in pictures.CORNERS[:count]]


def animated_png() -> bytes:
    paper = io.BytesIO()
    first, *others = frames(3)
    first.save(paper, "PNG", save_all=True, append_images=others)
    return paper.getvalue()


def absurd_film() -> bytes:
    """A box that claims more bytes than there are on the planet."""
    start = box(b"ftyp", b"isom", bytes(4), b"isom")
    return start + struct.pack(">I4sQ", 1, b"moov", 2**63) + bytes(64)


def nested_film() -> bytes:
    """Boxes in boxes in boxes."""
    inner = b""
    for _depth in range(2_000):
        inner = (
            struct.pack(">I4s", len(inner) + 8, b"moov") + inner if len(inner) < 160_000 else inner
        )
    return box(b"ftyp", b"isom", bytes(4), b"isom") + inner


def crowded_film() -> bytes:
    """A quarter of a million boxes with nothing in them."""
    return box(b"ftyp", b"isom", bytes(4), b"isom") + box(b"free") * 250_000


def elsewhere_film() -> bytes:
    """Its pictures are to be fetched from an address."""
    address = b"https://example.invalid/a.mov\0"
    here = heif.full(b"url ", flags=1)
    away = heif.full(b"url ", address)
    return films.film().replace(here, struct.pack(">I", 12) + b"url " + bytes(4), 1) + away


def two_indexes() -> bytes:
    whole = films.film()
    return whole + whole[whole.index(b"moov") - 4 :]


def utf_16_page() -> bytes:
    return HTML.decode().encode("utf-16")


def page_bomb() -> bytes:
    return documents.pdf(pages=10_000)


def protected(user: str) -> bytes:
    return documents.pdf(encryption=pikepdf.Encryption(owner="owner", user=user))


def stolen_revision() -> bytes:
    """The script is in an older revision, of which only a careless reader knows."""
    whole = documents.pdf(documents.runs_script)
    return whole.replace(b"startxref", b"startxxxx")


HOSTILE = (
    Hostile("empty", "空.jpg", bytes, Refusal.EMPTY),
    Hostile("JPEG cut off", "途中.jpg", partial(cut, pictures.jpeg), Refusal.UNREADABLE),
    Hostile("PNG cut off", "cut.png", partial(cut, pictures.png), Refusal.UNREADABLE),
    Hostile("PNG with a wrong check sum", "crc.png", wrong_check_png, Refusal.UNREADABLE),
    Hostile("PNG of 30,000 by 30,000", "bomb.png", bomb_png, Refusal.TOO_MANY_PIXELS),
    Hostile("PNG that brings little of what it says", "short.png", header_only_png, PICTURE),
    Hostile("JPEG of 65,500 by 65,500", "vast.jpg", vast_jpeg, Refusal.TOO_MANY_PIXELS),
    Hostile("PNG with a comment that inflates", "ztxt.png", inflating_text_png,
            Refusal.UNREADABLE),
    Hostile("PNG with a comment of 3 MB", "text.png", large_text_png, PICTURE),
    Hostile("JPEG with a script as comment", "comment.jpg",
            partial(pictures.jpeg, comment=SCRIPT), PICTURE),
    Hostile("JPEG with a page behind it", "tail.jpg", lambda: pictures.jpeg() + HTML, PICTURE),
    Hostile("JPEG with a PDF behind it", "both.pdf",
            lambda: pictures.jpeg() + documents.pdf(documents.runs_script), PICTURE),
    Hostile("JPEG with a film behind it", "motion.jpg",
            lambda: pictures.jpeg() + films.film(), PICTURE),
    Hostile("PDF with a JPEG behind it", "both.jpg",
            lambda: documents.pdf() + pictures.jpeg(), DOCUMENT),
    Hostile("PNG named as a PDF", "書類.pdf", pictures.png, PICTURE),
    Hostile("page named as a picture", "page.jpg", lambda: HTML, Refusal.PAGE),
    Hostile("page behind spaces", "spaces.txt", lambda: b"\xef\xbb\xbf \r\n\t" + HTML,
            Refusal.PAGE),
    Hostile("page in UTF-16", "wide.txt", utf_16_page, Refusal.PAGE),
    Hostile("page in UTF-7", "utf7.txt",
            lambda: b"+ADw-script+AD4-document.title='ran'+ADw-/script+AD4-", TEXT),
    Hostile("SVG with a script", "drawing.svg", lambda: SVG, Refusal.DRAWING),
    Hostile("SVG behind a declaration", "drawing.png",
            lambda: b'<?xml version="1.0"?>\n<!-- a -->' + SVG, Refusal.DRAWING),
    Hostile("GIF that is also a JAR", "gifar.gif",
            lambda: pictures.other("GIF") + archive(b"x", "Main.class"), Refusal.OTHER_PICTURE),
    Hostile("TIFF", "scan.tiff", partial(pictures.other, "TIFF"), Refusal.OTHER_PICTURE),
    Hostile("BMP", "paint.bmp", partial(pictures.other, "BMP"), Refusal.OTHER_PICTURE),
    Hostile("ICO", "favicon.ico", partial(pictures.other, "ICO"), Refusal.OTHER_PICTURE),
    Hostile("HEIC damaged", "damaged.heic",
            lambda: heif.file(64, 32, lambda _x, _y: (200, 1, 1))[:-900], Refusal.UNREADABLE),
    Hostile("HEIC of nothing", "nothing.heic",
            lambda: box(b"ftyp", b"heic", bytes(4), b"mif1heic"), Refusal.UNREADABLE),
    Hostile("HEIC of 30,000 by 30,000", "tiles.heic",
            lambda: heif.grid(30_000, 30_000, 64, (1, 2, 3), most=3), Refusal.TOO_MANY_PIXELS),
    Hostile("AVIF", "new.avif", lambda: box(b"ftyp", b"avif", bytes(4), b"mif1avif"),
            Refusal.OTHER_PICTURE),
    Hostile("WebP damaged", "damaged.webp", partial(cut, pictures.webp), Refusal.UNREADABLE),
    Hostile("WebP in motion", "motion.webp", lambda: pictures.webp(frames(3)), PICTURE),
    Hostile("PNG in motion", "motion.png", animated_png, PICTURE),
    Hostile("PDF with a password", "secret.pdf", partial(protected, "user"), Refusal.ENCRYPTED),
    Hostile("PDF with restrictions", "limited.pdf", partial(protected, ""), Refusal.ENCRYPTED),
    Hostile("PDF with a script", "script.pdf", partial(documents.pdf, documents.runs_script),
            Refusal.SCRIPTED),
    Hostile("PDF with a script in packed objects", "packed.pdf",
            partial(documents.pdf, documents.names_script, packed=True), Refusal.SCRIPTED),
    Hostile("PDF with a script behind a link", "link.pdf",
            partial(documents.pdf, documents.hides_script), Refusal.SCRIPTED),
    Hostile("PDF with a script, its table torn out", "torn.pdf", stolen_revision,
            Refusal.SCRIPTED),
    Hostile("PDF that starts a programme", "launch.pdf",
            partial(documents.pdf, documents.launches), Refusal.SCRIPTED),
    Hostile("PDF that sends itself", "submit.pdf", partial(documents.pdf, documents.submits),
            Refusal.SCRIPTED),
    Hostile("PDF that opens a file of another machine", "share.pdf",
            partial(documents.pdf, traces.on_opening("<< /S /GoToR /F (//evil.invalid/a) >>")),
            Refusal.SCRIPTED),
    Hostile("PDF that calls another machine on turning a page", "turn.pdf",
            partial(documents.pdf, traces.on_turning("<< /S /URI /URI (file://evil.invalid/) >>")),
            Refusal.SCRIPTED),
    Hostile("PDF with a link into another one enclosed in a file", "embedded.pdf",
            partial(documents.pdf, traces.link("<< /S /GoToE /F (//evil.invalid/a) >>")),
            Refusal.SCRIPTED),
    Hostile("PDF that plays a film of another machine", "movie.pdf",
            partial(documents.pdf, traces.link("<< /S /Movie >>")), Refusal.SCRIPTED),
    Hostile("PDF of which a page is on another machine", "away.pdf",
            partial(documents.pdf, traces.borrows), Refusal.SCRIPTED),
    Hostile("PDF with a link to a share", "link-share.pdf",
            partial(documents.pdf, traces.link("<< /S /URI /URI (//example.invalid/a) >>")),
            DOCUMENT),
    Hostile("PDF with a programme in it", "enclosing.pdf",
            partial(documents.pdf, documents.encloses), Refusal.ENCLOSING),
    Hostile("PDF form of XFA", "xfa.pdf", partial(documents.pdf, documents.is_xfa), Refusal.FORM),
    Hostile("PDF of 10,000 pages", "long.pdf", page_bomb, Refusal.TOO_MANY_PAGES),
    Hostile("PDF with a picture that inflates", "inflate.pdf",
            partial(documents.pdf, documents.inflates), DOCUMENT),
    Hostile("PDF of its first line only", "line.pdf", lambda: b"%PDF-1.7\n", Refusal.UNREADABLE),
    Hostile("film with absurd boxes", "absurd.mp4", absurd_film, Refusal.UNREADABLE),
    Hostile("film of boxes in boxes", "nested.mp4", nested_film, Refusal.UNREADABLE),
    Hostile("film of too many boxes", "crowded.mp4", crowded_film, Refusal.TOO_HEAVY),
    Hostile("film cut off", "cut.mov", partial(cut, films.film), Refusal.UNREADABLE),
    Hostile("film with two indexes", "two.mov", two_indexes, Refusal.UNREADABLE),
    Hostile("film that lies elsewhere", "elsewhere.mov", elsewhere_film, Refusal.OTHER_FILM),
    Hostile("film with its place", "gps.mov", films.film, FILM),
    Hostile("sound named as a film", "song.mp4", lambda: films.film([films.SOUND], b"mp42"),
            Refusal.SOUND),
    Hostile("text with a zero in it", "zero.txt", lambda: b"abc\0def", Refusal.NOT_TEXT),
    Hostile("text with escapes for a terminal", "escape.txt", lambda: b"\x1b]0;ran\x07 note",
            Refusal.NOT_TEXT),
    Hostile("text that turns direction", "turn.txt", lambda: "薬\u202e10mg".encode(), TEXT),
    Hostile("test virus", "eicar.txt", lambda: EICAR, Refusal.INFECTED),
    Hostile("test virus named as a picture", "eicar.jpg", lambda: EICAR + b"\r\n",
            Refusal.INFECTED),
    Hostile("Office document", "report.docx",
            lambda: archive(b"<Types/>", "[Content_Types].xml"), Refusal.OFFICE),
    Hostile("old Office document", "report.doc",
            lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Refusal.OFFICE),
    Hostile("archive of 1:1000", "bomb.zip", lambda: archive(bytes(10_000_000), "a"),
            Refusal.ARCHIVE),
    Hostile("gzip", "a.gz", lambda: gzip.compress(bytes(1_000_000)), Refusal.ARCHIVE),
    Hostile("programme for Windows", "写真\u202egpj.exe",
            lambda: b"MZ\x90\0" + bytes(60) + b"This program cannot be run", Refusal.PROGRAM),
    Hostile("programme for Linux", "install.jpg", lambda: b"\x7fELF\2\1\1" + bytes(60),
            Refusal.PROGRAM),
    Hostile("shell script", "run.txt", lambda: b"#!/bin/sh\nrm -rf /\n", Refusal.PROGRAM),
    Hostile("noise", "noise.bin", lambda: base64.a85decode(b"s8W-!" * 40), Refusal.NOT_TEXT),
    Hostile("picture with a name of 500 signs", "長" * 496 + ".png", pictures.png, PICTURE),
    Hostile("picture whose name is a path", "../../etc/passwd\0.png", pictures.png, PICTURE),
)  # fmt: skip
