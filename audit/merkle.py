"""RFC 6962 tree hashing, proofs and the frontier. Pure: anyone can check a log with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


class InvalidProof(ValueError):
    """The proof does not show what it is said to show."""


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root(leaf_hashes: Sequence[bytes]) -> bytes:
    """The Merkle tree hash of RFC 6962 section 2.1, over hashes of leaves."""
    return Frontier().extended(*leaf_hashes).root()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The roots of the full subtrees that make up a tree, largest first.

    All that is needed to add leaves and to know the root: one hash a set bit of `size`.
    """

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.nodes) != self.size.bit_count():
            raise ValueError("a frontier has one node for each set bit of its size")

    def extended(self, *leaf_hashes: bytes) -> Self:
        """The frontier after these leaves; each costs two hashes on average, log n at most."""
        size, nodes = self.size, list(self.nodes)
        for node in leaf_hashes:
            for _ in range(_trailing_ones(size)):
                node = node_hash(nodes.pop(), node)
            nodes.append(node)
            size += 1
        return type(self)(size, tuple(nodes))

    def root(self) -> bytes:
        if not self.nodes:
            return EMPTY_ROOT
        right = self.nodes[-1]
        for left in reversed(self.nodes[:-1]):
            right = node_hash(left, right)
        return right

    def to_bytes(self) -> bytes:
        """Eight bytes of size, big endian, then the nodes."""
        return self.size.to_bytes(8, "big") + b"".join(self.nodes)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        size, nodes = int.from_bytes(data[:8], "big"), data[8:]
        if len(data) < 8 or len(nodes) != size.bit_count() * HASH_BYTES:
            raise ValueError("not a frontier")
        return cls(
            size, tuple(nodes[at : at + HASH_BYTES] for at in range(0, len(nodes), HASH_BYTES))
        )


def inclusion_proof(leaf_hashes: Sequence[bytes], index: int) -> list[bytes]:
    """PATH(index, D[n]) of RFC 6962 section 2.1.1."""
    if not 0 <= index < len(leaf_hashes):
        raise IndexError("no such leaf")
    if len(leaf_hashes) == 1:
        return []
    split = _split(len(leaf_hashes))
    left, right = leaf_hashes[:split], leaf_hashes[split:]
    if index < split:
        return [*inclusion_proof(left, index), root(right)]
    return [*inclusion_proof(right, index - split), root(left)]


def consistency_proof(leaf_hashes: Sequence[bytes], size: int) -> list[bytes]:
    """PROOF(size, D[n]) of RFC 6962 section 2.1.2; empty from an empty tree."""
    if not 0 <= size <= len(leaf_hashes):
        raise IndexError("the older tree is not inside the newer one")
    return _subproof(leaf_hashes, size, whole=True) if size else []


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected_root: bytes
) -> None:
    """Raises `InvalidProof` unless the leaf with this hash is number `index` of the tree."""
    if not 0 <= index < size:
        raise InvalidProof("the leaf is outside the tree")
    _check_widths(leaf, *proof)
    inner = _inner_length(index, size)
    if len(proof) != inner + (index >> inner).bit_count():
        raise InvalidProof("wrong number of hashes")
    node = _climb(leaf, proof[:inner], index)
    if _climb_right(node, proof[inner:]) != expected_root:
        raise InvalidProof("the leaf does not lead to the root")


def verify_consistency(
    old_size: int, new_size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    """Raises `InvalidProof` unless the newer tree begins with the whole older one."""
    if not 0 <= old_size <= new_size:
        raise InvalidProof("the older tree is larger")
    _check_widths(*proof)
    if old_size in (0, new_size):
        _check_trivial(old_size, new_size, proof, old_root, new_root)
        return
    trailing = (old_size & -old_size).bit_length() - 1
    inner = _inner_length(old_size - 1, new_size) - trailing
    index = (old_size - 1) >> trailing
    # An older tree that is one full subtree is its own starting point and is left out.
    hashes = [old_root, *proof] if old_size == 1 << trailing else list(proof)
    if len(hashes) != 1 + inner + (index >> inner).bit_count():
        raise InvalidProof("wrong number of hashes")
    seed, path = hashes[0], hashes[1:]
    old = _climb(seed, path[:inner], index, only_right=True)
    if _climb_right(old, path[inner:]) != old_root:
        raise InvalidProof("the proof does not lead to the older root")
    if _climb_right(_climb(seed, path[:inner], index), path[inner:]) != new_root:
        raise InvalidProof("the proof does not lead to the newer root")


def _check_trivial(
    old_size: int, new_size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    if proof:
        raise InvalidProof("nothing to prove, yet there are hashes")
    if old_size == new_size and old_root != new_root:
        raise InvalidProof("two roots for one size")
    if old_size == 0 and old_root != EMPTY_ROOT:
        raise InvalidProof("not the root of an empty tree")


def _subproof(leaf_hashes: Sequence[bytes], size: int, *, whole: bool) -> list[bytes]:
    if size == len(leaf_hashes):
        return [] if whole else [root(leaf_hashes)]
    split = _split(len(leaf_hashes))
    left, right = leaf_hashes[:split], leaf_hashes[split:]
    if size <= split:
        return [*_subproof(left, size, whole=whole), root(right)]
    return [*_subproof(right, size - split, whole=False), root(left)]


def _climb(node: bytes, path: Sequence[bytes], index: int, *, only_right: bool = False) -> bytes:
    for level, sibling in enumerate(path):
        if index >> level & 1:
            node = node_hash(sibling, node)
        elif not only_right:
            node = node_hash(node, sibling)
    return node


def _climb_right(node: bytes, path: Sequence[bytes]) -> bytes:
    for sibling in path:
        node = node_hash(sibling, node)
    return node


def _inner_length(index: int, size: int) -> int:
    """How far the path of a leaf runs below the right border of the tree."""
    return (index ^ (size - 1)).bit_length()


def _split(size: int) -> int:
    """The largest power of two smaller than size."""
    return 1 << ((size - 1).bit_length() - 1)


def _trailing_ones(size: int) -> int:
    return (~size & (size + 1)).bit_length() - 1


def _check_widths(*hashes: bytes) -> None:
    if any(len(each) != HASH_BYTES for each in hashes):
        raise InvalidProof("a hash has 32 bytes")
