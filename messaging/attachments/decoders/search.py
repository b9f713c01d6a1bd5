"""Searches a PDF for whatever would happen when it is opened, in every object, reachable or not."""

from collections.abc import Iterator

import pikepdf

from messaging.attachments.verdict import Refusal, Refused

# Values of /S: actions that run, start, send or fetch something. A link to an address may stay.
ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/RichMediaExecute",
    "/Rendition",
}
# Kinds of annotations that play or hold something.
ANNOTATIONS = {
    "/RichMedia": Refusal.SCRIPTED,
    "/Screen": Refusal.SCRIPTED,
    "/3D": Refusal.SCRIPTED,
    "/FileAttachment": Refusal.ENCLOSING,
}
KEYS = {
    "/JavaScript": Refusal.SCRIPTED,
    "/XFA": Refusal.FORM,
    "/EmbeddedFiles": Refusal.ENCLOSING,
    "/EF": Refusal.ENCLOSING,
}
DEEPEST = 100


def searched(document: pikepdf.Pdf) -> None:
    """Raises `Refused` for a script, a started programme, an enclosed file, a form of XFA."""
    for thing in document.objects:
        _look(thing, 0)
    _look(document.trailer, 0)


def _look(thing: pikepdf.Object, depth: int) -> None:
    """Indirect objects have a turn of their own."""
    if depth > DEEPEST:
        raise Refused(Refusal.UNREADABLE)
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        _judge(thing)
    for inner in _inside(thing):
        if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
            _look(inner, depth + 1)


def _inside(thing: pikepdf.Object) -> Iterator[object]:
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from (value for _key, value in thing.items())
    elif isinstance(thing, pikepdf.Array):
        yield from thing


def _judge(thing: pikepdf.Object) -> None:
    for key, reason in KEYS.items():
        if key in thing:
            raise Refused(reason)
    if _name(thing, "/S") in ACTIONS:
        raise Refused(Refusal.SCRIPTED)
    if _name(thing, "/Type") == "/EmbeddedFile":
        raise Refused(Refusal.ENCLOSING)
    if (subtype := _name(thing, "/Subtype")) in ANNOTATIONS:
        raise Refused(ANNOTATIONS[subtype])


def _name(thing: pikepdf.Object, key: str) -> str:
    found = thing.get(key)
    return str(found) if isinstance(found, pikepdf.Name) else ""
