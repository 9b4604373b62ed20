"""Where something that was said about an old version stands in a newer one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from consultation.comparison.rows import RowChange, are_items, rows_between
from consultation.comparison.tree import Alinea, Section
from consultation.comparison.verdicts import QUIET, SectionChange, Verdict


@dataclass(frozen=True)
class Standing:
    """Where something said about an old version stands in a newer one.

    `verdict` is SAME, CHANGED, MOVED or REMOVED. `section` is where it belongs now; None when its
    section is gone, and then it stays at that section's own address.
    """

    verdict: Verdict
    section: Section | None = None
    alinea: Alinea | None = None
    is_changed: bool = False
    section_before: Section | None = None
    alinea_before: Alinea | None = None

    @cached_property
    def rows(self) -> list[RowChange]:
        """The rows of its table or list, before and now; empty when it is about something else."""
        return rows_between(self.alinea_before, self.alinea)

    @property
    def is_list(self) -> bool:
        """Whether its rows are the items of a list."""
        return are_items(self.rows)


def standing(changes: Sequence[SectionChange], section: str, alinea: str = "") -> Standing:
    """What happened to the place of a reaction: one place, and never beside other text.

    An alinea is followed wherever it went. What was said about a whole section stays with it.
    """
    own = next((one for one in changes if one.section.id == section and one.before), None)
    if own is None:
        return Standing(Verdict.REMOVED)
    if alinea:
        return _standing_of_alinea(own, alinea)
    if own.now is None:
        return Standing(Verdict.REMOVED, section_before=own.before)
    changed = Verdict.CHANGED if own.is_changed else Verdict.SAME
    verdict = Verdict.MOVED if own.is_moved else changed
    return Standing(verdict, own.now, None, own.is_changed, own.before)


def _standing_of_alinea(own: SectionChange, alinea: str) -> Standing:
    found = next((one for one in own.alineas if one.before and one.before.id == alinea), None)
    if found is None or found.now is None:
        before = found.before if found else None
        return Standing(Verdict.REMOVED, own.now, None, False, own.before, before)
    verdict = Verdict.MOVED if own.is_moved else found.verdict
    verdict = Verdict.SAME if verdict in QUIET else verdict
    return Standing(
        verdict, found.section_now, found.now, found.is_changed, own.before, found.before
    )
