"""What the doors of forums share: their blueprint, words, and the things an address names."""

from datetime import date

from flask import Blueprint
from flask.sansio.blueprints import BlueprintSetupState

from consultation.accounts.session import reader
from consultation.errors import NotFound
from consultation.forums.forms.words import ACTION_TONES, ACTION_WORDS, member_words, rhythm_words
from consultation.forums.models import Forum, Meeting
from consultation.forums.queries import forum_by_slug, meeting_on
from consultation.permissions import Permission, require
from consultation.web.kept_pages import keep_pages_of

bp = Blueprint("forums", __name__)
keep_pages_of(bp)


def _give_words(state: BlueprintSetupState) -> None:
    """Give all templates, macros included, the words of forums."""
    state.app.jinja_env.globals.update(
        ACTION_WORDS=ACTION_WORDS,
        ACTION_TONES=ACTION_TONES,
        rhythm_words=rhythm_words,
        member_words=member_words,
    )


bp.record_once(_give_words)


def meeting_named(forum: Forum, day: str) -> Meeting:
    """The meeting of a forum on a day, when this reader may see it; raises NotFound."""
    try:
        moment = date.fromisoformat(day)
    except ValueError:
        raise NotFound("meeting_unknown") from None
    return meeting_on(forum, moment, reader=reader())


def kept_forum(slug: str) -> Forum:
    """A forum that this person works on; raises NotFound or NotAllowed."""
    forum = forum_by_slug(slug, reader=reader())
    require(reader(), Permission.READ_DRAFT_ROUND, forum)
    return forum


def kept_meeting(slug: str, day: str) -> Meeting:
    """A meeting that this person works on; raises NotFound or NotAllowed."""
    return meeting_named(kept_forum(slug), day)
