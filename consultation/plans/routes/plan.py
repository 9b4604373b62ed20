"""One plan: what was found in its file, what is doubtful, what is missing, and freezing it."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.errors import Incomplete, Outdated
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.plans import operations, queries
from consultation.plans.forms import FreezeForm, PlanSummaryForm, StepForm
from consultation.plans.models import Plan, PlanVersion
from consultation.plans.queries import Chapter, Line
from consultation.plans.routes.blueprint import bp, draft_of, mended_at, plan_named
from consultation.plans.routes.doubts import doubts_of
from consultation.plans.states import SummaryState
from consultation.web.answers import Answer, staff_page
from consultation.web.guard import permission
from consultation.web.meter import meter_of

MOST_WORDS = 200
"""Words of the summary of a whole plan; more is advised against, not refused."""


@bp.get("/werk/plannen/<string:slug>")
@permission(Permission.READ_DRAFT_PLAN)
def show_plan(slug: str) -> Answer:
    """A plan: its import report, its doubts, its chapters, and what is still missing."""
    plan = plan_named(slug)
    version = queries.draft_version(plan, reader=reader()) or queries.newest_version(
        plan, reader=reader()
    )
    busy = queries.newest_import(plan, reader=reader())
    if version is None:
        return staff_page("plans/empty.html", plan=plan, busy=busy)
    return staff_page(
        "plans/show.html", plan=plan, version=version, busy=busy, **_stand(plan, version)
    )


def _stand(plan: Plan, version: PlanVersion) -> dict[str, Any]:
    chapters = queries.chapters(version, reader=reader())
    lines = [line for chapter in chapters for line in chapter.lines]
    states = queries.summary_states(version, reader=reader())
    asked = [line for line in lines if line.asks_reactions]
    return {
        "chapters": chapters,
        "lines": lines,
        "states": states,
        "lacks": {one.head.permanent_id: _mends(plan, one) for one in chapters},
        "doubts": doubts_of(version, chapters),
        "unchecked": sum(not one.head.is_checked for one in chapters),
        "missing_summaries": sum(
            states[line.permanent_id] is SummaryState.MISSING for line in asked
        ),
        **_to_look_at(version, lines),
        "missing_room": sum(line.room is None for line in asked),
        "step_form": StepForm(seen=version.source_sha256),
    }


def _to_look_at(version: PlanVersion, lines: list[Line]) -> dict[str, int]:
    """How many sections and alineas have a doubtful origin, or a summary for another text."""
    return {
        "doubtful_alineas": sum(queries.doubtful_alineas(version, reader=reader()).values()),
        "doubtful": sum(line.is_doubtful for line in lines),
        "stale": sum(line.is_stale for line in lines),
    }


def _mends(plan: Plan, chapter: Chapter) -> list[list[str]]:
    return mended_at(plan.slug, chapter.lacks, chapter.head.permanent_id)


@bp.get("/werk/plannen/<string:slug>/samenvatting")
@bp.post("/werk/plannen/<string:slug>/samenvatting")
@permission(Permission.EDIT_PLAN)
def write_plan_summary(slug: str) -> Answer:
    """Write the summary of the whole plan."""
    version = draft_of(slug)
    require(reader(), Permission.EDIT_PLAN, version)
    form = PlanSummaryForm(summary=version.summary, seen=version.summary_fingerprint)
    theirs = ""
    if form.validate_on_submit():
        try:
            with transaction():
                operations.write_plan_summary(
                    draft_of(slug), form.summary.data or "", by=reader(), seen=form.seen.data
                )
        except Outdated as error:
            form.refuse(error)
            version = draft_of(slug)
            theirs, form.seen.data = version.summary, version.summary_fingerprint
        else:
            flash(_("De samenvatting van het plan is bewaard."))
            return redirect(url_for("plans.show_plan", slug=slug), 303)
    meter = meter_of(form.summary.data or "", most_words=MOST_WORDS)
    return staff_page("plans/summary.html", form, version=version, meter_found=meter, theirs=theirs)


@bp.get("/werk/plannen/<string:slug>/vastzetten")
@bp.post("/werk/plannen/<string:slug>/vastzetten")
@permission(Permission.PUBLISH_PLAN)
def publish_plan(slug: str) -> Answer:
    """Stop once more before a version is frozen, and freeze it (T15)."""
    version = draft_of(slug)
    require(reader(), Permission.PUBLISH_PLAN, version)
    form = FreezeForm(seen=version.source_sha256)
    if form.validate_on_submit():
        reason = form.unsigned_reason.data or ""
        try:
            with transaction():
                operations.publish_version(draft_of(slug), by=reader(), unsigned_reason=reason)
        except Incomplete as error:
            form.refuse(error)
        else:
            flash(_("Deze versie is vastgezet. U kunt er een ronde over houden."))
            return redirect(url_for("plans.show_plan", slug=slug), 303)
    version = draft_of(slug)
    return staff_page("plans/publish.html", form, version=version, **_missing(version))


def _missing(version: PlanVersion) -> dict[str, Any]:
    """What keeps the version from being frozen, and what a round on it will ask for next."""
    chapters = queries.chapters(version, reader=reader())
    later = queries.consultation_lacks(version, reader=reader())
    return {
        "lines": [line for chapter in chapters for line in chapter.lines],
        "unchecked": [one.head for one in chapters if not one.head.is_checked],
        "lacks": [line for one in chapters for line in _mends(version.plan, one)],
        **_to_look_at(version, [line for chapter in chapters for line in chapter.lines]),
        "unsigned": queries.unsigned_summaries(version, reader=reader()),
        "later": sum(lack.code != "version_not_published" for lack in later),
    }
