"""Where the site is reached, and what the person at the terminal is told about it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import segno
from asgiref.typing import ASGI3Application
from twisted.internet.interfaces import IStreamServerEndpoint

from config.serving.certificates import fingerprint, local_tls
from config.serving.endpoints import clear, encrypted
from config.serving.names import Names
from config.serving.welcome import CERTIFICATE_PATH, by_port, welcome

EVERYWHERE = "0.0.0.0"  # noqa: S104 -- what the local network is for


@dataclass(frozen=True)
class Door:
    application: ASGI3Application
    endpoints: Sequence[IStreamServerEndpoint]
    announcement: str


def plain_door(site: ASGI3Application, host: str, port: int) -> Door:
    shown = f"[{host}]" if ":" in host else host
    announcement = f"Tsunagi is listening on http://{shown}:{port}/"
    return Door(site, [clear(host, port)], announcement)


def lan_door(site: ASGI3Application, port: int, folder: Path, names: Names) -> Door:
    """TLS on every address, and beside it the page that hands out the certificate."""
    tls = local_tls(folder, names)
    mark = fingerprint(tls.authority.certificate)
    helper = port + 1
    application = by_port(helper, welcome(tls.authority_der, mark, port), site)
    endpoints = [encrypted(EVERYWHERE, port, tls.leaf), clear(EVERYWHERE, helper)]
    return Door(application, endpoints, lan_announcement(names, port, helper, mark))


def lan_announcement(names: Names, port: int, helper: int, mark: str) -> str:
    site = f"https://{names.shown}:{port}/"
    certificate = f"http://{names.shown}:{helper}{CERTIFICATE_PATH}"
    return "\n".join(
        [
            f"Tsunagi is listening on {site} (also https://{names.hosts[-1]}:{port}/)",
            "",
            f"1. つなぎの証明書 / certificate, once for each tablet: {certificate}",
            f"   手順 / how to: http://{names.shown}:{helper}/",
            f"   SHA-256: {mark}",
            qr_code(certificate),
            f"2. つなぎ / the site: {site}",
            qr_code(site),
        ]
    )


def qr_code(url: str) -> str:
    drawing = io.StringIO()
    segno.make(url, error="l", micro=False).terminal(out=drawing, compact=True)
    return drawing.getvalue()
