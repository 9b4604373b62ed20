"""The files there are of a version and of a note, and which must still be made."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.open_data.models import Download
from consultation.papers.paper import Format
from consultation.papers.writing import LAYOUT
from consultation.permissions import Permission, require
from consultation.plans.models import PlanVersion
from consultation.plans.queries import may_read
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.queries import published_notes
from consultation.rounds.models import Round
from consultation.rounds.queries import public_rounds

MARK = 12
"""Signs of the fingerprint in an address, by which caches know that the file never changes."""


@dataclass(frozen=True)
class Source:
    """What a file is made of: a version as it stands in a round, or the note of a round."""

    round: Round
    version: PlanVersion | None = None
    note: ResponseNote | None = None

    @property
    def is_frozen(self) -> bool:
        """Whether everybody may have it and it never changes."""
        if self.version is not None:
            return self.version.is_published and self.round.is_public
        return self.note is not None and self.note.published_content is not None

    @property
    def path(self) -> str:
        """Its address on this site, without the ending that says the format."""
        if self.version is not None:
            return f"/rondes/{self.round.slug}/versies/{self.version.number}/plan"
        return f"/rondes/{self.round.slug}/antwoordnota"

    @property
    def name(self) -> str:
        """The name of the file, without its ending."""
        if self.version is not None:
            return f"{self.version.plan.slug}-versie-{self.version.number}"
        return f"antwoordnota-{self.round.slug}"

    def fingerprint(self, base: str) -> str:
        """By what its files are found; another address of the site makes other files."""
        parts = [str(LAYOUT), base, self.path]
        if self.version is not None:
            version = self.version
            parts += [str(version.id), str(version.published_at), version.plan.title]
        if self.note is not None:
            parts.append(self.note.published_hash)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class FileLink:
    """A file that can be had, at an address on this site; without a size it is not kept yet."""

    format: Format
    address: str
    size: int | None


def plan_source(round: Round, version: PlanVersion, *, reader: Actor) -> Source:
    """A version that this person may read in a round that they may read; raises NotFound."""
    if not may_read(version, reader=reader):
        raise NotFound("version_unknown", number=version.number)
    return Source(round, version=version)


def download_of(source: Source, wanted: Format, base: str, *, reader: Actor) -> Download | None:
    """The file that is kept of something frozen, if it is there, with its bytes."""
    require(reader, Permission.READ_PUBLIC)
    if not source.is_frozen:
        return None
    query = select(Download).where(
        Download.fingerprint == source.fingerprint(base), Download.format == wanted
    )
    return db.session.scalars(query.options(undefer(Download.data))).first()


def files_of(sources: Sequence[Source], base: str, *, reader: Actor) -> list[list[FileLink]]:
    """For each of these the files that can be had, in one statement.

    A PDF that is not there yet has no link: it takes a while. One that could not be made neither.
    """
    require(reader, Permission.READ_PUBLIC)
    marks = [source.fingerprint(base) for source in sources]
    query = select(Download.fingerprint, Download.format, Download.size)
    found = db.session.execute(query.where(Download.fingerprint.in_(marks)))
    sizes = {(mark, wanted): size for mark, wanted, size in found}
    return [list(_links(source, mark, sizes)) for source, mark in zip(sources, marks, strict=True)]


def _links(source: Source, mark: str, sizes: dict[tuple[str, Format], int]) -> Iterator[FileLink]:
    for one in Format:
        size = sizes.get((mark, one))
        waits = one is Format.PDF and size is None and source.is_frozen
        if waits or size == 0:
            continue
        kept = f"?v={mark[:MARK]}" if size else ""
        yield FileLink(one, f"{source.path}.{one.value}{kept}", size)


def missing_file(
    formats: Sequence[Format], base: str, *, reader: Actor
) -> tuple[Source, Format] | None:
    """The first file of something frozen that is not kept yet, in a fixed number of statements."""
    require(reader, Permission.KEEP_DOWNLOAD)
    rows = db.session.execute(select(Download.fingerprint, Download.format))
    there = {(mark, kept) for mark, kept in rows}
    for source in _sources(reader):
        mark = source.fingerprint(base)
        for one in formats:
            if (mark, one) not in there:
                return source, one
    return None


def _sources(reader: Actor) -> Iterator[Source]:
    rounds = public_rounds(reader=reader)
    of_plan: dict[int, list[PlanVersion]] = {}
    plans = {one.plan_id for one in rounds if one.plan_id is not None}
    query = (
        select(PlanVersion)
        .where(PlanVersion.plan_id.in_(plans))
        .options(joinedload(PlanVersion.plan))
        .order_by(PlanVersion.plan_id, PlanVersion.number)
    )
    for version in db.session.scalars(query):
        if version.is_published:
            of_plan.setdefault(version.plan_id, []).append(version)
    for round in rounds:
        for version in of_plan.get(round.plan_id or 0, []):
            yield Source(round, version=version)
    for note in published_notes(reader=reader):
        yield Source(note.round, note=note)
