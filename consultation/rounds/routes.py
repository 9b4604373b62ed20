"""Where officers prepare rounds: the list, a new one, its texts, the check, and the decisions."""

from collections import Counter

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.sansio.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultation import clock
from consultation.accounts.models import Organisation
from consultation.accounts.queries import all_organisations, organisation_by_slug
from consultation.accounts.session import reader
from consultation.categories.models import Category
from consultation.categories.queries import all_categories, category_by_slug
from consultation.errors import DomainError, Incomplete, Invalid, Lack
from consultation.logbook import transaction
from consultation.permissions import Permission, may, require
from consultation.plans.models import Plan, PlanVersion
from consultation.plans.queries import (
    audiences_of,
    outline,
    plan_by_slug,
    plans_of_staff,
    version_of,
)
from consultation.rounds import operations, queries
from consultation.rounds.forms import (
    MEND,
    PHASE_TONES,
    PHASE_WORDS,
    STEP_WORDS,
    ExtendForm,
    NewRoundForm,
    PublishForm,
    RoundForm,
    RouteForm,
    VersionForm,
    WithdrawForm,
    date_line,
    is_of_plan,
)
from consultation.rounds.models import Round
from consultation.rounds.states import Phase
from consultation.web.forms import Form
from consultation.web.guard import permission
from consultation.web.sentences import lack_sentence

bp = Blueprint("rounds", __name__)

Answer = Response | str | tuple[str, int]


def _give_words(state: BlueprintSetupState) -> None:
    """Give all templates, macros included, the words of rounds."""
    state.app.jinja_env.globals.update(
        PHASE_WORDS=PHASE_WORDS,
        PHASE_TONES=PHASE_TONES,
        STEP_WORDS=STEP_WORDS,
        last_moment=queries.last_moment,
        date_line=date_line,
    )


bp.record_once(_give_words)


@bp.get("/werk/rondes")
@permission(Permission.READ_DRAFT_ROUND)
def list_rounds() -> Answer:
    """The rounds that this person works on, with what each still lacks."""
    rounds = queries.rounds_of_staff(reader=reader())
    now = clock.now()
    prepared = [one for one in rounds if one.phase(now) is Phase.PREPARATION]
    found = queries.lacks_by_round(prepared, reader=reader())
    lacks = {number: len(missing) for number, missing in found.items()}
    can_create = bool(_subjects())
    return _page("rounds/list.html", None, rounds=rounds, lacks=lacks, can_create=can_create)


@bp.get("/werk/rondes/nieuw")
@bp.post("/werk/rondes/nieuw")
@permission(Permission.CREATE_ROUND)
def create_round() -> Answer:
    """Begin a round with a title, a subject and a first day; the standard gives the rest."""
    form = NewRoundForm(about=request.args.get("over", ""))
    form.offer(_subjects())
    if not form.about.choices:
        require(reader(), Permission.CREATE_ROUND)
    if form.validate_on_submit():
        try:
            with transaction():
                titled = operations.RoundTexts(form.title.data or "")
                texts = operations.with_questions(titled, form.sets.data or ())
                about = _subject(form.about.data)
                slug = operations.create_round(texts, form.dates(), about=about, by=reader()).slug
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De ronde is in voorbereiding. Hieronder staat wat nog ontbreekt."))
            return _to(slug)
    return _page(
        "rounds/create.html",
        form,
        standard=operations.standard_dates(),
        sets=operations.question_sets(),
    )


@bp.get("/werk/rondes/<string:slug>")
@permission(Permission.READ_DRAFT_ROUND)
def show_round(slug: str) -> Answer:
    """One round: where it stands, what is missing, and what can be done."""
    return _show(_round(slug))


@bp.get("/werk/rondes/<string:slug>/wijzig")
@bp.post("/werk/rondes/<string:slug>/wijzig")
@permission(Permission.EDIT_ROUND)
def edit_round(slug: str) -> Answer:
    """Write all texts, questions and days of a round that is not announced."""
    round = _round(slug)
    require(reader(), Permission.EDIT_ROUND, round)
    if round.phase(clock.now()) is not Phase.PREPARATION:
        return _to(slug)
    form = RoundForm() if request.method == "POST" else RoundForm.of(round)
    form.offer(_sections(round))
    if form.validate_on_submit():
        try:
            with transaction():
                operations.edit_round(
                    _round(slug), form.texts(), form.dates(), by=reader(), seen=form.seen.data or ""
                )
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De ronde is bewaard."))
            return _to(slug)
    return _page("rounds/edit.html", form, round=round)


