"""`./dev check`: everything that must be true before a change is finished."""

import os
import secrets
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deploy.dev import environment, run, steps, test, tiers
from deploy.dev.places import CACHE, PYTHON, VENV
from deploy.dev.steps import Done

PACKAGES = ("config", "messaging", "patients", "sharing", "audit")
SOURCES = (*PACKAGES, "deploy", "tests", "manage.py", "dev")

READING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Style", ("ruff", "check", ".", "dev")),
    ("Format", ("ruff", "format", "--check", ".", "dev")),
    ("Types", ("mypy", *SOURCES)),
    ("Import contracts", ("lint-imports", "--cache-dir", str(CACHE / "import-linter"))),
)

ASKING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Words compile", ("compilewords",)),
    ("Translations complete", ("words", "--check")),
    ("Migrations up to date", ("makemigrations", "--check", "--dry-run")),
    ("Fit for production", ("check", "--deploy", "--fail-level", "WARNING")),
)


def check() -> int:
    began = time.monotonic()
    environment.prepare(development=True)
    tiers.install(tiers.missing())  # "Fit for production" tries the printer, which needs some
    strict = test.Options(strict=os.environ.get("CI", "").lower() in {"1", "true"})
    with production() as installation:
        done = [*reading(installation), *asking_django(installation)]
    done.append(whole_test_run(strict))
    print(steps.summary(done, time.monotonic() - began))
    return 0 if all(step.good for step in done) else 1


def reading(installation: Mapping[str, str]) -> Iterator[Done]:
    for name, (tool, *arguments) in READING:
        yield steps.perform(name, [VENV / "bin" / tool, *arguments], installation)


def asking_django(installation: Mapping[str, str]) -> Iterator[Done]:
    for name, command in ASKING:
        yield steps.perform(name, [PYTHON, "manage.py", *command], installation)


@contextmanager
def production() -> Iterator[dict[str, str]]:
    """The environment of an installation whose secrets are strong and whose data is nobody's."""
    with tempfile.TemporaryDirectory(prefix="tsunagi-check-") as folder:
        chosen = run.Places(Path(folder, "data"), Path(folder, "keyring", "keyring"))
        run.make(chosen)
        yield {
            "DEPLOYMENT": "production",
            "SECRET_KEY": secrets.token_urlsafe(64),
            "HOSTS": "care.example.jp",
            "ORIGINS": "https://care.example.jp",
            "TSUNAGI_DATA": str(chosen.data),
            "KEYRING_FILE": str(chosen.keyring),
        }


def whole_test_run(options: test.Options) -> Done:
    began = time.monotonic()
    code = test.test(options)
    return Done("Tests", time.monotonic() - began, code == 0)
