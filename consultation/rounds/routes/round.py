"""One round for its officers: where it stands, and the version of the plan it is about."""

from flask import flash
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.errors import DomainError
from consultation.logbook import transaction
from consultation.permissions import Permission
from consultation.plans.models import PlanVersion
from consultation.plans.queries import plan_by_slug, plans_of_staff, version_of
from consultation.rounds import operations, queries
from consultation.rounds.forms import PublishForm, VersionForm
from consultation.rounds.models import Round
from consultation.rounds.routes.blueprint import bp, page, round_named, to_round
from consultation.rounds.routes.lacks import check_of
from consultation.web.answers import Answer
from consultation.web.forms import Form
from consultation.web.guard import permission


@bp.get("/werk/rondes/<string:slug>")
@permission(Permission.READ_DRAFT_ROUND)
def show_round(slug: str) -> Answer:
    """One round: where it stands, what is missing, and what can be done."""
    return _show(round_named(slug))


@bp.post("/werk/rondes/<string:slug>/versie")
@permission(Permission.EDIT_ROUND)
def attach_version(slug: str) -> Answer:
    """Choose the version of a plan that people read."""
    round = round_named(slug)
    form = VersionForm()
    form.offer(_versions(round))
    if form.validate_on_submit():
        try:
            with transaction():
                version = _version(form.version.data)
                operations.attach_version(round_named(slug), version, by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De ronde gaat over deze versie."))
            return to_round(slug)
    return _show(round, form)


@bp.post("/werk/rondes/<string:slug>/nieuwe-versie")
@permission(Permission.PUBLISH_ROUND)
def renew_round(slug: str) -> Answer:
    """Let the round go on with the newest version of its plan."""
    form = PublishForm()
    if form.validate_on_submit():
        try:
            with transaction():
                operations.renew_round(round_named(slug), by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De ronde gaat verder met de nieuwe versie. Alle reacties blijven staan."))
            return to_round(slug)
    return _show(round_named(slug), form)


def _show(round: Round, form: Form | None = None) -> Answer:
    chosen = f"{round.version.plan.slug}:{round.version.number}" if round.version else None
    version_form = form if isinstance(form, VersionForm) else VersionForm(version=chosen)
    version_form.offer(_versions(round))
    return page(
        "rounds/show.html",
        form,
        round=round,
        version_form=version_form,
        steps=queries.five_steps(round, reader=reader()),
        can_extend=queries.may_be_extended(round),
        newer=queries.next_version(round, reader=reader()),
        **check_of(round),
    )


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
