"""Plain text: the encodings in use here, and nothing that only looks like text.

It is served as text/plain, so what it holds is shown and never carried out. A file that begins
like a page or a drawing is refused all the same: nobody means it as a note.
"""

import codecs
import re
import unicodedata

from messaging.attachments.signature import EICAR
from messaging.attachments.verdict import Refusal, Refused

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LAYOUT = "\t\n\r\f"
# What Shift JIS leaves to the maker of the machine, and Python reads as private or control signs.
PRIVATE = re.compile("[\uf8f0-\uf8f3\ufffe\uffff]")
DRAWING = re.compile(r"(<\?xml[^>]*>|<!--.*?-->|<!doctype svg[^>]*>|\s)*<svg\b", re.DOTALL | re.I)
# The beginnings by which browsers take a file for a page (WHATWG, MIME Sniffing, 7.1), and scripts.
PAGE = re.compile(
    r"<(!doctype|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|!--|\?)"
    r"[\s>/-]|<(\?xml|!--|!doctype)|mime-version:|\{\\rtf",
    re.I,
)


def utf_8(given: bytes) -> bytes:
    """The text without its byte order mark. Raises `Refused`."""
    if EICAR in given:
        raise Refused(Refusal.INFECTED)
    text = _decoded(given)
    if not text:
        raise Refused(Refusal.EMPTY)
    if PRIVATE.search(text) or any(_is_control(sign) for sign in set(text)):
        raise Refused(Refusal.NOT_TEXT)
    start = text.lstrip("\ufeff \t\n\r\f")
    if DRAWING.match(start[:4096]):
        raise Refused(Refusal.DRAWING)
    if PAGE.match(start):
        raise Refused(Refusal.PAGE)
    return text.encode()


def _decoded(given: bytes) -> str:
    encodings = ("utf-16",) if given.startswith(UTF_16) else ("utf-8-sig", "cp932")
    for encoding in encodings:
        try:
            return given.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(Refusal.NOT_TEXT)


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs"} and sign not in LAYOUT
