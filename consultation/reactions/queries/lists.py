"""What people said as others read it, in lists and alone, with a fixed number of statements.

Every contribution is listed here, of whatever kind; what only a reaction has may be empty.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from consultation.answers.models import Disposition
from consultation.answers.queries import public_outcomes
from consultation.contributions.models import Contribution, ContributionText, Submission
from consultation.contributions.queries import Shown, shown_passages, visible_to
from consultation.contributions.states import Channel, ContributionState, Kind
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.plans.models import Alinea, Section
from consultation.reactions.models import Reaction
from consultation.rounds.models import Round

PAGE = 50
"""Reactions on one page of a list."""

WRITTEN = Reaction.__table__
"""What only a reaction has; other contributions have no row here."""


@dataclass(frozen=True)
class ReactionRow:
    """A contribution as this reader may see it: what is not for them is a mark in `paragraphs`."""

    id: int
    reference: str
    receipt: str
    kind: Kind
    state: ContributionState
    channel: Channel
    name: str
    received_at: datetime | None
    is_late: bool
    is_mine: bool
    is_live: bool
    answers_are_public: bool
    version_id: int | None
    section_permanent_id: str | None
    alinea_permanent_id: str | None
    section_number: str
    section_title: str
    alinea_number: int | None
    unknown_number: str
    quote: str
    question_id: int | None
    paragraphs: tuple[tuple[Shown, ...], ...]

    @property
    def section_name(self) -> str:
        """Number and title of the section, empty for the whole plan."""
        return f"{self.section_number} {self.section_title}".strip()

    def says(self, words: str) -> bool:
        """Whether these words stand in what this reader may read of it."""
        lines = ("".join(piece.text for piece in paragraph) for paragraph in self.paragraphs)
        return " ".join(words.split()) in " ".join(" ".join(lines).split())


@dataclass(frozen=True)
class ReactionPage:
    """A page of a list, with how much there is in all."""

    rows: list[ReactionRow]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


def on_section(permanent_id: str) -> ColumnElement[bool]:
    """The condition that a contribution is about this section."""
    return Contribution.section_permanent_id == permanent_id


def reactions_on_section(
    round_: Round, permanent_id: str, *, reader: Actor, alineas: Iterable[str] = ()
) -> list[ReactionRow]:
    """The reactions on one section that this person may see, oldest first.

    Also those on these alineas, in whatever section they stood when people reacted to them.
    """
    here = or_(on_section(permanent_id), Contribution.alinea_permanent_id.in_(list(alineas)))
    return _rows(_query(round_, reader).where(here), reader)


def newest_rows(
    round_: Round, condition: ColumnElement[bool], *, reader: Actor, most: int
) -> list[ReactionRow]:
    """The newest so many reactions of which this is true, the oldest of them first."""
    query = _query(round_, reader).where(condition)
    newest = query.order_by(None).order_by(Contribution.id.desc()).limit(most)
    return _rows(newest, reader)[::-1]


def reactions_of_round(
    round_: Round, *, reader: Actor, page: int = 1, condition: ColumnElement[bool] | None = None
) -> ReactionPage:
    """The reactions of a round that this person may see, newest first, a page at a time."""
    query = _query(round_, reader)
    counting = select(func.count(Contribution.id)).where(
        Contribution.round_id == round_.id, visible_to(reader)
    )
    if condition is not None:
        query, counting = query.where(condition), counting.where(condition)
    total = db.session.scalar(counting) or 0
    page = min(max(1, page), max(1, -(-total // PAGE)))
    query = query.order_by(None).order_by(Submission.received_at.desc(), Contribution.id.desc())
    rows = _rows(query.limit(PAGE).offset((page - 1) * PAGE), reader)
    return ReactionPage(rows, page, total)


def reaction_by_receipt(receipt: str, sub_number: int = 1, *, reader: Actor) -> ReactionRow:
    """One reaction by its public reference, when this person may see it.

    Raises NotFound with `unknown_receipt`.
    """
    found = _rows(
        _query(None, reader).where(
            Submission.receipt == receipt, Contribution.sub_number == sub_number
        ),
        reader,
    )
    if not found:
        raise NotFound("unknown_receipt")
    return found[0]


def reactions_by_ids(ids: Iterable[int], *, reader: Actor) -> dict[int, ReactionRow]:
    """These reactions by their number, as far as this person may see them."""
    query = _query(None, reader).where(Contribution.id.in_(list(ids)))
    return {row.id: row for row in _rows(query, reader)}


def outcomes_of_rows(
    round_: Round, rows: Iterable[ReactionRow], *, reader: Actor
) -> dict[int, list[Disposition]]:
    """The outcomes of these contributions of a round as far as they are public."""
    answered = round_.answered_at is not None
    numbers = [row.id for row in rows if answered or row.answers_are_public]
    return public_outcomes(numbers, reader=reader)


def _query(round_: Round | None, reader: Actor) -> Select[*tuple[Any, ...]]:
    query = (
        select(
            Contribution,
            Section.number.label("section_number"),
            Section.title.label("section_title"),
            Alinea.number.label("alinea_number"),
            WRITTEN.c.unknown_number,
            WRITTEN.c.quote,
            WRITTEN.c.question_id,
        )
        .join(Contribution.submission)
        .outerjoin(WRITTEN, WRITTEN.c.id == Contribution.id)
        .outerjoin(
            Section,
            and_(
                Section.version_id == Contribution.version_id,
                Section.permanent_id == Contribution.section_permanent_id,
            ),
        )
        .outerjoin(
            Alinea,
            and_(
                Alinea.section_id == Section.id,
                Alinea.permanent_id == Contribution.alinea_permanent_id,
            ),
        )
        .where(visible_to(reader))
        .options(
            contains_eager(Contribution.submission),
            selectinload(Contribution.texts).joinedload(ContributionText.passages),
        )
        .order_by(Contribution.id)
    )
    if round_ is not None:
        return query.where(Contribution.round_id == round_.id)
    return query.options(selectinload(Contribution.round))


def _rows(query: Select[*tuple[Any, ...]], reader: Actor) -> list[ReactionRow]:
    return [_row(found, reader) for found in db.session.execute(query)]


def _row(found: Row[*tuple[Any, ...]], reader: Actor) -> ReactionRow:
    said: Contribution = found.Contribution
    submission = said.submission
    return ReactionRow(
        id=said.id,
        reference=said.reference,
        receipt=submission.receipt or "",
        kind=said.kind,
        state=said.state,
        channel=submission.channel,
        name=submission.public_name,
        received_at=submission.received_at,
        is_late=submission.is_late,
        is_mine=said.submission_id in reader.submissions,
        is_live=said.is_live,
        answers_are_public=said.answers_are_public,
        version_id=said.version_id,
        section_permanent_id=said.section_permanent_id,
        alinea_permanent_id=said.alinea_permanent_id,
        section_number=found.section_number or "",
        section_title=found.section_title or "",
        alinea_number=found.alinea_number,
        unknown_number=found.unknown_number or "",
        quote=found.quote or "",
        question_id=found.question_id,
        paragraphs=tuple(tuple(one) for one in shown_passages(said, reader)),
    )
