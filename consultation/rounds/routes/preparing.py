"""Where officers begin a round, and write its texts, questions, days and route."""

from collections import Counter

from flask import flash, request
from flask_babel import gettext as _

from consultation import clock
from consultation.accounts.models import Organisation
from consultation.accounts.queries import all_organisations, organisation_by_slug
from consultation.accounts.session import reader
from consultation.categories.models import Category
from consultation.categories.queries import all_categories, category_by_slug
from consultation.errors import DomainError
from consultation.logbook import transaction
from consultation.permissions import Permission, may, require
from consultation.plans.models import Plan
from consultation.plans.queries import audiences_of, outline, plan_by_slug, plans_of_staff
from consultation.rounds import operations, queries
from consultation.rounds.forms import NewRoundForm, RoundForm, RouteForm
from consultation.rounds.models import Round
from consultation.rounds.routes.blueprint import bp, page, round_named, to_round
from consultation.rounds.states import Phase
from consultation.web.answers import Answer
from consultation.web.guard import permission


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
    return page("rounds/list.html", None, rounds=rounds, lacks=lacks, can_create=can_create)


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
            return to_round(slug)
    return page(
        "rounds/create.html",
        form,
        standard=operations.standard_dates(),
        sets=operations.question_sets(),
    )


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


@bp.get("/werk/rondes/<string:slug>/wijzig")
@bp.post("/werk/rondes/<string:slug>/wijzig")
@permission(Permission.EDIT_ROUND)
def edit_round(slug: str) -> Answer:
    """Write all texts, questions and days of a round that is not announced."""
    round = round_named(slug)
    require(reader(), Permission.EDIT_ROUND, round)
    if round.phase(clock.now()) is not Phase.PREPARATION:
        return to_round(slug)
    form = RoundForm() if request.method == "POST" else RoundForm.of(round)
    form.offer(_sections(round))
    if form.validate_on_submit():
        try:
            with transaction():
                operations.edit_round(
                    round_named(slug),
                    form.texts(),
                    form.dates(),
                    by=reader(),
                    seen=form.seen.data or "",
                )
        except DomainError as error:
            form.refuse_beside(error, round_named(slug).fingerprint)
        else:
            flash(_("De ronde is bewaard."))
            return to_round(slug)
    return page("rounds/edit.html", form, round=round)


def _sections(round: Round) -> list[tuple[str, str]]:
    if round.version is None:
        return []
    lines = outline(round.version, reader=reader())
    return [(line.permanent_id, line.name) for line in lines]


@bp.get("/werk/rondes/<string:slug>/voor-mij")
@bp.post("/werk/rondes/<string:slug>/voor-mij")
@permission(Permission.EDIT_ROUND)
def guide_round(slug: str) -> Answer:
    """Write the three questions that lead people to what is about them."""
    round = round_named(slug)
    require(reader(), Permission.EDIT_ROUND, round)
    lines = outline(round.version, reader=reader()) if round.version else []
    numbers = {line.permanent_id: line.number for line in lines}
    form = RouteForm() if request.method == "POST" else RouteForm.of(round, numbers)
    if form.validate_on_submit():
        try:
            with transaction():
                seen = form.seen.data or ""
                operations.write_route(round_named(slug), form.route(), by=reader(), seen=seen)
        except DomainError as error:
            form.refuse_beside(error, round_named(slug).route_fingerprint)
        else:
            flash(_("De vragen van “Voor mij” zijn bewaard."))
            return to_round(slug)
    return page("rounds/route.html", form, round=round, audiences=_audiences(round))


def _audiences(round: Round) -> dict[str, int]:
    """For how many sections of the plan each audience is named, the most first."""
    if round.version is None:
        return {}
    named = audiences_of(round.version, reader=reader()).values()
    return dict(Counter(one for audiences in named for one in audiences).most_common())
