"""Names of files: made safe when they come in, and told faithfully when they go out."""

import re
import unicodedata
from typing import Literal
from urllib.parse import quote

MOST = 120
NAMELESS = "file"
# Windows opens a device instead of a file, whatever follows the first dot.
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)")
PATH = re.compile(r"[/\\]")
FORBIDDEN = re.compile(r'[<>:"|?*]')
SPACE = re.compile(r"\s+")
# Joiners hold emoji and letters of some scripts together; every other sign of its kind only hides.
JOINERS = "\u200c\u200d"
HIDING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# RFC 8187: attr-char, beyond letters and digits.
KEPT = "!#$&+-.^_`|~"


def cleaned(name: str) -> str:
    """One line of at most 120 signs, harmless to every system, its extension kept."""
    last = PATH.split(name)[-1]
    shown = unicodedata.normalize("NFC", "".join(map(_sign, last)))
    told = SPACE.sub(" ", FORBIDDEN.sub("_", shown)).strip(" .").strip()
    if not told.strip("._- " + JOINERS):
        return NAMELESS
    if RESERVED.match(told):
        told = f"_{told}"
    return _cut(told)


def disposition(name: str, kind: Literal["attachment", "inline"]) -> str:
    """The header Content-Disposition (RFC 6266): the name in ASCII, and the name itself."""
    shown = cleaned(name)
    plain = "".join(sign if _is_plain(sign) else "_" for sign in shown)
    exact = quote(shown, safe=KEPT)
    if plain == shown:
        return f'{kind}; filename="{plain}"'
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{exact}"


def _sign(sign: str) -> str:
    if sign in JOINERS:
        return sign
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) in HIDING else sign


def _cut(name: str) -> str:
    if len(name) <= MOST:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem or len(extension) > 10:
        return name[:MOST].rstrip(" .")
    return f"{stem[: MOST - len(extension) - 1].rstrip(' .')}.{extension}"


def _is_plain(sign: str) -> bool:
    # Some browsers decode what follows a percent sign; in others a backslash ends the name.
    return " " <= sign <= "~" and sign not in '"\\%;'
