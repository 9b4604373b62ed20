"""Every round of every category with what it asks for, in a fixed number of statements."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from consultation import clock
from consultation.answers.queries import coverage_by_round
from consultation.categories.models import Category
from consultation.contributions.models import Contribution, Submission
from consultation.contributions.queries import Counts, counts_by_round
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.errors import Lack
from consultation.logbook import Actor
from consultation.permissions import Permission, may, require
from consultation.programme.states import Concern, Standing, concerns_of, urgency_of
from consultation.question_hours.queries import deferred_questions
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.states import NoteState
from consultation.rounds.models import Round
from consultation.rounds.queries import lacks_by_round, last_moment, rounds_of_staff
from consultation.rounds.states import Phase


@dataclass(frozen=True)
class NoteStand:
    """Where the note of a round stands, as far as leave to act on it needs to know."""

    organisation_id: int
    state: NoteState
    submitted_by_id: int | None


@dataclass(frozen=True)
class BoardRow:
    """A round on the board, or a category that has none."""

    category: Category | None
    round: Round | None
    standing: Standing
    concerns: tuple[Concern, ...]
    days_left: int | None
    lacks: Sequence[Lack] = ()
    counts: Counts = field(default_factory=Counts)
    waits_for_me: bool = False

    @property
    def name(self) -> str:
        """What the row is called."""
        return self.standing.name


def board(*, reader: Actor) -> list[BoardRow]:
    """A row for each round and for each category without one, worst first.

    Raises NotAllowed for whoever may not see the programme.
    """
    require(reader, Permission.SEE_PROGRAMME)
    today = clock.today()
    rounds = rounds_of_staff(reader=reader)
    rows = _rows_of_rounds(rounds, today, reader)
    known = {one.category_id for one in rounds}
    query = select(Category).options(selectinload(Category.organisation))
    rows += [
        BoardRow(one, None, Standing(one.name), (), None)
        for one in db.session.scalars(query)
        if one.id not in known
    ]
    return sorted(rows, key=lambda row: urgency_of(row.standing, today))


def _rows_of_rounds(rounds: Sequence[Round], today: date, reader: Actor) -> list[BoardRow]:
    now = clock.now()
    prepared = [one for one in rounds if one.phase(now) is Phase.PREPARATION]
    lacks = lacks_by_round(prepared, reader=reader)
    coverage = coverage_by_round(rounds, reader=reader)
    counts = counts_by_round(rounds, reader=reader)
    waiting = _waiting_since(rounds)
    notes = _notes(rounds)
    late = _late_questions(rounds, today, reader)
    rows = []
    for one in rounds:
        missing_things = lacks.get(one.id, [])
        covered = coverage.get(one.id, (0, 0))
        standing = replace(
            _standing(one, len(missing_things), covered, waiting.get(one.id)),
            late_questions=late[one.id],
        )
        rows.append(
            BoardRow(
                category=one.category,
                round=one,
                standing=standing,
                concerns=tuple(concerns_of(standing, today)),
                days_left=standing.days_left(today),
                lacks=missing_things,
                counts=counts[one.id],
                waits_for_me=_waits_for(reader, one, standing, notes.get(one.id)),
            )
        )
    return rows


def _standing(
    round: Round, lacks: int, covered: tuple[int, int], waiting_since: datetime | None
) -> Standing:
    inputs, missing = covered
    return Standing(
        name=round.category.name if round.category else round.organisation.name,
        phase=round.phase(clock.now()),
        opens_on=_day(round.opens_at),
        closes_on=_day(last_moment(round)),
        answer_by=round.answer_by,
        answered_on=_day(round.answered_at),
        lacks=lacks,
        inputs=inputs,
        missing=missing,
        waiting_since=_day(waiting_since),
    )


def _late_questions(rounds: Sequence[Round], today: date, reader: Actor) -> Counter[int]:
    """By round: how many questions out of its hours were promised an answer before today."""
    owed = deferred_questions(rounds, reader=reader)
    late = (one.hour.round_id for one in owed if one.question.is_overdue(today))
    return Counter(number for number in late if number is not None)


def _day(moment: datetime | None) -> date | None:
    return clock.amsterdam(moment).date() if moment is not None else None


def _waiting_since(rounds: Sequence[Round]) -> Mapping[int, datetime]:
    """Per round since when its oldest input waits for the moderators."""
    query = (
        select(Contribution.round_id, func.min(Submission.received_at))
        .join(Contribution.submission)
        .where(
            Contribution.round_id.in_([one.id for one in rounds]),
            Contribution.state == ContributionState.RECEIVED,
        )
        .group_by(Contribution.round_id)
    )
    return {number: since for number, since in db.session.execute(query) if since is not None}


def _notes(rounds: Sequence[Round]) -> Mapping[int, NoteStand]:
    places = {one.id: one.organisation_id for one in rounds}
    query = select(ResponseNote.round_id, ResponseNote.state, ResponseNote.submitted_by_id).where(
        ResponseNote.round_id.in_(places)
    )
    return {
        number: NoteStand(places[number], state, by)
        for number, state, by in db.session.execute(query)
    }


def _waits_for(reader: Actor, round: Round, standing: Standing, note: NoteStand | None) -> bool:
    """Whether the next step is one that this person may take."""
    if standing.phase is Phase.PREPARATION:
        return not standing.lacks and may(reader, Permission.PUBLISH_ROUND, round)
    if standing.phase is not Phase.PROCESSING or note is None:
        return False
    if note.state is NoteState.UNDER_REVIEW:
        return may(reader, Permission.APPROVE_NOTE, note)
    return note.state is NoteState.APPROVED and may(reader, Permission.PUBLISH_NOTE, note)
