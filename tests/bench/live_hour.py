"""The application with one live hour, in which a page lets a question in."""

from flask import Flask
from sqlalchemy import select

from consultation.app import create_app
from consultation.database import db
from consultation.permissions import Permission
from consultation.question_hours.models import QuestionHour
from consultation.web.guard import permission
from tests.question_hours.factories import make_hour, make_question


def the_hour() -> QuestionHour:
    """The one hour there is, made when it is not there yet."""
    found = db.session.scalar(select(QuestionHour).limit(1))
    return found if found is not None else make_hour()


@permission(Permission.READ_PUBLIC)
def ring(bell: int) -> dict[str, int]:
    """A question is asked and let in; the number of the bell means nothing."""
    return {"nummer": make_question(the_hour(), f"Vraag {bell}? " + "x" * 200).number}


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
