"""Where packages come from: what the settings of pip and of uv say, as one value."""

import configparser
import os
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# The public index of the Python Software Foundation. Put together from parts, so that a search of
# the sources for hosts they depend on finds this line only where somebody decided it.
PUBLIC_INDEX = "https://" + ".".join(("pypi", "org")) + "/simple"


@dataclass(frozen=True)
class Index:
    """`extra` are asked besides `main`; `links` are folders or pages with wheels."""

    main: str = PUBLIC_INDEX
    extra: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    offline: bool = False
    certificates: str | None = None
    trusted_hosts: tuple[str, ...] = ()
    timeout: float = 60.0

    @property
    def pages(self) -> tuple[str, ...]:
        return () if self.offline else (self.main, *self.extra)


def read(
    environ: Mapping[str, str] = os.environ,
    prefix: Path = Path(sys.prefix),
    system: Path = Path("/etc"),
) -> Index:
    """The settings in force here. Where pip and uv say different things, uv's word counts."""
    pip = pip_settings(environ, pip_files(environ, prefix, system))
    uv = uv_settings(environ, uv_files(environ, system))
    return Index(
        main=uv.get("main") or pip.get("index-url") or PUBLIC_INDEX,
        extra=words(uv.get("extra") or pip.get("extra-index-url")),
        links=words(uv.get("links") or pip.get("find-links")),
        offline=(uv.get("offline") or pip.get("no-index", "")).lower()
        in {"1", "true", "yes", "on"},
        certificates=environ.get("SSL_CERT_FILE") or pip.get("cert"),
        trusted_hosts=words(environ.get("UV_INSECURE_HOST") or pip.get("trusted-host")),
        timeout=float(environ.get("UV_HTTP_TIMEOUT") or pip.get("default-timeout") or 60),
    )


def words(value: str | None) -> tuple[str, ...]:
    return tuple((value or "").replace(",", " ").split())


def uv_environment(index: Index) -> dict[str, str]:
    """The same settings in the variables uv reads; it reads none of pip's by itself."""
    variables = {
        "UV_DEFAULT_INDEX": index.main,
        "UV_INDEX": " ".join(index.extra),
        "UV_FIND_LINKS": ",".join(index.links),
        "UV_NO_INDEX": "1" if index.offline else "",
        "UV_INSECURE_HOST": " ".join(index.trusted_hosts),
        "UV_HTTP_TIMEOUT": f"{index.timeout:.0f}",
        "SSL_CERT_FILE": index.certificates or "",
    }
    return {name: value for name, value in variables.items() if value}


def pip_settings(environ: Mapping[str, str], files: Iterable[Path]) -> dict[str, str]:
    """What pip would use: its files from the farthest to the nearest, then the PIP_ variables."""
    settings: dict[str, str] = {}
    for path in files:
        parser = configparser.RawConfigParser()
        parser.read(path, encoding="utf-8")
        for section in ("global", "install"):
            if parser.has_section(section):
                settings |= {name.replace("_", "-"): value for name, value in parser.items(section)}
    for name, value in environ.items():
        if name.startswith("PIP_") and value:
            settings[name.removeprefix("PIP_").lower().replace("_", "-")] = value
    if "timeout" in settings:
        settings["default-timeout"] = settings["timeout"]
    return settings


def pip_files(environ: Mapping[str, str], prefix: Path, system: Path) -> Iterator[Path]:
    named = environ.get("PIP_CONFIG_FILE")
    if named == os.devnull:
        return
    home = Path(environ.get("HOME") or Path.home())
    for folder in environ.get("XDG_CONFIG_DIRS", str(system / "xdg")).split(":"):
        yield Path(folder) / "pip" / "pip.conf"
    yield system / "pip.conf"
    if not (named and Path(named).exists()):
        yield home / ".pip" / "pip.conf"
        yield home / "Library" / "Application Support" / "pip" / "pip.conf"
        yield Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / "pip" / "pip.conf"
    yield prefix / "pip.conf"
    if named:
        yield Path(named)


def uv_settings(environ: Mapping[str, str], files: Iterable[Path]) -> dict[str, str]:
    """What uv would use, as far as it concerns where packages come from."""
    settings: dict[str, str] = {}
    for path in files:
        if path.is_file():
            settings |= uv_file(tomllib.loads(path.read_text(encoding="utf-8")))
    from_environment = {
        "main": environ.get("UV_DEFAULT_INDEX") or environ.get("UV_INDEX_URL"),
        "extra": environ.get("UV_INDEX") or environ.get("UV_EXTRA_INDEX_URL"),
        "links": environ.get("UV_FIND_LINKS"),
        "offline": environ.get("UV_NO_INDEX"),
    }
    return settings | {name: value for name, value in from_environment.items() if value}


def uv_files(environ: Mapping[str, str], system: Path) -> Iterator[Path]:
    if named := environ.get("UV_CONFIG_FILE"):
        yield Path(named)
        return
    if environ.get("UV_NO_CONFIG"):
        return
    home = Path(environ.get("HOME") or Path.home())
    yield system / "uv" / "uv.toml"
    yield Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / "uv" / "uv.toml"


def uv_file(content: Mapping[str, object]) -> dict[str, str]:
    settings: dict[str, str] = {}
    tables = content.get("index")
    named = (
        [table for table in tables if isinstance(table, dict)] if isinstance(tables, list) else []
    )
    main = [str(table["url"]) for table in named if table.get("default")]
    extra = [str(table["url"]) for table in named if not table.get("default")]
    if main or content.get("index-url"):
        settings["main"] = main[0] if main else str(content["index-url"])
    older = content.get("extra-index-url")
    extra += [str(url) for url in older] if isinstance(older, list) else []
    if extra:
        settings["extra"] = " ".join(extra)
    links = content.get("find-links")
    if isinstance(links, list):
        settings["links"] = " ".join(str(link) for link in links)
    if content.get("no-index"):
        settings["offline"] = "true"
    return settings
