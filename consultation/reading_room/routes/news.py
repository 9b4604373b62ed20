"""What is new in a round since a day; which day that is, only the reader's browser remembers."""

from datetime import date, timedelta

from flask import request
from flask_babel import gettext as _

from consultation import clock
from consultation.accounts.session import reader
from consultation.permissions import Permission
from consultation.reading_room.queries import news_of
from consultation.reading_room.routes.blueprint import bp, page, round_named
from consultation.web.answers import Answer
from consultation.web.guard import permission

WEEK, MONTH = 7, 30
"""Days back that a reader can choose with one press."""


@bp.get("/rondes/<string:slug>/nieuw")
@permission(Permission.READ_PUBLIC)
def show_news(slug: str) -> Answer:
    """What is new since the day in the address; without one, the page asks for it."""
    round = round_named(slug)
    typed = request.args.get("sinds", "").strip()[:20]
    since, complaint = _day(typed)
    today = clock.today()
    return page(
        "reading_room/news.html",
        round=round,
        typed=typed,
        complaint=complaint,
        news=news_of(round, since, reader=reader()) if since else None,
        today=today,
        week_ago=today - timedelta(days=WEEK),
        month_ago=today - timedelta(days=MONTH),
    )


def _day(typed: str) -> tuple[date | None, str]:
    """The day that was asked for, or what is wrong with it."""
    if not typed:
        return None, ""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None, _("Schrijf een datum zoals 2026-11-20.")
    if day > clock.today():
        return None, _("Deze dag moet nog komen. Kies een dag die al geweest is.")
    return max(day, date(2000, 1, 1)), ""
