"""Writes a PDF anew without what it tells of its maker: names, programmes, cameras, places.

What people see stays as it is, a comment with its author's name too. Streams are copied as they
are, but photographs lose what their camera wrote.
"""

import io

import pikepdf

from messaging.attachments.decoders import photographs
from messaging.attachments.decoders.links import leads_away, name
from messaging.attachments.decoders.search import dictionaries

# Private to the programmes that worked on it, and what calls up a better picture from elsewhere.
PRIVATE = ("/PieceInfo", "/LastModified", "/SpiderInfo", "/OPI")
# Filters before the last one of a photograph: they are undone to reach it.
NOT_LOSSY = {
    "/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode",
}  # fmt: skip
CLEANERS = {"/DCTDecode": photographs.jpeg, "/JPXDecode": photographs.jpeg_2000}


def is_signed(document: pikepdf.Pdf) -> bool:
    """Whether somebody has vouched for these very bytes: written anew, that would be void."""
    return "/Perms" in document.Root or any("/ByteRange" in one for one in dictionaries(document))


def calls_elsewhere(document: pikepdf.Pdf) -> bool:
    """Whether it holds what `cleaned` would take out for the sake of other machines."""
    return any(leads_away(one) or _is_proxy(one) or "/OPI" in one for one in dictionaries(document))


def cleaned(document: pikepdf.Pdf) -> bytes:
    """The document anew; what nothing refers to is left behind, older versions of it too."""
    for key in ("/Info", "/ID"):
        if key in document.trailer:
            del document.trailer[key]
    for thing in list(dictionaries(document)):
        _clean(document, thing)
    paper = io.BytesIO()
    document.save(
        paper, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
    )  # fmt: skip
    return paper.getvalue()


def _clean(document: pikepdf.Pdf, thing: pikepdf.Object) -> None:
    if leads_away(thing):
        _stop(thing)
    for key in PRIVATE:
        _drop(thing, key)
    if _is_about(thing.get("/Metadata")):
        _drop(thing, "/Metadata")
    if name(thing, "/Type") == "/Page":
        _drop(thing, "/Thumb")
    if isinstance(thing, pikepdf.Stream):
        if _is_proxy(thing):
            _drop(thing, "/Ref")
        _clean_photograph(document, thing)


def _drop(thing: pikepdf.Object, key: str) -> None:
    if key in thing:
        del thing[key]


def _stop(action: pikepdf.Object) -> None:
    """What is to be pressed stays where it is, and does nothing; what follows it is still done."""
    for key in ("/URI", "/F", "/Base"):
        _drop(action, key)
    if "/S" in action:
        action["/S"], action["/N"] = pikepdf.Name.Named, pikepdf.Name.Nothing


def _is_about(found: object) -> bool:
    """Metadata, and not a picture or a font that somebody gave this name."""
    if not isinstance(found, pikepdf.Stream):
        return False
    return name(found, "/Subtype") in {"", "/XML"}


def _is_proxy(thing: pikepdf.Object) -> bool:
    """A drawing that stands for a page of another file."""
    return isinstance(thing, pikepdf.Stream) and isinstance(
        thing.get("/Ref"), pikepdf.Dictionary
    )  # fmt: skip


def _clean_photograph(document: pikepdf.Pdf, stream: pikepdf.Stream) -> None:
    filters = _listed(stream.get("/Filter"))
    if not filters or (last := str(filters[-1])) not in CLEANERS:
        return
    if any(str(each) not in NOT_LOSSY for each in filters[:-1]):
        return
    settings = _listed(stream.get("/DecodeParms"))
    given = _unpacked(document, stream, filters[:-1], settings[:-1])
    made = CLEANERS[last](given)
    if made != given:
        own = settings[-1] if len(settings) == len(filters) else None
        stream.write(
            made, filter=pikepdf.Name(last),
            decode_parms=own if isinstance(own, pikepdf.Dictionary) else None,
        )  # fmt: skip


def _unpacked(
    document: pikepdf.Pdf,
    stream: pikepdf.Stream,
    filters: list[pikepdf.Object],
    settings: list[pikepdf.Object],
) -> bytes:
    raw = stream.read_raw_bytes()
    if not filters:
        return raw
    packed = pikepdf.Stream(document, raw)
    packed.Filter = pikepdf.Array(filters)
    if settings:
        packed.DecodeParms = pikepdf.Array(settings)
    return packed.read_bytes()


def _listed(found: pikepdf.Object | None) -> list[pikepdf.Object]:
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]
