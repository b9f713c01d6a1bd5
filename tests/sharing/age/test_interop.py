"""What is written here is opened by others, and theirs here: the tool `age`, and rage's library."""

import io
import os
import subprocess
from pathlib import Path

import pyrage
import pytest

from sharing import age
from tests import servers
from tests.sharing.age.samples import IDENTITY, SIZES, STRANGER, sealed

needs_age = pytest.mark.skipif(not servers.tool("age"), reason="age is not installed")


@pytest.fixture
def identity_file(tmp_path: Path) -> Path:
    path = tmp_path / "identity.txt"
    path.write_text(f"# kept by hand\n\n{IDENTITY}\n")
    return path


def tool(*words: str | Path, given: bytes = b"") -> bytes:
    return subprocess.run(words, input=given, capture_output=True, check=True).stdout


def opened_here(file: bytes) -> bytes:
    return b"".join(age.decrypt(age.dearmored(io.BufferedReader(io.BytesIO(file))), [IDENTITY]))


@needs_age
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("armor", [False, True])
def test_the_tool_opens_ours(size: int, armor: bool, identity_file: Path) -> None:
    data = os.urandom(size)
    parts = age.encrypt([STRANGER.recipient, IDENTITY.recipient], [data])
    file = b"".join(age.armored(parts) if armor else parts)
    assert tool("age", "-d", "-i", identity_file, given=file) == data


@needs_age
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("armor", [(), ("-a",)])
def test_the_tools_files_are_opened_here(size: int, armor: tuple[str, ...]) -> None:
    data = os.urandom(size)
    recipients = ("-r", str(STRANGER.recipient), "-r", str(IDENTITY.recipient))
    file = tool("age", *recipients, *armor, given=data)
    assert opened_here(file) == data
    if not armor:
        assert age.Opened(io.BytesIO(file), [IDENTITY]).read(0, size) == data


@needs_age
def test_the_tool_derives_the_same_recipient(identity_file: Path) -> None:
    assert tool("age-keygen", "-y", identity_file).decode().strip() == str(IDENTITY.recipient)


@needs_age
def test_an_identity_of_the_tool_is_read_here() -> None:
    _, recipient, text = tool("age-keygen").decode().splitlines()
    assert recipient.endswith(str(age.Identity.parse(text).recipient))


@pytest.mark.parametrize("size", SIZES)
def test_rage_opens_ours_and_we_open_its(size: int) -> None:
    data = os.urandom(size)
    theirs = pyrage.x25519.Identity.from_str(str(IDENTITY))
    assert str(theirs.to_public()) == str(IDENTITY.recipient)
    assert pyrage.decrypt(sealed(data), [theirs]) == data
    assert opened_here(pyrage.encrypt(data, [theirs.to_public()])) == data


def test_a_passphrase_of_ours_opens_with_rage_and_its_here() -> None:
    words = "松の木の下で three times"
    data = os.urandom(100)
    ours = sealed(data, [age.Passphrase(words, work_factor=12)])
    assert pyrage.passphrase.decrypt(ours, words) == data
    theirs = io.BytesIO(pyrage.passphrase.encrypt(data, words))
    assert b"".join(age.decrypt(theirs, [age.Passphrase(words)])) == data
