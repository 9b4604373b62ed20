"""The language coach: a second person goes through the checklist (R14)."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from consultation.accounts.session import reader
from consultation.errors import DomainError, NotFound
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.plans import operations, queries
from consultation.plans.forms import SignChapterForm, SignForm, edition_of
from consultation.plans.models import Section
from consultation.plans.routes.blueprint import bp, draft_of, section_of
from consultation.typed import whole_number
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
        seen = whole_number(form.seen.data) or 0
        try:
            with transaction():
                section = section_of(slug, permanent_id)
                operations.sign_summary(section, edition=seen, by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Akkoord van de taalcoach is bewaard: %(section)s.", section=section.name))
            return redirect(url_for("plans.show_plan", slug=slug), 303)
    return staff_page(
        "plans/sign.html", form, section=section_of(slug, permanent_id), version=section.version
    )


@bp.get("/werk/plannen/<string:slug>/hoofdstuk/<string:permanent_id>/taalcoach")
@bp.post("/werk/plannen/<string:slug>/hoofdstuk/<string:permanent_id>/taalcoach")
@permission(Permission.SIGN_SUMMARY)
def sign_chapter(slug: str, permanent_id: str) -> Answer:
    """Read the summaries of a chapter one after the other, and sign those that are clear."""
    form = SignChapterForm()
    form.offer()
    waiting = _waiting(slug, permanent_id)
    form.offer_summaries(waiting)
    if form.validate_on_submit() and (chosen := form.chosen(waiting)) and form.is_whole():
        seen = {one.permanent_id: one.edition for one in chosen}
        try:
            with transaction():
                operations.sign_summaries(section_of(slug, permanent_id), seen, by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(
                ngettext(
                    "Akkoord van de taalcoach is bewaard bij %(num)d samenvatting.",
                    "Akkoord van de taalcoach is bewaard bij %(num)d samenvattingen.",
                    len(seen),
                )
            )
            return redirect(url_for("plans.show_plan", slug=slug), 303)
    return staff_page(
        "plans/sign_chapter.html",
        form,
        chapter=section_of(slug, permanent_id),
        version=draft_of(slug),
        waiting=_waiting(slug, permanent_id),
        edition_of=edition_of,
    )


def _waiting(slug: str, permanent_id: str) -> list[Section]:
    """The sections of a chapter whose summary waits for this language coach."""
    head = section_of(slug, permanent_id)
    if not head.is_chapter:
        raise NotFound("section_unknown", section=permanent_id)
    return queries.summaries_to_sign(head, reader=reader())
