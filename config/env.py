"""Everything this installation takes from its environment, read once and typed."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from sharing.keyring import Keyring, WeakKeyring

Deployment = Literal["demo", "production"]
ROOT = Path(__file__).resolve().parent.parent
SECRET_LENGTH = 50
MEGABYTE = 1_000_000
DEMO_SECRET = "demo-only-" + "not-a-secret-" * 4


class Misconfigured(Exception):
    """The environment does not say what it must; the message names the variable."""


def text(name: str, default: str | None = None) -> str:
    """The variable, or the content of the file that NAME_FILE points to (container secrets)."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise Misconfigured(f"{name}_FILE cannot be read: {error.strerror}") from error
    value = os.environ.get(name, default)
    if value is None:
        raise Misconfigured(f"{name} (or {name}_FILE) is required")
    return value


def number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isdecimal():
        raise Misconfigured(f"{name} must be a whole number")
    return int(value)


def names(name: str, default: str = "") -> tuple[str, ...]:
    return tuple(part.strip() for part in text(name, default).split(",") if part.strip())


@dataclass(frozen=True)
class Env:
    """`deployment` is production unless the environment says demo; nothing else relaxes a rule."""

    deployment: Deployment
    secret_key: str
    keyring: Keyring
    database_url: str
    redis_url: str | None
    data: Path
    attachments: Path
    quota_person: int
    quota_organization: int
    clamd: str | None
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    trusted_proxies: tuple[str, ...]
    secure: bool
    request_threads: int
    idle_seconds_touch: int
    idle_seconds_desk: int

    @property
    def demo(self) -> bool:
        return self.deployment == "demo"

    @classmethod
    def read(cls) -> Self:
        deployment = text("DEPLOYMENT", "production")
        if deployment not in ("demo", "production"):
            raise Misconfigured("DEPLOYMENT is either demo or production")
        demo = deployment == "demo"
        data = Path(text("TSUNAGI_DATA", str(ROOT / "var" / "data")))
        return cls(
            deployment="demo" if demo else "production",
            secret_key=_secret(text("SECRET_KEY", DEMO_SECRET if demo else None), demo=demo),
            keyring=read_keyring(),
            database_url=text("DATABASE_URL", f"sqlite:///{data / 'tsunagi.sqlite3'}"),
            redis_url=_redis(text("REDIS_URL", "")),
            data=data,
            attachments=Path(text("ATTACHMENTS", str(data / "attachments"))),
            quota_person=number("QUOTA_PERSON_MB", 2_000) * MEGABYTE,
            quota_organization=number("QUOTA_ORGANIZATION_MB", 50_000) * MEGABYTE,
            clamd=text("CLAMD", "") or None,
            hosts=names("HOSTS", "localhost,127.0.0.1,[::1]" if demo else ""),
            origins=names("ORIGINS"),
            trusted_proxies=names("TRUSTED_PROXIES"),
            secure=not demo or text("SECURE", "no") == "yes",
            request_threads=number("REQUEST_THREADS", 4),
            idle_seconds_touch=number("IDLE_SECONDS_TOUCH", 5 * 60),
            idle_seconds_desk=number("IDLE_SECONDS_DESK", 15 * 60),
        )


def _secret(value: str, *, demo: bool) -> str:
    if not demo and (len(value) < SECRET_LENGTH or len(set(value)) < 10 or value == DEMO_SECRET):
        raise Misconfigured(f"SECRET_KEY must be {SECRET_LENGTH} or more random characters")
    return value


def read_keyring() -> Keyring:
    """The keyring as it stands in the environment or its file at this moment."""
    default = ROOT / "var" / "keyring" / "keyring"
    if "KEYRING" not in os.environ and "KEYRING_FILE" not in os.environ and default.exists():
        os.environ["KEYRING_FILE"] = str(default)
    try:
        return Keyring.parse(text("KEYRING"))
    except WeakKeyring as error:
        raise Misconfigured(f"KEYRING: {error}") from error


def _redis(url: str) -> str | None:
    if url and urlsplit(url).scheme not in ("redis", "rediss", "unix"):
        raise Misconfigured("REDIS_URL must start with redis://, rediss:// or unix://")
    return url or None
