"""What the tests of the log share: a vault, a signer, deeds, and where the public vectors lie."""

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.note import Signer
from tests.audit.vault import Vault

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def vault() -> Vault:
    return Vault()


@pytest.fixture
def signer() -> Signer:
    return Signer("log.example/home-care", Ed25519PrivateKey.generate())


@pytest.fixture
def shared_data() -> Path:
    folder = Path(os.environ.get("TSUNAGI_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"outside data: no test vectors at {folder}")
    return folder
