"""The check page, the code, and what can be done with a receipt until closing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import icalendar
from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from consultation import clock
from consultation.accounts.session import forget_keys, reader, remember_key
from consultation.contributions import operations, queries
from consultation.contributions.emails import post_code
from consultation.contributions.forms import (
    HINT_WORDS,
    KIND_WORDS,
    AddressForm,
    CodeForm,
    HintForm,
    LookupForm,
    LostForm,
    OwnForm,
    SenderForm,
    TextForm,
    arrival,
    let_judge_token,
    plain_address,
    show_key,
)
from consultation.contributions.models import Contribution, Submission
from consultation.contributions.states import (
    CODE_TRIES,
    LIMIT,
    CodeVerdict,
    ContributionState,
    Kind,
    NameShown,
)
from consultation.errors import DomainError, Invalid, NotFound, Refused
from consultation.logbook import transaction
from consultation.permissions import Permission, may
from consultation.plain_language.hints import Hint, personal_data_in
from consultation.plans.states import Room
from consultation.public_record.receipts import parse_receipt
from consultation.web.errors import status_of
from consultation.web.guard import permission
from consultation.web.limits import Limit, count_attempt, network

bp = Blueprint("contributions", __name__)

Answer = AnyResponse | str | tuple[str, int]

MINUTES = timedelta(minutes=10)
MOST_SENT = 300
"""Sends from one network in ten minutes: a library full of people stays far below it."""

HOUR = timedelta(hours=1)
MOST_CODES = 6
"""Codes to one address in an hour."""

MOST_LOOKUPS = 60
"""Numbers that one network can look up in ten minutes, so that none can be guessed."""


@bp.get("/reageren/<concept>/controle")
@bp.post("/reageren/<concept>/controle")
@permission(Permission.SEND_CONTRIBUTION)
def send_contribution(concept: str) -> Answer:
    """Check what was written, say who it is from, and send it (J1)."""
    submission = queries.submission_by_token(concept, reader=reader())
    form = SenderForm(data=_remembered() if request.method == "GET" else None)
    if request.method == "GET":
        return _after(submission) if submission.receipt else _check_page(submission, form)
    if not form.is_fit():
        return _check_page(submission, form)
    try:
        sent = _send(concept, form)
    except DomainError as error:
        form.refuse(error)
        return _check_page(submission, form, status_of(error))
    remember_key(sent.id)
    _remember(form)
    return _after(sent)


@bp.post("/reageren/<concept>/gegevens")
@permission(Permission.SEND_CONTRIBUTION)
def take_hint(concept: str) -> Answer:
    """Take words out of a draft that may be personal, or move them to the confidential part."""
    form = HintForm()
    submission = queries.submission_by_token(concept, reader=reader())
    hint = _hint_at(submission, form.plek.data or "")
    if form.validate_on_submit() and hint is not None:
        at = arrival().at
        with transaction():
            contribution = queries.submission_by_token(concept, reader=reader()).contributions[
                hint.place
            ]
            public, confidential = hint.taken(contribution, is_kept=form.actie.data == "apart")
            operations.rewrite_draft(contribution, public, confidential, at=at, by=reader())
    return redirect(_check_address(submission), 303)


@bp.get("/reageren/<concept>/bevestigen")
@bp.post("/reageren/<concept>/bevestigen")
@permission(Permission.SEND_CONTRIBUTION)
def confirm_submission(concept: str) -> Answer:
    """Enter the code from the mail."""
    submission = queries.submission_by_token(concept, reader=reader())
    if submission.receipt is None:
        return redirect(_check_address(submission), 303)
    form = CodeForm()
    if request.method == "GET":
        return _code_page(submission, form) if submission.is_unconfirmed else _after(submission)
    if form.is_fit():
        try:
            _confirm(concept, form.code.data or "")
        except DomainError as error:
            form.refuse(error)
        else:
            remember_key(submission.id)
            session["confirmed"] = submission.email
            return _after(submission)
    return _code_page(submission, form)


@bp.post("/reageren/<concept>/nieuwe-code")
@permission(Permission.SEND_CONTRIBUTION)
def renew_code(concept: str) -> Answer:
    """Mail a new code, to the same address or to another one."""
    submission = queries.submission_by_token(concept, reader=reader())
    form = AddressForm()
    if not form.is_fit():
        return _code_page(submission, CodeForm(formdata=None), other=form)
    address = plain_address(form.adres.data) or submission.email
    try:
        _count_code(address)
        at = arrival().at
        with transaction():
            submission = queries.submission_by_token(concept, reader=reader(), lock=True)
            code = operations.renew_code(submission, at=at, email=address, by=reader())
            post_code(submission, code)
    except DomainError as error:
        form.refuse(error)
        return _code_page(submission, CodeForm(formdata=None), other=form)
    flash(_("Er gaat een nieuwe code naar %(email)s.", email=address))
    return redirect(url_for("contributions.confirm_submission", concept=concept), 303)


@bp.post("/reageren/<concept>/zonder-email")
@permission(Permission.SEND_CONTRIBUTION)
def receive_without_email(concept: str) -> Answer:
    """Let go of the address: the submission counts without it."""
    at = arrival().at
    with transaction():
        submission = queries.submission_by_token(concept, reader=reader(), lock=True)
        operations.receive_without_email(submission, at=at, by=reader())
    remember_key(submission.id)
    return _after(submission)


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
    _count_code(address)
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
    return redirect("/", 303)


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
            return redirect(_receipt_address(nummer), 303)
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
            return redirect(_receipt_address(nummer), 303)
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


let_judge_token(
    bp,
    send_contribution,
    confirm_submission,
    renew_code,
    change_contribution,
    withdraw_contribution,
)


# --- what the views share ------------------------------------------------------------------


def _send(concept: str, form: SenderForm) -> Submission:
    """Receive the draft in one transaction, with the letter that holds its code."""
    with_email = form.actie.data != "zonder"
    sender = form.sender(with_email=with_email)
    if with_email and not sender.email:
        raise Invalid(email="email_needed")
    known = str(session.get("confirmed", ""))
    moment = arrival()
    count_attempt(Limit(f"send network {network()}", MOST_SENT, MINUTES))
    if sender.email and sender.email != known:
        _count_code(sender.email)
    with transaction():
        submission = queries.submission_by_token(concept, reader=reader(), lock=True)
        sent = operations.send_submission(
            submission, sender, arrival=moment, known_email=known, by=reader()
        )
        if sent.code:
            post_code(sent.submission, sent.code)
    return sent.submission


def _confirm(concept: str, code: str) -> None:
    """Enter a code; a wrong try is counted and then told."""
    if not code:
        raise Invalid(code="code_needed")
    at = arrival().at
    with transaction():
        submission = queries.submission_by_token(concept, reader=reader(), lock=True)
        verdict = operations.confirm_submission(submission, code, at=at, by=reader())
        left = CODE_TRIES - submission.code_tries
    if verdict is CodeVerdict.WRONG:
        raise Refused("code_wrong", left=left)
    if verdict is not CodeVerdict.CONFIRMED:
        raise Refused(f"code_{verdict.value}")


def _count_code(address: str) -> None:
    count_attempt(
        Limit(f"code address {address}", MOST_CODES, HOUR),
        Limit(f"send network {network()}", MOST_SENT, MINUTES),
    )


def _after(submission: Submission) -> AnyResponse:
    """Where somebody goes after sending: to the code, or to the receipt."""
    if submission.is_unconfirmed:
        address = url_for("contributions.confirm_submission", concept=submission.draft_token)
        return redirect(address, 303)
    return redirect(_receipt_address(submission.receipt or ""), 303)


def _receipt_address(number: str) -> str:
    return url_for("reading_room.receipt", nummer=number)


def _check_address(submission: Submission) -> str:
    return url_for("contributions.send_contribution", concept=submission.draft_token)


def _remembered() -> dict[str, str]:
    """What this browser gave before, so that nothing is asked twice (T9)."""
    kept = dict(session.get("afzender", {}))
    return {"wie": NameShown.FIRST.value, **kept, "email": session.get("confirmed", "")}


def _remember(form: SenderForm) -> None:
    names = ("wie", "naam", "organisatie", "hoedanigheid")
    session["afzender"] = {name: form[name].data or "" for name in names}


@dataclass(frozen=True)
class PlacedHint:
    """A hint about the public text of one contribution of a draft."""

    place: int
    hint: Hint

    @property
    def code(self) -> str:
        """Where it is, as the page's form says it back."""
        return f"{self.place}-{self.hint.begin}-{self.hint.end}"

    def taken(self, contribution: Contribution, *, is_kept: bool) -> tuple[str, str]:
        """The public and the confidential text after the hint was taken."""
        public, confidential = contribution.text.public_part, contribution.text.confidential_part
        mark = _("[vertrouwelijk]") if is_kept else _("[weggehaald]")
        public = public[: self.hint.begin] + mark + public[self.hint.end :]
        kept = [confidential, self.hint.words] if is_kept else [confidential]
        return public, "\n".join(filter(None, kept))


