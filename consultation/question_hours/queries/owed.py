"""The pace of an hour, and the answers that are still owed after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from consultation import clock
from consultation.database import db
from consultation.logbook import Actor
from consultation.question_hours.models import LiveQuestion, QuestionHour
from consultation.question_hours.queries.hours import hours_visible_to
from consultation.question_hours.queries.questions import Questions, QuestionView, views_where
from consultation.question_hours.states import LEFT_OVER, TAKES_QUESTIONS, LiveState
from consultation.rounds.models import Round


@dataclass(frozen=True)
class Tempo:
    """How fast answers come, and how many still fit (V10)."""

    answered: int
    waiting: int
    minutes_left: int
    minutes_each: float

    @property
    def fits(self) -> int:
        """How many answers fit in what is left, at this pace."""
        if not self.minutes_each:
            return 0
        return int(self.minutes_left / self.minutes_each)


def tempo_of(hour: QuestionHour, questions: Questions, *, reader: Actor) -> Tempo:  # noqa: ARG001 - counts are public
    """The pace of an hour, from the answers that were given in it."""
    now = clock.now()
    given = [one for one in questions.answered if one.merged_into is None and one.answered_at]
    in_hour = [one for one in given if one.answered_at and one.answered_at >= hour.begins_at]
    spent = max(timedelta(), min(now, hour.ends_at) - hour.begins_at)
    left = max(timedelta(), hour.ends_at - max(now, hour.begins_at))
    minutes = spent.total_seconds() / 60
    return Tempo(
        answered=len(given),
        waiting=len(questions.queue),
        minutes_left=int(left.total_seconds() // 60),
        minutes_each=round(minutes / len(in_hour), 1) if in_hour else 0.0,
    )


@dataclass(frozen=True)
class Deferred:
    """A question that somebody still owes an answer, with the hour it was asked in."""

    hour: QuestionHour
    question: QuestionView


def deferred_questions(rounds: Sequence[Round], *, reader: Actor) -> list[Deferred]:
    """What is still to be answered from the hours of these rounds, the first day first.

    A fixed number of statements, however many hours there are.
    """
    query = (
        select(QuestionHour)
        .where(
            QuestionHour.round_id.in_([one.id for one in rounds]),
            QuestionHour.cancelled_at.is_(None),
            hours_visible_to(reader),
        )
        .options(joinedload(QuestionHour.round))
    )
    hours = {one.id: one for one in db.session.scalars(query)}
    if not hours:
        return []
    now = clock.now()
    over = [number for number, one in hours.items() if one.state(now) not in TAKES_QUESTIONS]
    is_left = and_(LiveQuestion.hour_id.in_(over), LiveQuestion.live_state.in_(LEFT_OVER))
    is_deferred = LiveQuestion.live_state == LiveState.DEFERRED
    which = and_(LiveQuestion.hour_id.in_(hours), or_(is_deferred, is_left))
    found = [
        Deferred(hours[one.hour_id], view) for one, view in views_where(which, hours, reader=reader)
    ]
    return sorted(found, key=lambda one: (one.question.due or date.max, one.question.number))
