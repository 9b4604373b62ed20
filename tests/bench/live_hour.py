"""The application with one live hour, in which a page lets a question in."""

import time

from flask import Flask
from sqlalchemy import select

from consultation.app import create_app
from consultation.database import db
from consultation.logbook import COMMAND_LINE, transaction
from consultation.permissions import Permission
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.operations import place_question
from consultation.web.guard import permission
from tests.question_hours.factories import make_hour, make_question


def the_hour() -> QuestionHour:
    """The one hour there is, made when it is not there yet."""
    found = db.session.scalar(select(QuestionHour).limit(1))
    return found if found is not None else make_hour()


@permission(Permission.READ_PUBLIC)
def ring(bell: int) -> dict[str, float]:
    """A question is asked and then let in, which is the news; whichever bell is named."""
    question = make_question(the_hour(), f"Vraag {bell}? " + "x" * 200, is_placed=False)
    told_at = time.monotonic()
    with transaction():
        place_question(question, by=COMMAND_LINE)
    return {"nummer": question.number, "om": told_at}


@permission(Permission.READ_PUBLIC)
def which() -> dict[str, str]:
    """What sockets call the hour."""
    return {"uur": the_hour().public_id}


def make_app() -> Flask:
    made = create_app()
    made.add_url_rule("/bel/<int:bell>", view_func=ring)
    made.add_url_rule("/uur", view_func=which)
    return made


app = make_app()
