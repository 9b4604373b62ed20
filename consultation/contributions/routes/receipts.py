"""What can be done with a receipt: finding it, and changing or withdrawing until closing."""

import icalendar
from flask import Response, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from consultation import clock
from consultation.accounts.session import forget_keys, reader, remember_key
from consultation.contributions import operations, queries
from consultation.contributions.forms import (
    LookupForm,
    LostForm,
    OwnForm,
    TextForm,
    arrival,
    let_judge_token,
    plain_address,
    show_key,
)
from consultation.contributions.models import Contribution
from consultation.contributions.routes.blueprint import MINUTES, bp, count_code, status_address
from consultation.contributions.states import LIMIT, ContributionState
from consultation.errors import DomainError, Invalid, NotFound
from consultation.logbook import transaction
from consultation.permissions import Permission, may
from consultation.public_record.receipts import parse_receipt
from consultation.web.answers import Answer
from consultation.web.device import forget_device
from consultation.web.guard import permission
from consultation.web.limits import Limit, count_attempt, network

MOST_LOOKUPS = 60
"""Numbers that one network can look up in ten minutes, so that none can be guessed."""


@bp.get("/ontvangst")
@bp.post("/ontvangst")
@permission(Permission.READ_PUBLIC)
def find_receipt() -> Answer:
    """Find a receipt by its number; with the secret key everything on it."""
    form = LookupForm()
    if form.validate_on_submit():
        try:
            return _found_receipt(form)
        except DomainError as error:
            form.refuse(error)
    page = render_template(
        "contributions/find_receipt.html", form=form, lost=LostForm(formdata=None)
    )
    return page, 422 if form.errors else 200


@bp.post("/ontvangst/kwijt")
@permission(Permission.SEND_CONTRIBUTION)
def ask_receipts() -> Answer:
    """Somebody lost a number: the list goes by mail (F15). The answer is the same for everybody."""
    lost = LostForm()
    if not lost.validate_on_submit():
        page = render_template("contributions/lost_receipt.html", form=lost)
        return page, 422
    address = plain_address(lost.email.data)
    count_code(address)
    with transaction():
        operations.ask_receipts(address, by=reader())
    flash(_("Kennen wij dit adres? Dan krijgt u binnen tien minuten een mail met uw nummers."))
    return redirect(url_for("contributions.find_receipt"), 303)


@bp.post("/ontvangst/vergeet")
@permission(Permission.READ_PUBLIC)
def forget_receipts() -> Answer:
    """This is not my computer: nothing of me stays in this browser."""
    forget_keys()
    for name in ("confirmed", "afzender"):
        session.pop(name, None)
    flash(_("Op dit apparaat staat nu niets meer van u."))
    return forget_device(redirect("/", 303))


@bp.get("/ontvangst/<nummer>/wijzig")
@bp.post("/ontvangst/<nummer>/wijzig")
@permission(Permission.CHANGE_CONTRIBUTION)
def change_contribution(nummer: str) -> Answer:
    """Change a text until closing; the new one is looked at again."""
    contribution = _named(nummer)
    form = TextForm(data=_kept(contribution) if request.method == "GET" else None)
    if request.method == "POST" and form.is_fit() and _is_opened(contribution, form):
        try:
            at = arrival().at
            with transaction():
                operations.change_contribution(
                    _named(nummer),
                    form.tekst.data or "",
                    form.vertrouwelijk.data or "",
                    at=at,
                    by=reader(),
                )
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Uw nieuwe tekst is binnen. Wij kijken hem na."))
            return redirect(status_address(nummer), 303)
    return _own_page("contributions/change.html", contribution, form)


@bp.get("/ontvangst/<nummer>/trek-in")
@bp.post("/ontvangst/<nummer>/trek-in")
@permission(Permission.CHANGE_CONTRIBUTION)
def withdraw_contribution(nummer: str) -> Answer:
    """Take a contribution back until closing."""
    contribution = _named(nummer)
    form = OwnForm()
    if request.method == "POST" and form.is_fit() and _is_opened(contribution, form):
        try:
            at = arrival().at
            with transaction():
                operations.withdraw_contribution(_named(nummer), at=at, by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Uw reactie is ingetrokken."))
            return redirect(status_address(nummer), 303)
    return _own_page("contributions/withdraw.html", contribution, form)


@bp.get("/ontvangst/<nummer>/antwoord.ics")
@permission(Permission.READ_PUBLIC)
def answer_calendar(nummer: str) -> Answer:
    """The day of the promise, for a calendar; a later date keeps the same identity."""
    round_ = queries.submission_by_receipt(nummer, reader=reader()).round
    if round_.answer_by is None:
        raise NotFound("not_found")
    event = icalendar.Event()
    event.add("uid", f"antwoord-{round_.slug}@meedenken")
    event.add("sequence", len(round_.extensions))
    event.add("dtstamp", clock.now())
    event.add("dtstart", round_.answer_by)
    event.add("summary", _("Antwoord op uw reactie: %(round)s", round=round_.title))
    event.add("url", url_for("reading_room.receipt", nummer=nummer, _external=True))
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Meedenken over inkoop//NL")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return Response(calendar.to_ical(), mimetype="text/calendar")


def _found_receipt(form: LookupForm) -> AnyResponse:
    """The address of a receipt that exists; with its key this browser may open it."""
    count_attempt(Limit(f"lookup network {network()}", MOST_LOOKUPS, MINUTES))
    number = parse_receipt(form.nummer.data or "")
    if number is None:
        raise Invalid(nummer="receipt_mistyped")
    submission = queries.submission_by_receipt(number, reader=reader())
    if form.sleutel.data:
        if not submission.opens_with(form.sleutel.data):
            raise Invalid(sleutel="key_wrong")
        remember_key(submission.id)
    return redirect(status_address(number), 303)


def _named(number: str) -> Contribution:
    """The part of a receipt that an address names; who may do what with it is asked later.

    Raises NotFound.
    """
    part = request.args.get("deel", "1")
    contributions = queries.submission_by_receipt(number, reader=reader()).contributions
    found = next((one for one in contributions if str(one.sub_number) == part), None)
    if found is None or found.state in {ContributionState.DRAFT, ContributionState.ERASED}:
        raise NotFound("unknown_receipt")
    return found


def _is_own(contribution: Contribution) -> bool:
    return may(reader(), Permission.CHANGE_CONTRIBUTION, contribution)


def _is_opened(contribution: Contribution, form: OwnForm) -> bool:
    """Whether this browser may change it, also by the key that was typed just now (I2)."""
    show_key(contribution.submission, form)
    return _is_own(contribution)


def _kept(contribution: Contribution) -> dict[str, str]:
    """The text as it stands, for its author alone."""
    if not _is_own(contribution):
        return {}
    text = contribution.text
    return {"tekst": text.public_part, "vertrouwelijk": text.confidential_part}


def _own_page(template: str, contribution: Contribution, form: OwnForm) -> Answer:
    """A page about one's own contribution; without its key it asks for that and shows no text."""
    is_own = _is_own(contribution)
    page = render_template(
        template, form=form, contribution=contribution, limit=LIMIT, is_own=is_own
    )
    if not is_own:
        return page, 403
    return page, 422 if form.errors else 200


let_judge_token(bp, change_contribution, withdraw_contribution)
