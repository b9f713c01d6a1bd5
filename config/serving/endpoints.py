"""Where the server listens: one port in the clear, or TLS that refuses what is out of date."""

# Importing Daphne's server first installs Twisted's asyncio reactor.
import daphne.server  # noqa: F401  # isort: skip
from OpenSSL import crypto
from twisted.internet import reactor
from twisted.internet.endpoints import SSL4ServerEndpoint, TCP4ServerEndpoint, TCP6ServerEndpoint
from twisted.internet.interfaces import IStreamServerEndpoint
from twisted.internet.ssl import AcceptableCiphers, CertificateOptions, TLSVersion

from config.serving.certificates import Pair

BACKLOG = 128
CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"


def clear(host: str, port: int) -> IStreamServerEndpoint:
    kind = TCP6ServerEndpoint if ":" in host else TCP4ServerEndpoint
    endpoint: IStreamServerEndpoint = kind(reactor, port, BACKLOG, host)
    return endpoint


def encrypted(host: str, port: int, leaf: Pair) -> IStreamServerEndpoint:
    """TLS 1.2 or later, ephemeral keys, authenticated ciphers."""
    options = CertificateOptions(
        privateKey=crypto.PKey.from_cryptography_key(leaf.key),
        certificate=crypto.X509.from_cryptography(leaf.certificate),
        raiseMinimumTo=TLSVersion.TLSv1_2,
        acceptableCiphers=AcceptableCiphers.fromOpenSSLCipherString(CIPHERS),
    )
    endpoint: IStreamServerEndpoint = SSL4ServerEndpoint(reactor, port, options, BACKLOG, host)
    return endpoint
