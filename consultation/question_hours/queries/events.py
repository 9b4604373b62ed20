"""What an hour told, in its numbered lists."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from consultation import clock
from consultation.database import db
from consultation.logbook import SYSTEM, Actor
from consultation.question_hours.models import HourEvent, LiveQuestion, QuestionHour
from consultation.question_hours.queries.questions import QuestionView, questions_of
from consultation.question_hours.states import EventKind


@dataclass(frozen=True)
class EventView:
    """An event with what it is about, as its reader may see that now."""

    number: int
    kind: EventKind
    at: datetime
    question: QuestionView | None = None
    numbers: tuple[int, ...] = ()
    supports: tuple[tuple[int, int], ...] = ()


def events_after(
    hour: QuestionHour,
    number: int,
    *,
    reader: Actor,
    for_hosts: bool = False,
    most: int | None = None,
) -> list[EventView]:
    """What an hour told after a number, in order and without gaps (design.md 6).

    What a question says is read now, so that a hidden text is in no event, old or new (I8).
    """
    query = (
        select(HourEvent)
        .where(
            HourEvent.hour_id == hour.id,
            HourEvent.for_hosts.is_(for_hosts),
            HourEvent.number > number,
        )
        .order_by(HourEvent.number)
        .limit(most)
    )
    events = list(db.session.scalars(query))
    about = {one.question_id for one in events if one.question_id is not None}
    views = {one.id: one for one in questions_of(hour, reader=reader, ids=about).all if about}
    counts = _support_counts(hour, events)
    return [
        EventView(
            number=one.number,
            kind=one.kind,
            at=one.at,
            question=views.get(one.question_id or 0),
            supports=tuple((n, counts.get(n, 0)) for n in one.details.get("numbers", ())),
        )
        for one in events
    ]


def _support_counts(hour: QuestionHour, events: Iterable[HourEvent]) -> dict[int, int]:
    numbers = {n for one in events for n in one.details.get("numbers", ())}
    query = select(LiveQuestion.number, LiveQuestion.support_count).where(
        LiveQuestion.hour_id == hour.id, LiveQuestion.number.in_(numbers)
    )
    rows = db.session.execute(query) if numbers else ()
    return {number: count for number, count in rows if number is not None}


def newest_numbers(
    hours: Collection[int],
    *,
    for_hosts: bool,
    reader: Actor = SYSTEM,  # noqa: ARG001 - only numbers
) -> dict[int, int]:
    """The number of the newest event of each of these hours, in one statement."""
    counter = QuestionHour.host_number if for_hosts else QuestionHour.public_number
    query = select(QuestionHour.id, counter).where(QuestionHour.id.in_(hours))
    rows = db.session.execute(query)
    return {hour: number for hour, number in rows}  # noqa: C416 - rows are no pairs to mypy


def hours_that_changed(hours: Collection[int], *, reader: Actor = SYSTEM) -> list[QuestionHour]:  # noqa: ARG001 - the system looks
    """Of these hours, those that changed by the clock alone and have not told it yet."""
    query = select(QuestionHour).where(QuestionHour.id.in_(hours))
    now = clock.now()
    return [one for one in db.session.scalars(query) if one.told != one.told_now(now)]
