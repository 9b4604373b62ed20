"""The language coach: a second person goes through the checklist (R14)."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.errors import DomainError
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.plans import operations
from consultation.plans.forms import SignForm
from consultation.plans.routes.blueprint import bp, section_of
from consultation.web.answers import Answer, staff_page
from consultation.web.guard import permission


@bp.get("/werk/plannen/<string:slug>/<string:permanent_id>/taalcoach")
@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>/taalcoach")
@permission(Permission.SIGN_SUMMARY)
def sign_summary(slug: str, permanent_id: str) -> Answer:
    """Read the summary beside its text, go through the checklist, and say that it is clear."""
    section = section_of(slug, permanent_id)
    require(reader(), Permission.READ_DRAFT_PLAN, section)
    form = SignForm(data={"seen": str(section.edition)})
    form.offer()
    if form.validate_on_submit() and form.is_whole():
        seen = form.seen.data or ""
        try:
            with transaction():
                section = section_of(slug, permanent_id)
                edition = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
                operations.sign_summary(section, edition=edition, by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Akkoord van de taalcoach is bewaard: %(section)s.", section=section.name))
            return redirect(url_for("plans.show_plan", slug=slug), 303)
    return staff_page(
        "plans/sign.html", form, section=section_of(slug, permanent_id), version=section.version
    )
