"""Making a draft readable: summary, room and questions, one by one or by the section sheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from consultation import clock
from consultation.database import db
from consultation.errors import (
    DomainError,
    Invalid,
    NotFound,
    Outdated,
    Refused,
)
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plans.models import (
    PlanVersion,
    Section,
)
from consultation.plans.operations.freezing import must_be_draft
from consultation.plans.operations.keeping import drop_working_copy
from consultation.plans.queries import (
    all_sections,
    plain_number,
)
from consultation.plans.states import CopyOf, Room
from consultation.safe_html import clean_line, clean_typed

MOST_QUESTIONS = 3
"""Questions a section can ask (ux.md 0.1, S4)."""

DRAFT_MARK = "[CONCEPT]"
"""How a drafted summary begins in the sheet, until a person has rewritten it."""


@dataclass(frozen=True)
class SectionTexts:
    """What an officer writes about a section."""

    summary: str = ""
    room: Room | None = None
    room_reason: str = ""
    questions: tuple[tuple[str, str], ...] = ()
    asks_reactions: bool = True
    audiences: tuple[str, ...] | None = None
    """For whom it is in particular; None leaves that as it is."""


def texts_of(section: Section) -> SectionTexts:
    """What is written about a section now."""
    return SectionTexts(
        summary=section.summary,
        room=section.room,
        room_reason=section.room_reason,
        questions=tuple((question.text, question.why) for question in section.questions),
        asks_reactions=section.asks_reactions,
        audiences=tuple(section.audiences),
    )


def write_section(
    section: Section, texts: SectionTexts, *, by: Actor, edition: int | None = None
) -> Section:
    """Write summary, room and questions of a section of a draft.

    `edition` is the edition the writer saw; raises Outdated when somebody else saved since,
    WrongStep on a published version, and Invalid when a question lacks its reason. What the writer
    had in a working copy is saved with this; another summary has to be signed anew.
    """
    require(by, Permission.EDIT_PLAN, section)
    must_be_draft(section.version)
    if edition is not None:
        db.session.refresh(section, ["edition"])
        if edition != section.edition:
            raise Outdated("outdated")
    texts = cleaned(texts)
    if len(texts.questions) > MOST_QUESTIONS:
        raise Invalid(questions="too_many_questions")
    if not all(text and why for text, why in texts.questions):
        raise Invalid(questions="question_needs_reason")
    _write(section, texts, by)
    section.is_stale = False
    section.edition += 1
    drop_working_copy(section, CopyOf.ABOUT, by=by)
    enter(What.SECTION_EDITED, section, by=by)
    return section


def _audiences(given: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Audiences in one spelling, each once: they are compared with what a route names."""
    if given is None:
        return None
    named = (clean_line(one).casefold() for one in given)
    return tuple(dict.fromkeys(one for one in named if one))


def cleaned(texts: SectionTexts) -> SectionTexts:
    """The texts as they would be saved."""
    pairs = [(_plain(text), _plain(why)) for text, why in texts.questions]
    return replace(
        texts,
        summary=_plain(texts.summary),
        room_reason=_plain(texts.room_reason),
        audiences=_audiences(texts.audiences),
        questions=tuple((text, why) for text, why in pairs if text or why),
    )


def _plain(text: str) -> str:
    return clean_typed(text).strip()


def _write(section: Section, texts: SectionTexts, by: Actor) -> None:
    if texts.summary != section.summary:
        section.summary = texts.summary
        section.summary_by = by.name
        section.summary_by_id = by.account_id
        section.summary_at = clock.now()
        section.lift_signature()
    section.room = texts.room
    section.room_reason = texts.room_reason
    section.asks_reactions = texts.asks_reactions
    if texts.audiences is not None:
        section.audiences = list(texts.audiences)
    if texts.questions != texts_of(section).questions:
        section.questions.clear()
        db.session.flush()
        section.ask(texts.questions)


@dataclass(frozen=True)
class SheetRow:
    """A row of the section sheet: for which section, and only what its columns say."""

    number: int
    permanent_id: str
    section_number: str
    changes: Mapping[str, Any]
    is_draft: bool = False
    edition: int | None = None
    refusal: DomainError | None = None
    """What could not be read in this row."""


@dataclass(frozen=True)
class TakenRow:
    """A row that was taken in; of a draft the summary is still to be written."""

    number: int
    permanent_id: str
    is_changed: bool
    is_draft: bool


@dataclass(frozen=True)
class SheetResult:
    """What came of a section sheet, by number of the row."""

    taken: tuple[TakenRow, ...]
    refused: tuple[tuple[int, DomainError], ...]


def take_in_section_sheet(
    version: PlanVersion, rows: Iterable[SheetRow], *, by: Actor
) -> SheetResult:
    """Write what the rows of a section sheet say; each row stands on its own.

    A summary that is still the marked draft is not taken for one; the rest of its row is. A row
    that says which edition it was made from is refused when somebody wrote since.
    Raises WrongStep on a published version.
    """
    require(by, Permission.EDIT_PLAN, version)
    must_be_draft(version)
    finder = _Finder(all_sections(version, reader=by))
    taken: list[TakenRow] = []
    refused: list[tuple[int, DomainError]] = []
    for row in rows:
        try:
            taken.append(_take_in(finder.find(row), row, by))
        except DomainError as error:
            refused.append((row.number, error))
    enter(What.SECTION_SHEET_IMPORTED, version, by=by, taken=len(taken), refused=len(refused))
    return SheetResult(tuple(taken), tuple(refused))


def _take_in(section: Section, row: SheetRow, by: Actor) -> TakenRow:
    if row.refusal is not None:
        raise row.refusal
    texts = cleaned(replace(texts_of(section), **row.changes))
    is_changed = texts != texts_of(section)
    if is_changed:
        if row.edition not in {None, section.edition}:
            raise Outdated("section_changed_since_sheet", section=section.name)
        write_section(section, texts, by=by)
    return TakenRow(row.number, section.permanent_id, is_changed, row.is_draft)


class _Finder:
    """The sections of a version by what a row calls them, each once."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._by_id = {section.permanent_id: section for section in sections}
        self._by_number = {plain_number(s.number): s for s in reversed(sections) if s.number}
        self._used: set[int] = set()

    def find(self, row: SheetRow) -> Section:
        """The section of a row; raises NotFound, or Refused when a row before was about it."""
        named = row.permanent_id or row.section_number
        known = self._by_id if row.permanent_id else self._by_number
        section = known.get(named if row.permanent_id else plain_number(named))
        if section is None:
            raise NotFound("section_unknown", section=named)
        if section.id in self._used:
            raise Refused("section_twice_in_sheet", section=named)
        self._used.add(section.id)
        return section


def write_plan_summary(
    version: PlanVersion, text: str, *, by: Actor, author: str = "", seen: str | None = None
) -> PlanVersion:
    """Write the summary of the plan as a whole.

    `seen` is the fingerprint of what the writer saw; raises Outdated when somebody else wrote
    since, WrongStep on a published version.
    """
    require(by, Permission.EDIT_PLAN, version)
    must_be_draft(version)
    db.session.refresh(version, ["summary"])
    if seen not in {None, version.summary_fingerprint}:
        raise Outdated("outdated")
    version.summary = _plain(text)
    version.summary_by = clean_line(author) or by.name
    version.summary_at = clock.now()
    enter(What.PLAN_SUMMARY_WRITTEN, version, by=by)
    return version
