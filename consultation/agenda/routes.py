"""The page of the agenda and its calendars: of everything, and of one round."""

from collections.abc import Sequence

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import gettext as _

from consultation import clock
from consultation.accounts.session import signed_in
from consultation.agenda import queries
from consultation.agenda.forms import WHAT_WORDS, calendar_file, kind_words, when_words
from consultation.agenda.states import AgendaItem, months_of, weeks_of
from consultation.errors import NotFound
from consultation.forums.queries import forum_by_slug, meetings_of
from consultation.gatherings.models import Gathering
from consultation.gatherings.queries import gathering_by_public_id
from consultation.logbook import ANYONE
from consultation.permissions import Permission
from consultation.question_hours.queries import hours_of_round
from consultation.rounds.queries import round_by_slug
from consultation.slugs import slug_from
from consultation.typed import number_asked
from consultation.web.guard import permission
from consultation.web.headers import cache_publicly
from consultation.web.kept_pages import keep_pages_of
from consultation.web.pages import settings

bp = Blueprint("agenda", __name__)
keep_pages_of(bp)


@bp.get("/agenda")
@permission(Permission.READ_PUBLIC)
def show_agenda() -> Response:
    """Everything that has a date, by week: what comes, or (`vroeger`) what was."""
    items = queries.agenda_items(reader=ANYONE)
    kinds = _kinds(items)
    chosen = kinds.get(request.args.get("soort", ""), "")
    items = [one for one in items if not chosen or one.kind == chosen]
    today = clock.today()
    past = [one for one in reversed(items) if one.last_day < today]
    is_past = "vroeger" in request.args
    years = sorted({one.first_day.year for one in past}, reverse=True)
    year = request.args.get("vroeger", type=number_asked) or (years[0] if years else today.year)
    coming = [one for one in items if one.first_day >= today]
    shown = [one for one in past if one.first_day.year == year] if is_past else coming
    page = render_template(
        "agenda/show.html",
        is_past=is_past,
        running=[] if is_past else [one for one in items if one.first_day < today <= one.last_day],
        weeks=weeks_of(shown),
        months=months_of(shown),
        years=years,
        year=year,
        kinds={slug: kind_words(kind) for slug, kind in kinds.items()},
        chosen=next((slug for slug, kind in kinds.items() if kind == chosen), ""),
        kind_words=kind_words,
        what_words=WHAT_WORDS,
        when_words=when_words,
    )
    answer = make_response(page)
    return answer if signed_in() is not None else cache_publicly(answer)


@bp.get("/agenda.ics")
@permission(Permission.READ_PUBLIC)
def show_calendar() -> Response:
    """Everything that has a date, to subscribe to."""
    name = _("Agenda van %(site)s", site=settings().site_name)
    return _calendar(queries.agenda_items(reader=ANYONE), name, "agenda")


@bp.get("/rondes/<string:slug>/agenda.ics")
@permission(Permission.READ_PUBLIC)
def show_round_calendar(slug: str) -> Response:
    """The days of one round; a calendar that subscribes to it follows an extension."""
    round = round_by_slug(slug, reader=ANYONE)
    return _calendar(queries.agenda_items(reader=ANYONE, round=round), round.title, slug)


@bp.get("/rondes/<string:slug>/vragenuur/<string:day>/agenda.ics")
@permission(Permission.READ_PUBLIC)
def show_hour_calendar(slug: str, day: str) -> Response:
    """One question hour, to put in a calendar; when it is moved, the calendar moves it too."""
    hours = hours_of_round(round_by_slug(slug, reader=ANYONE), reader=ANYONE)
    found = [one for one in hours if one.day.isoformat() == day]
    if not found:
        raise NotFound("hour_unknown")
    return _calendar(list(queries.hour_items(found)), found[0].title, f"{slug}-{day}")


@bp.get("/forums/<string:slug>/agenda.ics")
@permission(Permission.READ_PUBLIC)
def show_forum_calendar(slug: str) -> Response:
    """The meetings of one forum, to subscribe to."""
    forum = forum_by_slug(slug, reader=ANYONE)
    meetings = meetings_of(forum, reader=ANYONE)
    return _calendar(list(queries.meeting_items(meetings)), forum.title, slug)


@bp.get("/forums/<string:slug>/<string:day>/agenda.ics")
@permission(Permission.READ_PUBLIC)
def show_meeting_calendar(slug: str, day: str) -> Response:
    """One meeting of a forum, to put in a calendar."""
    meetings = meetings_of(forum_by_slug(slug, reader=ANYONE), reader=ANYONE)
    found = [one for one in meetings if one.hour.day.isoformat() == day]
    if not found:
        raise NotFound("meeting_unknown")
    items = list(queries.meeting_items(found))
    return _calendar(items, items[0].title, f"{slug}-{day}")


@bp.get("/agenda/<string:public_id>")
@permission(Permission.READ_PUBLIC)
def show_gathering(public_id: str) -> Response:
    """A meeting of others with its timetable; the words after the id may be any."""
    gathering, items = _gathering(public_id)
    today = clock.today()
    page = render_template(
        "agenda/gathering.html",
        gathering=gathering,
        details=gathering.placed.details if gathering.placed else None,
        is_past=items[-1].last_day < today,
        item=items[0],
    )
    answer = make_response(page)
    return answer if signed_in() is not None else cache_publicly(answer)


@bp.get("/agenda/<string:public_id>/agenda.ics")
@permission(Permission.READ_PUBLIC)
def show_gathering_calendar(public_id: str) -> Response:
    """One meeting of others, to put in a calendar."""
    gathering, items = _gathering(public_id)
    return _calendar(items, items[0].title, f"bijeenkomst-{gathering.public_id}")


def _gathering(named: str) -> tuple[Gathering, list[AgendaItem]]:
    """A meeting that was placed, with each time it is held; raises NotFound."""
    gathering = gathering_by_public_id(named.split("-", 1)[0], reader=ANYONE)
    if gathering.placed is None:
        raise NotFound("gathering_unknown")
    return gathering, list(queries.items_of_gathering(gathering, gathering.placed))


def _kinds(items: Sequence[AgendaItem]) -> dict[str, str]:
    """The kinds that there are, by the word that stands in an address."""
    words = sorted((kind_words(kind), kind) for kind in {one.kind for one in items})
    return {slug_from(word): kind for word, kind in words}


def _calendar(items: Sequence[AgendaItem], name: str, filename: str) -> Response:
    answer = make_response(calendar_file(items, name=name, base=settings().base_url))
    answer.mimetype = "text/calendar"
    answer.headers["Content-Disposition"] = f'inline; filename="{filename}.ics"'
    return cache_publicly(answer)
