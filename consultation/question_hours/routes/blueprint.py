"""What the doors of hours share: their blueprint, and the hour an address names."""

from datetime import date
from typing import Any

from flask import Blueprint, url_for
from flask.sansio.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response as AnyResponse

from consultation import clock
from consultation.accounts.session import reader
from consultation.errors import NotFound
from consultation.question_hours.forms.words import (
    HOUR_TONES,
    HOUR_WORDS,
    KIND_WORDS,
    LIVE_WORDS,
    ROLE_WORDS,
)
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import hour_on
from consultation.rounds.queries import round_by_slug

bp = Blueprint("question_hours", __name__)

Answer = AnyResponse | str | tuple[str, int]


def hour_named(slug: str, day: str) -> QuestionHour:
    """The hour of a round on a day, when this reader may see both; raises NotFound."""
    round = round_by_slug(slug, reader=reader())
    try:
        moment = date.fromisoformat(day)
    except ValueError:
        raise NotFound("hour_unknown") from None
    return hour_on(round, moment, reader=reader())


def hour_address(hour: QuestionHour, endpoint: str = "events", **more: Any) -> str:
    """An address of this hour."""
    slug = hour.round.slug if hour.round is not None else ""
    return url_for(f"question_hours.{endpoint}", slug=slug, day=hour.day.isoformat(), **more)


def _give_words(state: BlueprintSetupState) -> None:
    """Give all templates, macros included, the words of hours."""
    state.app.jinja_env.globals.update(
        HOUR_WORDS=HOUR_WORDS,
        HOUR_TONES=HOUR_TONES,
        HOUR_KINDS=KIND_WORDS,
        LIVE_WORDS=LIVE_WORDS,
        TABLE_ROLES=ROLE_WORDS,
        hour_address=hour_address,
        hours_words=clock.hours_words,
        this_moment=clock.now,
    )


bp.record_once(_give_words)
