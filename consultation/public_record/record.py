"""Appending to the record and reading it: leaf and row in one transaction, or neither."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, text

from consultation import clock
from consultation.database import db
from consultation.public_record import merkle, signing, verify
from consultation.public_record.leaves import Kind, Leaf
from consultation.public_record.models import Checkpoint, RecordHead, RecordLeaf

HASH = 32


@dataclass(frozen=True)
class Head:
    """The size of the record and the root over all its leaves."""

    size: int
    root: bytes


def append(kind: Kind, *, round: str, ref: str, value: bytes) -> int:
    """Add a leaf within the caller's transaction, and give its index.

    The head row is locked, so indexes have no gaps; a rollback takes the leaf back as well.
    """
    head = _locked_head()
    line = Leaf(kind, round, ref, value).line()
    index = head.size
    grown = merkle.extended(_parts(head.frontier), index, merkle.leaf_hash(line.encode()))
    db.session.add(RecordLeaf(id=index, round=round, ref=ref, kind=kind.value, line=line))
    head.frontier = b"".join(grown)
    head.size = index + 1
    db.session.flush()
    return index


def _locked_head() -> RecordHead:
    query = select(RecordHead).where(RecordHead.id == 1).with_for_update()
    query = query.execution_options(populate_existing=True)
    head = db.session.scalars(query).first()
    if head is not None:
        return head
    # Two first inputs at once both find nothing; the one that comes second waits and reads again.
    db.session.execute(
        text(
            "INSERT INTO record_head (id, size, frontier) VALUES (1, 0, :nothing)"
            " ON CONFLICT DO NOTHING"
        ),
        {"nothing": b""},
    )
    return db.session.scalars(query).one()


def _parts(frontier: bytes) -> list[bytes]:
    return [frontier[at : at + HASH] for at in range(0, len(frontier), HASH)]


def head() -> Head:
    """The head as it stands."""
    row = db.session.get(RecordHead, 1)
    if row is None:
        return Head(0, merkle.frontier_root([]))
    return Head(row.size, merkle.frontier_root(_parts(row.frontier)))


def lines(begin: int = 0, end: int | None = None) -> list[str]:
    """The leaves from one index to another in their order; all of them by default."""
    query = select(RecordLeaf.line).where(RecordLeaf.id >= begin).order_by(RecordLeaf.id)
    return list(db.session.scalars(query if end is None else query.where(RecordLeaf.id < end)))


def about_from(size: int) -> set[tuple[str, str]]:
    """Round and reference of every leaf that came when the record had this size, or later."""
    query = select(RecordLeaf.round, RecordLeaf.ref).where(RecordLeaf.id >= size)
    return {(round_slug, ref) for round_slug, ref in db.session.execute(query)}


def lines_about(ref: str) -> list[tuple[int, str]]:
    """The leaves about one reference, with their index."""
    query = select(RecordLeaf.id, RecordLeaf.line).where(RecordLeaf.ref == ref)
    return [(index, line) for index, line in db.session.execute(query.order_by(RecordLeaf.id))]


def refs_of_kind(round_slug: str, kind: Kind) -> list[str]:
    """The references of a round that have a leaf of this kind."""
    query = select(RecordLeaf.ref).where(
        RecordLeaf.round == round_slug, RecordLeaf.kind == kind.value
    )
    return list(db.session.scalars(query.order_by(RecordLeaf.id)))


def inclusion_proof(index: int, size: int) -> list[bytes]:
    """The path that shows leaf `index` stands in the tree of the first `size` leaves.

    Raises IndexError when the record has no such leaf or was never that large.
    """
    if not 0 <= index < size <= head().size:
        raise IndexError(f"no leaf {index} among {size}")
    query = select(RecordLeaf.line).where(RecordLeaf.id < size).order_by(RecordLeaf.id)
    hashes = [merkle.leaf_hash(line.encode()) for line in db.session.scalars(query)]
    return merkle.inclusion_proof(hashes, index)


def closing_value(refs: Sequence[str]) -> bytes:
    """What the leaf `sluiting` fixes of the references received in time.

    SHA-256 over `dialoog-sluiting/1`, their number in eight bytes, and the Merkle root over them
    in sorted order; late ones do not count. `verify.py` works it out again from the leaves.
    """
    return verify.closing_value(list(refs))


# --- what is signed --------------------------------------------------------------------------


def sign_checkpoint(origin: str, key: signing.SigningKey) -> Checkpoint:
    """Sign the head as it stands, once per size, within the caller's transaction."""
    row = _locked_head()
    found = db.session.scalars(select(Checkpoint).where(Checkpoint.size == row.size)).first()
    if found is not None:
        return found
    root = merkle.frontier_root(_parts(row.frontier))
    body = f"{origin}\n{row.size}\n{base64.b64encode(root).decode()}\n"
    made = Checkpoint(size=row.size, note=signing.sign(body, origin, key), signed_at=clock.now())
    db.session.add(made)
    db.session.flush()
    return made


def checkpoints() -> list[str]:
    """All checkpoints ever signed, oldest first."""
    return list(db.session.scalars(select(Checkpoint.note).order_by(Checkpoint.size)))


def signed_size() -> int:
    """How many leaves the newest checkpoint covers."""
    return db.session.scalar(select(func.max(Checkpoint.size))) or 0


def needs_signature() -> bool:
    """Whether there are leaves that no checkpoint covers, or none was ever signed."""
    return head().size > signed_size() or not checkpoints()


def origin_or(name: str) -> str:
    """The name under which this record was first signed; before that, the one given.

    A record keeps its name for life: whoever kept an old checkpoint could not compare otherwise.
    """
    first = db.session.scalars(select(Checkpoint.note).order_by(Checkpoint.size).limit(1)).first()
    return name if first is None else first.split("\n", 1)[0]


def signed_receipt(ref: str, origin: str, key: signing.SigningKey) -> str:
    """What proves to its holder that their newest text stands in the record: index, ref, C.

    Raises LookupError when nothing was received under this reference.
    """
    leaf = text_leaf(ref)
    if leaf is None:
        raise LookupError(ref)
    value = leaf.line.rsplit(" ", 1)[1]
    return signing.sign(f"{origin}\n{leaf.id}\n{ref}\n{value}\n", origin, key)


def text_leaf(ref: str) -> RecordLeaf | None:
    """The leaf of the newest text that was received under a reference."""
    texts = {Kind.ONTVANGEN.value, Kind.TE_LAAT.value, Kind.GEWIJZIGD.value}
    query = select(RecordLeaf).where(RecordLeaf.ref == ref, RecordLeaf.kind.in_(texts))
    return db.session.scalars(query.order_by(RecordLeaf.id.desc()).limit(1)).first()
