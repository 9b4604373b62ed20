"""What the pages about plans share: their blueprint, their words, and finding a draft."""

from flask import Blueprint, url_for
from flask.sansio.blueprints import BlueprintSetupState

from consultation.accounts.session import reader
from consultation.documents.mending import has_table_without_heads, headed
from consultation.errors import Lack, NotFound
from consultation.permissions import Permission, require
from consultation.plans import queries
from consultation.plans.forms import CHANGE_WORDS, REPORT_KINDS, SUMMARY_WORDS
from consultation.plans.models import Plan, PlanVersion, Section
from consultation.web.sentences import lack_sentence

bp = Blueprint("plans", __name__)


def _give_words(state: BlueprintSetupState) -> None:
    """Give all templates, macros included, the words of plans."""
    state.app.jinja_env.globals.update(
        CHANGE_WORDS=CHANGE_WORDS,
        REPORT_KINDS=REPORT_KINDS,
        SUMMARY_WORDS=SUMMARY_WORDS,
        with_heads=with_heads,
    )


bp.record_once(_give_words)


def with_heads(html: str) -> str:
    """A block of the official text; a table that has no heads yet is shown with its first row."""
    return headed(html) if has_table_without_heads(html) else html


def plan_named(slug: str) -> Plan:
    """A plan that this person works on; raises NotFound or NotAllowed."""
    plan = queries.plan_by_slug(slug, reader=reader())
    require(reader(), Permission.READ_DRAFT_PLAN, plan)
    return plan


def draft_of(slug: str) -> PlanVersion:
    """The draft of a plan; raises NotFound when there is none to work on."""
    version = queries.draft_version(plan_named(slug), reader=reader())
    if version is None:
        raise NotFound("no_draft_version")
    return version


def section_of(slug: str, permanent_id: str) -> Section:
    """A section of the draft of a plan."""
    return queries.section_by_permanent_id(draft_of(slug), permanent_id, reader=reader())


def mended_at(slug: str, lacks: tuple[Lack, ...] | list[Lack], chapter: str) -> list[list[str]]:
    """Each lack of a chapter as a sentence, with the place where it is mended."""
    page = url_for("plans.show_chapter", slug=slug, permanent_id=chapter)
    return [[lack_sentence(lack), f"{page}{lack.address}"] for lack in lacks]
