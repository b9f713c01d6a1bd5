"""The command line: 0 only when every byte was verified; else one line, and no secret in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import sharing.age
from sharing import age
from sharing.age.payload import SEALED
from tests.sharing.age.samples import (
    IDENTITY,
    STRANGER,
    THREE_CHUNKS,
    flipped,
    header_size,
    sealed,
)

PACKAGE = Path(sharing.age.__file__).parent
PASSPHRASE = "correct horse 朝霧"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only the package of the format, where nothing else of ours nor Django can be imported."""
    folder = tmp_path_factory.mktemp("alone")
    shutil.copytree(PACKAGE, folder / "sharing" / "age")
    (folder / "sharing" / "__init__.py").touch()
    (folder / "django.py").write_text("raise ImportError('the format needs no Django')")
    return folder


class Terminal:
    """A folder with keys in it, where commands are given."""

    def __init__(self, package: Path, folder: Path) -> None:
        self._package, self._folder = package, folder
        self.identity = self.file("identity.txt", f"# mine\n\n  {IDENTITY}  \n")
        self.passphrase = self.file("passphrase.txt", PASSPHRASE + "\n")

    def file(self, name: str, text: str) -> str:
        path = self._folder / name
        path.write_text(text)
        return str(path)

    def __call__(self, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            self.command(words), input=given, capture_output=True, check=False, cwd=self._package
        )

    @staticmethod
    def command(words: Sequence[str]) -> list[str]:
        return [sys.executable, "-m", "sharing.age", *words]

    def encrypted(self, *words: str, given: bytes) -> bytes:
        done = self("encrypt", *words, given=given)
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout

    def refusal(self, *words: str, given: bytes) -> tuple[bytes, str]:
        """What was written all the same, and the one line that says why no more."""
        done = self(*words, given=given)
        assert done.returncode == 1
        (line,) = done.stderr.decode().splitlines()
        for secret in (IDENTITY.secret.hex(), str(IDENTITY)[20:], PASSPHRASE):
            assert secret not in line
        return done.stdout, line


@pytest.fixture
def terminal(alone: Path, tmp_path: Path) -> Terminal:
    return Terminal(alone, tmp_path)


def test_there_and_back(terminal: Terminal) -> None:
    recipients = ("-r", str(STRANGER.recipient), "-r", str(IDENTITY.recipient))
    for armor in ((), ("-a",)):
        file = terminal.encrypted(*recipients, *armor, given=THREE_CHUNKS)
        assert file.startswith(b"-----BEGIN AGE" if armor else b"age-encryption.org/v1\n")
        done = terminal("decrypt", "-i", terminal.identity, given=file)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout == THREE_CHUNKS


def test_an_empty_file_there_and_back(terminal: Terminal) -> None:
    file = terminal.encrypted("-r", str(IDENTITY.recipient), given=b"")
    done = terminal("decrypt", "-i", terminal.identity, given=file)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_under_a_passphrase(terminal: Terminal) -> None:
    file = terminal.encrypted("-p", terminal.passphrase, given=b"data")
    assert b"-> scrypt " in file
    done = terminal("decrypt", "-p", terminal.passphrase, given=file)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"data", b"")


def test_another_passphrase_opens_nothing(terminal: Terminal) -> None:
    file = sealed(b"data", [age.Passphrase("another", work_factor=2)])
    written, line = terminal.refusal("decrypt", "-p", terminal.passphrase, given=file)
    assert written == b""
    assert "no identity matches" in line


def test_a_changed_chunk_is_never_written(terminal: Terminal) -> None:
    file = sealed(THREE_CHUNKS)
    changed = flipped(file, header_size(file) + 16 + SEALED + 5)
    written, line = terminal.refusal("decrypt", "-i", terminal.identity, given=changed)
    assert written == THREE_CHUNKS[: age.CHUNK]
    assert "chunk 2" in line


@pytest.mark.parametrize("cut", [0, 10, 100, -20, -1])
def test_a_file_cut_short_is_no_success(terminal: Terminal, cut: int) -> None:
    written, _ = terminal.refusal("decrypt", "-i", terminal.identity, given=sealed(b"data")[:cut])
    assert written == b""


def test_somebody_elses_file_is_no_success(terminal: Terminal) -> None:
    file = sealed(b"data", [STRANGER.recipient])
    written, line = terminal.refusal("decrypt", "-i", terminal.identity, given=file)
    assert written == b""
    assert "no identity matches" in line


@pytest.mark.parametrize("text", ["", "# nothing\n", "AGE-SECRET-KEY-1GFPYY\n", "age1nobody", "鍵"])
def test_a_bad_identity_file_is_not_repeated(terminal: Terminal, text: str) -> None:
    bad = terminal.file("bad.txt", text)
    written, line = terminal.refusal("decrypt", "-i", bad, given=sealed(b"data"))
    assert (written, "identity" in line) == (b"", True)
    assert text == "" or text.strip() not in line


def test_an_identity_file_without_an_identity_says_so(terminal: Terminal) -> None:
    empty = terminal.file("empty.txt", "# nothing\n")
    assert "holds no identity" in terminal.refusal("decrypt", "-i", empty, given=b"")[1]


def test_the_line_of_a_mistyped_identity_is_named(terminal: Terminal) -> None:
    bad = terminal.file("bad.txt", f"# mine\n{str(IDENTITY)[:-1]}\n")
    assert "line 2" in terminal.refusal("decrypt", "-i", bad, given=b"")[1]


def test_a_key_file_that_is_absent_is_named(terminal: Terminal) -> None:
    for option in ("-i", "-p"):
        _, line = terminal.refusal("decrypt", option, "/absent/file", given=b"")
        assert line == "age: /absent/file: No such file or directory"


def test_a_hybrid_recipient_is_declined_by_name(terminal: Terminal) -> None:
    hybrid = age.bech32.encoded("age1pq", bytes(1216))
    written, line = terminal.refusal("encrypt", "-r", hybrid, given=b"data")
    assert written == b""
    assert "hybrid" in line


@pytest.mark.parametrize(
    "words", [[], ["decrypt"], ["encrypt"], ["encrypt", "-r", "a", "-p", "b"], ["open"]]
)
def test_words_that_are_no_command(terminal: Terminal, words: list[str]) -> None:
    done = terminal(*words)
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk here is always full")
def test_a_full_disk_is_no_success(terminal: Terminal, alone: Path) -> None:
    for data in (b"small", THREE_CHUNKS):
        with Path("/dev/full").open("wb") as full:
            command = terminal.command(["decrypt", "-i", terminal.identity])
            done = subprocess.run(
                command, input=sealed(data), stdout=full, stderr=-1, cwd=alone, check=False
            )
        assert (done.returncode, done.stderr) == (1, b"age: No space left on device\n")


def test_nobody_listening_is_no_success(terminal: Terminal, alone: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = terminal.command(["decrypt", "-i", terminal.identity])
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            command, input=sealed(b"data"), stdout=pipe, stderr=-1, cwd=alone, check=False
        )
    assert (done.returncode, done.stderr) == (1, b"age: Broken pipe\n")


def test_a_new_identity_can_be_used(terminal: Terminal) -> None:
    made = terminal("keygen")
    assert made.returncode == 0
    recipient = made.stdout.decode().splitlines()[1].removeprefix("# public key: ")
    mine = terminal.file("new.txt", made.stdout.decode())
    file = terminal.encrypted("-r", recipient, given=b"data")
    assert terminal("decrypt", "-i", mine, given=file).stdout == b"data"
    assert terminal("keygen").stdout != made.stdout
