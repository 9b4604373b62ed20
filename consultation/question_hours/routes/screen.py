"""The big screen in the room, and the short address that stands on it."""

from urllib.parse import urlsplit

from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from consultation.logbook import ANYONE
from consultation.permissions import Permission
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import questions_of
from consultation.question_hours.routes.blueprint import bp, hour_named, page
from consultation.short_codes.queries import code_of
from consultation.web.guard import permission
from consultation.web.pages import settings
from consultation.web.qr import qr_of

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
        qr=qr_of_hour(hour),
    )


def short_path(hour: QuestionHour) -> str:
    """The short address on this site: by its code, or by the id that hours had before codes."""
    return f"/r/{code_of(hour, reader=ANYONE) or hour.public_id}"


def short_address(hour: QuestionHour) -> str:
    """The address to type over from the screen."""
    return urlsplit(settings().base_url).netloc + short_path(hour)


def qr_of_hour(hour: QuestionHour) -> Markup:
    """The same address to point a telephone at."""
    label = _("QR-code naar %(address)s", address=short_address(hour))
    return qr_of(settings().base_url + short_path(hour), label)
