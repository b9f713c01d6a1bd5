"""Style sheets: lists go out as one file each, and every sheet is worn and says by what."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage

from config.sheets import LISTED, joined

ROOT = Path(__file__).resolve().parents[2]
OURS = ("config", "messaging", "patients", "sharing")
LINKED = re.compile(r"\{% static '([^']+\.css)' %\}")
LINES_OF_A_SHEET = 250
# The front page of a printed record; the printer gets it as text.
READ_BY_THE_PRINTER = "messaging/record-paper.css"


def found(**sheets: str) -> dict[str, tuple[Storage, str]]:
    memory = InMemoryStorage()
    return {
        memory.save(name, ContentFile(text.encode())): (memory, name)
        for name, text in sheets.items()
    }


def text(found: dict[str, tuple[Storage, str]], name: str) -> str:
    storage, path = found[name]
    with storage.open(path) as sheet:
        return bytes(sheet.read()).decode()


@pytest.fixture(scope="module")
def collected() -> dict[str, tuple[Storage, str]]:
    listed = (pair for finder in get_finders() for pair in finder.list(None))
    return {path: (storage, path) for path, storage in listed if path.endswith(".css")}


def sheets() -> Iterator[Path]:
    for package in OURS:
        yield from (ROOT / package).glob("static/**/*.css")


def test_a_list_goes_out_as_the_sheets_it_names_in_their_order() -> None:
    given = found(**{
        "site.css": '/* All. */\n@import "parts/b.css";\n@import "a.css";\n',
        "parts/b.css": '/* B. */\n@import "../c.css";\n', "a.css": "a {}\n", "c.css": "c {}\n",
    })  # fmt: skip
    whole = joined(given)
    assert text(whole, "site.css") == "/* All. */\n/* B. */\nc {}\na {}\n"
    assert whole["a.css"] is given["a.css"]


def test_no_import_is_left_for_the_browser_to_follow(
    collected: dict[str, tuple[Storage, str]],
) -> None:
    whole = joined(collected)
    assert any(LISTED.search(text(collected, name)) for name in collected)
    assert [name for name in whole if "@import" in text(whole, name)] == []


def test_every_sheet_is_worn_by_some_page(collected: dict[str, tuple[Storage, str]]) -> None:
    templates = (page for package in OURS for page in (ROOT / package).glob("templates/**/*.html"))
    linked = {name for page in templates for name in LINKED.findall(page.read_text("utf-8"))}
    whole = {name: text(joined(collected), name) for name in linked}
    worn = "".join(whole.values())
    idle = [
        str(sheet)
        for sheet in sheets()
        if "@import" not in (said := sheet.read_text("utf-8")) and said not in worn
    ]
    assert linked >= {"css/site.css", READ_BY_THE_PRINTER}
    assert idle == []


def test_a_page_waits_for_a_handful_of_sheets() -> None:
    counted = {
        str(page.relative_to(ROOT)): len(LINKED.findall(page.read_text("utf-8")))
        for package in OURS
        for page in (ROOT / package).glob("templates/**/*.html")
    }
    assert counted["config/templates/base.html"] == 1
    assert {page: links for page, links in counted.items() if links > 2} == {}


def test_a_sheet_says_what_it_dresses_and_is_read_in_one_go() -> None:
    texts = {str(sheet.relative_to(ROOT)): sheet.read_text("utf-8") for sheet in sheets()}
    assert len(texts) > 20
    assert [name for name, said in texts.items() if not said.startswith("/* ")] == []
    assert {
        name: lines
        for name, said in texts.items()
        if (lines := len(said.splitlines())) > LINES_OF_A_SHEET
    } == {}
