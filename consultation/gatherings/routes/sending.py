"""Sending in a meeting: write, look it over, send (R52). Nothing that was typed is lost (I2)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.contributions.forms import let_judge_token
from consultation.errors import DomainError
from consultation.gatherings import operations
from consultation.gatherings.forms import GatheringForm
from consultation.gatherings.models import Gathering
from consultation.gatherings.routes.blueprint import bp, count_sending, own_gathering
from consultation.logbook import transaction
from consultation.permissions import Permission
from consultation.typed import whole_number
from consultation.web.answers import Answer
from consultation.web.errors import status_of
from consultation.web.guard import permission


@bp.get("/agenda/aanmelden")
@bp.post("/agenda/aanmelden")
@permission(Permission.SEND_GATHERING)
def announce_gathering() -> Answer:
    """Tell of a meeting, look it over, and send it in."""
    form = GatheringForm.new() if request.method == "GET" else GatheringForm()
    if request.method == "GET" or not _is_ready(form):
        return write_page(form)
    try:
        if form.actie.data != "verstuur":
            return check_page(form)
        gathering = _send(form)
    except DomainError as error:
        form.refuse(error)
        return write_page(form, status_of(error))
    flash(_("Uw bijeenkomst is binnen. Bewaar de link van deze pagina."))
    return redirect(url_for("gatherings.show_own", token=gathering.token), 303)


@bp.get("/agenda/aanmelden/<token>/wijzig")
@bp.post("/agenda/aanmelden/<token>/wijzig")
@permission(Permission.CHANGE_GATHERING)
def correct_gathering(token: str) -> Answer:
    """Send a new text of one's own meeting; it is judged again."""
    gathering, _by = own_gathering(token)
    form = GatheringForm.of(gathering) if request.method == "GET" else GatheringForm()
    if request.method == "GET" or not _is_ready(form):
        return write_page(form, gathering=gathering)
    try:
        if form.actie.data != "verstuur":
            return check_page(form, gathering)
        _correct(token, form)
    except DomainError as error:
        form.refuse(error)
        return write_page(form, status_of(error), gathering)
    flash(_("Uw nieuwe tekst is binnen. Wij kijken hem na."))
    return redirect(url_for("gatherings.show_own", token=token), 303)


def _is_ready(form: GatheringForm) -> bool:
    """Whether the form can go on: it is filled in well, and nothing else was asked of it."""
    fit = form.is_fit()
    if form.actie.data == "rijen":
        form.add_rows()
    return fit and form.actie.data not in {"rijen", "wijzig"}


def _send(form: GatheringForm) -> Gathering:
    details = operations.checked(form.details())
    count_sending(form.address)
    with transaction():
        return operations.send_gathering(
            details, email=form.address, key=(form.send_key.data or "")[:40], by=reader()
        )


def _correct(token: str, form: GatheringForm) -> None:
    details = operations.checked(form.details())
    count_sending()
    with transaction():
        gathering, by = own_gathering(token)
        seen = whole_number(form.seen.data) or 0
        operations.correct_gathering(gathering, details, seen=seen, by=by)


def write_page(
    form: GatheringForm, status: int = 422, gathering: Gathering | None = None
) -> Answer:
    """The form, with what was typed and what is wrong with it."""
    page = render_template("gatherings/write.html", form=form, gathering=gathering)
    return page, status if form.errors or form.form_errors else 200


def check_page(form: GatheringForm, gathering: Gathering | None = None) -> Answer:
    """What everybody will read, once more before it is sent; raises Invalid or Refused."""
    details = operations.checked(form.details())
    return render_template("gatherings/check.html", form=form, details=details, gathering=gathering)


let_judge_token(bp, announce_gathering, correct_gathering)
