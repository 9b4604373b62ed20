"""The order of a draft: adding, moving, putting together and taking out sections."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.errors import DomainError
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.plans import operations, queries
from consultation.plans.forms import PlaceForm
from consultation.plans.models import Section
from consultation.plans.routes.blueprint import bp, section_of
from consultation.typed import whole_number
from consultation.web.answers import Answer, staff_page
from consultation.web.guard import permission


@bp.get("/werk/plannen/<string:slug>/<string:permanent_id>/indeling")
@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>/indeling")
@permission(Permission.EDIT_PLAN)
def arrange_section(slug: str, permanent_id: str) -> Answer:
    """Add a section after this one, move it, put it with the one before, or take it out."""
    section = section_of(slug, permanent_id)
    require(reader(), Permission.EDIT_PLAN, section)
    lines = queries.outline(section.version, reader=reader())
    before = [line for line in lines if line.position < section.position]
    usual = {"after": before[-1].permanent_id if before else "", "level": str(section.level)}
    form = PlaceForm(data=usual)
    form.offer((line.permanent_id, line.name) for line in lines)
    if form.validate_on_submit():
        try:
            with transaction():
                words, goes_on = _arranged(slug, section_of(slug, permanent_id), form)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(words)
            return redirect(goes_on, 303)
    return staff_page(
        "plans/arrange.html",
        form,
        section=section_of(slug, permanent_id),
        version=section.version,
        before=before[-1] if before else None,
    )


def _arranged(slug: str, section: Section, form: PlaceForm) -> tuple[str, str]:
    """Do what was asked; gives what to say and where to go."""
    act = request.form.get("doe")
    if act == "verwijder":
        operations.remove_section(section, by=reader())
        return _("De paragraaf is uit deze versie gehaald."), url_for("plans.show_plan", slug=slug)
    if act == "voeg-samen":
        found = operations.merge_section(section, by=reader())
        words = _("De paragraaf staat nu in %(section)s.", section=found.name)
    elif act == "voeg-toe":
        level = form.level.data or ""
        found = operations.add_section(
            section,
            form.title.data or "",
            number=form.number.data or "",
            level=whole_number(level),
            by=reader(),
        )
        words = _("Paragraaf %(section)s is toegevoegd.", section=found.name)
        address = url_for("plans.edit_text", slug=slug, permanent_id=found.permanent_id)
        return words, address
    else:
        after = section_of(slug, form.after.data) if form.after.data else None
        found = operations.move_section(section, after, by=reader())
        words = _("De paragraaf is verplaatst.")
    return words, url_for("plans.edit_section", slug=slug, permanent_id=found.permanent_id)
