"""TLS from a local authority: a tablet that trusts it gets in, an old client does not."""

import ssl
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from config.serving.certificates import fingerprint, local_tls
from config.serving.names import Names, own_names
from tests.config.serving.conftest import Running, end, start_server

NAMES = Names(("localhost", "clinic", "clinic.local"), (IPv4Address("192.168.7.20"),))
NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def lan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = start_server(tmp_path_factory.mktemp("lan") / "it", tls=True)
    yield running
    end(running)


def trusting(lan: Running) -> ssl.SSLContext:
    """As a tablet does: with the certificate from the helper page."""
    der = httpx.get(f"http://127.0.0.1:{lan.port + 1}/tsunagi-ca.crt").content
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    context.load_verify_locations(cadata=der)
    return context


def test_every_name_of_this_machine_verifies(lan: Running) -> None:
    context = trusting(lan)
    names = own_names()
    for name in [*names.hosts, "127.0.0.1", *map(str, names.addresses)]:
        with context.wrap_socket(lan.connect(), server_hostname=name) as secured:
            assert secured.version() == "TLSv1.3"
            secured.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert secured.recv(65536).startswith(b"HTTP/1.1 200 OK")


def test_another_name_does_not_verify(lan: Running) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        trusting(lan).wrap_socket(lan.connect(), server_hostname="example.test")


def test_django_knows_that_it_is_secure(lan: Running) -> None:
    with httpx.Client(verify=trusting(lan)) as client:
        answer = client.get(f"https://127.0.0.1:{lan.port}/environ")
    assert answer.json()["scheme"] == "https"


def test_a_socket_opens_over_tls(lan: Running) -> None:
    with connect(f"wss://127.0.0.1:{lan.port}/bell", ssl=trusting(lan)) as client:
        client.send("here")
        assert client.recv(timeout=5) == "4"


def test_a_large_body_is_refused_over_tls(lan: Running) -> None:
    with httpx.Client(verify=trusting(lan)) as client:
        answer = client.post(f"https://127.0.0.1:{lan.port}/echo", content=b"x" * 2_000_000)
    assert answer.status_code == 413


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_tls_1_1_is_refused(lan: Running) -> None:
    context = trusting(lan)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1_1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(ssl.SSLError, match=r"(?i)version|protocol"):
        context.wrap_socket(lan.connect(), server_hostname="localhost")


@pytest.mark.parametrize(
    ("ciphers", "is_taken"),
    [("ECDHE-ECDSA-AES128-GCM-SHA256", True), ("ECDHE-ECDSA-AES256-SHA", False)],
)
def test_tls_1_2_needs_an_authenticated_cipher(lan: Running, ciphers: str, is_taken: bool) -> None:
    context = trusting(lan)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(ciphers)
    try:
        context.wrap_socket(lan.connect(), server_hostname="localhost").close()
        taken = True
    except ssl.SSLError:
        taken = False
    assert taken == is_taken


def test_plain_http_offers_the_certificate_and_leads_to_the_site(lan: Running) -> None:
    helper = f"http://127.0.0.1:{lan.port + 1}"
    site = f"https://127.0.0.1:{lan.port}/"
    page = httpx.get(helper)
    assert "証明書" in page.text
    assert site in page.text
    elsewhere = httpx.get(f"{helper}/patients/")
    assert (elsewhere.status_code, elsewhere.headers["location"]) == (302, site)
    with pytest.raises(InvalidStatus):
        connect(f"ws://127.0.0.1:{lan.port + 1}/bell")


def test_the_terminal_shows_where_to_go_and_the_fingerprint(lan: Running) -> None:
    der = httpx.get(f"http://127.0.0.1:{lan.port + 1}/tsunagi-ca.crt").content
    assert fingerprint(x509.load_der_x509_certificate(der)) in lan.announcement
    assert f"https://{own_names().shown}:{lan.port}/" in lan.announcement
    assert "▄" in lan.announcement


def test_private_keys_are_for_the_owner_only(tmp_path: Path) -> None:
    local_tls(tmp_path / "tls", NAMES, NOW)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "tls").iterdir()}
    assert {name: mode for name, mode in modes.items() if name.endswith(".key")} == {
        "authority.key": 0o600,
        "leaf.key": 0o600,
    }
    assert stat.S_IMODE((tmp_path / "tls").stat().st_mode) == 0o700


def test_a_second_start_keeps_both_certificates(tmp_path: Path) -> None:
    first = local_tls(tmp_path, NAMES, NOW)
    second = local_tls(tmp_path, NAMES, NOW + timedelta(days=700))
    assert second.authority.certificate == first.authority.certificate
    assert second.leaf.certificate == first.leaf.certificate


@pytest.mark.parametrize(
    ("names", "days"),
    [(NAMES, 800), (Names(NAMES.hosts, (IPv4Address("10.1.2.3"),)), 1)],
)
def test_a_leaf_is_renewed_under_the_same_authority(
    tmp_path: Path, names: Names, days: int
) -> None:
    first = local_tls(tmp_path, NAMES, NOW)
    later = NOW + timedelta(days=days)
    second = local_tls(tmp_path, names, later)
    assert second.authority.certificate == first.authority.certificate
    assert second.leaf.certificate != first.leaf.certificate
    lifetime = second.leaf.certificate.not_valid_after_utc - later
    assert lifetime <= timedelta(days=825)


def test_a_renamed_machine_needs_a_new_authority(tmp_path: Path) -> None:
    first = local_tls(tmp_path, NAMES, NOW)
    renamed = Names(("localhost", "ward", "ward.local"), NAMES.addresses)
    assert local_tls(tmp_path, renamed, NOW).authority.certificate != first.authority.certificate


def test_the_authority_cannot_vouch_for_anyone_else(tmp_path: Path) -> None:
    authority = local_tls(tmp_path, NAMES, NOW).authority.certificate
    constraints = authority.extensions.get_extension_for_class(x509.NameConstraints)
    assert constraints.critical
    trees = constraints.value.permitted_subtrees or []
    hosts = [tree.value for tree in trees if isinstance(tree, x509.DNSName)]
    assert hosts == list(NAMES.hosts)
