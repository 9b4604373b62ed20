"""What the doors for machines share: their blueprint, and the headers of every answer."""

from flask import Blueprint, Response, make_response, request
from flask.sansio.blueprints import BlueprintSetupState

from consultation.logbook import ANYONE
from consultation.open_data.forms import VERSION, Shape
from consultation.open_data.forms.papers import FORMAT_WORDS
from consultation.rounds.models import Round
from consultation.rounds.queries import round_by_slug
from consultation.web.headers import cache_publicly
from consultation.web.pages import settings

bp = Blueprint("open_data", __name__)


def _give_words(state: BlueprintSetupState) -> None:
    """Give all templates, macros included, the words of files."""
    state.app.jinja_env.globals.update(FORMAT_WORDS=FORMAT_WORDS)


bp.record_once(_give_words)


@bp.after_app_request
def say_version(answer: Response) -> Response:
    """Every answer of the API, also an error, says its version and may be read from elsewhere."""
    if request.path.startswith("/api/"):
        answer.headers["API-Version"] = VERSION
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Access-Control-Expose-Headers"] = "API-Version, ETag"
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def answered(shape: Shape) -> Response:
    """A shape as JSON, with a fingerprint for caches."""
    answer = make_response(shape.model_dump_json())
    answer.mimetype = "application/json"
    return cache_publicly(answer)


def base() -> str:
    """The address of this site, in front of every address that is given out."""
    return settings().base_url


def public_round(slug: str) -> Round:
    """A round as anybody may see it, whoever asks; raises NotFound."""
    return round_by_slug(slug, reader=ANYONE)
