"""What the public pages lay side by side: a section with its neighbours, reactions and answers."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consultation.answers.models import Disposition, PlanChange
from consultation.answers.queries import changes_of
from consultation.contributions.models import Contribution, Submission
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.plain_language.reading_time import minutes
from consultation.plans.models import Alinea, Plan, PlanVersion, Section
from consultation.plans.queries import (
    Line,
    newest_version,
    outline,
    section_by_permanent_id,
    version_of,
)
from consultation.public_record.receipts import parse_receipt
from consultation.reactions.queries import (
    LOST,
    WHOLE_SECTION,
    ReactionRow,
    SaidBeside,
    Spoken,
    Stand,
    outcomes_of_rows,
    reaction_counts,
    reactions_by_ids,
    reactions_on_section,
    said_beside,
    spoken_in,
    stands_in,
)
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.queries import published_notes
from consultation.rounds.models import Round


@dataclass(frozen=True)
class Contents:
    """A version with its lines and how many reactions each has."""

    version: PlanVersion
    lines: Sequence[Line]
    counts: dict[str, int]
    spoken: Sequence[Spoken]
    """The places in the plan that people spoke about in the round."""

    @property
    def chapters(self) -> list[Line]:
        """The lines that start a chapter."""
        return [line for line in self.lines if line.is_chapter]

    @property
    def words(self) -> int:
        """The words of the whole plan."""
        return sum(line.words for line in self.lines)

    def minutes_of(self, chapter: Line) -> int:
        """Reading time of a whole chapter."""
        return minutes(sum(line.words for line in self.in_chapter(chapter.position)))

    def in_chapter(self, position: int) -> list[Line]:
        """The lines of the chapter that starts at a position."""
        return [line for line in self.lines if line.chapter_position == position]

    def index_of(self, permanent_id: str) -> int:
        """The place of a section among all; raises NotFound."""
        for index, line in enumerate(self.lines):
            if line.permanent_id == permanent_id:
                return index
        raise NotFound("section_unknown", section=permanent_id)

    def at(self, index: int) -> Line | None:
        """The line at a place, or none before the first and after the last."""
        return self.lines[index] if 0 <= index < len(self.lines) else None


def contents_of(round: Round, *, reader: Actor, number: int | None = None) -> Contents:
    """The version that a round consults, or another one by number; raises NotFound without plan."""
    version = round.version
    if number is not None and round.plan is not None:
        version = version_of(round.plan, number, reader=reader)
    if version is None:
        raise NotFound("version_missing")
    spoken = spoken_in(round, reader=reader)
    counts = reaction_counts(round, reader=reader, spoken=spoken)
    return Contents(version, outline(version, reader=reader), counts, spoken)


SHOWN = 20
"""Reactions in full beside a section; all of them are a page away, so that it stays light."""


@dataclass(frozen=True)
class Group:
    """Reactions on one alinea (by its number), on the whole section, or on text that is gone."""

    name: str
    rows: Sequence[ReactionRow]
    count: int

    @property
    def is_alinea(self) -> bool:
        """Whether these are about one alinea."""
        return self.name.isdecimal()


@dataclass(frozen=True)
class SectionView:
    """A section as it is read: text, place in the plan, reactions by alinea, changes."""

    section: Section
    contents: Contents
    index: int
    said: SaidBeside
    outcomes: dict[int, list[Disposition]]
    changes: Sequence[PlanChange]
    older: Mapping[int, Stand]
    """Where reactions on a version before this one stand in it, by their number."""
    newer: PlanVersion | None
    """The newest version, when that is a newer one."""
    newest: Mapping[int, Stand]
    """Where reactions stand in that."""

    @property
    def line(self) -> Line:
        """This section in the contents."""
        return self.contents.lines[self.index]

    @property
    def previous(self) -> Line | None:
        """The section before."""
        return self.contents.at(self.index - 1)

    @property
    def next(self) -> Line | None:
        """The section after."""
        return self.contents.at(self.index + 1)

    @property
    def chapter(self) -> Line:
        """The chapter this section belongs to."""
        return self.contents.lines[self.line.chapter_position]

    def count_of(self, alinea: Alinea) -> int:
        """How many reactions there are on one alinea."""
        return self.said.counts[str(alinea.number)]

    @property
    def total(self) -> int:
        """How many reactions there are here in all."""
        return self.said.counts.total()

    @property
    def groups(self) -> list[Group]:
        """The newest reactions: of each alinea that has some, of the section, of text that is gone.

        A group says how many there are in all, because a page shows only so many.
        """
        numbers = [str(one.number) for one in self.section.alineas]
        return [
            Group(name, self._shown_of(name), self.said.counts[name])
            for name in (*numbers, WHOLE_SECTION, LOST)
            if self.said.counts[name]
        ]

    def _shown_of(self, name: str) -> list[ReactionRow]:
        return [row for row in self.said.rows if self.said.groups[row.id] == name]

    def stand_of(self, row: ReactionRow) -> Stand | None:
        """What to tell of a reaction: that it is about an older version, or what came after."""
        return self.older.get(row.id) or self.newest.get(row.id)

    @property
    def has_more(self) -> bool:
        """Whether there are more reactions than the page shows."""
        return self.total > SHOWN

    @property
    def answered(self) -> int:
        """How many of the reactions here have an outcome that is public."""
        return self.said.answered


def section_view(
    round: Round,
    permanent_id: str,
    *,
    reader: Actor,
    number: int | None = None,
    with_reactions: bool = True,
) -> SectionView:
    """A section of the consulted version (or of another one) with all that belongs to it."""
    contents = contents_of(round, reader=reader, number=number)
    index = contents.index_of(permanent_id)
    section = section_by_permanent_id(contents.version, permanent_id, reader=reader)
    said = NOTHING
    if with_reactions:
        said = said_beside(round, section, contents.spoken, reader=reader, most=SHOWN)
    newer = newer_version(round.plan, contents.version, reader=reader)
    return SectionView(
        section,
        contents,
        index,
        said,
        outcomes_of_rows(round, said.rows, reader=reader),
        _changes(round, permanent_id, reader),
        stands_in(contents.version, said.rows, reader=reader),
        newer,
        stands_in(newer, said.rows, reader=reader) if newer is not None else {},
    )


NOTHING = SaidBeside(Counter(), [], {}, 0)
"""What is beside a section that is shown without its reactions."""


def _changes(round: Round, permanent_id: str, reader: Actor) -> list[PlanChange]:
    if round.answered_at is None:
        return []
    return list(changes_of(round, reader=reader, section=permanent_id))


def changes_by(round: Round, contribution_id: int, *, reader: Actor) -> list[PlanChange]:
    """What one input changed in the plan, once the round is answered."""
    if round.answered_at is None:
        return []
    found = changes_of(round, reader=reader)
    return [one for one in found if contribution_id in {each.id for each in one.contributions}]


def newer_version(
    plan: Plan | None, version: PlanVersion | None, *, reader: Actor
) -> PlanVersion | None:
    """The newest published version, when it is newer than this one."""
    newest = newest_version(plan, reader=reader) if plan is not None else None
    if newest is None or version is None or newest.number <= version.number:
        return None
    return newest


LEAST_TOLD = 60
"""Signs of the old and the new words together, below which a change tells nothing."""


@dataclass(frozen=True)
class Story:
    """One true story: what somebody wrote, what we answered, which words changed."""

    round: Round
    row: ReactionRow
    disposition: Disposition
    change: PlanChange


def story(*, reader: Actor) -> Story | None:
    """A story of the newest note that has a change with a reaction behind it, if there is one."""
    for note in published_notes(reader=reader):
        found = _story_of(note, reader)
        if found is not None:
            return found
    return None


def _story_of(note: ResponseNote, reader: Actor) -> Story | None:
    for change in sorted(changes_of(note.round, reader=reader), key=_length_of_change):
        rows = reactions_on_section(note.round, change.section_permanent_id, reader=reader)
        behind = {one.id for one in change.contributions}
        rows = [row for row in rows if row.id in behind]
        outcomes = outcomes_of_rows(note.round, rows, reader=reader)
        for row in rows:
            if outcomes.get(row.id):
                return Story(note.round, row, outcomes[row.id][0], change)
    return None


def _length_of_change(change: PlanChange) -> tuple[bool, int]:
    """A sentence that changed tells best, and of those the shortest that still says something."""
    length = len(change.old_text) + len(change.new_text)
    is_whole = all(_is_sentence(text) for text in (change.old_text, change.new_text))
    return not (is_whole and length > LEAST_TOLD), length


def _is_sentence(text: str) -> bool:
    return text[:1].isupper() and text.endswith(".")


def texts_of(entries: Iterable[dict[str, Any]], *, reader: Actor) -> dict[str, ReactionRow]:
    """The texts that may be read beside these entries of a note, by reference."""
    receipts = {entry["nummer"].split("/")[0] for entry in entries}
    query = db.select(Contribution.id).join(Contribution.submission)
    found = db.session.scalars(query.where(Submission.receipt.in_(receipts)))
    rows = reactions_by_ids(found, reader=reader)
    return {row.reference: row for row in rows.values()}


WHOLE_PLAN = "heel-plan"


@dataclass(frozen=True)
class NoteSection:
    """The entries of a note about one section, or about the whole plan."""

    key: str
    name: str
    entries: list[dict[str, Any]]


def entries_by_section(content: dict[str, Any]) -> list[NoteSection]:
    """The entries of a note by the section they are about, the whole plan last."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for entry in content["inbreng"]:
        key = entry.get("paragraaf") or WHOLE_PLAN
        groups.setdefault((entry.get("naam", ""), key), []).append(entry)
    ordered = sorted(groups, key=lambda one: (one[0] == "", _natural(one[0])))
    return [NoteSection(key, name, groups[name, key]) for name, key in ordered]


def _natural(name: str) -> list[int]:
    """Section numbers in their order: 3.2 before 3.10."""
    return [int(part) for part in re.findall(r"[0-9]+", name.split(" ")[0])] or [10_000]


def entries_of(content: dict[str, Any], typed: str) -> list[dict[str, Any]]:
    """The entries of a note that belong to a receipt number as somebody typed it."""
    receipt = parse_receipt(typed)
    return [one for one in content["inbreng"] if receipt and one["nummer"].startswith(receipt)]
