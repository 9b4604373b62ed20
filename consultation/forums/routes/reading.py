"""What everybody reads: the forums, one of them, and its meetings."""

from typing import Any

from flask import Response, make_response, render_template

from consultation import clock
from consultation.accounts.session import reader, signed_in
from consultation.forums.queries import (
    actions_at,
    all_forums,
    forum_by_slug,
    meetings_of,
    next_meetings,
    open_actions,
    settled_actions,
)
from consultation.forums.routes.blueprint import bp, meeting_named
from consultation.permissions import Permission
from consultation.question_hours.states import HourState
from consultation.web.guard import permission
from consultation.web.headers import cache_publicly


@bp.get("/forums")
@permission(Permission.READ_PUBLIC)
def show_forums() -> Response:
    """All forums, with when each meets."""
    forums = all_forums(reader=reader())
    return _page("list", forums=forums, following=next_meetings(reader=reader()))


@bp.get("/forums/<string:slug>")
@permission(Permission.READ_PUBLIC)
def show_forum(slug: str) -> Response:
    """One forum: what it is for, who takes part, what is still to be done, its meetings."""
    forum = forum_by_slug(slug, reader=reader())
    meetings = meetings_of(forum, reader=reader())
    now = clock.now()
    coming = [one for one in meetings if one.hour.ends_at > now]
    return _page(
        "show",
        forum=forum,
        coming=coming,
        following=next((one for one in coming if one.hour.cancelled_at is None), None),
        past=[one for one in reversed(meetings) if one.hour.ends_at <= now],
        to_do=open_actions(forum, reader=reader()),
        settled=settled_actions(forum, reader=reader()),
    )


@bp.get("/forums/<string:slug>/<string:day>")
@permission(Permission.READ_PUBLIC)
def show_meeting(slug: str, day: str) -> Response:
    """One meeting: agenda, table and timetable; after it the minutes and the actions."""
    forum = forum_by_slug(slug, reader=reader())
    meeting = meeting_named(forum, day)
    state = meeting.hour.state(clock.now())
    return _page(
        "meeting",
        forum=forum,
        meeting=meeting,
        hour=meeting.hour,
        state=state,
        has_minutes=state is HourState.REPORTED,
        actions=actions_at(meeting, reader=reader()),
    )


def _page(name: str, **things: Any) -> Response:
    page = render_template(f"forums/{name}.html", today=clock.today(), **things)
    answer = make_response(page)
    return answer if signed_in() is not None else cache_publicly(answer)
