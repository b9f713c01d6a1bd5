"""The tree: public vectors, and properties that hold for every size."""

import json
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit import merkle

SIZES = st.integers(min_value=1, max_value=200)


def hashes(size: int) -> list[bytes]:
    return [merkle.leaf_hash(number.to_bytes(4, "big")) for number in range(size)]


def recursive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1 word for word, as an independent oracle."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return merkle.node_hash(recursive_root(leaves[:split]), recursive_root(leaves[split:]))


def decoded(value: str | None) -> bytes:
    return b64decode(value or "")


def test_known_answers(shared_data: Path) -> None:
    vectors = json.loads((shared_data / "merkle" / "rfc6962-known-answers.json").read_text())
    computed = {
        "empty_root": lambda vector: merkle.root([]),
        "leaf": lambda vector: merkle.leaf_hash(vector["data_utf8"].encode()),
        "node": lambda vector: merkle.node_hash(
            vector["left_utf8"].encode(), vector["right_utf8"].encode()
        ),
    }
    assert len(vectors["vectors"]) >= 4
    for vector in vectors["vectors"]:
        assert computed[vector["op"]](vector).hex() == vector["sha256"]


def test_every_public_inclusion_vector(shared_data: Path) -> None:
    files = sorted((shared_data / "merkle" / "inclusion").rglob("*.json"))
    assert len(files) > 20
    for file in files:
        vector = json.loads(file.read_text())
        accepted = _accepts(
            merkle.verify_inclusion,
            decoded(vector["leafHash"]),
            vector["leafIdx"],
            vector["treeSize"],
            [decoded(each) for each in vector["proof"] or []],
            decoded(vector["root"]),
        )
        assert accepted is not vector["wantErr"], file.name


def test_every_public_consistency_vector(shared_data: Path) -> None:
    files = sorted((shared_data / "merkle" / "consistency").rglob("*.json"))
    assert len(files) > 20
    for file in files:
        vector = json.loads(file.read_text())
        accepted = _accepts(
            merkle.verify_consistency,
            vector["size1"],
            vector["size2"],
            [decoded(each) for each in vector["proof"] or []],
            decoded(vector["root1"]),
            decoded(vector["root2"]),
        )
        assert accepted is not vector["wantErr"], file.name


@given(SIZES)
def test_the_frontier_knows_the_root(size: int) -> None:
    frontier = merkle.Frontier()
    for leaf in hashes(size):
        frontier = merkle.Frontier.from_bytes(frontier.extended(leaf).to_bytes())
    assert frontier.size == size
    assert frontier.root() == recursive_root(hashes(size)) == merkle.root(hashes(size))


@given(SIZES, st.data())
def test_every_leaf_can_be_proved_and_no_other(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(min_value=0, max_value=size - 1))
    leaves = hashes(size)
    root = merkle.root(leaves)
    proof = merkle.inclusion_proof(leaves, index)
    merkle.verify_inclusion(leaves[index], index, size, proof, root)
    other = merkle.leaf_hash(b"never logged")
    with pytest.raises(merkle.InvalidProof):
        merkle.verify_inclusion(other, index, size, proof, root)
    with pytest.raises(merkle.InvalidProof):
        merkle.verify_inclusion(leaves[index], index, size, [*proof, other], root)


@given(SIZES, st.data())
def test_growth_can_be_proved_and_a_tampered_proof_is_refused(
    size: int, data: st.DataObject
) -> None:
    older = data.draw(st.integers(min_value=0, max_value=size))
    leaves = hashes(size)
    old_root, root = merkle.root(leaves[:older]), merkle.root(leaves)
    proof = merkle.consistency_proof(leaves, older)
    merkle.verify_consistency(older, size, proof, old_root, root)
    if proof:
        at = data.draw(st.integers(min_value=0, max_value=len(proof) - 1))
        tampered = [*proof[:at], merkle.leaf_hash(proof[at]), *proof[at + 1 :]]
        with pytest.raises(merkle.InvalidProof):
            merkle.verify_consistency(older, size, tampered, old_root, root)


@pytest.mark.parametrize("data", [b"", b"\x00" * 7, b"\x00" * 9, b"\xff" * 8, b"\x00" * 40])
def test_bytes_that_are_no_frontier_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="frontier"):
        merkle.Frontier.from_bytes(data)


def _accepts(verify: object, *arguments: object) -> bool:
    assert callable(verify)
    try:
        verify(*arguments)
    except merkle.InvalidProof:
        return False
    return True
