"""The printer: no squares, nothing fetched, and a clear sentence where it cannot print."""

import subprocess
import sys
from pathlib import Path

import pytest

from messaging import confined
from messaging.outputs import pdf, printer_check
from messaging.outputs.refusal import Refusal, Unprintable
from tests.device import Device
from tests.messaging.outputs.note import written
from tests.messaging.outputs.reading import pages, plain
from tests.world import World

ROOT = Path(__file__).parents[3]
CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>"""


@pytest.fixture
def no_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no font was installed."""
    (tmp_path / "fonts").mkdir()
    place = tmp_path / "fonts.conf"
    place.write_text(CONFIGURATION.format(folder=tmp_path), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(place))


@pytest.fixture
def no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Pango: the loader finds a file of that name that is none."""
    for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0"):
        (tmp_path / name).write_bytes(b"no library")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))


@pytest.mark.printing
def test_without_a_japanese_font_nothing_is_printed(no_fonts: None) -> None:
    with pytest.raises(Unprintable) as refused:
        pdf.pdf_of("<p>訪問看護記録</p>")
    assert refused.value.reason is Refusal.NO_TYPE


def test_without_pango_nothing_is_printed(no_library: None) -> None:
    assert pdf.refusal() is Refusal.NO_LIBRARY


@pytest.mark.printing
def test_the_page_says_what_to_install_and_leads_to_the_browsers_print(
    world: World, no_fonts: None
) -> None:
    nurse = Device.of(world, "sato")
    entry = written(nurse)["id"]
    path = f"/rooms/{nurse.room}/entries/{entry}"
    answer = nurse.client.get(f"{path}/record.pdf")
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "日本語のフォント" in page
    assert "fonts-noto-cjk" in page
    assert f"{path}/record/" in page
    assert nurse.client.get(f"{path}/record/").status_code == 200


@pytest.mark.printing
def test_the_deployment_check_warns_where_nothing_can_be_printed(no_fonts: None) -> None:
    (warning,) = printer_check.check_printing()
    assert warning.id == "messaging.W001"
    assert "fonts-noto-cjk" in str(warning.hint)


@pytest.mark.printing
def test_where_it_can_print_the_check_is_silent() -> None:
    assert printer_check.check_printing() == []


@pytest.mark.printing
def test_nothing_is_fetched(tmp_path: Path) -> None:
    """Neither a file of this machine nor an address: the page is printed without them."""
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密の言葉", encoding="utf-8")
    given = f"""<style>@import "{secret.as_uri()}"; body {{ background: url({secret.as_uri()}) }}
        </style><img src="{secret.as_uri()}" alt="絵"><object data="{secret.as_uri()}"></object>
        <a rel="attachment" href="{secret.as_uri()}">添付</a>
        <link rel="attachment" href="{secret.as_uri()}"><p>本文</p>"""
    made = pdf.pdf_of(given)
    assert "本文" in plain(pages(made)[0])
    assert "秘密の言葉".encode() not in made
    assert b"EmbeddedFile" not in made


def test_the_printer_knows_no_secret_of_the_installation(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What it is given of the environment is a short list, and none of ours is on it."""
    assert not {"SECRET_KEY", "KEYRING", "KEYRING_FILE", "DATABASE_URL"} & set(confined.PASSED_ON)


@pytest.mark.printing
def test_a_page_that_cannot_be_laid_out_is_given_up() -> None:
    with pytest.raises(Unprintable) as refused:
        pdf.pdf_of("<div>" * 1500)
    assert refused.value.reason is Refusal.FAILED


@pytest.mark.printing
def test_the_printer_says_nothing_about_what_it_prints() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "messaging.outputs.printer"], cwd=ROOT, check=True,
        input="<p style='colour:1'>山田 ハナ \ue123".encode(), capture_output=True,
    )  # fmt: skip
    assert "山田" not in done.stderr.decode()
    assert done.stdout.startswith(b"%PDF")
