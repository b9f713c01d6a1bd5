"""Searches a PDF for whatever would happen when it is opened, in every object, reachable or not."""

from collections.abc import Iterator

import pikepdf

from messaging.attachments.decoders.links import name
from messaging.attachments.verdict import Refusal, Refused

# Values of /S: actions that run, start, play, send or fetch something, even if one has to press.
ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/RichMediaExecute",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/GoTo3DView",
    "/GoToE",
}
# What may happen by itself: the document turns to a page, prints, shows or hides a layer. A link to
# the web or to a file beside it may stay where somebody has to press on it, and nowhere else.
BY_ITSELF = {"/GoTo", "/GoToDp", "/Named", "/SetOCGState", "/Hide", "/Trans"}
# Kinds of annotations that play or hold something.
ANNOTATIONS = {
    "/RichMedia": Refusal.SCRIPTED,
    "/Screen": Refusal.SCRIPTED,
    "/3D": Refusal.SCRIPTED,
    "/Movie": Refusal.SCRIPTED,
    "/Sound": Refusal.SCRIPTED,
    "/FileAttachment": Refusal.ENCLOSING,
}
KEYS = {
    "/JavaScript": Refusal.SCRIPTED,
    "/XFA": Refusal.FORM,
    "/EmbeddedFiles": Refusal.ENCLOSING,
    "/EF": Refusal.ENCLOSING,
}
DEEPEST = 100
MOST_IN_A_ROW = 100


def searched(document: pikepdf.Pdf) -> None:
    """Raises `Refused` for what acts by itself, an enclosed file, a form of XFA."""
    for thing in dictionaries(document):
        _judge(thing)
        for action in _starts(thing):
            _judge_by_itself(action)


def dictionaries(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Everything with keys, streams too: wherever it is, and whether anything refers to it."""
    for thing in document.objects:
        yield from _within(thing, 0)
    yield from _within(document.trailer, 0)


def _within(thing: pikepdf.Object, depth: int) -> Iterator[pikepdf.Object]:
    """Indirect objects have a turn of their own."""
    if depth > DEEPEST:
        raise Refused(Refusal.UNREADABLE)
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield thing
    for inner in _inside(thing):
        if isinstance(inner, pikepdf.Object) and not inner.is_indirect:
            yield from _within(inner, depth + 1)


def _inside(thing: object) -> Iterator[object]:
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from (value for _key, value in thing.items())
    elif isinstance(thing, pikepdf.Array):
        yield from thing


def _judge(thing: pikepdf.Object) -> None:
    for key, reason in KEYS.items():
        if key in thing:
            raise Refused(reason)
    if name(thing, "/S") in ACTIONS:
        raise Refused(Refusal.SCRIPTED)
    if name(thing, "/Type") == "/EmbeddedFile":
        raise Refused(Refusal.ENCLOSING)
    if (subtype := name(thing, "/Subtype")) in ANNOTATIONS:
        raise Refused(ANNOTATIONS[subtype])
    # A stream whose content is another file; a name there only is short for a filter.
    if isinstance(thing, pikepdf.Stream) and isinstance(
        thing.get("/F"), pikepdf.String | pikepdf.Dictionary
    ):
        raise Refused(Refusal.SCRIPTED)


def _starts(thing: pikepdf.Object) -> Iterator[object]:
    """Actions that nobody has to press on: on opening, on turning a page, on passing over it."""
    if "/OpenAction" in thing:
        yield thing["/OpenAction"]
    if isinstance(events := thing.get("/AA"), pikepdf.Dictionary):
        yield from (action for _event, action in events.items())


def _judge_by_itself(action: object) -> None:
    """An action, and whatever follows it; an array that is none is a place in the document."""
    waiting, seen = [action], 0
    while waiting:
        seen += 1
        if seen > MOST_IN_A_ROW:
            raise Refused(Refusal.SCRIPTED)
        if not isinstance(action := waiting.pop(), pikepdf.Dictionary):
            continue
        if (kind := name(action, "/S")) and kind not in BY_ITSELF:
            raise Refused(Refusal.SCRIPTED)
        after = action.get("/Next")
        waiting.extend(after if isinstance(after, pikepdf.Array) else [after])
