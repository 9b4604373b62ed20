"""The order of a draft: adding, moving, putting together and taking out sections."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.errors import DomainError, Outdated
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.plans import operations, queries
from consultation.plans.forms import PlaceForm
from consultation.plans.models import Section
from consultation.plans.queries import Line
from consultation.plans.routes.blueprint import bp, section_of
from consultation.typed import whole_number
from consultation.web.answers import Answer, staff_page
from consultation.web.guard import permission

NOT_UNDONE = frozenset({"verwijder", "voeg-samen"})
"""What is asked once more first."""


@bp.get("/werk/plannen/<string:slug>/<string:permanent_id>/indeling")
@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>/indeling")
@permission(Permission.EDIT_PLAN)
def arrange_section(slug: str, permanent_id: str) -> Answer:
    """Add a section after this one, move it, put it with the one before, or take it out."""
    section = section_of(slug, permanent_id)
    require(reader(), Permission.EDIT_PLAN, section)
    form = _place_form(section)
    if not form.validate_on_submit():
        return _page("plans/arrange.html", form, section)
    if request.form.get("doe") in NOT_UNDONE and not form.seen.data:
        return _ask_again(form, section)
    try:
        with transaction():
            words, goes_on = _arranged(slug, section_of(slug, permanent_id), form)
    except DomainError as error:
        form.refuse(error)
        section = section_of(slug, permanent_id)
        if isinstance(error, Outdated):
            return _ask_again(form, section)
        return _page("plans/arrange.html", form, section)
    flash(words)
    return redirect(goes_on, 303)


def _place_form(section: Section) -> PlaceForm:
    """The form, with where the section stands now."""
    lines = queries.outline(section.version, reader=reader())
    before = _before(section, lines)
    usual = {"after": before.permanent_id if before else "", "level": str(section.level)}
    form = PlaceForm(data=usual)
    form.offer((line.permanent_id, line.name) for line in lines)
    return form


def _before(section: Section, lines: list[Line]) -> Line | None:
    """The section before this one, into which it can go."""
    return next((one for one in reversed(lines) if one.position < section.position), None)


def _ask_again(form: PlaceForm, section: Section) -> Answer:
    """What goes and what stays, before it is done: nothing brings it back."""
    form.seen.data = str(section.edition)
    status = 409 if form.form_errors else 200
    return _page("plans/arrange_sure.html", form, section, status, act=request.form["doe"])


def _page(
    template: str, form: PlaceForm, section: Section, status: int | None = None, **things: str
) -> Answer:
    lines = queries.outline(section.version, reader=reader())
    return staff_page(
        template,
        form,
        status=status,
        section=section,
        version=section.version,
        before=_before(section, lines),
        **things,
    )


def _arranged(slug: str, section: Section, form: PlaceForm) -> tuple[str, str]:
    """Do what was asked; gives what to say and where to go."""
    act = request.form.get("doe")
    if act == "verwijder":
        seen = whole_number(form.seen.data) or 0
        operations.remove_section(section, edition=seen, by=reader())
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