@bp.get("/werk/rondes/<string:slug>/voor-mij")
@bp.post("/werk/rondes/<string:slug>/voor-mij")
@permission(Permission.EDIT_ROUND)
def guide_round(slug: str) -> Answer:
    """Write the three questions that lead people to what is about them."""
    round = _round(slug)
    require(reader(), Permission.EDIT_ROUND, round)
    lines = outline(round.version, reader=reader()) if round.version else []
    numbers = {line.permanent_id: line.number for line in lines}
    form = RouteForm() if request.method == "POST" else RouteForm.of(round, numbers)
    if form.validate_on_submit():
        try:
            with transaction():
                seen = form.seen.data or ""
                operations.write_route(_round(slug), form.route(), by=reader(), seen=seen)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De vragen van “Voor mij” zijn bewaard."))
            return _to(slug)
    return _page("rounds/route.html", form, round=round, audiences=_audiences(round))


def _audiences(round: Round) -> dict[str, int]:
    """For how many sections of the plan each audience is named, the most first."""
    if round.version is None:
        return {}
    named = audiences_of(round.version, reader=reader()).values()
    return dict(Counter(one for audiences in named for one in audiences).most_common())


@bp.post("/werk/rondes/<string:slug>/versie")
@permission(Permission.EDIT_ROUND)
def attach_version(slug: str) -> Answer:
    """Choose the version of a plan that people read."""
    round = _round(slug)
    form = VersionForm()
    form.offer(_versions(round))
    if form.validate_on_submit():
        try:
            with transaction():
                version = _version(form.version.data)
                operations.attach_version(_round(slug), version, by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De ronde gaat over deze versie."))
            return _to(slug)
    return _show(round, form)


@bp.post("/werk/rondes/<string:slug>/nieuwe-versie")
@permission(Permission.PUBLISH_ROUND)
def renew_round(slug: str) -> Answer:
    """Let the round go on with the newest version of its plan."""
    form = PublishForm()
    if form.validate_on_submit():
        try:
            with transaction():
                operations.renew_round(_round(slug), by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De ronde gaat verder met de nieuwe versie. Alle reacties blijven staan."))
            return _to(slug)
    return _show(_round(slug), form)


@bp.get("/werk/rondes/<string:slug>/aankondigen")
@bp.post("/werk/rondes/<string:slug>/aankondigen")
@permission(Permission.PUBLISH_ROUND)
def publish_round(slug: str) -> Answer:
    """See once more what everybody will read, and announce the round (T15)."""
    round = _round(slug)
    require(reader(), Permission.PUBLISH_ROUND, round)
    if round.phase(clock.now()) is not Phase.PREPARATION:
        return _to(slug)
    form = PublishForm()
    if form.validate_on_submit():
        try:
            with transaction():
                operations.publish_round(_round(slug), by=reader())
        except Incomplete as error:
            form.refuse(error)
        else:
            flash(_("De ronde is aangekondigd. Iedereen kan haar nu lezen."))
            return _to(slug)
    return _page("rounds/publish.html", form, round=round, **_check(round))


@bp.get("/werk/rondes/<string:slug>/verleng")
@bp.post("/werk/rondes/<string:slug>/verleng")
@permission(Permission.EXTEND_ROUND)
def extend_round(slug: str) -> Answer:
    """Decide on a later closing, with its reason."""
    round = _round(slug)
    require(reader(), Permission.EXTEND_ROUND, round)
    form = ExtendForm()
    if form.validate_on_submit():
        try:
            _extend(slug, form)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De ronde sluit later. Wie een adres achterliet, krijgt bericht."))
            return _to(slug)
    can_extend = queries.may_be_extended(round)
    return _page("rounds/extend.html", form, round=round, can_extend=can_extend)


@bp.get("/werk/rondes/<string:slug>/trek-in")
@bp.post("/werk/rondes/<string:slug>/trek-in")
@permission(Permission.WITHDRAW_ROUND)
def withdraw_round(slug: str) -> Answer:
    """Withdraw a round, with its reason."""
    round = _round(slug)
    require(reader(), Permission.WITHDRAW_ROUND, round)
    form = WithdrawForm()
    if form.validate_on_submit():
        try:
            with transaction():
                operations.withdraw_round(_round(slug), reason=form.reason.data or "", by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De ronde is ingetrokken."))
            return _to(slug)
    return _page("rounds/withdraw.html", form, round=round)


def _extend(slug: str, form: ExtendForm) -> None:
    closes_on = form.closes_on.data
    if closes_on is None:
        raise Invalid(closes_on="date_unreadable")
    with transaction():
        operations.extend_round(
            _round(slug),
            closes_on=closes_on,
            answer_by=form.answer_by.data,
            reason=form.reason.data or "",
            by=reader(),
        )


def _round(slug: str) -> Round:
    """A round that this person works on; raises NotFound or NotAllowed."""
    round = queries.round_by_slug(slug, reader=reader())
    require(reader(), Permission.READ_DRAFT_ROUND, round)
    return round


def _subjects() -> list[tuple[str, str]]:
    """The plans, categories and organisations that this person may begin a round on."""
    kinds: tuple[tuple[str, str, list[Plan] | list[Category] | list[Organisation]], ...] = (
        ("plan", _("Plan: %(name)s"), plans_of_staff(reader=reader())),
        ("categorie", _("Alleen vragen: %(name)s"), all_categories(reader=reader())),
        ("organisatie", _("Alle categorieën van %(name)s"), all_organisations(reader=reader())),
    )
    return [
        (f"{kind}:{one.slug}", words % {"name": one.title if isinstance(one, Plan) else one.name})
        for kind, words, found in kinds
        for one in found
        if may(reader(), Permission.CREATE_ROUND, operations.subject_of(one))
    ]


def _subject(chosen: str) -> Plan | Category | Organisation:
    kind, slug = chosen.split(":", 1)
    if kind == "plan":
        return plan_by_slug(slug, reader=reader())
    if kind == "categorie":
        return category_by_slug(slug, reader=reader())
    return organisation_by_slug(slug, reader=reader())


def _versions(round: Round) -> list[tuple[str, str]]:
    """The versions this round can be about, the newest first."""
    return [
        (
            f"{plan.slug}:{version.number}",
            _("%(plan)s, versie %(number)s", plan=plan.title, number=version.number)
            + ("" if version.is_published else _(" (nog niet vastgezet)")),
        )
        for plan in plans_of_staff(reader=reader())
        if plan.organisation_id == round.organisation_id
        for version in reversed(plan.versions)
    ]


def _version(chosen: str) -> PlanVersion:
    slug, number = chosen.rsplit(":", 1)
    return version_of(plan_by_slug(slug, reader=reader()), int(number), reader=reader())


def _sections(round: Round) -> list[tuple[str, str]]:
    if round.version is None:
        return []
    lines = outline(round.version, reader=reader())
    return [(line.permanent_id, line.name) for line in lines]


def _show(round: Round, form: Form | None = None) -> Answer:
    chosen = f"{round.version.plan.slug}:{round.version.number}" if round.version else None
    version_form = form if isinstance(form, VersionForm) else VersionForm(version=chosen)
    version_form.offer(_versions(round))
    return _page(
        "rounds/show.html",
        form,
        round=round,
        version_form=version_form,
        steps=queries.five_steps(round, reader=reader()),
        can_extend=queries.may_be_extended(round),
        newer=queries.next_version(round, reader=reader()),
        **_check(round),
    )


def _check(round: Round) -> dict[str, object]:
    """What is missing and what can be better, each as a sentence with where to mend it."""
    if round.phase(clock.now()) is not Phase.PREPARATION:
        return {"lacks": [], "plan_lacks": [], "warnings": []}
    found = queries.round_lacks(round, reader=reader())
    lines = [(lack_sentence(lack), _mend(round, lack)) for lack in found]
    of_plan = [is_of_plan(lack) for lack in found]
    warnings = queries.round_warnings(round, reader=reader())
    return {
        "lacks": [line for line, plan in zip(lines, of_plan, strict=True) if not plan],
        "plan_lacks": [line for line, plan in zip(lines, of_plan, strict=True) if plan],
        "warnings": [lack_sentence(one) for one in warnings],
    }


def _mend(round: Round, lack: Lack) -> str:
    """The address where a lack can be mended; empty when that is not here."""
    if is_of_plan(lack):
        return _mend_plan(round, lack)
    field = lack.address or MEND.get(lack.code, "")
    if field == "version":
        return f"{url_for('rounds.show_round', slug=round.slug)}#version"
    return f"{url_for('rounds.edit_round', slug=round.slug)}#{field}" if field else ""


def _mend_plan(round: Round, lack: Lack) -> str:
    """The page of the plan where a lack is mended; of a frozen version, the plan itself."""
    version = round.version
    if version is None or not may(reader(), Permission.EDIT_PLAN, version):
        return ""
    slug = version.plan.slug
    if version.is_published:
        return url_for("plans.show_plan", slug=slug)
    if lack.address:
        section = lack.address.removeprefix("#")
        return url_for("plans.edit_section", slug=slug, permanent_id=section)
    page = "write_plan_summary" if lack.code == "plan_summary_missing" else "publish_plan"
    return url_for(f"plans.{page}", slug=slug)


def _to(slug: str) -> Response:
    return redirect(url_for("rounds.show_round", slug=slug), 303)


def _page(template: str, form: Form | None, **things: object) -> Answer:
    """A page for staff; a form that was sent and comes back was not taken."""
    phase = None
    round = things.get("round")
    if isinstance(round, Round):
        phase = round.phase(clock.now())
    page = render_template(template, form=form, staff_page=True, phase=phase, **things)
    return page, 422 if request.method == "POST" else 200
