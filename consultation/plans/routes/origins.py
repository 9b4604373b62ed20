"""What each section and alinea of a draft was before: the proposal, and correcting it."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.errors import DomainError, NotFound
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.plans import operations, queries
from consultation.plans.forms import AlineaOriginForm, OriginForm
from consultation.plans.models import Alinea, PlanVersion, Section
from consultation.plans.queries import Line
from consultation.plans.routes.blueprint import bp, draft_of, section_of
from consultation.web.answers import Answer, staff_page
from consultation.web.guard import permission


@bp.get("/werk/plannen/<string:slug>/herkomst")
@permission(Permission.READ_DRAFT_PLAN)
def show_origins(slug: str) -> Answer:
    """What every section was, what is doubtful first."""
    version = draft_of(slug)
    before = _before(version)
    changes = queries.changes_between(before, version, reader=reader())
    lines = queries.outline(version, reader=reader())
    alineas = queries.doubtful_alineas(version, reader=reader())
    sections = {line.permanent_id for line in lines if line.is_doubtful}
    new = [one.section.id for one in changes if one.before is None]
    return staff_page(
        "plans/origins.html",
        OriginForm(),
        version=version,
        before=before,
        changes=changes,
        doubtful=sections | set(alineas),
        doubtful_sections=sections,
        doubtful_alineas=alineas,
        came_back=queries.stood_in(version, new, reader=reader()),
    )


@bp.get("/werk/plannen/<string:slug>/<string:permanent_id>/herkomst")
@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>/herkomst")
@permission(Permission.EDIT_PLAN)
def match_section(slug: str, permanent_id: str) -> Answer:
    """Say that a section was this one, another one, or none at all."""
    section = section_of(slug, permanent_id)
    require(reader(), Permission.EDIT_PLAN, section)
    before = _before(section.version)
    old = queries.section_before(section.version, permanent_id, reader=reader())
    form = OriginForm(origin=permanent_id if old else "")
    form.offer(_known_sections(before, old))
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
    section = section_of(slug, permanent_id)
    return staff_page(
        "plans/origin.html",
        form,
        section=section,
        before=before,
        old=old,
        origins=_origins_of(section, before),
    )


@bp.get("/werk/plannen/<string:slug>/<string:permanent_id>/herkomst/<int:number>")
@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>/herkomst/<int:number>")
@permission(Permission.EDIT_PLAN)
def match_alinea(slug: str, permanent_id: str, number: int) -> Answer:
    """Say that an alinea was this one, another one, or none at all."""
    alinea = _alinea_of(slug, permanent_id, number)
    require(reader(), Permission.EDIT_PLAN, alinea.section)
    version = alinea.section.version
    before = _before(version)
    old = queries.alinea_before(version, alinea.permanent_id, reader=reader())
    form = AlineaOriginForm(origin=old.permanent_id if old else "")
    known = queries.alineas_of(before, reader=reader())
    form.offer(known if old is None or old in known else [old, *known])
    if request.method == "POST" and form.validate_on_submit():
        try:
            with transaction():
                alinea = _alinea_of(slug, permanent_id, number)
                operations.match_alinea(alinea, form.origin.data or "", by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Bewaard: alinea %(number)s.", number=number))
            there = url_for("plans.match_section", slug=slug, permanent_id=permanent_id)
            return redirect(f"{there}#alineas", 303)
    alinea = _alinea_of(slug, permanent_id, number)
    return staff_page("plans/alinea_origin.html", form, alinea=alinea, before=before, old=old)


def _before(version: PlanVersion) -> PlanVersion:
    if version.previous is None:
        raise NotFound("no_version_before")
    return version.previous


def _alinea_of(slug: str, permanent_id: str, number: int) -> Alinea:
    section = section_of(slug, permanent_id)
    alinea = queries.alinea_by_number(section, number, reader=reader())
    if alinea is None:
        raise NotFound("alinea_unknown", alinea=number)
    return alinea


def _known_sections(before: PlanVersion, old: Section | None) -> list[tuple[str, str]]:
    """The sections of the version before and those that are gone since older ones."""
    lines: list[Line] = queries.outline_and_gone(before, reader=reader())
    known = [(one.permanent_id, one.name) for one in lines]
    is_known = old is None or old.permanent_id in dict(known)
    return known if is_known or old is None else [(old.permanent_id, old.name), *known]


def _origins_of(section: Section, before: PlanVersion) -> list[tuple[Alinea, Alinea | None]]:
    """Each alinea with the one it was, what is doubtful first."""
    known = {one.permanent_id: one for one in queries.alineas_of(before, reader=reader())}
    pairs = [(one, known.get(one.permanent_id)) for one in section.alineas]
    return sorted(pairs, key=lambda pair: not pair[0].is_doubtful)
