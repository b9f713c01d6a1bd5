"""What a file is, by its first bytes alone: neither its name nor its declared type is asked."""

import re
from enum import StrEnum

from messaging.attachments.verdict import Refusal, Refused
from messaging.vocabulary import AttachmentKind

# As much as is looked at.
HEAD = 4096
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + rb"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Format(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
    HEIF = "heif"
    WEBP = "webp"
    PDF = "pdf"
    FILM = "film"
    TEXT = "text"

    @property
    def kind(self) -> AttachmentKind:
        return KINDS.get(self, AttachmentKind.PICTURE)


KINDS = {
    Format.PDF: AttachmentKind.DOCUMENT,
    Format.FILM: AttachmentKind.FILM,
    Format.TEXT: AttachmentKind.TEXT,
}
Patterns = tuple[bytes, ...]
TAKEN: dict[Format, Patterns] = {
    Format.JPEG: (rb"\xff\xd8\xff",),
    Format.PNG: (rb"\x89PNG\r\n\x1a\n",),
    Format.WEBP: (rb"RIFF.{4}WEBPVP8[ LX]",),
    Format.PDF: (rb"%PDF-\d\.\d",),
}
# What people try, told apart so that the answer can say what to do instead.
KNOWN: dict[Refusal, Patterns] = {
    Refusal.OTHER_PICTURE: (
        rb"GIF8[79]a",
        rb"BM.{4}\x00{4}",  # BMP
        rb"II\*\x00|MM\x00\*",  # TIFF, and the raw pictures of cameras
        rb"\x00\x00[\x01\x02]\x00.\x00",  # ICO, CUR
        rb"8BPS\x00",
        rb"\x00\x00\x00\x0cjP  |\x00\x00\x00\x0cJXL |\xff\x0a",  # JPEG 2000, JPEG XL
        rb".{128}DICM",
    ),
    Refusal.OFFICE: (
        rb"PK\x03\x04.{26}(mimetypeapplication/(vnd\.|epub)|\[Content_Types\]|_rels/|docProps/"
        rb"|word/|xl/|ppt/)",
        rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        rb"\{\\rtf",
    ),
    Refusal.ARCHIVE: (
        rb"PK[\x03\x05]",
        rb"\x1f\x8b|BZh[1-9]1AY|7z\xbc\xaf\x27\x1c|\xfd7zXZ\x00|Rar!\x1a\x07|\x28\xb5\x2f\xfd",
        rb"..-lh[0-7]-",
        rb".{257}ustar",
    ),
    Refusal.PROGRAM: (
        rb"MZ[^\x00]{0,61}\x00|\x7fELF|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|\x00asm|#! ?/",
    ),
    Refusal.SOUND: (
        rb"RIFF.{4}WAVE|ID3[\x02-\x04]\x00|\xff[\xf2\xf3\xfa\xfb]|OggS\x00|fLaC\x00|MThd\x00|#!AMR",
    ),
    Refusal.OTHER_FILM: (
        rb"RIFF.{4}AVI |\x1a\x45\xdf\xa3|FLV\x01|\x30\x26\xb2\x75|\x00\x00\x01[\xb3\xba]",
    ),
}
# ISO base media files say in their brands what they are. The list of films is closed.
STILL = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
OTHER_STILL = frozenset({b"avif", b"avis", b"hevc", b"hevx", b"msf1", b"jpeg", b"crx "})
HEARD = frozenset({b"M4A ", b"M4B ", b"M4P ", b"F4A ", b"F4B "})
FILMED = frozenset({
    b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9",
    b"mp41", b"mp42", b"avc1", b"hvc1", b"qt  ", b"M4V ", b"MSNV",
})  # fmt: skip


def format_of(head: bytes) -> Format:
    """`head`: the first `HEAD` bytes. Raises `Refused` for whatever is not on the list."""
    if not head:
        raise Refused(Refusal.EMPTY)
    if EICAR in head[:256]:
        raise Refused(Refusal.INFECTED)
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    for taken, patterns in TAKEN.items():
        if _begins(head, patterns):
            return taken
    for reason, patterns in KNOWN.items():
        if _begins(head, patterns):
            raise Refused(reason)
    return Format.TEXT  # or nothing: `text` decides, with a look at every byte


def brands(head: bytes) -> list[bytes]:
    """The major brand and the compatible ones."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return [head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))]


def _begins(head: bytes, patterns: Patterns) -> bool:
    return any(re.match(pattern, head, re.DOTALL) for pattern in patterns)


def _by_brand(head: bytes) -> Format:
    major, *compatible = brands(head)
    claimed = {major, *compatible}
    if major in OTHER_STILL or b"avif" in claimed:
        raise Refused(Refusal.OTHER_PICTURE)
    if major in STILL:
        return Format.HEIF
    if major in HEARD:
        raise Refused(Refusal.SOUND)
    if claimed & FILMED:
        return Format.FILM
    raise Refused(Refusal.OTHER_PICTURE if claimed & STILL else Refusal.OTHER_FILM)
