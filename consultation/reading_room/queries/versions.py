"""Two versions side by side with the reasons why, and sections that are not in a version."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from consultation.answers.models import PlanChange
from consultation.answers.queries import public_changes
from consultation.comparison.likeness import words_of
from consultation.comparison.rows import RowChange, compare_rows
from consultation.comparison.tree import Alinea
from consultation.comparison.verdicts import AlineaChange, SectionChange, Verdict
from consultation.comparison.words import Piece, marked
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.plans.models import PlanVersion, Section
from consultation.plans.queries import changes_between, section_by_permanent_id, version_of
from consultation.reactions.queries import ReactionRow, reactions_on_section, stands_in
from consultation.rounds.models import Round

TOLD = 0.7
"""The share of the words of a recorded change that must stand in an alinea to belong to it."""


@dataclass(frozen=True)
class ComparedAlinea:
    """An alinea before and now, with the recorded changes that tell why."""

    change: AlineaChange
    section: SectionChange
    whys: Sequence[PlanChange] = ()

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
    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        """The marked words of the old and of the new text."""
        return marked(_text(self.change.before), _text(self.change.now))

    @cached_property
    def rows(self) -> list[RowChange]:
        """The rows of a table or a list, when it is one on both sides."""
        before, now = self.change.before, self.change.now
        if before is None or now is None or not (before.rows and now.rows):
            return []
        return compare_rows(before.rows, now.rows)

    @property
    def is_list(self) -> bool:
        """Whether its rows are the items of a list."""
        return all(len(row.cells) == 1 for row in self.rows)


def _text(alinea: Alinea | None) -> str:
    return alinea.text if alinea is not None else ""


@dataclass(frozen=True)
class ComparedSection:
    """A section before and now, with its alineas and the reasons that belong to none of them."""

    change: SectionChange
    alineas: Sequence[ComparedAlinea]
    whys: Sequence[PlanChange]

    @property
    def is_different(self) -> bool:
        """Whether there is anything to tell: another number alone is not."""
        is_same = self.change.verdict in {Verdict.SAME, Verdict.RENUMBERED}
        return bool(self.whys) or not is_same

    @property
    def different(self) -> list[ComparedAlinea]:
        """The alineas that are not the same."""
        return [one for one in self.alineas if one.verdict is not Verdict.SAME]


@dataclass(frozen=True)
class Comparison:
    """Two versions of a plan side by side."""

    before: PlanVersion
    now: PlanVersion
    sections: Sequence[ComparedSection]

    @property
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
    older, newer = (version_of(round.plan, number, reader=reader) for number in (before, now))
    whys: dict[str, list[PlanChange]] = {}
    for change in public_changes(round.plan, reader=reader):
        if _lies_between(change, before, now):
            whys.setdefault(change.section_permanent_id, []).append(change)
    changes = changes_between(older, newer, reader=reader)
    sections = [_compared(one, whys.get(one.section.id, [])) for one in changes]
    return Comparison(older, newer, sections)


def _lies_between(change: PlanChange, before: int, now: int) -> bool:
    """Whether a recorded change was made after one version and is in the other."""
    if change.version is not None:
        return before < change.version.number <= now
    consulted = change.round.version
    return consulted is not None and before <= consulted.number < now


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
        if one.verdict is not Verdict.SAME
    ]
    best, place = max(shares, default=(0.0, 0))
    return -place if best >= TOLD else None


def _share(words: str, alinea: Alinea | None) -> float:
    wanted, known = words_of(words), set(words_of(_text(alinea)))
    return sum(word in known for word in wanted) / len(wanted) if wanted else 0.0


@dataclass(frozen=True)
class GoneSection:
    """A section that is in another version than the one that was asked for."""

    section: Section
    asked: PlanVersion
    since: PlanVersion
    """The first version without it, or the first one with it when it came later."""
    is_new: bool
    went_to: Sequence[tuple[str, str]]
    """The id and the name of the sections that its text stands in now."""
    reactions: Sequence[ReactionRow]


def gone_section(
    round: Round, permanent_id: str, asked: PlanVersion, *, reader: Actor
) -> GoneSection:
    """A section as it last stood before this version, or as it first came after it (I11).

    Raises NotFound when no published version has it.
    """
    versions = [one for one in asked.plan.versions if one.is_published]
    older = [one for one in reversed(versions) if one.number < asked.number]
    newer = [one for one in versions if one.number > asked.number]
    for version in (*older, *newer):
        try:
            section = section_by_permanent_id(version, permanent_id, reader=reader)
        except NotFound:
            continue
        is_new = version.number > asked.number
        since = version if is_new else _following(versions, version, asked)
        rows = reactions_on_section(round, permanent_id, reader=reader)
        stands = stands_in(asked, rows, reader=reader)
        left = [one for one in rows if one.id in stands and not stands[one.id].standing.section]
        went_to = [] if is_new else _went_to(version, since, permanent_id, reader)
        return GoneSection(section, asked, since, is_new, went_to, left)
    raise NotFound("section_unknown", section=permanent_id)


def _following(
    versions: Sequence[PlanVersion], version: PlanVersion, asked: PlanVersion
) -> PlanVersion:
    return next((one for one in versions if one.number > version.number), asked)


def _went_to(
    before: PlanVersion, now: PlanVersion, permanent_id: str, reader: Actor
) -> list[tuple[str, str]]:
    changes = changes_between(before, now, reader=reader)
    own = next(one for one in changes if one.section.id == permanent_id)
    goals = {one.section_now.id: one.section_now.name for one in own.alineas if one.section_now}
    return list(goals.items())
