"""Reading a file in: for a new plan, for a plan that is there, and how far it is."""

from datetime import timedelta

from flask import current_app, flash, jsonify, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultation import clock
from consultation.accounts.queries import all_organisations, organisation_by_slug
from consultation.accounts.session import reader
from consultation.categories.models import Category
from consultation.categories.operations import find_or_make_category
from consultation.categories.queries import all_categories, category_by_slug
from consultation.documents.reading import refuse_at_sight
from consultation.errors import DomainError, NotFound
from consultation.jobs import ask
from consultation.logbook import transaction
from consultation.permissions import Permission, may, require
from consultation.plans import operations, queries
from consultation.plans.forms import STEP_WORDS, PlanFileForm, StepForm, UploadForm
from consultation.plans.jobs import PLAN_IMPORT
from consultation.plans.models import PlanImport
from consultation.plans.routes.blueprint import bp, plan_named
from consultation.plans.states import ImportState
from consultation.web.answers import Answer, staff_page
from consultation.web.guard import permission
from consultation.web.sentences import sentence

USUAL_WAIT = timedelta(minutes=10)
"""After so long somebody may think of beginning again."""


@bp.get("/werk/plannen")
@permission(Permission.READ_DRAFT_PLAN)
def list_plans() -> Answer:
    """The plans that this person works on."""
    plans = queries.plans_of_staff(reader=reader())
    categories, organisations = _owners()
    return staff_page("plans/list.html", plans=plans, can_begin=bool(categories or organisations))


@bp.get("/werk/plannen/nieuw")
@bp.post("/werk/plannen/nieuw")
@permission(Permission.IMPORT_PLAN)
def start_plan() -> Answer:
    """Begin a plan with its file."""
    categories, organisations = _owners()
    if not categories and not organisations:
        require(reader(), Permission.IMPORT_PLAN)
    form = UploadForm()
    form.offer(categories, organisations)
    if form.validate_on_submit():
        try:
            number, slug = _start(form)
        except DomainError as error:
            form.refuse(error)
        else:
            return _begin(slug, number)
    return staff_page("plans/new.html", form)


def _owners() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The categories for which this person may read a plan in, and who may get a new one."""
    categories = [
        (one.slug, one.name)
        for one in all_categories(reader=reader())
        if may(reader(), Permission.IMPORT_PLAN, one)
    ]
    organisations = [
        (one.slug, one.name)
        for one in all_organisations(reader=reader())
        if may(reader(), Permission.IMPORT_PLAN, Category(organisation_id=one.id))
    ]
    return categories, organisations


def _start(form: UploadForm) -> tuple[int, str]:
    filename, data = form.upload()
    refuse_at_sight(data, filename)
    with transaction():
        plan = operations.start_plan(form.title.data or "", category=_category(form), by=reader())
        asked = operations.ask_import(plan, filename=filename, data=data, by=reader())
        return asked.id, plan.slug


def _category(form: UploadForm) -> Category:
    if form.known_category.data:
        return category_by_slug(form.known_category.data, reader=reader())
    owner = organisation_by_slug(form.organisation.data or "")
    return find_or_make_category(form.category.data or "", owner, by=reader())


@bp.get("/werk/plannen/<string:slug>/inlezen")
@bp.post("/werk/plannen/<string:slug>/inlezen")
@permission(Permission.IMPORT_PLAN)
def read_again(slug: str) -> Answer:
    """Read a new file in for a plan that is there."""
    plan = plan_named(slug)
    require(reader(), Permission.IMPORT_PLAN, plan)
    form = PlanFileForm()
    if form.validate_on_submit():
        try:
            number = _read_again(slug, form)
        except DomainError as error:
            form.refuse(error)
        else:
            return _begin(slug, number)
    draft = queries.draft_version(plan, reader=reader())
    return staff_page("plans/again.html", form, plan=plan, draft=draft)


def _read_again(slug: str, form: PlanFileForm) -> int:
    filename, data = form.upload()
    refuse_at_sight(data, filename)
    with transaction():
        asked = operations.ask_import(plan_named(slug), filename=filename, data=data, by=reader())
        return asked.id


def _begin(slug: str, number: int) -> Response:
    ask(current_app._get_current_object(), PLAN_IMPORT, number)  # type: ignore[attr-defined]
    return redirect(url_for("plans.show_import", slug=slug, number=number), 303)


@bp.get("/werk/plannen/<string:slug>/inlezen/<int:number>")
@permission(Permission.IMPORT_PLAN)
def show_import(slug: str, number: int) -> Answer:
    """How far the reading of a file is; then on to the plan, or why it cannot be read."""
    asked = _import(slug, number)
    if asked.state is ImportState.DONE:
        flash(_("Het bestand is ingelezen. Kijk hieronder wat er is gevonden en bewaard."))
        return redirect(url_for("plans.show_plan", slug=slug), 303)
    return staff_page(
        "plans/importing.html",
        plan=asked.plan,
        asked=asked,
        step=_step(asked),
        reason=sentence(asked.error_code, asked.error_params) if asked.error_code else "",
        is_slow=clock.now() - asked.asked_at > USUAL_WAIT,
        again_form=PlanFileForm(),
    )


@bp.get("/werk/plannen/<string:slug>/inlezen/<int:number>/stand.json")
@permission(Permission.IMPORT_PLAN)
def import_state(slug: str, number: int) -> Response:
    """The same for the script, once a second."""
    asked = _import(slug, number)
    return jsonify(
        percent=asked.percent,
        step=_step(asked),
        done=asked.is_over,
        address=url_for("plans.show_import", slug=slug, number=number),
    )


@bp.post("/werk/plannen/<string:slug>/inlezen/<int:number>/stop")
@permission(Permission.IMPORT_PLAN)
def stop_import(slug: str, number: int) -> Answer:
    """Stop the reading of a file; nothing of it is kept."""
    form = StepForm()
    if form.validate_on_submit():
        with transaction():
            asked = _import(slug, number)
            if not asked.is_over:
                operations.fail_import(asked, "import_stopped", {}, by=reader())
    return redirect(url_for("plans.show_import", slug=slug, number=number), 303)


def _import(slug: str, number: int) -> PlanImport:
    asked = queries.import_by_id(number, reader=reader())
    if asked.plan.slug != slug:
        raise NotFound("not_found")
    return asked


def _step(asked: PlanImport) -> str:
    return str(STEP_WORDS.get(asked.step, _("Wij wachten tot wij kunnen beginnen.")))
