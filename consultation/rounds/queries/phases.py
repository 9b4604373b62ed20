"""The phase of a round in SQL, the five steps that everybody sees, and its dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, not_, or_

from consultation import clock
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.rounds.models import Round
from consultation.rounds.states import Phase


def in_phase(phase: Phase, now: datetime) -> ColumnElement[bool]:
    """The SQL twin of `states.phase_of`."""
    withdrawn = and_(Round.withdrawn_at.is_not(None), Round.withdrawn_at <= now)
    dated = and_(
        Round.published_at.is_not(None), Round.opens_at.is_not(None), Round.closes_at.is_not(None)
    )
    answered = and_(Round.answered_at.is_not(None), Round.answered_at <= now)
    running = and_(not_(withdrawn), dated, not_(answered))
    conditions: dict[Phase, ColumnElement[bool]] = {
        Phase.WITHDRAWN: withdrawn,
        Phase.PREPARATION: and_(not_(withdrawn), not_(dated)),
        Phase.ANSWERED: and_(not_(withdrawn), dated, answered),
        Phase.ANNOUNCED: and_(running, Round.opens_at > now),
        Phase.OPEN: and_(running, Round.opens_at <= now, Round.closes_at > now),
        Phase.PROCESSING: and_(running, Round.opens_at <= now, Round.closes_at <= now),
    }
    return or_(False, conditions[phase])


def next_date(round: Round, now: datetime) -> datetime | None:
    """The next moment at which something happens; of a round that is done, the last one."""
    phase = round.phase(now)
    answer = clock.start_of_day(round.answer_by) if round.answer_by else None
    return {
        Phase.PREPARATION: round.opens_at,
        Phase.ANNOUNCED: round.opens_at,
        Phase.OPEN: round.closes_at,
        Phase.PROCESSING: answer,
        Phase.ANSWERED: round.answered_at,
        Phase.WITHDRAWN: round.withdrawn_at,
    }[phase]


@dataclass(frozen=True)
class Step:
    """One of the five steps that everybody sees, with its date as day or days."""

    code: str
    begins: date | None
    ends: date | None
    is_done: bool
    is_current: bool


STEP_OF = {
    Phase.PREPARATION: -1,
    Phase.ANNOUNCED: 0,
    Phase.OPEN: 1,
    Phase.PROCESSING: 2,
    Phase.ANSWERED: 5,
    Phase.WITHDRAWN: -1,
}


def five_steps(round: Round, *, reader: Actor) -> list[Step]:
    """Announced, read and react, we read everything, we answer, the plan is adapted: with dates."""
    require(reader, Permission.READ_PUBLIC, round)
    now = clock.now()
    here = STEP_OF[round.phase(now)]
    published, opens, closes, reading, answered = (
        clock.amsterdam(moment).date() if moment else None
        for moment in (
            round.published_at,
            round.opens_at,
            last_moment(round),
            round.closes_at,
            round.answered_at,
        )
    )
    days: Sequence[tuple[str, date | None, date | None]] = (
        ("announced", published, None),
        ("open", opens, closes),
        ("reading", reading, round.answer_by),
        ("answering", None, round.answer_by),
        ("answered", answered, None),
    )
    return [
        Step(code, begins, ends, is_done=index < here, is_current=index == here)
        for index, (code, begins, ends) in enumerate(days)
    ]


def may_be_extended(round: Round) -> bool:
    """Whether a later closing can still be decided."""
    phase = round.phase(clock.now())
    if phase is Phase.PROCESSING:
        return round.closed_leaf_at is None
    return phase in {Phase.ANNOUNCED, Phase.OPEN}


def last_moment(round: Round) -> datetime | None:
    """The last instant at which a round still takes input, for people to read."""
    return None if round.closes_at is None else round.closes_at - clock.SECOND
