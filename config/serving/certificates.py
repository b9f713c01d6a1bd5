"""A small certificate authority for one local network: tablets trust it once."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, ip_network
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from config.serving.names import Names

AUTHORITY_DAYS = 3650
LEAF_DAYS = 825  # Apple refuses longer ones, even from a local authority
RENEW_DAYS = 30
CLOCK_SLACK = timedelta(hours=1)
PRIVATE = tuple(
    IPv4Network(network)
    for network in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
)


@dataclass(frozen=True)
class Pair:
    """A private key and its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


@dataclass(frozen=True)
class LocalTls:
    authority: Pair
    leaf: Pair

    @property
    def authority_der(self) -> bytes:
        return self.authority.certificate.public_bytes(serialization.Encoding.DER)


def local_tls(folder: Path, names: Names, now: datetime | None = None) -> LocalTls:
    """What lies in the folder, made or renewed where it is missing, near its end or too narrow.

    The authority changes only when the machine was renamed or left the private address ranges;
    tablets must then be told again.
    """
    now = now or datetime.now(UTC)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority = load(folder, "authority")
    if authority is None or not permits(authority.certificate, names) or is_old(authority, now):
        authority = make_authority(names, now)
        store(folder, "authority", authority)
    leaf = load(folder, "leaf")
    if leaf is None or not fits(leaf, authority, names) or is_old(leaf, now):
        leaf = make_leaf(authority, names, now)
        store(folder, "leaf", leaf)
    return LocalTls(authority, leaf)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 as tablets show it: pairs of capital letters and digits."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def make_authority(names: Names, now: datetime) -> Pair:
    """It can vouch for this machine and private addresses only: a stolen key opens no bank."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Tsunagi"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Tsunagi local authority {now:%Y-%m-%d}"),
        ]
    )
    certificate = (
        unsigned(subject, subject, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(key_usage(signs_certificates=True), critical=True)
        .add_extension(x509.NameConstraints(permitted_trees(names), None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Pair(key, certificate)


def make_leaf(authority: Pair, names: Names, now: datetime) -> Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names.hosts[-1])])
    issuer = authority.certificate.subject
    issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    server_only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    certificate = (
        unsigned(subject, issuer, key, now, LEAF_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(key_usage(signs_certificates=False), critical=True)
        .add_extension(server_only, critical=False)
        .add_extension(x509.SubjectAlternativeName(alternative_names(names)), critical=False)
        .add_extension(issuer_key, critical=False)
        .sign(authority.key, hashes.SHA256())
    )
    return Pair(key, certificate)


def unsigned(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
    days: int,
) -> x509.CertificateBuilder:
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_SLACK)
        .not_valid_after(now - CLOCK_SLACK + timedelta(days=days))
        .add_extension(identifier, critical=False)
    )


def key_usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def alternative_names(names: Names) -> list[x509.GeneralName]:
    addresses = dict.fromkeys([IPv4Address("127.0.0.1"), *names.addresses])
    return [
        *(x509.DNSName(host) for host in names.hosts),
        *(x509.IPAddress(address) for address in addresses),
    ]


def permitted_trees(names: Names) -> list[x509.GeneralName]:
    public = [
        ip_network(address)
        for address in names.addresses
        if not any(address in network for network in PRIVATE)
    ]
    return [
        *(x509.DNSName(host) for host in names.hosts),
        *(x509.IPAddress(network) for network in (*PRIVATE, *public)),
    ]


def permits(certificate: x509.Certificate, names: Names) -> bool:
    constraints = certificate.extensions.get_extension_for_class(x509.NameConstraints).value
    return set(permitted_trees(names)) <= set(constraints.permitted_subtrees or ())


def fits(leaf: Pair, authority: Pair, names: Names) -> bool:
    """Signed by this authority for all of these names."""
    extension = leaf.certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    try:
        leaf.certificate.verify_directly_issued_by(authority.certificate)
    except Exception:  # several kinds of exception; each means: make a new one
        return False
    return set(alternative_names(names)) <= set(extension.value)


def is_old(pair: Pair, now: datetime) -> bool:
    return pair.certificate.not_valid_after_utc < now + timedelta(days=RENEW_DAYS)


def load(folder: Path, name: str) -> Pair | None:
    key_path, certificate_path = paths(folder, name)
    if not key_path.exists() or not certificate_path.exists():
        return None
    key = serialization.load_pem_private_key(key_path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        return None
    return Pair(key, x509.load_pem_x509_certificate(certificate_path.read_bytes()))


def store(folder: Path, name: str, pair: Pair) -> None:
    """The key first, so that a certificate in the folder always has one."""
    key_path, certificate_path = paths(folder, name)
    certificate_path.unlink(missing_ok=True)
    pem = pair.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    write(key_path, pem, 0o600)
    write(certificate_path, pair.certificate.public_bytes(serialization.Encoding.PEM), 0o644)


def paths(folder: Path, name: str) -> Sequence[Path]:
    return folder / f"{name}.key", folder / f"{name}.pem"


def write(path: Path, content: bytes, mode: int) -> None:
    """Never readable by others, not even for the moment before a chmod."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
