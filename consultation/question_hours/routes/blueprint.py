"""What the doors of hours share: their blueprint, the hour an address names, and who looks."""

from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, g, make_response, render_template, request, url_for
from flask.sansio.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from consultation import clock
from consultation.accounts.session import reader
from consultation.errors import NotFound
from consultation.logbook import ANYONE, Actor
from consultation.plans.queries import Line, outline
from consultation.question_hours.forms.words import (
    HOUR_CODES,
    HOUR_TONES,
    HOUR_WORDS,
    KIND_WORDS,
    LIVE_CODES,
    LIVE_WORDS,
    ROLE_WORDS,
    reason_words,
    the_session,
    this_session,
)
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import (
    QuestionView,
    asked_from,
    hour_mark,
    hour_on,
    takes_part,
)
from consultation.question_hours.states import LONGEST_QUESTION, LiveState
from consultation.rounds.queries import round_by_slug
from consultation.tenders.queries import Gate, gates_of
from consultation.web.device import device, is_all_there_is
from consultation.web.headers import cache_publicly
from consultation.web.kept_pages import keep_pages_of
from consultation.web.languages import language_words

bp = Blueprint("question_hours", __name__)


def newest_event() -> str:
    """The mark of the hour whose page is asked for: no kept page is older than its last event."""
    slug, day = _place()
    return hour_mark(slug, day, reader=ANYONE)


def is_stranger() -> bool:
    """Whether nothing on a page of an hour is of this visitor.

    Most browsers of a crowd have a number and no more: their visitors asked and wanted nothing yet.
    """
    if not request.cookies:
        return True
    if "is_stranger" not in g:
        slug, day = _place()
        g.is_stranger = is_all_there_is() and not takes_part(slug, day, device(), reader=ANYONE)
    found: bool = g.is_stranger
    return found


def _place() -> tuple[str, str]:
    """The round and the day that the address of this request names."""
    named = request.view_args or {}
    return str(named.get("slug", "")), str(named.get("day", ""))


keep_pages_of(bp, newest_event, is_stranger)


BLANK = QuestionView(
    id=0,
    number=0,
    state=LiveState.PLACED,
    text="",
    is_visible=True,
    position=0,
    support=0,
    receipt="",
    asked_at=None,
)
"""A question that says nothing: what the script fills in."""


def day_named(kept: object) -> str:
    """A day of a report in words, however it was written down."""
    try:
        return clock.date_words(date.fromisoformat(str(kept)))
    except ValueError:
        return str(kept or "")


def give_words(state: BlueprintSetupState) -> None:
    """Give all templates, macros included, the words of hours and their questions."""
    state.app.jinja_env.globals.update(
        HOUR_WORDS=HOUR_WORDS,
        HOUR_TONES=HOUR_TONES,
        HOUR_CODES=HOUR_CODES,
        HOUR_KINDS=KIND_WORDS,
        the_session=the_session,
        this_session=this_session,
        LIVE_WORDS=LIVE_WORDS,
        LIVE_CODES=LIVE_CODES,
        TABLE_ROLES=ROLE_WORDS,
        hour_address=hour_address,
        hours_words=clock.hours_words,
        this_moment=clock.now,
        language_words=language_words,
        why_not_placed=reason_words,
        day_named=day_named,
    )


bp.record_once(give_words)


def hour_named(slug: str, day: str) -> QuestionHour:
    """The hour of a round on a day, when this reader may see both; raises NotFound."""
    round = round_by_slug(slug, reader=reader())
    try:
        moment = date.fromisoformat(day)
    except ValueError:
        raise NotFound("hour_unknown") from None
    return hour_on(round, moment, reader=reader())


def hour_address(hour: QuestionHour, endpoint: str = "show_hour", **more: Any) -> str:
    """An address of this hour."""
    slug = hour.round.slug if hour.round is not None else ""
    return url_for(f"question_hours.{endpoint}", slug=slug, day=hour.day.isoformat(), **more)


def participant(hour: QuestionHour) -> Actor:
    """Whoever looks, as a participant: with what was asked from this browser, without any role."""
    asked = asked_from(hour, device(), reader=reader())
    return replace(ANYONE, submissions=reader().submissions | asked)


def sections_of(hour: QuestionHour) -> list[Line]:
    """The sections of the consulted plan that a question can be about."""
    version = hour.round.version if hour.round is not None else None
    return outline(version, reader=ANYONE) if version is not None else []


def gates_on(hour: QuestionHour) -> list[Gate]:
    """The tenders about which this hour takes no questions, or will not for long."""
    return gates_of(hour.round, reader=ANYONE) if hour.round is not None else []


def page(template: str, hour: QuestionHour, **context: Any) -> Response:
    """A page of an hour; the same for everybody who asked nothing and is not signed in."""
    now = clock.now()
    answer = make_response(
        render_template(
            template,
            hour=hour,
            round=hour.round,
            here=hour_address(hour),
            state=hour.state(now),
            limit=LONGEST_QUESTION,
            blank=BLANK,
            **context,
        )
    )
    return cache_publicly(answer) if request.method == "GET" and is_stranger() else answer
