"""Believes a proxy about the client's address and scheme, and nobody else."""

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any, cast

from asgiref.typing import (
    ASGI3Application,
    ASGIReceiveCallable,
    ASGISendCallable,
    Scope,
)

Network = IPv4Network | IPv6Network
FORWARDED = {b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"x-forwarded-port"}


def behind_proxies(application: ASGI3Application, trusted: Iterable[str]) -> ASGI3Application:
    """Forwarding headers are taken from a trusted peer and removed from every request."""
    networks = [ip_network(network) for network in trusted]

    async def forwarded(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        if scope["type"] in {"http", "websocket"}:
            scope = seen_through(cast(dict[str, Any], scope), networks)
        await application(scope, receive, send)

    return forwarded


def seen_through(scope: dict[str, Any], networks: Sequence[Network]) -> Scope:
    headers = scope["headers"]
    plain = [(name, value) for name, value in headers if name not in FORWARDED]
    seen = {**scope, "headers": plain}
    client = scope["client"]
    if client is not None and is_trusted(client[0], networks):
        chain = ",".join(values(headers, b"x-forwarded-for")).split(",")
        address = nearest_stranger([hop.strip() for hop in chain], networks)
        if address is not None:
            seen["client"] = [address, 0]
        if "https" in values(headers, b"x-forwarded-proto")[-1:]:
            seen["scheme"] = "wss" if scope["type"] == "websocket" else "https"
    return cast(Scope, seen)


def values(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> list[str]:
    return [value.decode("latin-1").strip() for key, value in headers if key == name]


def nearest_stranger(hops: Sequence[str], networks: Sequence[Network]) -> str | None:
    """The last hop that is no proxy of ours; what stands left of it anyone may have written."""
    for hop in reversed(hops):
        if not is_address(hop):
            return None
        if not is_trusted(hop, networks):
            return hop
    return None


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def is_trusted(text: str, networks: Sequence[Network]) -> bool:
    return is_address(text) and any(ip_address(text) in network for network in networks)
