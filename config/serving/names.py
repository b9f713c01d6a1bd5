"""What this machine is called, and where it stands, in its local network."""

import fcntl
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address

GET_INTERFACE_ADDRESS = 0x8915  # SIOCGIFADDR of Linux
SOMEWHERE_ELSE = ("192.0.2.1", 9)  # RFC 5737; a datagram socket sends nothing to connect


@dataclass(frozen=True)
class Names:
    """Names and addresses a browser may use; the first address is the one to show."""

    hosts: tuple[str, ...]
    addresses: tuple[IPv4Address, ...]

    @property
    def shown(self) -> str:
        return str(self.addresses[0]) if self.addresses else self.hosts[0]


def own_names() -> Names:
    host = socket.gethostname().split(".")[0].lower()
    hosts = dict.fromkeys(["localhost", host, f"{host}.local"])
    addresses = dict.fromkeys([*outward_addresses(), *interface_addresses()])
    local = [address for address in addresses if not address.is_loopback]
    return Names(tuple(hosts), tuple(local))


def outward_addresses() -> list[IPv4Address]:
    """The address the default route would use."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(SOMEWHERE_ELSE)
        return [IPv4Address(probe.getsockname()[0])]
    return []


def interface_addresses() -> list[IPv4Address]:
    """One IPv4 address of each interface (Linux; elsewhere none)."""
    found: list[IPv4Address] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _index, interface in socket.if_nameindex():
            with suppress(OSError):
                request = struct.pack("256s", interface.encode()[:15])
                answer = fcntl.ioctl(probe.fileno(), GET_INTERFACE_ADDRESS, request)
                found.append(IPv4Address(answer[20:24]))
    return found
