"""The check page: what was written, what may be personal in it, and sending it (J1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import redirect, render_template, request, session
from flask_babel import gettext as _

from consultation import clock
from consultation.accounts.session import reader, remember_key
from consultation.contributions import operations, queries
from consultation.contributions.emails import post_code
from consultation.contributions.forms import (
    HINT_WORDS,
    KIND_WORDS,
    HintForm,
    SenderForm,
    arrival,
    let_judge_token,
)
from consultation.contributions.models import Contribution, Submission
from consultation.contributions.routes.blueprint import (
    MINUTES,
    MOST_SENT,
    after_sending,
    bp,
    check_address,
    count_code,
)
from consultation.contributions.states import Kind, NameShown
from consultation.errors import DomainError, Invalid
from consultation.logbook import transaction
from consultation.permissions import Permission
from consultation.plain_language.hints import Hint, personal_data_in
from consultation.plans.states import Room
from consultation.tenders.queries import gate_on
from consultation.web.answers import Answer
from consultation.web.errors import status_of
from consultation.web.guard import permission
from consultation.web.limits import Limit, count_attempt, network


@bp.get("/reageren/<concept>/controle")
@bp.post("/reageren/<concept>/controle")
@permission(Permission.SEND_CONTRIBUTION)
def send_contribution(concept: str) -> Answer:
    """Check what was written, say who it is from, and send it (J1)."""
    submission = queries.submission_by_token(concept, reader=reader())
    form = SenderForm(data=_remembered() if request.method == "GET" else None)
    if request.method == "GET":
        return after_sending(submission) if submission.receipt else _check_page(submission, form)
    if not form.is_fit():
        return _check_page(submission, form)
    try:
        sent = _send(concept, form)
    except DomainError as error:
        form.refuse(error)
        return _check_page(submission, form, status_of(error))
    remember_key(sent.number)
    _remember(form)
    return sent.answer


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
    return redirect(check_address(submission), 303)


@dataclass(frozen=True)
class Received:
    """What was sent by its number in the database, and where its sender goes now."""

    number: int
    answer: Answer


def _send(concept: str, form: SenderForm) -> Received:
    """Receive the draft in one transaction, with the letter that holds its code."""
    with_email = form.actie.data != "zonder"
    sender = form.sender(with_email=with_email)
    if with_email and not sender.email:
        raise Invalid(email="email_needed")
    known = str(session.get("confirmed", ""))
    moment = arrival()
    count_attempt(Limit(f"send network {network()}", MOST_SENT, MINUTES))
    if sender.email and sender.email != known:
        count_code(sender.email)
    with transaction():
        submission = queries.submission_by_token(concept, reader=reader(), lock=True)
        sent = operations.send_submission(
            submission, sender, arrival=moment, known_email=known, by=reader()
        )
        if sent.code:
            post_code(sent.submission, sent.code)
        return Received(sent.submission.id, after_sending(sent.submission))


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
        gate=gate_on(submission.round, submission.contributions[0].subject, reader=reader()),
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


let_judge_token(bp, send_contribution)
