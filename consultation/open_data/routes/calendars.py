"""The days of a round, for somebody's own calendar."""

from urllib.parse import urlsplit

from flask import Response, make_response, url_for

from consultation.open_data.forms import round_calendar
from consultation.open_data.routes.blueprint import base, bp, public_round
from consultation.permissions import Permission
from consultation.web.guard import permission
from consultation.web.headers import cache_publicly


@bp.get("/rondes/<string:slug>/agenda.ics")
@permission(Permission.READ_PUBLIC)
def show_agenda(slug: str) -> Response:
    """The days of one round; a calendar that subscribes to it follows an extension."""
    address = base() + url_for("reading_room.show_round", slug=slug)
    host = urlsplit(base()).hostname or "localhost"
    answer = make_response(round_calendar(public_round(slug), address=address, host=host))
    answer.mimetype = "text/calendar"
    answer.headers["Content-Disposition"] = f'inline; filename="{slug}.ics"'
    return cache_publicly(answer)
