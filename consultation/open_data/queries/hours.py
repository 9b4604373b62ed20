"""The question hours of a round, with what the facts about them need."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from consultation.database import db
from consultation.logbook import Actor
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import hours_of_round
from consultation.rounds.models import Round


def hours_with_tables(round: Round, *, reader: Actor) -> list[QuestionHour]:
    """The hours of a round with who sits at each table, in a fixed number of statements."""
    hours = hours_of_round(round, reader=reader)
    query = select(QuestionHour).where(QuestionHour.id.in_([one.id for one in hours]))
    db.session.scalars(query.options(selectinload(QuestionHour.table))).all()
    return hours
