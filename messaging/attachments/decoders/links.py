"""Where an action of a PDF leads: within what is open, to the web, or to somebody else's machine.

A name such as `\\\\host\\share` is enough for a machine to introduce itself to that host with the
password of its user, so such a name is taken for an address, whoever is to press on it.
"""

import re
from collections.abc import Iterator

import pikepdf

WEB = {"http", "https", "mailto", "tel"}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# What readers leave out before they look: spaces and signs that control.
UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\ufeff]")
NAMES_OF_FILES = ("/F", "/UF", "/DOS", "/Mac", "/Unix")


def leads_away(thing: pikepdf.Object) -> bool:
    """Whether pressing on it would call up a file of another machine, or another programme."""
    match name(thing, "/S"):
        case "/URI":
            return not _is_web(_text(thing.get("/URI")))
        case "/GoToR" | "/Thread":
            return any(_is_elsewhere(file) for file in _files(thing.get("/F")))
    # What all addresses of a document begin with.
    return isinstance(base := thing.get("/Base"), pikepdf.String) and not _is_web(_text(base))


def name(thing: pikepdf.Object, key: str) -> str:
    found = thing.get(key)
    return str(found) if isinstance(found, pikepdf.Name) else ""


def _is_web(address: str) -> bool:
    """An address without a scheme is one of the web, as people write them."""
    scheme = SCHEME.match(address)
    return scheme[1].lower() in WEB if scheme else not address.startswith(("/", "\\"))


def _is_elsewhere(file: str) -> bool:
    """Only a neighbour of the document is none: the name of a drive may be that of a host."""
    return bool(SCHEME.match(file)) or file.startswith(("/", "\\"))


def _files(file: object) -> Iterator[str]:
    """All names under which a file is called; a reader takes whichever it likes."""
    if isinstance(file, pikepdf.Dictionary):
        if name(file, "/FS") == "/URL":
            yield "url:"
        yield from (_text(file.get(key)) for key in NAMES_OF_FILES)
    else:
        yield _text(file)


def _text(found: object) -> str:
    return UNSEEN.sub("", str(found)) if isinstance(found, pikepdf.String) else ""
