"""What each section of a draft was in the version before: the proposal, and correcting it."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.errors import DomainError, NotFound
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.plans import operations, queries
from consultation.plans.forms import OriginForm
from consultation.plans.models import PlanVersion
from consultation.plans.routes.blueprint import Answer, bp, draft_of, page, section_of
from consultation.web.guard import permission


@bp.get("/werk/plannen/<string:slug>/herkomst")
@permission(Permission.READ_DRAFT_PLAN)
def show_origins(slug: str) -> Answer:
    """What every section was, what is doubtful first."""
    version = draft_of(slug)
    before = _before(version)
    lines = queries.outline(version, reader=reader())
    return page(
        "plans/origins.html",
        OriginForm(),
        version=version,
        before=before,
        changes=queries.changes_between(before, version, reader=reader()),
        doubtful={line.permanent_id for line in lines if line.is_doubtful},
    )


@bp.get("/werk/plannen/<string:slug>/<string:permanent_id>/herkomst")
@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>/herkomst")
@permission(Permission.EDIT_PLAN)
def match_section(slug: str, permanent_id: str) -> Answer:
    """Say that a section was this one, another one, or none at all."""
    section = section_of(slug, permanent_id)
    require(reader(), Permission.EDIT_PLAN, section)
    before = _before(section.version)
    olds = queries.all_sections(before, reader=reader())
    known = {one.permanent_id: one for one in olds}
    form = OriginForm(origin=permanent_id if permanent_id in known else "")
    form.offer((one.permanent_id, one.name) for one in olds)
    if request.method == "POST" and form.validate_on_submit():
        try:
            with transaction():
                section = section_of(slug, permanent_id)
                operations.match_section(section, form.origin.data or "", by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Bewaard: %(section)s.", section=section.name))
            return redirect(url_for("plans.show_origins", slug=slug), 303)
    return page(
        "plans/origin.html",
        form,
        section=section_of(slug, permanent_id),
        before=before,
        old=known.get(permanent_id),
    )


def _before(version: PlanVersion) -> PlanVersion:
    if version.previous is None:
        raise NotFound("no_version_before")
    return version.previous
