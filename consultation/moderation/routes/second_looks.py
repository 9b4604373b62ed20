"""The second look: an author asks for it, and another person judges."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.contributions.forms import let_judge_token, show_key
from consultation.contributions.models import Contribution, Submission
from consultation.contributions.queries import submission_by_receipt
from consultation.errors import DomainError, NotFound
from consultation.logbook import transaction
from consultation.moderation import operations, queries
from consultation.moderation.emails import second_look_lines
from consultation.moderation.forms import (
    REASON_WORDS,
    VERDICT_WORDS,
    JudgeForm,
    ObjectForm,
    PlaceForm,
)
from consultation.moderation.models import Decision, Objection
from consultation.moderation.routes.blueprint import bp
from consultation.moderation.routes.item import forms_for, item_context
from consultation.moderation.states import ObjectionState
from consultation.permissions import Permission, may, require
from consultation.typed import number_asked
from consultation.web.answers import Answer
from consultation.web.errors import status_of
from consultation.web.guard import permission


@bp.get("/werk/controle/tweede-blik")
@permission(Permission.JUDGE_OBJECTION)
def show_second_looks() -> Answer:
    """The decisions that an author wants somebody else to look at, oldest first (I7)."""
    waiting = queries.waiting_objections(reader=reader())
    return render_template(
        "moderation/second_looks.html",
        staff_page=True,
        waiting=waiting,
        reasons=REASON_WORDS,
        verdicts=VERDICT_WORDS,
    )


@bp.get("/werk/controle/tweede-blik/<int:objection_id>")
@bp.post("/werk/controle/tweede-blik/<int:objection_id>")
@permission(Permission.JUDGE_OBJECTION)
def judge_second_look(objection_id: int) -> Answer:
    """Judge as another person: place the text after all, or keep to the decision."""
    objection = queries.objection_by_id(objection_id, reader=reader())
    require(reader(), Permission.JUDGE_OBJECTION, objection.decision)
    form = JudgeForm()
    status = 200 if request.method == "GET" else 422
    if form.validate_on_submit():
        try:
            with transaction():
                operations.judge_objection(
                    queries.objection_by_id(objection_id, reader=reader()),
                    granted=form.verdict.data == "granted",
                    explanation=form.explanation.data or "",
                    by=reader(),
                )
        except DomainError as error:
            form.refuse(error)
            status = status_of(error)
        else:
            address = url_for("moderation.judge_second_look", objection_id=objection_id)
            return redirect(address, 303)
    return _judging_page(objection, form), status


@bp.post("/werk/controle/tweede-blik/<int:objection_id>/ongedaan")
@permission(Permission.JUDGE_OBJECTION)
def undo_second_look(objection_id: int) -> Answer:
    """Take a judgement back; its letter does not leave."""
    PlaceForm().validate_on_submit()
    with transaction():
        objection = queries.objection_by_id(objection_id, reader=reader())
        operations.undo_judgement(objection, by=reader())
    flash(_("Ongedaan gemaakt. De schrijver wacht weer op een tweede blik."))
    return redirect(url_for("moderation.judge_second_look", objection_id=objection_id), 303)


@bp.get("/ontvangst/<nummer>/tweede-blik")
@bp.post("/ontvangst/<nummer>/tweede-blik")
@permission(Permission.OBJECT_TO_DECISION)
def ask_second_look(nummer: str) -> Answer:
    """The author asks for another person's judgement; what was typed is never lost (I2)."""
    contribution = _part_of(submission_by_receipt(nummer, reader=reader()))
    form = ObjectForm()
    status = 200 if request.method == "GET" else 422
    if request.method == "POST" and form.is_fit():
        show_key(contribution.submission, form)
    is_own = may(reader(), Permission.OBJECT_TO_DECISION, contribution)
    if is_own and request.method == "POST" and not form.errors and not form.form_errors:
        try:
            with transaction():
                operations.object_to_decision(
                    _decision_about(nummer), form.text.data or "", by=reader()
                )
        except DomainError as error:
            form.refuse(error)
            status = status_of(error)
        else:
            flash(_("Een andere medewerker kijkt. U krijgt binnen 3 werkdagen antwoord."))
            return redirect(url_for("reading_room.receipt", nummer=nummer), 303)
    decision = queries.standing_decision(contribution, reader=reader()) if is_own else None
    page = render_template(
        "moderation/ask_second_look.html",
        form=form,
        contribution=contribution,
        decision=decision,
        is_own=is_own,
        reasons=REASON_WORDS,
    )
    return page, status if is_own else 403


let_judge_token(bp, ask_second_look)


def _part_of(submission: Submission) -> Contribution:
    part = request.args.get("deel", 1, type=number_asked)
    found = next((one for one in submission.contributions if one.sub_number == part), None)
    if found is None:
        raise NotFound("unknown_receipt")
    return found


def _decision_about(nummer: str) -> Decision:
    """The decision that stands about a part of this receipt; raises NotFound without one."""
    contribution = _part_of(submission_by_receipt(nummer, reader=reader()))
    decision = queries.standing_decision(contribution, reader=reader())
    if decision is None:
        raise NotFound("not_found")
    return decision


def _judging_page(objection: Objection, form: JudgeForm) -> str:
    contribution = objection.decision.contribution
    context = item_context(contribution, forms_for(contribution))
    return render_template(
        "moderation/judge_second_look.html",
        staff_page=True,
        objection=objection,
        decision=objection.decision,
        is_judged=objection.state is not ObjectionState.ASKED,
        told=second_look_lines(objection) if objection.judged_at else [],
        **{**context, "form": form},
    )
