"""What is one's own in an hour: of a person, or of a browser without an account."""

from collections.abc import Sequence

from sqlalchemy import exists, or_, select

from consultation.database import db
from consultation.logbook import Actor
from consultation.question_hours.models import LiveQuestion, QuestionHour, Support
from consultation.question_hours.queries.hours import day_named
from consultation.question_hours.queries.questions import QuestionView, questions_of
from consultation.rounds.models import Round


def own_questions(hour: QuestionHour, *, reader: Actor) -> Sequence[QuestionView]:
    """The questions in an hour that are this reader's own, as their asker sees them."""
    if not reader.submissions:
        return ()
    query = select(LiveQuestion.id).where(
        LiveQuestion.hour_id == hour.id, LiveQuestion.submission_id.in_(reader.submissions)
    )
    ids = list(db.session.scalars(query))
    return questions_of(hour, reader=reader, ids=ids).all if ids else ()


def asked_from(hour: QuestionHour, device: str, *, reader: Actor) -> frozenset[int]:  # noqa: ARG001 - of this browser alone
    """The submissions that were sent to an hour from this browser."""
    if not device:
        return frozenset()
    query = select(LiveQuestion.submission_id).where(
        LiveQuestion.hour_id == hour.id, LiveQuestion.device == device
    )
    return frozenset(db.session.scalars(query))


def takes_part(slug: str, day: str, device: str, *, reader: Actor) -> bool:  # noqa: ARG001 - of this browser alone
    """Whether somebody asked or wanted to know something in an hour from this browser."""
    if not device:
        return False
    asked = LiveQuestion.device == device
    wanted = exists().where(Support.question_id == LiveQuestion.id, Support.person == device)
    query = (
        select(LiveQuestion.id)
        .join(LiveQuestion.hour)
        .join(QuestionHour.round)
        .where(Round.slug == slug, QuestionHour.day == day_named(day), or_(asked, wanted))
        .limit(1)
    )
    return db.session.scalar(query) is not None


def own_numbers(hour: QuestionHour, *, reader: Actor) -> list[int]:
    """The numbers of the questions in an hour that are this reader's own."""
    if not reader.submissions:
        return []
    query = select(LiveQuestion.number).where(
        LiveQuestion.hour_id == hour.id, LiveQuestion.submission_id.in_(reader.submissions)
    )
    return [number for number in db.session.scalars(query.order_by(LiveQuestion.number)) if number]


def numbers_supported(hour: QuestionHour, person: str, *, reader: Actor) -> list[int]:  # noqa: ARG001 - of this person alone
    """The numbers of the questions that this person wants to know too."""
    if not person:
        return []
    query = (
        select(LiveQuestion.number)
        .join(Support, Support.question_id == LiveQuestion.id)
        .where(LiveQuestion.hour_id == hour.id, Support.person == person)
        .order_by(LiveQuestion.number)
    )
    return [number for number in db.session.scalars(query) if number]
