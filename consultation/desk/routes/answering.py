"""The answer desk: what waits by its term, the queue of a round, and one input to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultation import clock
from consultation.accounts.session import reader, signed_in
from consultation.answers import operations
from consultation.answers.forms import AnswerForm, SplitForm
from consultation.answers.models import Answer as OfficialAnswer
from consultation.answers.queries import (
    Seat,
    answer_by_public_id,
    change_by_id,
    changes_of,
    earlier_answers,
    points_by_ids,
    seats_at,
)
from consultation.answers.states import OUTCOMES
from consultation.contributions.models import Contribution, Point
from consultation.desk.queries.one_input import (
    InputToAnswer,
    contribution_of_round,
    input_to_answer,
)
from consultation.desk.queries.queue import Item, Order, answer_queue, next_open, rounds_to_answer
from consultation.errors import DomainError, NotFound, Outdated
from consultation.logbook import transaction
from consultation.permissions import Permission
from consultation.plans.queries import outline_and_gone
from consultation.public_record.receipts import parse_receipt
from consultation.question_hours.models import LiveQuestion, QuestionHour
from consultation.question_hours.queries import deferred_questions, standing_of
from consultation.reactions.queries import reactions_by_ids
from consultation.rounds.models import Round
from consultation.rounds.queries import round_with_leave
from consultation.typed import number_asked, whole_number
from consultation.web.answers import Answer, staff_page
from consultation.web.guard import permission
from consultation.web.meter import meter_of

bp = Blueprint("answering", __name__)

PAGE = 50
"""Inputs on one page of the queue."""

WHOLE_PLAN = "heel-plan"
"""In an address: what is about no section."""

BESIDE = 12
"""Inputs in the list beside the one at hand."""


@dataclass(frozen=True)
class Promise:
    """What was promised to who asked a question in an hour."""

    hour: QuestionHour
    number: int
    owner: str
    due: date | None


@bp.get("/werk/antwoorden")
@permission(Permission.ANSWER_CONTRIBUTION)
def show_answer_desk() -> Answer:
    """What waits for an answer, the nearest promise first."""
    rounds = rounds_to_answer(reader=reader())
    return render_template(
        "desk/answers.html",
        rounds=rounds,
        deferred=deferred_questions([one.round for one in rounds], reader=reader()),
        today=clock.today(),
        staff_page=True,
    )


@bp.get("/werk/rondes/<string:slug>/antwoorden")
@permission(Permission.ANSWER_CONTRIBUTION)
def show_queue(slug: str) -> Answer:
    """The inputs of a round: those that wait, or all, by term, by section or by likeness."""
    round = _round(slug)
    section = _section()
    items = answer_queue(round, reader=reader(), order=_order(), section=section)
    waiting = sum(one.is_open for one in items)
    shows_all = request.args.get("stand") == "alles"
    shown = items if shows_all else [one for one in items if one.is_open]
    pages = max(1, -(-len(shown) // PAGE))
    page = min(max(1, request.args.get("pagina", 1, type=number_asked)), pages)
    on_page = shown[(page - 1) * PAGE : page * PAGE]
    return render_template(
        "desk/answer_queue.html",
        round=round,
        phase=round.phase(clock.now()),
        items=on_page,
        rows=reactions_by_ids([one.id for one in on_page], reader=reader()),
        total=len(items),
        waiting=waiting,
        shows_all=shows_all,
        order=_order(),
        chosen_section=request.args.get("paragraaf") or None,
        places=_places(round),
        page=page,
        pages=pages,
        staff_page=True,
    )


@bp.get("/werk/rondes/<string:slug>/antwoorden/<string:nummer>")
@permission(Permission.ANSWER_CONTRIBUTION)
def show_first_part(slug: str, nummer: str) -> Answer:
    """An input by its number alone: its first part."""
    kept: dict[str, Any] = {
        name: request.args.get(name) for name in ("volgorde", "paragraaf", "antwoord")
    }
    return redirect(url_for(".answer_input", slug=slug, nummer=nummer, deel=1, **kept))


@bp.get("/werk/rondes/<string:slug>/antwoorden/<string:nummer>/<int:deel>")
@bp.post("/werk/rondes/<string:slug>/antwoorden/<string:nummer>/<int:deel>")
@permission(Permission.ANSWER_CONTRIBUTION)
def answer_input(slug: str, nummer: str, deel: int) -> Answer:
    """One input beside its section: choose the outcome, write the answer, go to the next."""
    view = _view(_contribution(slug, nummer, deel))
    form = AnswerForm()
    form.offer(view.contribution.kind)
    if request.method == "GET":
        _fill(form, view)
    if request.method == "GET" or "nakijken" in request.form or not form.validate():
        seats = seats_at(view.contribution, reader=reader())
        page = _input_page(form, view, 200 if not form.errors else 422, seats)
        _sit_down_at(view, seats)
        return page
    try:
        _save(form, slug, nummer, deel)
    except DomainError as error:
        form.refuse(error)
        again = _view(_contribution(slug, nummer, deel))
        seats = seats_at(again.contribution, reader=reader())
        return _input_page(form, again, _status(error), seats)
    flash(_("Het antwoord is bewaard."))
    return _to_next(slug, nummer, deel)


@bp.get("/werk/rondes/<string:slug>/antwoorden/<string:nummer>/<int:deel>/knip")
@bp.post("/werk/rondes/<string:slug>/antwoorden/<string:nummer>/<int:deel>/knip")
@permission(Permission.ANSWER_CONTRIBUTION)
def split_input(slug: str, nummer: str, deel: int) -> Answer:
    """Cut an input into points that each get an outcome."""
    contribution = _contribution(slug, nummer, deel)
    form = SplitForm(parts=_sentences(contribution))
    if form.validate_on_submit():
        try:
            with transaction():
                again = _contribution(slug, nummer, deel)
                operations.split_contribution(again, form.lines(), by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("De reactie is in punten geknipt. Geef elk punt een uitkomst."))
            return redirect(url_for(".answer_input", slug=slug, nummer=nummer, deel=deel), 303)
    return staff_page("desk/split.html", form, contribution=contribution)


def _sit_down_at(view: InputToAnswer, seats: Sequence[Seat]) -> None:
    """Whoever opens an input that waits for an answer is at work on it."""
    if view.can_be_answered and not any(seat.is_fresh(reader()) for seat in seats):
        with transaction():
            operations.sit_down_at(view.contribution, by=reader())


def _round(slug: str) -> Round:
    """A round whose inputs this person answers; raises NotFound or NotAllowed."""
    return round_with_leave(slug, Permission.ANSWER_CONTRIBUTION, reader=reader())


def _contribution(slug: str, nummer: str, deel: int) -> Contribution:
    receipt = parse_receipt(nummer)
    if receipt is None:
        raise NotFound("contribution_unknown", receipt=nummer)
    return contribution_of_round(_round(slug), receipt, deel, reader=reader())


def _view(contribution: Contribution) -> InputToAnswer:
    number = request.args.get("punt", type=number_asked)
    return input_to_answer(contribution, reader=reader(), number=number)


def _order() -> Order:
    typed = request.args.get("volgorde", "")
    return Order(typed) if typed in set(Order) else Order.TERM


def _places(round: Round) -> list[tuple[str, str]]:
    if round.version is None:
        return []
    return [
        (line.permanent_id, line.name) for line in outline_and_gone(round.version, reader=reader())
    ]


def _fill(form: AnswerForm, view: InputToAnswer) -> None:
    """What stands in a form that was not sent: what was decided, or an earlier answer."""
    form.remember(view.editions())
    form.also.data = [kin.point_id for kin in view.kin if kin.is_nearly_the_same]
    form.alinea.data = str(view.row.alinea_number or "")
    form.old.data = view.alinea.text if view.alinea else ""
    form.place.data = view.row.section_permanent_id or ""
    earlier = _earlier(request.args.get("antwoord", ""), view.contribution.round)
    found = earlier.dispositions[0] if earlier and earlier.dispositions else view.disposition
    if found is not None:
        fits = found.outcome in OUTCOMES[view.contribution.kind]
        form.outcome.data = found.outcome.value if fits else None
        form.reason.data = found.reason
        form.text.data = found.answer.newest.text if found.answer else ""
        form.again.data = found.answer.public_id if found.answer else ""


def _earlier(public_id: str, round: Round) -> OfficialAnswer | None:
    """An answer of this round by its address, or None."""
    try:
        found = answer_by_public_id(public_id, reader=reader())
    except NotFound:
        return None
    return found if found.round_id == round.id else None


def _save(form: AnswerForm, slug: str, nummer: str, deel: int) -> None:
    """Give the point and its kin their outcome, and say what changed in the plan by it."""
    account = signed_in()
    shown = f"{account.name}, {account.title}".rstrip(", ") if account else ""
    with transaction():
        view = _view(_contribution(slug, nummer, deel))
        round = view.contribution.round
        points = points_by_ids(round, {view.point.id, *(form.also.data or ())}, reader=reader())
        operations.answer_points(
            points,
            form.reply(shown),
            by=reader(),
            seen=form.editions(),
            again=_earlier(form.again.data or "", round),
        )
        _save_change(form, round, points)
        operations.stand_up(round, by=reader())


def _save_change(form: AnswerForm, round: Round, points: Sequence[Point]) -> None:
    inputs = list({point.contribution_id: point.contribution for point in points}.values())
    if form.has_new_change:
        operations.record_change(round, form.changed_words(), inputs, by=reader())
    elif (number := whole_number(form.change.data)) is not None:
        change = change_by_id(round, number, reader=reader())
        operations.link_change(change, inputs, by=reader())


def _to_next(slug: str, nummer: str, deel: int) -> Response:
    """The next point of this input that waits, else the next input, else the queue."""
    contribution = _contribution(slug, nummer, deel)
    items = answer_queue(contribution.round, reader=reader(), order=_order(), section=_section())
    here = next((one for one in items if one.id == contribution.id and one.is_open), None)
    item = here or next_open(items, contribution.id)
    order = request.args.get("volgorde")
    if item is None:
        return redirect(url_for(".show_queue", slug=slug, volgorde=order), 303)
    address = url_for(
        ".answer_input",
        slug=slug,
        nummer=item.receipt,
        deel=item.sub_number,
        volgorde=order,
        paragraaf=request.args.get("paragraaf"),
    )
    return redirect(address, 303)


def _section() -> str | None:
    """The section the queue is kept to: its id, empty for the whole plan, None for all."""
    typed = request.args.get("paragraaf") or None
    return "" if typed == WHOLE_PLAN else typed


def _status(error: DomainError) -> int:
    return 409 if isinstance(error, Outdated) else 422


def _sentences(contribution: Contribution) -> str:
    """A first cut, one paragraph a line, to start from."""
    return "\n".join(line for line in contribution.text.full.split("\n") if line.strip())


def _input_page(
    form: AnswerForm, view: InputToAnswer, status: int, seats: Sequence[Seat]
) -> Answer:
    round = view.contribution.round
    form.offer_changes(changes_of(round, reader=reader()), _places(round))
    if status == 409:
        form.remember(view.editions())
    return staff_page(
        "desk/answer_input.html",
        form,
        status=status,
        view=view,
        round=round,
        meter=meter_of(form.text.data or ""),
        earlier=earlier_answers(round, reader=reader()),
        beside=_beside(view),
        colleagues=[seat for seat in seats if seat.account_id != reader().account_id],
        promise=_promise(view.contribution),
        in_conflict=status == 409,
        order=_order(),
    )


def _promise(contribution: Contribution) -> Promise | None:
    """Of a question out of an hour: which hour, who would answer it, and before which day."""
    if not isinstance(contribution, LiveQuestion):
        return None
    _state, owner, due = standing_of(contribution, reader=reader())
    return Promise(contribution.hour, contribution.number or 0, owner, due)


def _beside(view: InputToAnswer) -> list[Item]:
    """The input at hand and those that wait behind it, for the list beside it."""
    items = answer_queue(
        view.contribution.round, reader=reader(), order=_order(), section=_section()
    )
    place = next((at for at, one in enumerate(items) if one.id == view.contribution.id), 0)
    shown = [one for one in items[place + 1 :] if one.is_open]
    return [*items[place : place + 1], *shown][:BESIDE]
