"""A decision about one contribution: place, refuse, hide, black out, and take it back."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultation.accounts.session import reader
from consultation.contributions.models import Contribution
from consultation.contributions.states import PassageKind
from consultation.errors import DomainError, Invalid
from consultation.logbook import transaction
from consultation.moderation import operations, queries
from consultation.moderation.forms import PlaceForm, RedactForm, RefuseForm, UndoForm
from consultation.moderation.routes.blueprint import address_of, bp, named, wish
from consultation.moderation.routes.item import forms_for
from consultation.moderation.routes.queue import item_page, queue_page
from consultation.moderation.states import Reason
from consultation.permissions import Permission
from consultation.typed import whole_number
from consultation.web.answers import Answer
from consultation.web.errors import status_of
from consultation.web.guard import permission

Judge = Callable[[Contribution], object]


@bp.post("/werk/controle/<nummer>/plaats")
@permission(Permission.MODERATE_CONTRIBUTION)
def place(nummer: str) -> Answer:
    """Put a contribution on the site."""
    form = PlaceForm()
    form.validate_on_submit()

    def judge(contribution: Contribution) -> object:
        return operations.place_contribution(contribution, seen=form.gezien.data, by=reader())

    try:
        _judge(nummer, judge)
    except DomainError as error:
        return _again(nummer, refuse=_refused(RefuseForm(formdata=None, prefix="niet-"), error))
    return _onward(nummer)


@bp.post("/werk/controle/<nummer>/niet-plaatsen")
@permission(Permission.MODERATE_CONTRIBUTION)
def refuse(nummer: str) -> Answer:
    """Keep a contribution off the site, with a reason from the house rules."""
    return _refuse(nummer, operations.refuse_contribution)


@bp.post("/werk/controle/<nummer>/haal-weg")
@permission(Permission.MODERATE_CONTRIBUTION)
def hide(nummer: str) -> Answer:
    """Take a contribution that was placed out of sight, with a reason."""
    return _refuse(nummer, operations.hide_contribution)


@bp.post("/werk/controle/<nummer>/verberg-gegevens")
@permission(Permission.MODERATE_CONTRIBUTION)
def redact(nummer: str) -> Answer:
    """Black out words with a reason, and place the rest."""
    form = RedactForm(prefix="zwart-")

    def black_out(contribution: Contribution, **why: Any) -> object:
        passages = _passages(contribution, form)
        return operations.redact_contribution(contribution, passages=passages, **why)

    return _judged(nummer, form, black_out) or _again(nummer, redact=form)


@bp.post("/werk/controle/<nummer>/ongedaan")
@permission(Permission.MODERATE_CONTRIBUTION)
def undo(nummer: str) -> Answer:
    """Take a decision back; its letter does not leave."""
    form = UndoForm()
    number = whole_number(form.besluit.data) or 0
    with transaction():
        decision = queries.decision_by_id(number, reader=reader())
        contribution = operations.undo_decision(decision, by=reader())
    flash(_("Ongedaan gemaakt: %(reference)s.", reference=contribution.reference))
    if "volgende" not in request.args:
        return redirect(address_of(named(nummer)), 303)
    address = url_for("moderation.show_queue", bij=contribution.reference, **wish().args)
    return redirect(address, 303)


def _refuse(nummer: str, operation: Callable[..., object]) -> Answer:
    form = RefuseForm(prefix="niet-")
    return _judged(nummer, form, operation) or _again(nummer, refuse=form)


def _judged(
    nummer: str, form: RefuseForm | RedactForm, operation: Callable[..., object]
) -> Response | None:
    """Where one goes on after a decision with a reason; None when the form says what is wrong."""
    if not form.validate_on_submit():
        return None

    def judge(contribution: Contribution) -> object:
        return operation(
            contribution,
            reason=Reason(form.reason.data),
            explanation=form.explanation.data or "",
            seen=form.gezien.data,
            by=reader(),
        )

    try:
        _judge(nummer, judge)
    except DomainError as error:
        _refused(form, error)
        return None
    return _onward(nummer)


def _judge(nummer: str, judge: Judge) -> None:
    with transaction():
        judge(named(nummer))


def _refused(form: RefuseForm | RedactForm, error: DomainError) -> RefuseForm | RedactForm:
    """The form with what went wrong, and the status that goes with it."""
    form.refuse(error)
    form.status = status_of(error)
    return form


def _onward(nummer: str) -> Response:
    """To what follows in the queue, or back to the page of this contribution."""
    contribution = named(nummer)
    if "volgende" not in request.args:
        return redirect(address_of(contribution), 303)
    following = request.args["volgende"] or None
    return redirect(url_for("moderation.show_queue", bij=following, **wish().args), 303)


def _again(nummer: str, *, refuse: object = None, redact: object = None) -> Answer:
    """The page the form came from, with what was typed and what is wrong with it."""
    contribution = named(nummer)
    forms = forms_for(contribution, refuse=refuse, redact=redact)
    if "volgende" in request.args and contribution.state.value == "received":
        return queue_page(wish(), contribution, forms)
    return item_page(contribution, forms)


def _passages(contribution: Contribution, form: RedactForm) -> dict[int, list[str]]:
    """The words to black out by passage: ticked hints, and typed words wherever they stand.

    Raises Invalid when the typed words stand nowhere.
    """
    readable = {
        one.id: one
        for one in contribution.text.passages
        if one.kind is not PassageKind.CONFIDENTIAL
    }
    chosen: dict[int, list[str]] = {}
    for code in request.form.getlist("gegeven"):
        number, begin, end = _numbers(code)
        words = readable[number].text[begin:end] if number in readable else ""
        if words:
            chosen.setdefault(number, []).append(words)
    typed = form.words.data or ""
    here = [number for number, one in readable.items() if typed and typed in one.text]
    if typed and not here:
        raise Invalid(words="words_not_in_passage")
    for number in here:
        chosen.setdefault(number, []).append(typed)
    return chosen


def _numbers(code: str) -> tuple[int, int, int]:
    parts = code.split("-")
    if len(parts) != 3:
        return 0, 0, 0
    first, second, third = (whole_number(part) or 0 for part in parts)
    return first, second, third
