"""The tool that makes the environment: this machine's uv, or a pinned one, fetched and checked."""

import base64
import contextlib
import hashlib
import json
import os
import platform
import re
import shutil
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit, urlunsplit

from deploy.dev.index import Index
from deploy.dev.places import TOOLS, UV_LOCK

# The first release that reads UV_DEFAULT_INDEX and UV_INDEX.
OLDEST_USABLE = (0, 4, 23)


class Unavailable(Exception):
    """No uv could be had; the message is for the person at the keyboard."""


class Pin(NamedTuple):
    version: str
    sha256: frozenset[str]


class Link(NamedTuple):
    filename: str
    url: str


def find(index: Index) -> Path:
    """Path of a uv that runs here."""
    on_path = shutil.which("uv")
    if on_path and usable(Path(on_path)):
        return Path(on_path)
    pin = read_pin(UV_LOCK.read_text(encoding="utf-8"))
    binary = TOOLS / f"uv-{pin.version}" / "uv"
    if not (binary.exists() and usable(binary)):
        unpack(fetch(index, pin), binary)
    return binary


def usable(binary: Path) -> bool:
    try:
        said = subprocess.run([binary, "--version"], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return False
    numbers = re.search(r"uv (\d+)\.(\d+)\.(\d+)", said.stdout)
    return numbers is not None and tuple(map(int, numbers.groups())) >= OLDEST_USABLE


def read_pin(lock: str) -> Pin:
    version = re.search(r"^uv==(\S+)", lock, re.MULTILINE)
    if version is None:
        raise ValueError("the lock names no uv")
    return Pin(version[1], frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})", lock)))


def fetch(index: Index, pin: Pin) -> bytes:
    """The wheel for this machine; only one whose sha256 stands in the lock is accepted."""
    troubles: list[str] = []
    for place in [*index.links, *(f"{page.rstrip('/')}/uv/" for page in index.pages)]:
        try:
            for link in links(index, place):
                if fits(link.filename, pin.version, sys.platform, platform.machine(), musl()):
                    wheel = download(index, link.url)[0]
                    if hashlib.sha256(wheel).hexdigest() in pin.sha256:
                        return wheel
                    troubles.append(f"{link.filename}: its sha256 is not the pinned one")
        except OSError as error:
            troubles.append(f"{without_credentials(place)}: {error}")
    raise Unavailable(
        f"uv {pin.version} for {sys.platform} {platform.machine()} was not found. Looked in:\n  "
        + "\n  ".join(troubles or ["no index: the settings allow none"])
        + "\nSet PIP_INDEX_URL or UV_DEFAULT_INDEX to an index this machine reaches, or install uv."
    )


def fits(filename: str, version: str, system: str, machine: str, with_musl: bool) -> bool:
    if not (filename.startswith(f"uv-{version}-") and filename.endswith(f"{machine}.whl")):
        return False
    if system == "darwin":
        return "macosx" in filename
    return ("musllinux" if with_musl else "manylinux") in filename


def musl() -> bool:
    return sys.platform == "linux" and platform.libc_ver()[0] != "glibc"


def links(index: Index, place: str) -> list[Link]:
    """Every file a page of the simple repository API, or a folder, offers."""
    folder = Path(place.removeprefix("file://")).expanduser()
    if "://" not in place or (place.startswith("file://") and folder.is_dir()):
        if not (folder / "index.html").exists():
            return [
                Link(path.name, path.resolve().as_uri()) for path in sorted(folder.glob("uv-*"))
            ]
        place = (folder / "index.html").resolve().as_uri()
    page, address = download(index, place)
    found = (urldefrag(urljoin(address, href)).url for href in hrefs(page.decode("utf-8")))
    return [Link(unquote(urlsplit(url).path).rsplit("/", 1)[-1], url) for url in found]


def hrefs(page: str) -> list[str]:
    """An index may answer in HTML or, if it likes, in JSON."""
    if page.lstrip().startswith("{"):
        return [file["url"] for file in json.loads(page)["files"]]
    reader = PageReader()
    reader.feed(page)
    return reader.hrefs


class PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hrefs += [value for name, value in attrs if tag == "a" and name == "href" and value]


def download(index: Index, url: str) -> tuple[bytes, str]:
    """The body, and the address it came from in the end, which relative links start from."""
    request = urllib.request.Request(without_credentials(url), headers={"Accept": "text/html, */*"})
    parts = urlsplit(url)
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        # Unredirected: where an index sends us for the file, its password does not go along.
        request.add_unredirected_header("Authorization", f"Basic {base64.b64encode(pair).decode()}")
    with urllib.request.urlopen(
        request, timeout=index.timeout, context=trust(index, parts.hostname)
    ) as answer:
        return answer.read(), answer.url


def trust(index: Index, host: str | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if index.certificates:
        with contextlib.suppress(FileNotFoundError):
            context.load_verify_locations(cafile=index.certificates)
    if host in {trusted.partition(":")[0] for trusted in index.trusted_hosts}:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def without_credentials(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def unpack(wheel: bytes, binary: Path) -> None:
    binary.parent.mkdir(parents=True, exist_ok=True)
    archive = binary.with_name(f"{os.getpid()}.whl")
    archive.write_bytes(wheel)
    with zipfile.ZipFile(archive) as content:
        name = next(name for name in content.namelist() if name.endswith(".data/scripts/uv"))
        part = binary.with_name(f"{os.getpid()}.part")
        part.write_bytes(content.read(name))
    part.chmod(0o755)
    part.replace(binary)
    archive.unlink()
