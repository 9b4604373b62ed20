"""Where the decisions on a round are taken: to announce, to extend, to withdraw."""

from flask import flash
from flask_babel import gettext as _

from consultation import clock
from consultation.accounts.session import reader
from consultation.errors import DomainError, Incomplete, Invalid
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.rounds import operations, queries
from consultation.rounds.forms import ExtendForm, PublishForm, WithdrawForm
from consultation.rounds.routes.blueprint import bp, page, round_named, to_round
from consultation.rounds.routes.lacks import check_of
from consultation.rounds.states import Phase
from consultation.web.answers import Answer
from consultation.web.guard import permission


@bp.get("/werk/rondes/<string:slug>/aankondigen")
@bp.post("/werk/rondes/<string:slug>/aankondigen")
@permission(Permission.PUBLISH_ROUND)
def publish_round(slug: str) -> Answer:
    """See once more what everybody will read, and announce the round (T15)."""
    round = round_named(slug)
    require(reader(), Permission.PUBLISH_ROUND, round)
    if round.phase(clock.now()) is not Phase.PREPARATION:
        return to_round(slug)
    form = PublishForm()
    if form.validate_on_submit():
        try:
            with transaction():
                operations.publish_round(round_named(slug), by=reader())
        except Incomplete as error:
            form.refuse(error)
        else:
            flash(_("De ronde is aangekondigd. Iedereen kan haar nu lezen."))
            return to_round(slug)
    return page("rounds/publish.html", form, round=round, **check_of(round))


@bp.get("/werk/rondes/<string:slug>/verleng")
@bp.post("/werk/rondes/<string:slug>/verleng")
@permission(Permission.EXTEND_ROUND)
def extend_round(slug: str) -> Answer:
    """Decide on a later closing, with its reason."""
    round = round_named(slug)
    require(reader(), Permission.EXTEND_ROUND, round)
    form = ExtendForm()
    if form.validate_on_submit():
        try:
            _extend(slug, form)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De ronde sluit later. Wie een adres achterliet, krijgt bericht."))
            return to_round(slug)
    can_extend = queries.may_be_extended(round)
    return page("rounds/extend.html", form, round=round, can_extend=can_extend)


def _extend(slug: str, form: ExtendForm) -> None:
    closes_on = form.closes_on.data
    if closes_on is None:
        raise Invalid(closes_on="date_unreadable")
    with transaction():
        operations.extend_round(
            round_named(slug),
            closes_on=closes_on,
            answer_by=form.answer_by.data,
            reason=form.reason.data or "",
            by=reader(),
        )


@bp.get("/werk/rondes/<string:slug>/trek-in")
@bp.post("/werk/rondes/<string:slug>/trek-in")
@permission(Permission.WITHDRAW_ROUND)
def withdraw_round(slug: str) -> Answer:
    """Withdraw a round, with its reason."""
    round = round_named(slug)
    require(reader(), Permission.WITHDRAW_ROUND, round)
    form = WithdrawForm()
    if form.validate_on_submit():
        try:
            with transaction():
                operations.withdraw_round(
                    round_named(slug), reason=form.reason.data or "", by=reader()
                )
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De ronde is ingetrokken."))
            return to_round(slug)
    return page("rounds/withdraw.html", form, round=round)
