"""Merkle trees as in RFC 6962 and RFC 9162: SHA-256, 0x00 before a leaf, 0x01 before a node."""

import hashlib
from collections.abc import Sequence


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees together."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """The root over leaf hashes, worked out from all of them."""
    frontier: list[bytes] = []
    for size, leaf in enumerate(hashes):
        frontier = extended(frontier, size, leaf)
    return frontier_root(frontier)


def extended(frontier: Sequence[bytes], size: int, leaf: bytes) -> list[bytes]:
    """The frontier of a tree of `size` leaves after one more leaf; O(log n) hashes.

    A frontier holds the roots of the full subtrees from left to right, one for each 1-bit of
    the size.
    """
    grown = list(frontier)
    node = leaf
    while size & 1:
        node = node_hash(grown.pop(), node)
        size >>= 1
    return [*grown, node]


def frontier_root(frontier: Sequence[bytes]) -> bytes:
    """The root that a frontier stands for; of no leaves it is the hash of nothing."""
    if not frontier:
        return hashlib.sha256(b"").digest()
    node = frontier[-1]
    for left in reversed(frontier[:-1]):
        node = node_hash(left, node)
    return node


def _split(size: int) -> int:
    """The largest power of two below a size."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_proof(hashes: Sequence[bytes], index: int) -> list[bytes]:
    """The path that shows a leaf stands in the tree (RFC 9162, 2.1.3.1).

    Raises IndexError when there is no such leaf.
    """
    if not 0 <= index < len(hashes):
        raise IndexError(index)
    if len(hashes) == 1:
        return []
    middle = _split(len(hashes))
    if index < middle:
        return [*inclusion_proof(hashes[:middle], index), root_of(hashes[middle:])]
    return [*inclusion_proof(hashes[middle:], index - middle), root_of(hashes[:middle])]


def includes(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether a path shows that a leaf stands at an index of a tree with this root."""
    if not 0 <= index < size:
        return False
    node, last = leaf, size - 1
    for step in path:
        if last == 0:
            return False
        if index & 1 or index == last:
            node = node_hash(step, node)
            while index and not index & 1:
                index >>= 1
                last >>= 1
        else:
            node = node_hash(node, step)
        index >>= 1
        last >>= 1
    return last == 0 and node == root


def consistency_proof(hashes: Sequence[bytes], old_size: int) -> list[bytes]:
    """The path that shows a tree only grew since it had `old_size` leaves (RFC 9162, 2.1.4.1)."""
    if not 0 < old_size <= len(hashes):
        raise IndexError(old_size)
    return _consistency(hashes, old_size, whole=True)


def _consistency(hashes: Sequence[bytes], old_size: int, *, whole: bool) -> list[bytes]:
    if old_size == len(hashes):
        return [] if whole else [root_of(hashes)]
    middle = _split(len(hashes))
    if old_size <= middle:
        path = _consistency(hashes[:middle], old_size, whole=whole)
        return [*path, root_of(hashes[middle:])]
    path = _consistency(hashes[middle:], old_size - middle, whole=False)
    return [*path, root_of(hashes[:middle])]


def is_consistent(  # noqa: C901 - the algorithm as RFC 9162 writes it
    old_size: int, size: int, old_root: bytes, root: bytes, path: Sequence[bytes]
) -> bool:
    """Whether a path shows that the new tree holds the old one (RFC 9162, 2.1.4.2)."""
    if old_size == size:
        return not path and old_root == root
    if not 0 < old_size < size or not path:
        return False
    steps = list(path)
    if old_size & (old_size - 1) == 0:
        steps.insert(0, old_root)
    index, last = old_size - 1, size - 1
    while index & 1:
        index >>= 1
        last >>= 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if index & 1 or index == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while index and not index & 1:
                index >>= 1
                last >>= 1
        else:
            new = node_hash(new, step)
        index >>= 1
        last >>= 1
    return last == 0 and old == old_root and new == root
