"""The queue of what waits for control, oldest first, and the page of one contribution."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import redirect, render_template, request, url_for

from consultation import clock
from consultation.accounts.session import reader
from consultation.contributions.models import Contribution
from consultation.contributions.queries import Where, wheres_of
from consultation.contributions.states import ContributionState
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.moderation import queries
from consultation.moderation.forms import VERDICT_WORDS, WAIT_TONES, age_words
from consultation.moderation.models import Decision
from consultation.moderation.routes.blueprint import Wish, address_of, bp, named, names_of, wish
from consultation.moderation.routes.item import Forms, age_of, findings, forms_for, item_context
from consultation.moderation.states import Wait, fits_in, wait_of
from consultation.permissions import Permission
from consultation.public_record.receipts import parse_receipt
from consultation.typed import whole_number
from consultation.web.answers import Answer
from consultation.web.guard import permission
from consultation.web.pages import settings

TIMES = (5, 15, 30, 60)
"""Minutes that somebody can have."""


@bp.get("/werk/controle")
@permission(Permission.MODERATE_CONTRIBUTION)
def show_queue() -> Answer:
    """What waits for control, oldest first, with one contribution open to be judged (J6, W7)."""
    typed = request.args.get("nummer", "")
    if typed:
        return _to_number(typed)
    asked = wish()
    if asked.minutes and "sinds" not in request.args:
        return redirect(url_for("moderation.show_queue", **asked.args), 303)
    return queue_page(asked, _asked_for())


@bp.get("/werk/controle/<nummer>")
@permission(Permission.MODERATE_CONTRIBUTION)
def show_contribution(nummer: str) -> Answer:
    """One contribution with its decisions: to hide it, black something out, or undo."""
    contribution = named(nummer)
    return item_page(contribution, forms_for(contribution))


def item_page(contribution: Contribution, forms: Forms) -> Answer:
    """The page of one contribution, with the form that asks for attention."""
    last = queries.standing_decision(contribution, reader=reader())
    page = render_template(
        "moderation/contribution.html",
        staff_page=True,
        standing=last,
        **item_context(contribution, forms),
    )
    return page, status_for(forms)


def queue_page(asked: Wish, start: Contribution | None, forms: Forms | None = None) -> Answer:
    """The queue with one contribution open; from the oldest on when none is asked for."""
    rounds = queries.waiting_rounds(reader=reader())
    chosen = next((one for one in rounds if one.round.slug == asked.slug), None)
    found = queries.waiting_page(
        reader=reader(), round=chosen.round if chosen else None, start=start
    )
    current = found.current
    is_same = start is not None and current is not None and current.id == start.id
    shown = forms if forms is not None and is_same else None
    counted = [chosen] if chosen else rounds
    page = render_template(
        "moderation/queue.html",
        staff_page=True,
        asked=asked,
        rounds=rounds,
        chosen=chosen,
        found=found,
        rows=_rows(found),
        total=sum(one.count for one in counted),
        oldest=_oldest(counted),
        done=queries.decided_since(_since(asked), reader=reader()),
        left=int(asked.left.total_seconds()) // 60 if asked.minutes else 0,
        fits=fits_in(int(asked.left.total_seconds()) // 60),
        times=TIMES,
        undo=undoable(reader()),
        verdict_words=VERDICT_WORDS,
        **(item_context(current, shown or forms_for(current)) if current else {"form": None}),
    )
    return page, status_for(shown) if shown else 200


def status_for(forms: Forms) -> int:
    """The status of a page with this form on it."""
    failed = forms.failed
    return 200 if failed is None else getattr(failed, "status", 422)


@dataclass(frozen=True)
class Row:
    """A line of the list beside the contribution that is judged."""

    contribution: Contribution
    where: Where
    age: str
    tone: str
    marks: int
    address: str


def _rows(found: queries.WaitingPage) -> list[Row]:
    places = wheres_of(found.rows, reader=reader())
    asked = wish()
    return [
        Row(
            one,
            places.get(one.id, Where()),
            age_words(age_of(one)),
            WAIT_TONES[_wait(one)],
            len(findings(one)),
            url_for("moderation.show_queue", bij=one.reference, **asked.args),
        )
        for one in found.rows
    ]


def _wait(contribution: Contribution) -> Wait:
    received = contribution.submission.received_at or clock.now()
    return wait_of(clock.amsterdam(received).date(), clock.today())


def _oldest(rounds: list[queries.WaitingRound]) -> dict[str, str] | None:
    """How long the oldest waits, and whether that is too long."""
    if not rounds:
        return None
    since = min(one.oldest for one in rounds)
    wait = wait_of(clock.amsterdam(since).date(), clock.today())
    return {"age": age_words(clock.now() - since), "tone": WAIT_TONES[wait], "wait": wait.value}


def _since(asked: Wish) -> Any:
    return asked.since or clock.start_of_day(clock.today())


def _asked_for() -> Contribution | None:
    """The contribution that the address asks for, when it still waits for this person."""
    reference = request.args.get("bij", "")
    receipt, _slash, part = reference.partition("/")
    number = parse_receipt(receipt)
    if number is None:
        return None
    try:
        sub_number = whole_number(part) or 1
        found = queries.judgeable_contribution(number, sub_number, reader=reader())
    except NotFound:
        return None
    return found if found.state is ContributionState.RECEIVED else None


def _to_number(typed: str) -> Answer:
    number = parse_receipt(typed)
    if number is None:
        raise NotFound("receipt_mistyped")
    return redirect(address_of(queries.judgeable_contribution(number, 1, reader=reader())), 303)


@dataclass(frozen=True)
class Undo:
    """The last decision of somebody, and how long its letter still waits."""

    decision: Decision
    reference: str
    names: dict[str, Any]
    seconds: int


def undoable(by: Actor) -> Undo | None:
    """What this person can take back now."""
    decision = queries.undoable_decision(reader=by)
    if decision is None or clock.now() - decision.decided_at > timedelta(days=1):
        return None
    submission = decision.contribution.submission
    hold = timedelta(seconds=settings().mail_hold_seconds) - (clock.now() - decision.decided_at)
    waits = bool(submission.email_confirmed_at) and hold > timedelta()
    return Undo(
        decision,
        decision.contribution.reference,
        names_of(decision.contribution),
        int(hold.total_seconds()) if waits else 0,
    )