def _hints(submission: Submission) -> list[PlacedHint]:
    return [
        PlacedHint(place, hint)
        for place, contribution in enumerate(submission.contributions)
        for hint in personal_data_in(contribution.text.public_part)
    ]


def _hint_at(submission: Submission, code: str) -> PlacedHint | None:
    return next((hint for hint in _hints(submission) if hint.code == code), None)


def _check_page(submission: Submission, form: SenderForm, status: int = 422) -> Answer:
    """The draft with its form; what was typed stays, whatever went wrong."""
    shown = [(one, queries.where_of(one, reader=reader())) for one in submission.contributions]
    page = render_template(
        "contributions/check.html",
        form=form,
        submission=submission,
        round=submission.round,
        shown=shown,
        hints=[] if request.args.get("hints") == "gezien" else _hints(submission),
        kinds=KIND_WORDS,
        hint_words=HINT_WORDS,
        fixed=_fixed_reason(shown),
        grace_until=_grace_until(submission),
    )
    return page, status if form.errors else 200


def _fixed_reason(shown: Sequence[tuple[Contribution, queries.Where]]) -> str:
    """Why a proposal on a section that is fixed will change little; it may still be sent."""
    for contribution, where in shown:
        section = where.section
        if section and section.room is Room.FIXED and contribution.kind is Kind.PROPOSAL:
            return section.room_reason
    return ""


def _grace_until(submission: Submission) -> str:
    """Until when a draft begun before closing may be sent, in words; empty before that."""
    closes_at, now = submission.round.closes_at, arrival()
    if closes_at is None or not closes_at <= now.at < closes_at + now.grace:
        return ""
    return clock.moment_words(closes_at + now.grace - timedelta(minutes=1))


def _code_page(submission: Submission, form: CodeForm, other: AddressForm | None = None) -> Answer:
    shown = other if other is not None and other.errors else form
    page = render_template(
        "contributions/confirm.html",
        form=shown,
        code_form=form,
        other=other or AddressForm(formdata=None),
        submission=submission,
        round=submission.round,
    )
    return page, 422 if shown.errors else 200


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
    return redirect(_receipt_address(number), 303)


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
