"""The order of the sections of a draft, and changing it at once."""

from collections.abc import Sequence

from consultation.database import db
from consultation.plans.models import PlanVersion, Section


class Order(list[Section]):
    """The sections of a version in the order in which they stand now."""

    def __init__(self, version: PlanVersion) -> None:
        db.session.refresh(version, ["sections"])
        super().__init__(version.sections)
        self.version = version

    def with_those_under(self, section: Section) -> list[Section]:
        """A section and those that stand under it."""
        rest = self[self.index(section) + 1 :]
        deeper = next((n for n, one in enumerate(rest) if one.level <= section.level), len(rest))
        return [section, *rest[:deeper]]

    def become(self, order: Sequence[Section]) -> None:
        """Let sections stand in this order; a chapter that has other sections is checked anew."""
        before = _chapters(self)
        for place, section in enumerate(order):
            section.position = len(order) + len(self) + place
            if section not in self.version.sections:
                self.version.sections.append(section)
        db.session.flush()
        chapter = 0
        for place, section in enumerate(order):
            chapter = place if section.level <= 1 else chapter
            section.position, section.chapter_position = place, chapter
        db.session.flush()
        db.session.refresh(self.version, ["sections"])
        for head, here in _chapters(self.version.sections).items():
            if before.get(head) != here:
                self._uncheck(head)

    def _uncheck(self, head: str) -> None:
        for one in self.version.sections:
            if one.permanent_id == head:
                one.checked_at = one.checked_by_id = None


def _chapters(sections: Sequence[Section]) -> dict[str, list[str]]:
    """The permanent ids of the sections of each chapter, by that of its first."""
    found: dict[str, list[str]] = {}
    head = ""
    for one in sections:
        head = one.permanent_id if one.is_chapter or not head else head
        found.setdefault(head, []).append(one.permanent_id)
    return found
