"""From DATABASE_URL to Django's database settings, with what each database needs to be durable."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_INIT = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    # Without it INSERT OR REPLACE would slip past the triggers that guard the trace.
    "PRAGMA recursive_triggers=ON;"
    "PRAGMA cache_size=-16000;"
)


def configuration(url: str, pool_size: int) -> dict[str, Any]:
    """`sqlite:///path` or `postgresql://user:password@host:port/name?option=value`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path[1:])
    if parts.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 0,
            "OPTIONS": {
                # Planning the statement that finds a standing costs more than running it. A
                # pooler between us that hands out connections by transaction needs this off.
                "server_side_binding": True,
                "prepare_threshold": 5,
                "pool": {"min_size": 1, "max_size": pool_size, "timeout": 5},
                **dict(parse_qsl(parts.query)),
            },
        }
    raise ValueError("DATABASE_URL must start with sqlite:/// or postgresql://")


def _sqlite(name: str) -> dict[str, Any]:
    path = name if name == ":memory:" else str(Path(name))
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 2,
            "init_command": SQLITE_INIT,
        },
    }
