"""The big screen in the room, and the short address that stands on it."""

from urllib.parse import urlsplit

import segno
from flask import redirect
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from consultation.accounts.session import reader
from consultation.errors import NotFound
from consultation.logbook import ANYONE
from consultation.permissions import Permission
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import hour_by_public_id, questions_of
from consultation.question_hours.routes.blueprint import bp, hour_address, hour_named, page
from consultation.web.guard import permission
from consultation.web.pages import settings

COMING = 2
"""Questions that the screen announces."""


@bp.get("/rondes/<string:slug>/vragenuur/<string:day>/scherm")
@permission(Permission.READ_PUBLIC)
def show_screen(slug: str, day: str) -> Response:
    """What everybody in the room sees: whose turn it is, what comes, and where to ask."""
    hour = hour_named(slug, day)
    questions = questions_of(hour, reader=ANYONE)
    return page(
        "question_hours/screen.html",
        hour,
        questions=questions,
        coming=questions.queue[:COMING],
        short=short_address(hour),
        qr=qr_of(hour),
    )


@bp.get("/r/<string:code>")
@permission(Permission.READ_PUBLIC)
def follow_code(code: str) -> Response:
    """From the short address on a screen or a flyer to the page of the hour."""
    hour = hour_by_public_id(code.upper(), reader=reader())
    if hour.round is None:
        raise NotFound("hour_unknown")
    return redirect(hour_address(hour))


def short_address(hour: QuestionHour) -> str:
    """The address to type over from the screen."""
    place = urlsplit(settings().base_url)
    return f"{place.netloc}/r/{hour.public_id}"


def qr_of(hour: QuestionHour) -> Markup:
    """The same address to point a telephone at; drawn here."""
    code = segno.make(f"{settings().base_url}/r/{hour.public_id}", error="m")
    drawing = code.svg_inline(
        border=2, dark="#000", svgclass=None, lineclass="qrline", omitsize=True
    )
    label = _("QR-code naar %(address)s", address=short_address(hour))
    return Markup(drawing.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1))  # noqa: S704 - our own drawing
