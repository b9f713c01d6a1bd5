"""The vectors of the format's authors end as they say, and give out no byte too many."""

from hashlib import sha256

import pytest

from sharing import age
from tests.sharing.age.vectors import FOLDER, Vector

VECTORS = Vector.all()
NOTHING = sha256(b"").hexdigest()
REFUSALS: dict[str, type[age.AgeError]] = {
    "header failure": age.Damaged,
    "armor failure": age.Damaged,
    "payload failure": age.Damaged,
    "no match": age.Unopenable,
}
# The number is well formed; what it asks for is not tried.
OVERFLOW = "scrypt_work_factor_overflow"
# The tool gives out the last chunk before it sees that something follows; we look first.
STRICTER = ("stream_trailing_garbage_long", "stream_two_final_chunks_full")

pytestmark = pytest.mark.skipif(
    not VECTORS, reason=f"outside data: {FOLDER} does not hold the age vectors"
)


def outcome(vector: Vector) -> tuple[str, age.AgeError | None]:
    digest = sha256()
    try:
        for part in age.decrypt(age.dearmored(vector.stream()), vector.identities):
            digest.update(part)
    except age.AgeError as error:
        return digest.hexdigest(), error
    return digest.hexdigest(), None


def vectors(*expected: str) -> list[Vector]:
    return [one for one in VECTORS if one.expect in expected and not one.hybrid_keys]


def hybrids() -> list[Vector]:
    return [one for one in VECTORS if one.hybrid_keys]


def test_all_vectors_are_run() -> None:
    opened, refused, hybrid = vectors("success"), vectors(*REFUSALS), hybrids()
    assert len(opened) + len(refused) + len(hybrid) == len(VECTORS) == 51
    assert len(hybrid) == 10


@pytest.mark.parametrize("vector", vectors("success"), ids=lambda one: one.name)
def test_a_good_file_is_opened(vector: Vector) -> None:
    assert outcome(vector) == (vector.payload_sha256, None)


@pytest.mark.parametrize("vector", vectors(*REFUSALS), ids=lambda one: one.name)
def test_a_bad_file_is_refused(vector: Vector) -> None:
    digest, error = outcome(vector)
    assert type(error) is (age.Declined if vector.name == OVERFLOW else REFUSALS[vector.expect])
    allowed = NOTHING if vector.name in STRICTER else vector.payload_sha256 or NOTHING
    assert digest == allowed


@pytest.mark.parametrize("vector", hybrids(), ids=lambda one: one.name)
def test_a_hybrid_identity_is_declined_by_name(vector: Vector) -> None:
    for key in vector.hybrid_keys:
        with pytest.raises(age.Declined, match=r"hybrid.*mlkem768x25519"):
            age.Identity.parse(key)
    digest, error = outcome(vector)
    assert isinstance(error, age.Unopenable | age.Damaged)
    assert digest == NOTHING
