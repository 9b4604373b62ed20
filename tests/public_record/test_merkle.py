"""The tree: published vectors, and inclusion and consistency for every size up to 64."""

import hashlib

import pytest

from consultation.public_record import merkle, verify

DATA = [bytes([number]) for number in range(64)]
LEAVES = [merkle.leaf_hash(data) for data in DATA]
ROOTS = [merkle.root_of(LEAVES[:size]) for size in range(65)]

# The test data of Certificate Transparency (google/certificate-transparency, merkle_tree_test)
PUBLISHED = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
             "606162636465666768696a6b6c6d6e6f"]  # fmt: skip
PUBLISHED_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_the_published_ones(size: int) -> None:
    data = [bytes.fromhex(one) for one in PUBLISHED[:size]]
    root = merkle.root_of([merkle.leaf_hash(one) for one in data]).hex()
    assert root == PUBLISHED_ROOTS[size]
    assert verify.root_of(data).hex() == PUBLISHED_ROOTS[size]


def recursive_root(hashes: list[bytes]) -> bytes:
    """The definition of RFC 9162, 2.1.1, written as it stands there."""
    if len(hashes) == 1:
        return hashes[0]
    middle = 1
    while middle * 2 < len(hashes):
        middle *= 2
    left, right = recursive_root(hashes[:middle]), recursive_root(hashes[middle:])
    return merkle.node_hash(left, right)


@pytest.mark.parametrize("size", range(1, 65))
def test_the_root_is_that_of_the_definition(size: int) -> None:
    assert ROOTS[size] == recursive_root(LEAVES[:size])


def test_the_verifier_finds_the_roots_of_all_sizes_in_one_pass() -> None:
    assert verify.roots_at(DATA, set(range(65))) == dict(enumerate(ROOTS))


def test_a_frontier_holds_a_hash_for_each_1_bit_of_the_size() -> None:
    frontier: list[bytes] = []
    for size, leaf in enumerate(LEAVES):
        frontier = merkle.extended(frontier, size, leaf)
        assert len(frontier) == (size + 1).bit_count()


def altered(path: list[bytes]) -> list[list[bytes]]:
    """Paths that prove nothing: one step changed, left out, doubled; one step too many."""
    wrong = hashlib.sha256(b"wrong").digest()
    changed = [[*path[:at], wrong, *path[at + 1 :]] for at in range(len(path))]
    shorter = [[*path[:at], *path[at + 1 :]] for at in range(len(path))]
    return [*changed, *shorter, [*path, wrong], [wrong, *path]]


def test_every_leaf_is_included_and_no_other() -> None:
    for size in range(1, 65):
        for index in range(size):
            path = merkle.inclusion_proof(LEAVES[:size], index)
            assert merkle.includes(LEAVES[index], index, size, path, ROOTS[size])
            assert not merkle.includes(LEAVES[index - 1], index, size, path, ROOTS[size]) or (
                size == 1 and LEAVES[index - 1] == LEAVES[index]
            )
            assert not merkle.includes(LEAVES[index], index, size, path, ROOTS[size - 1])
            assert not merkle.includes(LEAVES[index], size, size, path, ROOTS[size])
            for forged in altered(path):
                assert not merkle.includes(LEAVES[index], index, size, forged, ROOTS[size])


def test_every_tree_is_consistent_with_its_beginnings_only() -> None:
    for size in range(1, 65):
        for old in range(1, size + 1):
            path = merkle.consistency_proof(LEAVES[:size], old)
            assert merkle.is_consistent(old, size, ROOTS[old], ROOTS[size], path)
            assert not merkle.is_consistent(old, size, ROOTS[old - 1], ROOTS[size], path)
            assert not merkle.is_consistent(old, size, ROOTS[old], ROOTS[size - 1], path)
            for forged in altered(path):
                assert not merkle.is_consistent(old, size, ROOTS[old], ROOTS[size], forged)


def test_there_is_no_proof_for_what_is_not_there() -> None:
    with pytest.raises(IndexError):
        merkle.inclusion_proof(LEAVES, 64)
    for old in (0, 65):
        with pytest.raises(IndexError):
            merkle.consistency_proof(LEAVES, old)
        assert not merkle.is_consistent(old, 64, ROOTS[0], ROOTS[64], [ROOTS[1]])
