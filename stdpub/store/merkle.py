"""The leaves of a published edition in; the root of their Merkle tree, and the path from one of them to it, out (RFC 9162)."""

from __future__ import annotations

from hashlib import sha256
from typing import TypeAlias

Leaf: TypeAlias = tuple[str, str, str]
"""Key, language, and the SHA-256 of the canonical content in hexadecimal."""


def leaf_hash(leaf: Leaf) -> bytes:
    """Return the hash of a leaf: its three words parted by spaces, behind a zero byte."""
    return sha256(b"\0" + " ".join(leaf).encode()).digest()


def merkle_root(leaves: tuple[Leaf, ...]) -> str:
    """Return the root of the tree over the sorted leaves, hashed as in RFC 9162: a leaf behind 0, a node behind 1."""
    level = [leaf_hash(leaf) for leaf in sorted(leaves)]
    if not level:
        return sha256(b"").hexdigest()
    while len(level) > 1:
        level = _above(level)
    return level[0].hex()


def audit_path(leaves: tuple[Leaf, ...], index: int) -> tuple[str, ...]:
    """Return the hashes that lead from the leaf at an index of the sorted leaves to the root, the lowest first."""
    level = [leaf_hash(leaf) for leaf in sorted(leaves)]
    path: list[str] = []
    while len(level) > 1:
        beside = index ^ 1
        if beside < len(level):
            path.append(level[beside].hex())
        level = _above(level)
        index //= 2
    return tuple(path)


def root_of(leaf: Leaf, index: int, size: int, path: tuple[str, ...]) -> str:
    """Return the root that a path leads to from a leaf; empty where the path is none of a tree of that size."""
    if not 0 <= index < size:
        return ""
    found, last = leaf_hash(leaf), size - 1
    for beside in map(bytes.fromhex, path):
        if not last:
            return ""
        # An odd last node has nothing beside it and is carried up.
        while index == last and not index % 2:
            index, last = index // 2, last // 2
        found = sha256(b"\1" + (beside + found if index % 2 else found + beside)).digest()
        index, last = index // 2, last // 2
    while last and index == last and not index % 2:
        index, last = index // 2, last // 2
    return "" if last else found.hex()


def _above(level: list[bytes]) -> list[bytes]:
    # Pairing from the left, an odd one carried up, gives the tree of RFC 9162, whose left side is a full one.
    pairs = [sha256(b"\1" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)]
    return pairs + ([level[-1]] if len(level) % 2 else [])
