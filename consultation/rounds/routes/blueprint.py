"""What the doors of rounds share: their blueprint, their words, and finding a round."""

from typing import Any

from flask import Blueprint, redirect, url_for
from flask.sansio.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from consultation import clock
from consultation.accounts.session import reader
from consultation.permissions import Permission
from consultation.rounds import queries
from consultation.rounds.forms import PHASE_TONES, PHASE_WORDS, STEP_WORDS, date_line
from consultation.rounds.models import Round
from consultation.web.answers import Answer, staff_page
from consultation.web.forms import Form

bp = Blueprint("rounds", __name__)


def _give_words(state: BlueprintSetupState) -> None:
    """Give all templates, macros included, the words of rounds."""
    state.app.jinja_env.globals.update(
        PHASE_WORDS=PHASE_WORDS,
        PHASE_TONES=PHASE_TONES,
        STEP_WORDS=STEP_WORDS,
        last_moment=queries.last_moment,
        date_line=date_line,
    )


bp.record_once(_give_words)


def round_named(slug: str) -> Round:
    """A round that this person works on; raises NotFound or NotAllowed."""
    return queries.round_with_leave(slug, Permission.READ_DRAFT_ROUND, reader=reader())


def to_round(slug: str) -> Response:
    """On to the page of a round, when something was done."""
    return redirect(url_for("rounds.show_round", slug=slug), 303)


def page(template: str, form: Form | None, **things: Any) -> Answer:
    """A page for staff, with the phase of its round."""
    phase = None
    round = things.get("round")
    if isinstance(round, Round):
        phase = round.phase(clock.now())
    return staff_page(template, form, phase=phase, **things)
