"""The record in the files of C2SP tlog-tiles, and the proof of one leaf as C2SP tlog-proof.

Mirrors and witnesses read the record so, with programs that are not ours.
"""

import base64
import re

from consultation.public_record import merkle, record

WIDTH = 256
"""Hashes in a whole tile."""

LEVELS = ("0", "1", "2")
"""As high as a record of four thousand million lines has whole hashes."""

PLACE = re.compile(r"((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d{0,2}))?")


def tile_place(path: str) -> tuple[int, int]:
    """Index and width from the end of a tile's address, such as `x001/234.p/17`.

    Raises LookupError for what no tile is called.
    """
    found = PLACE.fullmatch(path)
    width = int(found[2] or WIDTH) if found else 0
    if found is None or (found[2] and width >= WIDTH):
        raise LookupError(path)
    return int(found[1].replace("x", "").replace("/", "")), width


def tile(level: str, path: str) -> bytes:
    """The hashes of a tile, as far as they are signed; raises LookupError for another one."""
    if level not in LEVELS:
        raise LookupError(level)
    unit = WIDTH ** int(level)
    index, width = tile_place(path)
    begin = _signed(index, width, unit)
    lines = record.lines(begin * unit, (begin + width) * unit)
    hashes = [merkle.leaf_hash(line.encode()) for line in lines]
    roots = (merkle.root_of(hashes[at : at + unit]) for at in range(0, len(hashes), unit))
    return b"".join(roots)


def entry_bundle(path: str) -> bytes:
    """The lines of a tile, each with its length before it; raises LookupError for another one."""
    index, width = tile_place(path)
    begin = _signed(index, width, 1)
    lines = (line.encode() for line in record.lines(begin, begin + width))
    return b"".join(len(line).to_bytes(2, "big") + line for line in lines)


def _signed(index: int, width: int, unit: int) -> int:
    """Where a tile begins, in hashes of its level."""
    begin = index * WIDTH
    if (begin + width) * unit > record.signed_size():
        raise LookupError(f"tile {index} of width {width} is not signed")
    return begin


def proof_of(ref: str) -> str:
    """That the newest text of a reference stands in the record that was signed.

    Raises LookupError when it does not.
    """
    leaf = record.text_leaf(ref)
    size = record.signed_size()
    if leaf is None or leaf.id >= size:
        raise LookupError(ref)
    path = record.inclusion_proof(leaf.id, size)
    hashes = "".join(base64.b64encode(step).decode() + "\n" for step in path)
    return f"c2sp.org/tlog-proof@v1\nindex {leaf.id}\n{hashes}\n{record.checkpoints()[-1]}"
