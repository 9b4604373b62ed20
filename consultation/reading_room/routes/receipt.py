"""What became of an input: the receipt and the status page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from consultation import clock
from consultation.accounts.session import reader, remember_key
from consultation.answers.models import Disposition, PlanChange
from consultation.answers.queries import changes_of, outcomes_of
from consultation.contributions import queries
from consultation.contributions.emails import receipt_address
from consultation.contributions.models import Contribution, Submission
from consultation.contributions.states import ContributionState, NameShown, Step, StepDays, steps_of
from consultation.errors import NotFound
from consultation.moderation.models import Decision
from consultation.moderation.queries import histories_of
from consultation.permissions import Permission
from consultation.public_record import record
from consultation.public_record.receipts import parse_receipt
from consultation.reactions.queries import newest_stands, next_section
from consultation.reading_room.routes.blueprint import bp
from consultation.reading_room.routes.decided import decided
from consultation.rounds.states import Phase
from consultation.web.answers import Answer
from consultation.web.guard import permission
from consultation.web.qr import qr_of


@bp.get("/ontvangst/<nummer>")
@permission(Permission.READ_PUBLIC)
def receipt(nummer: str) -> Answer:
    """What became of an input: for its author everything, for others what is public."""
    number = parse_receipt(nummer)
    if number is None:
        raise NotFound("receipt_mistyped")
    submission = queries.submission_by_receipt(number, reader=reader())
    key = request.args.get("sleutel", "")
    if key and submission.opens_with(key):
        # The key goes to the session, so that it stands in no history and no referrer.
        remember_key(submission.id)
    elif key:
        flash(_("Deze geheime sleutel past niet bij dit nummer."))
    if key or number != nummer:
        return _unfollowed(redirect(url_for("reading_room.receipt", nummer=number), 303))
    page = render_template("contributions/receipt.html", **_receipt_page(submission))
    return _unfollowed(make_response(page))


def _unfollowed(answer: Response) -> Response:
    """No other page is told where somebody came from, and nothing is kept on the way."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _receipt_page(submission: Submission) -> dict[str, Any]:
    first = submission.contributions[0]
    round_ = submission.round
    is_mine = submission.id in reader().submissions
    outcomes = outcomes_of(submission.contributions, reader=reader())
    answered = [one for found in outcomes.values() for one in found]
    words, tone = _state_words(submission)
    is_unconfirmed = is_mine and submission.is_unconfirmed
    code_page = url_for("contributions.confirm_submission", concept=submission.draft_token)
    histories = histories_of(submission.contributions, reader=reader())
    standing = [one for one in histories.get(first.id, ()) if one.undone_at is None]
    return {
        "submission": submission,
        "proof": _proof(first),
        "round": round_,
        "is_mine": is_mine,
        "is_answered": bool(answered),
        "outcomes": outcomes,
        "shown": [_shown(one) for one in submission.contributions],
        "state_words": words,
        "state_tone": tone,
        "shown_words": _shown_words(submission),
        "unconfirmed_address": code_page if is_unconfirmed else "",
        "qr": _qr(submission) if is_mine else "",
        "decided": {
            one.id: decided(one, histories.get(one.id, ()))
            for one in submission.contributions
            if is_mine
        },
        "changes": _changes(submission) if answered else {},
        "stands": newest_stands(round_.plan, submission.contributions, reader=reader()),
        "steps": [
            _step_words(step)
            for step in _steps(
                first,
                standing[-1] if standing else None,
                _answered_on(first, outcomes.get(first.id, [])),
            )
        ],
        "can_change": is_mine and round_.phase(clock.now()) is Phase.OPEN,
        "last_moment": round_.closes_at and round_.closes_at - clock.SECOND,
        "next_section": next_section(first),
    }


@dataclass(frozen=True)
class Proof:
    """Where an input stands in the public record, for people who want to check it."""

    place: int
    code: str
    address: str


def _proof(contribution: Contribution) -> Proof | None:
    """The place of an input among the leaves of the record, and what stands there."""
    leaves = record.lines_about(contribution.reference)
    if not leaves:
        return None
    place, line = leaves[0]
    reference = contribution.reference
    return Proof(place, line.rsplit(" ", 1)[1], f"/logboek/ontvangst/{reference}")


