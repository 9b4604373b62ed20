"""The official text of a draft: a new version to edit, and the text of a section."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.errors import DomainError, NotFound, Outdated
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.plans import operations, queries
from consultation.plans.forms import StepForm, TextForm
from consultation.plans.models import Section, WorkingCopy
from consultation.plans.routes.blueprint import bp, plan_named, section_of
from consultation.plans.routes.copies import drop_typed, keep_typed
from consultation.plans.states import CopyOf
from consultation.web.answers import Answer, staff_page
from consultation.web.guard import permission


@bp.post("/werk/plannen/<string:slug>/nieuwe-versie")
@permission(Permission.EDIT_PLAN)
def begin_version(slug: str) -> Answer:
    """Copy the frozen version into a draft that can be edited."""
    if StepForm().validate_on_submit():
        with transaction():
            version = operations.begin_version(plan_named(slug), by=reader())
        flash(
            _("Versie %(number)s is begonnen. Alles staat er zoals het was.", number=version.number)
        )
    return redirect(url_for("plans.show_plan", slug=slug), 303)


@bp.get("/werk/plannen/<string:slug>/<string:permanent_id>/tekst")
@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>/tekst")
@permission(Permission.EDIT_PLAN)
def edit_text(slug: str, permanent_id: str) -> Answer:
    """Change the heading and the official text of a section."""
    try:
        section = section_of(slug, permanent_id)
    except NotFound:
        if request.method == "POST":
            return staff_page(
                "plans/section_gone.html", TextForm(), status=409, plan=plan_named(slug)
            )
        raise
    require(reader(), Permission.EDIT_PLAN, section)
    if request.method == "GET":
        return _open(section)
    form = TextForm()
    if not form.validate_on_submit():
        return _show(section, form)
    if request.form.get("doe") == "bekijk":
        _keep(slug, permanent_id, form)
        return _show(section, form, status=200)
    return _save(slug, permanent_id, form)


def _save(slug: str, permanent_id: str, form: TextForm) -> Answer:
    try:
        with transaction():
            section = section_of(slug, permanent_id)
            seen = form.seen.data or "-"
            found = operations.write_text(section, form.words(), seen=seen, by=reader())
    except Outdated as error:
        form.refuse(error)
        return _conflict(section_of(slug, permanent_id), form, status=409)
    except DomainError as error:
        form.refuse(error)
        return _show(section_of(slug, permanent_id), form)
    if len(found) > 1:
        flash(_("Bewaard. De tekst is verdeeld over %(count)s paragrafen.", count=len(found)))
    else:
        flash(_("De tekst van %(section)s is bewaard.", section=found[0].name))
    address = url_for("plans.edit_section", slug=slug, permanent_id=permanent_id)
    return redirect(address, 303)


@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>/tekst/werkkopie")
@permission(Permission.EDIT_PLAN)
def keep_text_copy(slug: str, permanent_id: str) -> Answer:
    """Keep what somebody types of the official text, while they type."""
    form = TextForm()
    kept = _keep(slug, permanent_id, form)
    section = section_of(slug, permanent_id)
    return staff_page(
        "plans/kept_text.html",
        status=200,
        edition=queries.text_fingerprint(section),
        kept=kept,
        colleagues=queries.colleagues_at_work(section, reader=reader()),
    )


def _keep(slug: str, permanent_id: str, form: TextForm) -> WorkingCopy | None:
    with transaction():
        section = section_of(slug, permanent_id)
        stands, seen = _form_of(section).typed(), form.seen.data or ""
        return keep_typed(section, CopyOf.TEXT, form.typed(), stands=stands, seen=seen)


@bp.post("/werk/plannen/<string:slug>/<string:permanent_id>/tekst/werkkopie/weg")
@permission(Permission.EDIT_PLAN)
def drop_text_copy(slug: str, permanent_id: str) -> Answer:
    """Let go of what was typed and not saved, and begin with what stands there."""
    drop_typed(slug, permanent_id, CopyOf.TEXT)
    return redirect(url_for("plans.edit_text", slug=slug, permanent_id=permanent_id), 303)


def _form_of(section: Section) -> TextForm:
    written = queries.written_text(section, reader=reader())
    return TextForm.of(section, written.text.strip(), queries.text_fingerprint(section))


def _open(section: Section) -> Answer:
    form = _form_of(section)
    kept = queries.working_copy(section, CopyOf.TEXT, reader=reader())
    if kept is None or kept.typed == form.typed():
        return _show(section, form, status=200)
    form = TextForm.again(kept.typed, kept.seen)
    if kept.seen == queries.text_fingerprint(section):
        return _show(section, form, status=200, kept=kept)
    return _conflict(section, form, status=200, kept=kept)


def _conflict(
    section: Section, form: TextForm, *, status: int, kept: WorkingCopy | None = None
) -> Answer:
    """The other text beside one's own; who saves now has seen both."""
    theirs = _form_of(section)
    form.seen.data = theirs.seen.data
    return _show(section, form, status=status, kept=kept, theirs=theirs)


def _show(
    section: Section,
    form: TextForm,
    *,
    status: int = 422,
    kept: WorkingCopy | None = None,
    theirs: TextForm | None = None,
) -> Answer:
    return staff_page(
        "plans/text.html",
        form,
        status=status,
        section=section,
        version=section.version,
        stays=queries.written_text(section, reader=reader()).stays,
        preview=queries.previewed(form.text.data or "", section, reader=reader()),
        kept=kept,
        theirs=theirs,
        last=queries.last_change(section, reader=reader()),
        colleagues=queries.colleagues_at_work(section, reader=reader()),
    )
