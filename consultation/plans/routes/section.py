"""The section editor: the official text, and what an officer writes about it."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.errors import DomainError, NotFound, Outdated
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.plain_language.draft import draft_summary
from consultation.plans import operations, queries
from consultation.plans.forms import SectionForm
from consultation.plans.models import Section
from consultation.plans.queries import MOST_SUMMARY_WORDS, Line
from consultation.plans.routes.blueprint import Answer, bp, page, plan_named, section_of
from consultation.web.guard import permission
from consultation.web.meter import meter_of


@bp.get("/werk/plannen/<string:slug>/<string:permanent_id>")
@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>")
@permission(Permission.EDIT_PLAN)
def edit_section(slug: str, permanent_id: str) -> Answer:
    """Write summary, room and questions of a section."""
    try:
        section = section_of(slug, permanent_id)
    except NotFound:
        if request.method == "POST":
            return _given_back(slug)
        raise
    require(reader(), Permission.EDIT_PLAN, section)
    form = SectionForm() if request.method == "POST" else SectionForm.of(section)
    if request.form.get("doe") == "meet" or not form.validate_on_submit():
        return _show(section, form, status=200)
    try:
        with transaction():
            section = section_of(slug, permanent_id)
            operations.write_section(section, form.texts(), by=reader(), edition=form.seen_edition)
    except Outdated as error:
        form.refuse(error)
        section = section_of(slug, permanent_id)
        form.see(section)
        return _show(section, form, status=409, is_conflict=True)
    except DomainError as error:
        form.refuse(error)
        return _show(section_of(slug, permanent_id), form, status=422)
    flash(_("Paragraaf %(section)s is bewaard.", section=section.name))
    return redirect(_next_address(slug, section), 303)


def _next_address(slug: str, section: Section) -> str:
    """The section itself, the one after it, or the plan after the last."""
    if request.form.get("doe") == "bewaar":
        return url_for("plans.edit_section", slug=slug, permanent_id=section.permanent_id)
    lines = queries.outline(section.version, reader=reader())
    following = _beside(lines, section)[1]
    if following is None:
        return url_for("plans.show_plan", slug=slug)
    return url_for("plans.edit_section", slug=slug, permanent_id=following.permanent_id)


def _beside(lines: list[Line], section: Section) -> tuple[Line | None, Line | None]:
    before = [line for line in lines if line.position < section.position]
    after = [line for line in lines if line.position > section.position]
    return (before[-1] if before else None, after[0] if after else None)


def _show(section: Section, form: SectionForm, *, status: int, is_conflict: bool = False) -> Answer:
    version = section.version
    lines = queries.outline(version, reader=reader())
    official = "\n".join(alinea.text for alinea in section.alineas)
    previous, following = _beside(lines, section)
    explained = queries.explained_forms(version, reader=reader())
    return page(
        "plans/section.html",
        form,
        status=status,
        section=section,
        version=version,
        lines=lines,
        states=queries.summary_states(version, reader=reader()),
        previous=previous,
        following=following,
        is_conflict=is_conflict,
        meter_found=meter_of(
            form.summary.data or "", most_words=MOST_SUMMARY_WORDS, explained=explained
        ),
        official_meter=meter_of(official),
        words=queries.section_words(section, reader=reader()),
        draft=draft_summary(official) if not form.summary.data else "",
    )


def _given_back(slug: str) -> Answer:
    """There is no such section to write in any more; nothing of what was typed is lost."""
    plan = plan_named(slug)
    require(reader(), Permission.EDIT_PLAN, plan)
    return page("plans/section_gone.html", SectionForm(), status=409, plan=plan)
