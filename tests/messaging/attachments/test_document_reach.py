"""A PDF must not reach for another machine: not by itself, and not when somebody presses on it."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from messaging.attachments.verdict import Facts, Refusal
from tests.messaging.attachments import documents, traces
from tests.messaging.attachments.files import taken, verdict
from tests.messaging.attachments.traces import ELSEWHERE

FIT = "[0 /Fit]"
ESCAPED = ELSEWHERE.replace("\\", "\\\\")
EMBEDDED = f"<< /S /GoToE /F ({ESCAPED}) /D {FIT} >>"
REMOTE = f"<< /S /GoToR /F ({ESCAPED}) /D {FIT} >>"
REMOTE_BY_ITS_OTHER_NAME = f"<< /S /GoToR /F << /F (a.pdf) /UF ({ESCAPED}) >> /D {FIT} >>"
REMOTE_BY_ADDRESS = f"<< /S /GoToR /F << /FS /URL /F (evil.invalid/a.pdf) >> /D {FIT} >>"
FILE = "<< /S /URI /URI ( \tfile://evil.invalid/share) >>"
PROGRAMME = "<< /S /URI /URI (ms-word:ofe|u|//evil.invalid/a) >>"
SHARE = f"<< /S /URI /URI ({ESCAPED}) >>"
THREAD = "<< /S /Thread /F (//evil.invalid/a.pdf) /D 0 >>"
MOVIE, SOUND, RENDITION = "<< /S /Movie >>", "<< /S /Sound >>", "<< /S /Rendition /OP 0 >>"
NEIGHBOUR = f"<< /S /GoToR /F (appendix.pdf) /D {FIT} >>"
WEB = "<< /S /URI /URI (https://example.invalid/) >>"
AWAY = {
    "remote": REMOTE, "remote by its other name": REMOTE_BY_ITS_OTHER_NAME,
    "remote by address": REMOTE_BY_ADDRESS, "file": FILE, "programme": PROGRAMME,
    "share": SHARE, "thread": THREAD,
}  # fmt: skip
PLAYS = {"embedded": EMBEDDED, "movie": MOVIE, "sound": SOUND, "rendition": RENDITION}
BY_ITSELF = AWAY | PLAYS | {"neighbour": NEIGHBOUR, "web": WEB}


@pytest.mark.parametrize("action", BY_ITSELF.values(), ids=list(BY_ITSELF))
def test_nothing_is_called_up_on_opening(action: str) -> None:
    assert verdict(documents.pdf(traces.on_opening(action))) is Refusal.SCRIPTED


@pytest.mark.parametrize("action", [REMOTE, FILE, WEB], ids=["remote", "file", "web"])
def test_nothing_is_called_up_after_turning_to_a_page(action: str) -> None:
    assert verdict(documents.pdf(traces.on_turning(action))) is Refusal.SCRIPTED


@pytest.mark.parametrize("action", PLAYS.values(), ids=list(PLAYS))
def test_what_plays_is_refused_even_where_it_has_to_be_pressed(action: str) -> None:
    assert verdict(documents.pdf(traces.link(action))) is Refusal.SCRIPTED


@pytest.mark.parametrize("action", AWAY.values(), ids=list(AWAY))
def test_a_link_to_another_machine_stays_and_leads_nowhere(action: str) -> None:
    """As Office writes them for every address of a shared folder: no reason to refuse a plan."""
    _facts, made = taken(documents.pdf(traces.link(action)))
    assert b"evil" not in made["original"]
    with pikepdf.open(io.BytesIO(made["original"])) as document:
        assert Name.Named == document.pages[0].Annots[0].A.S


def test_a_signed_document_with_such_a_link_is_refused() -> None:
    def change(document: pikepdf.Pdf) -> None:
        traces.signed(document)
        traces.link(REMOTE)(document)

    assert verdict(documents.pdf(change)) is Refusal.SCRIPTED


def test_an_address_that_all_links_begin_with_leads_nowhere_either() -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.URI = Dictionary(Base=String("file://evil.invalid/"))

    _facts, made = taken(documents.pdf(change))
    assert b"evil" not in made["original"]


def test_content_on_another_machine_is_refused_and_a_better_drawing_left_there() -> None:
    assert verdict(documents.pdf(traces.borrows)) is Refusal.SCRIPTED
    _facts, made = taken(documents.pdf(traces.stands_for_another))
    assert b"evil" not in made["original"]


def test_a_row_of_actions_without_an_end_is_refused() -> None:
    def change(document: pikepdf.Pdf) -> None:
        action = document.make_indirect(Dictionary(S=Name.GoTo, D=Array([0, Name.Fit])))
        action.Next = action
        document.Root.OpenAction = action

    assert verdict(documents.pdf(change)) is Refusal.SCRIPTED


@pytest.mark.parametrize(
    "action",
    [
        f"<< /S /GoTo /D {FIT} >>",
        "<< /S /Named /N /Print >>",
        f"<< /S /GoTo /D {FIT} /Next << /S /Named /N /NextPage >> >>",
    ],
    ids=["to a page", "prints", "one after the other"],
)
def test_a_document_may_open_at_a_page_and_print(action: str) -> None:
    assert isinstance(verdict(documents.pdf(traces.on_opening(action))), Facts)


def test_links_to_the_web_to_a_page_and_to_a_neighbour_stay() -> None:
    _facts, made = taken(documents.pdf(traces.says))
    with pikepdf.open(io.BytesIO(made["original"])) as document:
        kept = [link.A for link in document.pages[0].Annots]
        assert [str(action.S) for action in kept] == ["/GoTo", "/URI", "/URI", "/URI", "/GoToR"]
        assert str(kept[1].URI) == "https://example.invalid/"
        assert str(kept[4].F) == "appendix.pdf"
        with document.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Plan"]
