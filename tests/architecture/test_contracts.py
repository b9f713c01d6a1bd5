"""Every import contract is kept by the sources, and each is shown to catch a planted violation."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]

# For each contract: the module that misbehaves, and what it imports.
VIOLATIONS = {
    "Packages point downwards": ("sharing/vocabulary.py", "messaging.vocabulary"),
    "Inside a package, layers point downwards": (
        "messaging/models/__init__.py",
        "messaging.queries",
    ),
    "Only the door writes the log": ("sharing/actions/__init__.py", "audit.log"),
    "Only the door asks policy and gathers facts": (
        "messaging/queries/__init__.py",
        "sharing.policy",
    ),
    "Rows of the timeline belong to its actions and queries": (
        "config/management/__init__.py",
        "messaging.models",
    ),
    "Rows of the record belong to its actions and queries": (
        "messaging/queries/__init__.py",
        "patients.models",
    ),
    "Pages touch no rows and no log": ("messaging/views/__init__.py", "sharing.models"),
    "Policy and its words are pure": ("sharing/policy.py", "django.conf"),
    "Files are looked at without a database": ("messaging/attachments/verdict.py", "django.conf"),
    "The format of files is read without us": ("sharing/age/errors.py", "django.conf"),
    "The log can be verified without us": ("audit/merkle.py", "django.db"),
    "Vital signs and forms are read without a database": ("patients/vocabulary.py", "django.db"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("contracts")
    shutil.copy(ROOT / "pyproject.toml", tree)
    for package in SETTINGS["root_packages"]:
        shutil.copytree(
            ROOT / package,
            tree / package,
            ignore=lambda _, names: [name for name in names if "." in name and name[-3:] != ".py"],
        )
    return tree


@contextmanager
def planted(path: Path, line: str) -> Iterator[None]:
    """The file alone is touched and put back: the linter reads again only what was touched."""
    before = path.read_bytes()
    path.write_bytes(before + f"\n{line}\n".encode())
    yield
    path.write_bytes(before)


def broken(tree: Path) -> set[str]:
    environment = os.environ | {"PYTHONPATH": "", "COLUMNS": "200"}
    linter = Path(sys.executable).with_name("lint-imports")
    said = subprocess.run(
        [linter, "--cache-dir", tree / ".cache"],
        cwd=tree, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    verdicts = re.findall(r"^(.+) (KEPT|BROKEN)$", said.stdout, re.MULTILINE)
    assert len(verdicts) == len(SETTINGS["contracts"]), said.stdout + said.stderr
    return {name for name, verdict in verdicts if verdict == "BROKEN"}


def test_the_sources_keep_every_contract(copy: Path) -> None:
    assert broken(copy) == set()


def test_every_contract_has_a_violation_to_show_that_it_catches() -> None:
    assert set(VIOLATIONS) == {contract["name"] for contract in SETTINGS["contracts"]}


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_a_planted_violation_breaks_its_contract_and_no_other(copy: Path, contract: str) -> None:
    path, imported = VIOLATIONS[contract]
    with planted(copy / path, f"import {imported}"):
        assert broken(copy) == {contract}