def _shown(contribution: Contribution) -> tuple[Contribution, queries.Where, list[Any]]:
    """A contribution with its place, and its text as far as this reader may see it."""
    is_seen = queries.is_visible_to(contribution, reader())
    paragraphs = queries.shown_passages(contribution, reader()) if is_seen else []
    return contribution, queries.where_of(contribution, reader=reader()), paragraphs


def _changes(submission: Submission) -> dict[int, list[PlanChange]]:
    """The words of the plan that changed because of each contribution, once that is public."""
    if submission.round.answered_at is None:
        return {}
    found = changes_of(submission.round, reader=reader())
    return {
        one.id: [change for change in found if one in change.contributions]
        for one in submission.contributions
    }


def _answered_on(contribution: Contribution, outcomes: Sequence[Disposition]) -> date | None:
    """The day an input was answered for everybody; None as long as a point of it waits."""
    if len(outcomes) < len(contribution.points) or not contribution.has_public_outcome:
        return None
    if contribution.answers_are_public:
        return _day(max(one.decided_at for one in outcomes))
    return _day(contribution.round.answered_at)


def _steps(
    contribution: Contribution, decision: Decision | None, answered: date | None
) -> list[Step]:
    round_ = contribution.round
    days = StepDays(
        received=_day(contribution.submission.received_at),
        checked=_day(decision.decided_at) if decision else None,
        closes=_day(round_.closes_at and round_.closes_at - clock.SECOND),
        answered=answered,
        answer_by=None if contribution.submission.is_late else round_.answer_by,
    )
    return steps_of(contribution.state, days, is_read=round_.phase(clock.now()) is Phase.ANSWERED)


def _day(moment: datetime | None) -> date | None:
    return clock.amsterdam(moment).date() if moment is not None else None


@dataclass(frozen=True)
class StepWords:
    """A step as the line of steps draws it."""

    title: str
    when: str
    is_done: bool
    is_current: bool


def _step_words(step: Step) -> StepWords:
    titles = {
        "received": _("Ontvangen"),
        "checked": _("Gecontroleerd"),
        "placed": _("Geplaatst"),
        "read": _("Gelezen"),
        "answered": _("Beantwoord"),
    }
    if step.is_done:
        when = clock.date_words(step.on) if step.on is not None else ""
    else:
        when = _expected(step)
    return StepWords(titles[step.name], when, step.is_done, step.is_current)


def _expected(step: Step) -> str:
    """When an open step comes, in the words of the promise (M6)."""
    if step.name == "answered" and step.by is None:
        return str(_("Misschien leest u hier later een antwoord. Wij beloven dat niet."))
    day = clock.date_words(step.by) if step.by is not None else ""
    words = {
        "received": _("Vul eerst de code uit de e-mail in."),
        "checked": _(
            "Binnen 2 werkdagen kijken wij of uw reactie op de website kan. "
            "Dat doen wij bij iedereen. Uw reactie telt al mee."
        ),
        "placed": _("Daarna staat uw reactie op de website."),
        "read": _("Na %(day)s lezen de inkopers alle reacties.", day=day),
        "answered": _("Uiterlijk %(day)s leest u wat wij met uw reactie doen.", day=day),
    }
    return str(words[step.name])


def _state_words(submission: Submission) -> tuple[str, str]:
    states = {one.state for one in submission.contributions}
    if ContributionState.UNCONFIRMED in states:
        return _("Nog niet bevestigd"), "caution"
    if states == {ContributionState.WITHDRAWN}:
        return _("Ingetrokken"), "neutral"
    if states == {ContributionState.NOT_PLACED}:
        return _("Niet geplaatst, wel gelezen"), "caution"
    return _("Ontvangen"), "positive"


def _shown_words(submission: Submission) -> str:
    """What everybody sees, as its author chose it."""
    if submission.name_shown is NameShown.NOT_PLACED:
        return str(_("Niets. Alleen de inkopers lezen uw reactie."))
    if submission.public_name:
        return str(_("Uw reactie en de naam %(name)s", name=submission.public_name))
    return str(_("Uw reactie, zonder naam"))


def _qr(submission: Submission) -> Markup:
    """The code that opens the receipt with its key; drawn here, so no key leaves the page."""
    label = _("QR-code van uw ontvangstbewijs")
    return qr_of(receipt_address(submission), label, on_white=False)
