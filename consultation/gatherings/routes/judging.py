"""The queue of meetings that wait for control, and the decisions about one."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from consultation import clock
from consultation.accounts.session import reader
from consultation.errors import DomainError
from consultation.gatherings import operations, queries
from consultation.gatherings.forms import (
    JudgeForm,
    RefuseGatheringForm,
    StaffCancelForm,
    UndoGatheringForm,
    refusal_lines,
)
from consultation.gatherings.models import Gathering
from consultation.gatherings.routes.blueprint import bp
from consultation.logbook import transaction
from consultation.moderation.forms import WAIT_TONES, age_words
from consultation.moderation.states import Reason, wait_of
from consultation.permissions import Permission
from consultation.web.answers import Answer
from consultation.web.errors import status_of
from consultation.web.forms import Form
from consultation.web.guard import permission
from consultation.web.pages import settings

Judge = Callable[[Gathering], object]


@bp.get("/werk/agenda")
@permission(Permission.MODERATE_GATHERING)
def show_gathering_queue() -> Answer:
    """What waits for control, the oldest first; then what was decided and what is to come."""
    coming = queries.coming_gatherings(reader=reader())
    decided = queries.decided_gatherings(reader=reader())
    return render_template(
        "gatherings/queue.html",
        staff_page=True,
        waiting=queries.waiting_gatherings(reader=reader()),
        decided=[one for one in decided if one not in coming],
        coming=coming,
        age=_age,
        tone=_tone,
    )


@bp.get("/werk/agenda/<int:gathering_id>")
@permission(Permission.MODERATE_GATHERING)
def show_gathering(gathering_id: int) -> Answer:
    """One meeting with its texts and what was decided."""
    return _page(gathering_id)


@bp.post("/werk/agenda/<int:gathering_id>/plaats")
@permission(Permission.MODERATE_GATHERING)
def place(gathering_id: int) -> Answer:
    """Put a meeting in the agenda."""
    form = JudgeForm()
    form.validate_on_submit()
    seen = form.gezien.data or 0
    return _judged(
        gathering_id,
        lambda gathering: operations.place_gathering(gathering, seen=seen, by=reader()),
        _("De bijeenkomst staat in de agenda."),
        refuse=RefuseGatheringForm(formdata=None, prefix="niet-"),
    )


@bp.post("/werk/agenda/<int:gathering_id>/weiger")
@permission(Permission.MODERATE_GATHERING)
def refuse(gathering_id: int) -> Answer:
    """Keep a text out of the agenda, with a reason from the house rules."""
    form = RefuseGatheringForm(prefix="niet-")
    if not form.validate_on_submit():
        return _page(gathering_id, 422, refuse=form)
    return _judged(
        gathering_id,
        lambda gathering: operations.refuse_gathering(
            gathering,
            reason=Reason(form.reason.data),
            explanation=form.explanation.data or "",
            seen=form.gezien.data or 0,
            by=reader(),
        ),
        _("De bijeenkomst is niet geplaatst."),
        refuse=form,
    )


@bp.post("/werk/agenda/<int:gathering_id>/gaat-niet-door")
@permission(Permission.CANCEL_GATHERING)
def cancel(gathering_id: int) -> Answer:
    """Say that a meeting does not take place."""
    form = StaffCancelForm(prefix="af-")
    if not form.validate_on_submit():
        return _page(gathering_id, 422, cancel=form)
    return _judged(
        gathering_id,
        lambda gathering: operations.cancel_gathering(
            gathering, reason=form.reason.data or "", by=reader()
        ),
        _("De bijeenkomst staat als afgelast in de agenda."),
        cancel=form,
    )


@bp.post("/werk/agenda/<int:gathering_id>/ongedaan")
@permission(Permission.MODERATE_GATHERING)
def undo(gathering_id: int) -> Answer:
    """Take a decision back; its letter does not leave."""
    form = UndoGatheringForm()
    form.validate_on_submit()
    return _judged(
        gathering_id,
        lambda gathering: operations.undo_gathering_decision(gathering, by=reader()),
        _("Ongedaan gemaakt."),
        refuse=RefuseGatheringForm(formdata=None, prefix="niet-"),
    )


def _judged(gathering_id: int, judge: Judge, told: str, **forms: Form) -> Answer:
    """The decision in one transaction; what is wrong stands on the page it was sent from."""
    try:
        with transaction():
            judge(queries.judgeable_gathering(gathering_id, reader=reader()))
    except DomainError as error:
        next(iter(forms.values())).refuse(error)
        return _page(gathering_id, status_of(error), **forms)
    flash(told)
    return redirect(url_for("gatherings.show_gathering", gathering_id=gathering_id), 303)


def _page(gathering_id: int, status: int = 200, **forms: Form) -> Answer:
    gathering = queries.judgeable_gathering(gathering_id, reader=reader())
    number = gathering.text.number
    page = render_template(
        "gatherings/judge.html",
        staff_page=True,
        gathering=gathering,
        details=gathering.text.details,
        placed=gathering.placed.details if gathering.placed else None,
        refuse=forms.get("refuse")
        or RefuseGatheringForm(formdata=None, prefix="niet-", data={"gezien": number}),
        cancel=forms.get("cancel") or StaffCancelForm(formdata=None, prefix="af-"),
        form=next(iter(forms.values()), None),
        previews={reason.value: refusal_lines(reason, "") for reason in Reason},
        can_undo=gathering.state_before is not None and gathering.decided_by_id is not None,
        hold=settings().mail_hold_seconds // 60,
    )
    return page, status


def _age(gathering: Gathering) -> str:
    return age_words(clock.now() - gathering.text.written_at)


def _tone(gathering: Gathering) -> str:
    received = clock.amsterdam(gathering.text.written_at).date()
    return WAIT_TONES[wait_of(received, clock.today())]
