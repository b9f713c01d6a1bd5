"""Files in which a canary lies in plain sight, wherever such a file can hold words."""

import zlib
from collections.abc import Iterator

from tests.faults import films

ROWS, COLUMNS = 300, 512


def png(mark: str, rows: int = ROWS, seed: int = 0) -> bytes:
    """The mark in every row of its colours, which are stored as they are, and in its words."""
    word = mark.encode()
    row = (word + seed.to_bytes(2) * 4) * (COLUMNS * 3)
    lines = b"".join(b"\0" + row[at : at + COLUMNS * 3] for at in (0,) * rows)
    header = COLUMNS.to_bytes(4) + rows.to_bytes(4) + bytes((8, 2, 0, 0, 0))
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            chunk(b"tEXt", b"Comment\0" + word),
            chunk(b"eXIf", exif(word)),
            chunk(b"IDAT", zlib.compress(lines, 0)),
            chunk(b"IEND", b""),
        )
    )


def chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + kind + content + zlib.crc32(kind + content).to_bytes(4)


def exif(word: bytes) -> bytes:
    """A TIFF of one entry, the description of the picture."""
    entry = (0x010E).to_bytes(2) + (2).to_bytes(2) + (len(word) + 1).to_bytes(4) + (26).to_bytes(4)
    return b"MM\0*" + (8).to_bytes(4) + (1).to_bytes(2) + entry + bytes(4) + word + b"\0"


def pdf(mark: str) -> bytes:
    """One page that says the mark, and tells it of itself; nothing is packed."""
    word = mark.encode("ascii", "replace")
    content = b"BT /F1 18 Tf 40 400 Td (" + word + b") Tj ET"
    return document(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ],
        b"/Title (" + word + b") /Author (" + word + b")",
    )


def document(objects: list[bytes], info: bytes = b"") -> bytes:
    """A PDF of these objects, the first of them its catalogue."""
    paper, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, text in enumerate([*objects, b"<< " + info + b" >>"], 1):
        places.append(len(paper))
        paper += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(places) + 1
    trailer = b"<< /Size %d /Root 1 0 R /Info %d 0 R >>" % (count, count - 1)
    return paper + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (
        count, table, trailer, len(paper),
    )  # fmt: skip


def film(mark: str, size: int = 700_000) -> bytes:
    """The mark at the beginning of its pictures, and in a word about itself that is blanked."""
    word = mark.encode()
    return b"".join(films.parts(size, canary=word * 40)) + films.box(b"udta", word)


def text(mark: str) -> bytes:
    return f"観察の記録 {mark}\n".encode() * 400


def slices(data: bytes, length: int = 40) -> Iterator[bytes]:
    """Of bytes that nobody wrote, as a rendition's: nothing else has just these."""
    step = max(1, len(data) // 8)
    for start in range(step, len(data) - length, step):
        piece = data[start : start + length]
        if len(set(piece)) > length // 2:
            yield piece
