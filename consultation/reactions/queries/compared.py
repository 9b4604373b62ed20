"""Two versions of a plan side by side, with the reasons why and who led to them (R17)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from consultation.answers.models import PlanChange
from consultation.answers.queries import public_changes
from consultation.comparison.rows import RowChange, are_items, rows_between
from consultation.comparison.tree import Alinea
from consultation.comparison.typography import words_of
from consultation.comparison.verdicts import (
    QUIET,
    AlineaChange,
    NoteChange,
    SectionChange,
    Verdict,
)
from consultation.comparison.words import Piece, marked, marked_together
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.plans.models import Plan, PlanVersion
from consultation.plans.queries import changes_between, version_of
from consultation.rounds.models import Round

TOLD = 0.7
"""The share of the words of a recorded change that must stand in an alinea to belong to it."""


@dataclass(frozen=True)
class ComparedText:
    """Words before and now, with marks; None where there were none, or are no more."""

    before: str | None
    now: str | None

    @cached_property
    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        """The marked words of the old and of the new text."""
        return marked(self.before or "", self.now or "")

    @cached_property
    def together(self) -> list[Piece]:
        """The marked words of both in one text."""
        return marked_together(self.before or "", self.now or "")


@dataclass(frozen=True)
class ComparedAlinea:
    """An alinea before and now, with the recorded changes that tell why."""

    change: AlineaChange
    section: SectionChange
    whys: Sequence[PlanChange] = ()

    @property
    def id(self) -> str:
        """What it is known by."""
        return next(one.id for one in (self.change.now, self.change.before) if one is not None)

    @property
    def number(self) -> int:
        """Its number as it stands here now, else as it stood here."""
        alinea = self.change.before if self.is_gone_from_here else self.change.now
        return alinea.number if alinea is not None else 0

    @property
    def is_gone_from_here(self) -> bool:
        """Whether it does not stand in this section any more."""
        here, there = self.section.now, self.change.section_now
        return there is None or here is None or there.id != here.id

    @property
    def verdict(self) -> Verdict:
        """What happened to it, in one word."""
        return self.change.verdict

    @cached_property
    def text(self) -> ComparedText:
        """Its words."""
        before, now = self.change.before, self.change.now
        return ComparedText(before.text if before else None, now.text if now else None)

    @cached_property
    def rows(self) -> list[RowChange]:
        """The rows of a table or a list; empty when it is one on one side alone."""
        return rows_between(self.change.before, self.change.now)

    @property
    def is_list(self) -> bool:
        """Whether its rows are the items of a list."""
        return are_items(self.rows)

    @cached_property
    def pictures(self) -> tuple[list[str], list[str]]:
        """The pictures that went and those that came, by their fingerprints."""
        before, now = (
            one.picture.split() if one else [] for one in (self.change.before, self.change.now)
        )
        return [p for p in before if p not in now], [p for p in now if p not in before]

    @cached_property
    def links(self) -> tuple[list[str], list[str]]:
        """The addresses that it does not lead to any more, and those that it leads to now."""
        before, now = (one.links if one else () for one in (self.change.before, self.change.now))
        return [a for a in before if a not in now], [a for a in now if a not in before]


@dataclass(frozen=True)
class ComparedNote:
    """A footnote that changed, came or went."""

    change: NoteChange

    @property
    def label(self) -> str:
        """The number it has now, else the one it had."""
        return next(one.label for one in (self.change.now, self.change.before) if one is not None)

    @cached_property
    def text(self) -> ComparedText:
        """Its words."""
        before, now = self.change.before, self.change.now
        return ComparedText(before.text if before else None, now.text if now else None)

    @property
    def verdict(self) -> Verdict:
        """What happened to it, in one word."""
        if self.change.before is None or self.change.now is None:
            return Verdict.NEW if self.change.before is None else Verdict.REMOVED
        return Verdict.CHANGED


@dataclass(frozen=True)
class ComparedSection:
    """A section before and now, with its alineas and the reasons that belong to none of them."""

    change: SectionChange
    alineas: Sequence[ComparedAlinea]
    whys: Sequence[PlanChange]

    @property
    def is_different(self) -> bool:
        """Whether there is anything to tell: another number or other looks alone are not."""
        return bool(self.whys) or self.change.verdict not in QUIET

    @property
    def different(self) -> list[ComparedAlinea]:
        """The alineas that are not the same."""
        return [one for one in self.alineas if one.verdict not in QUIET]

    @property
    def notes(self) -> list[ComparedNote]:
        """The footnotes that are not the same."""
        return [ComparedNote(one) for one in self.change.notes]

    @property
    def has_whys(self) -> bool:
        """Whether a reason stands beside any of its changes."""
        return bool(self.whys) or any(one.whys for one in self.alineas)


@dataclass(frozen=True)
class Comparison:
    """Two versions of a plan side by side.

    `is_final`: both are frozen, and every round that may give a reason has given it.
    """

    before: PlanVersion
    now: PlanVersion
    sections: Sequence[ComparedSection]
    is_final: bool = False

    @cached_property
    def different(self) -> list[ComparedSection]:
        """The sections that are not the same."""
        return [one for one in self.sections if one.is_different]

    def alineas(self, verdict: Verdict) -> int:
        """How many alineas this happened to; one that moved counts where it stands now."""
        return sum(
            one.verdict == verdict
            for section in self.sections
            for one in section.alineas
            if not (one.is_gone_from_here and one.verdict is Verdict.MOVED)
        )

    def with_verdict(self, verdict: Verdict) -> list[ComparedSection]:
        """The sections that this happened to."""
        return [one for one in self.sections if one.change.verdict == verdict]


def comparison_of(round: Round, before: int, now: int, *, reader: Actor) -> Comparison:
    """Two versions of the plan of a round, by their numbers.

    Beside the changes stands why, as far as that is public. Raises NotFound for a version that
    is not there or not public, and without a plan.
    """
    if round.plan is None:
        raise NotFound("version_missing")
    return comparison_of_plan(round.plan, before, now, reader=reader)


def comparison_of_plan(plan: Plan, before: int, now: int, *, reader: Actor) -> Comparison:
    """Two versions of a plan, by their numbers; raises NotFound."""
    older, newer = (version_of(plan, number, reader=reader) for number in (before, now))
    whys: dict[str, list[PlanChange]] = {}
    for change in public_changes(plan, reader=reader):
        if _lies_between(change, before, now):
            whys.setdefault(change.section_permanent_id, []).append(change)
    changes = changes_between(older, newer, reader=reader)
    sections = [_compared(one, whys.get(one.section.id, [])) for one in changes]
    is_frozen = older.is_published and newer.is_published
    return Comparison(older, newer, sections, is_frozen and not _awaits_reasons(newer))


def _lies_between(change: PlanChange, before: int, now: int) -> bool:
    """Whether a recorded change was made after one version and is in the other."""
    if change.version is not None:
        return before < change.version.number <= now
    consulted = change.round.version
    return consulted is not None and before <= consulted.number < now


def _awaits_reasons(version: PlanVersion) -> bool:
    """Whether a round on this plan may still say why something changed before this version."""
    query = (
        select(Round.id)
        .join(Round.version)
        .where(
            Round.plan_id == version.plan_id,
            Round.answered_at.is_(None),
            Round.withdrawn_at.is_(None),
            PlanVersion.number < version.number,
        )
        .limit(1)
    )
    return db.session.scalar(query) is not None


def _compared(change: SectionChange, whys: Sequence[PlanChange]) -> ComparedSection:
    placed: dict[int, list[PlanChange]] = {}
    rest = []
    for why in whys:
        place = _place_of(why, change.alineas)
        if place is None:
            rest.append(why)
        else:
            placed.setdefault(place, []).append(why)
    alineas = [
        ComparedAlinea(one, change, placed.get(place, ()))
        for place, one in enumerate(change.alineas)
    ]
    return ComparedSection(change, alineas, rest)


def _place_of(why: PlanChange, alineas: Sequence[AlineaChange]) -> int | None:
    """The place of the alinea that has the words of a recorded change, if one differs and has."""
    shares = [
        (max(_share(why.old_text, one.before), _share(why.new_text, one.now)), -place)
        for place, one in enumerate(alineas)
        if one.verdict not in QUIET
    ]
    best, place = max(shares, default=(0.0, 0))
    return -place if best >= TOLD else None


def _share(words: str, alinea: Alinea | None) -> float:
    wanted, known = words_of(words), set(alinea.words if alinea is not None else ())
    return sum(word in known for word in wanted) / len(wanted) if wanted else 0.0
