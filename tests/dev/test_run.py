"""`./dev run` before anything is installed: the port, and where data and keyring lie."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.dev import run
from deploy.dev.environment import Failed
from deploy.dev.places import ROOT, VAR

# Stands in the place of what a bare Python does not have.
ABSENT = "raise ImportError('not on this machine')\n"


def test_data_and_keyring_lie_in_var_unless_told_otherwise() -> None:
    assert run.places(None, {}) == run.Places(VAR / "data", VAR / "keyring" / "keyring")


def test_a_folder_named_on_the_command_line_beats_the_environment(tmp_path: Path) -> None:
    chosen = run.places(tmp_path / "mine", {"TSUNAGI_DATA": "/elsewhere"})
    assert chosen.data == tmp_path / "mine"


@pytest.mark.parametrize("data", ["/srv/data", "/srv/deep/er/data"])
def test_the_keyring_is_never_inside_the_data(data: str) -> None:
    chosen = run.places(Path(data), {})
    assert chosen.data not in chosen.keyring.parents


def test_data_without_its_keyring_is_left_alone(tmp_path: Path) -> None:
    chosen = run.Places(tmp_path / "data", tmp_path / "keyring" / "keyring")
    chosen.data.mkdir()
    (chosen.data / "tsunagi.sqlite3").touch()
    with pytest.raises(Failed, match="its keyring"):
        run.make(chosen)
    assert not chosen.keyring.exists()


def test_a_port_in_use_is_said_in_one_sentence_before_anything_is_done() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = dev("run", "--port", str(port))
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.strip() == f"Port {port} is in use. Another one: ./dev run --port N"


def test_a_bare_python_understands_the_command_line(tmp_path: Path) -> None:
    for name in ("pip", "venv", "ensurepip", "setuptools"):
        (tmp_path / f"{name}.py").write_text(ABSENT, encoding="utf-8")
    said = dev("--help", PYTHONPATH=str(tmp_path))
    assert said.returncode == 0, said.stderr
    assert "on http://localhost:8000" in said.stdout


def test_an_unknown_argument_is_refused_where_nobody_would_read_it() -> None:
    said = dev("run", "--prot", "8001")
    assert said.returncode == 2
    assert "--prot" in said.stderr


def dev(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs ./dev with the Python below the environment of the tests, without its packages."""
    python = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    return subprocess.run(
        [python, "-S", ROOT / "dev", *arguments],
        env=os.environ | variables, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
