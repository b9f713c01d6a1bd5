"""PostgreSQL's programs: the right version is found, and what is missing is said plainly."""

from pathlib import Path

import pytest

from config.backup import programs
from config.backup.trouble import Trouble


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(programs, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    return tmp_path


def install(folder: Path, version: int) -> str:
    path = folder / str(version) / "bin" / "pg_dump"
    path.parent.mkdir(parents=True)
    path.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}.4 (Debian)'\n")
    path.chmod(0o755)
    return str(path)


def test_the_servers_own_version_is_taken_else_the_next_newer_one(installed: Path) -> None:
    paths = {version: install(installed, version) for version in (14, 16, 18)}
    assert programs.program("pg_dump", 16) == paths[16]
    assert programs.program("pg_dump", 15) == paths[16]
    assert programs.program("pg_dump", 17) == paths[18]


def test_one_that_is_too_old_is_named_with_what_to_install(installed: Path) -> None:
    install(installed, 15)
    with pytest.raises(Trouble, match="pg_dump 15 cannot read a server of version 17: install"):
        programs.program("pg_dump", 17)


def test_one_that_is_not_there_is_named_with_what_to_install(installed: Path) -> None:
    with pytest.raises(Trouble, match="pg_dump is not installed: install postgresql-client-17"):
        programs.program("pg_dump", 17)
