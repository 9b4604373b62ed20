"""What the public pages share: their blueprint, the words of all states, and caching."""

from collections.abc import Sequence
from typing import Any, Protocol

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask.sansio.blueprints import BlueprintSetupState

from consultation.accounts.session import reader, signed_in
from consultation.answers.forms import OUTCOME_TONES, OUTCOME_WORDS
from consultation.comparison.words import marked
from consultation.contributions.forms import KIND_WORDS
from consultation.moderation.forms import REASON_WORDS
from consultation.open_data.queries import FileLink, Source, files_of
from consultation.plain_language.reading_time import minutes
from consultation.plans.models import PlanVersion, Section
from consultation.question_hours.forms.words import HOUR_TONES, HOUR_WORDS, hour_when
from consultation.reactions.forms import stand_words
from consultation.rounds.forms import PHASE_TONES, PHASE_WORDS, STEP_WORDS, date_line
from consultation.rounds.models import Round
from consultation.rounds.queries import last_moment, round_by_slug
from consultation.slugs import tail_of
from consultation.typed import number_asked
from consultation.web.headers import cache_publicly
from consultation.web.kept_pages import keep_pages_of
from consultation.web.pages import settings

bp = Blueprint("reading_room", __name__)

YEAR = 365 * 24 * 3600


def give_words(state: BlueprintSetupState) -> None:
    """Give all templates, macros included, the words of phases, kinds, outcomes and more."""
    state.app.jinja_env.globals.update(
        PHASE_WORDS=PHASE_WORDS,
        PHASE_TONES=PHASE_TONES,
        STEP_WORDS=STEP_WORDS,
        KIND_WORDS=KIND_WORDS,
        OUTCOME_WORDS=OUTCOME_WORDS,
        OUTCOME_TONES=OUTCOME_TONES,
        REASON_WORDS=REASON_WORDS,
        HOUR_WORDS=HOUR_WORDS,
        HOUR_TONES=HOUR_TONES,
        hour_when=hour_when,
        minutes=minutes,
        section_address=section_address,
        last_moment=last_moment,
        date_line=date_line,
        marked=marked,
        stand_words=stand_words,
    )


bp.record_once(give_words)
keep_pages_of(bp)


class Titled(Protocol):
    """A section as it stands in a list."""

    @property
    def permanent_id(self) -> str: ...  # noqa: D102 - what it says
    @property
    def title(self) -> str: ...  # noqa: D102


def section_address(round: Round, line: Titled) -> str:
    """The permanent address of a section, with a tail that people can read."""
    place = f"{line.permanent_id}-{tail_of(line.title)}"
    return url_for("reading_room.show_section", slug=round.slug, permanent_id=place)


def cited_alinea(section: Section) -> int:
    """The number of the alinea that somebody wants to refer to; 0 for the whole section."""
    number = request.args.get("alinea", 0, type=number_asked)
    return number if any(one.number == number for one in section.alineas) else 0


def page(template: str, **context: Any) -> Response:
    """A page that is the same for everybody, so that caches may keep it; staff get their own."""
    answer = make_response(render_template(template, **context))
    return answer if signed_in() is not None else cache_publicly(answer)


def frozen_page(template: str, **context: Any) -> Response:
    """A page that never changes."""
    answer = make_response(render_template(template, frozen=True, **context))
    return kept_for_ever(answer)


def kept_for_ever(answer: Response) -> Response:
    """Let caches keep an answer that is the same for everybody and never changes."""
    if signed_in() is None:
        answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer


def plan_files(round: Round, versions: Sequence[PlanVersion]) -> list[list[FileLink]]:
    """The files of each of these versions as they stand in a round."""
    sources = [Source(round, version=version) for version in versions]
    return files_of(sources, settings().base_url, reader=reader())


def round_named(slug: str) -> Round:
    """A round that this reader may see; raises NotFound."""
    return round_by_slug(slug, reader=reader())
