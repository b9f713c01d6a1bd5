"""docs/rescue.md works: its commands are run as they stand there, with the real tool."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sharing import age
from tests import servers
from tests.sharing.age.samples import IDENTITY, STRANGER, THREE_CHUNKS, flipped, sealed

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "rescue.md").read_text()
SHOWN = re.findall(r"^```sh\n(.+?)^```$", PAGE, re.DOTALL | re.MULTILINE)
LOCKED, LOCKED_WITHOUT_THE_TOOL = re.findall(r"^    (age .+|python .+)$", PAGE, re.MULTILINE)
PASSPHRASE = "seven words on a piece of paper"
CHECKING, OPENING, FOLDER, WITHOUT_THE_TOOL = SHOWN

needs_age = pytest.mark.skipif(not servers.tool("age"), reason="age is not installed")


@pytest.fixture
def rescued(tmp_path: Path) -> Path:
    """What a rescuer has: files, an identity, and nothing that runs."""
    (tmp_path / "identity.txt").write_text(f"# exported\n{IDENTITY}\n")
    (tmp_path / "original.age").write_bytes(sealed(THREE_CHUNKS))
    return tmp_path


def given(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """In a shell, with this Python as `python`."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={"PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        text=True,
    )


@needs_age
def test_the_identity_is_recognised(rescued: Path) -> None:
    done = given(CHECKING, rescued)
    assert (done.returncode, done.stdout) == (0, f"{IDENTITY.recipient}\n")


@needs_age
def test_one_file_is_opened(rescued: Path) -> None:
    assert given(OPENING, rescued).returncode == 0
    assert (rescued / "original").read_bytes() == THREE_CHUNKS


def test_one_file_is_opened_without_the_tool(rescued: Path) -> None:
    done = given(WITHOUT_THE_TOOL, rescued)
    assert (done.returncode, done.stderr) == (0, "")
    assert (rescued / "original").read_bytes() == THREE_CHUNKS


@needs_age
def test_a_folder_is_opened_and_what_was_not_is_named(rescued: Path) -> None:
    place = rescued / "files" / "0a" / "an id"
    place.mkdir(parents=True)
    (place / "original.age").write_bytes(sealed(THREE_CHUNKS))
    (place / "preview.age").write_bytes(flipped(sealed(THREE_CHUNKS), 100_000))
    (place / "thumbnail.age").write_bytes(sealed(b"theirs", [STRANGER.recipient]))
    said = set(given(FOLDER, rescued).stdout.splitlines())
    assert said == {f"not opened: files/0a/an id/{name}.age" for name in ("preview", "thumbnail")}
    assert {path.name for path in place.iterdir() if path.suffix != ".age"} == {"original"}
    assert (place / "original").read_bytes() == THREE_CHUNKS


@needs_age
@pytest.mark.parametrize(
    "file",
    [sealed(b"theirs", [STRANGER.recipient]), flipped(sealed(THREE_CHUNKS), 100_000), b"JPEG"],
    ids=["another room's", "changed", "no age file"],
)
def test_what_the_tool_says_stands_in_the_table(rescued: Path, file: bytes) -> None:
    (rescued / "original.age").write_bytes(file)
    done = given(OPENING, rescued)
    assert done.returncode == 1
    sentences = re.findall(r"`([^`]+)`", PAGE[PAGE.index("| it says") : PAGE.index("The middle")])
    assert any(sentence in done.stderr for sentence in sentences), done.stderr


@pytest.fixture
def locked(rescued: Path) -> bytes:
    """Here the identity itself is a file under a passphrase."""
    (rescued / "passphrase.txt").write_text(f"{PASSPHRASE}\n")
    text = (rescued / "identity.txt").read_bytes()
    parts = age.encrypt([age.Passphrase(PASSPHRASE, work_factor=10)], [text])
    (rescued / "identity.age").write_bytes(b"".join(parts))
    (rescued / "identity.txt").unlink()
    return text


def test_an_identity_under_a_passphrase_is_opened_without_the_tool(
    rescued: Path, locked: bytes
) -> None:
    done = given(LOCKED_WITHOUT_THE_TOOL, rescued)
    assert (done.returncode, done.stderr) == (0, "")
    assert (rescued / "identity.txt").read_bytes() == locked


@needs_age
@pytest.mark.skipif(not servers.tool("setsid"), reason="no terminal can be played here")
def test_an_identity_under_a_passphrase_is_opened(rescued: Path, locked: bytes) -> None:
    ours, theirs = pty.openpty()
    words = ["setsid", "--ctty", "--wait", "sh", "-c", LOCKED]
    with subprocess.Popen(words, cwd=rescued, stdin=theirs, stdout=theirs, stderr=theirs) as tool:
        os.close(theirs)
        while b"assphrase" not in os.read(ours, 1000):
            pass
        os.write(ours, f"{PASSPHRASE}\n".encode())
        assert tool.wait(timeout=60) == 0
    os.close(ours)
    assert (rescued / "identity.txt").read_bytes() == locked
