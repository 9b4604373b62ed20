"""Where officers plan meetings: the next one by the rhythm, its agenda, announcing, calling off."""

from collections.abc import Callable
from datetime import date

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from consultation import clock
from consultation.accounts.session import reader
from consultation.errors import DomainError
from consultation.forums import operations
from consultation.forums.forms.keeping import NextForm, ReasonForm, SureForm
from consultation.forums.forms.meeting import ActionForm, MeetingForm
from consultation.forums.forms.words import MEND
from consultation.forums.models import Meeting
from consultation.forums.queries import actions_at
from consultation.forums.routes.blueprint import bp, kept_forum, kept_meeting
from consultation.forums.routes.keeping import show_kept
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.question_hours.states import CHANGEABLE, STOPPABLE
from consultation.web.answers import Answer, staff_page
from consultation.web.forms import Form
from consultation.web.guard import permission
from consultation.web.sentences import lack_sentence


@bp.post("/werk/forums/<string:slug>/plan")
@permission(Permission.PLAN_HOUR)
def plan_next(slug: str) -> Answer:
    """Prepare the next meeting by the rhythm."""
    form = NextForm()
    form.validate_on_submit()
    try:
        with transaction():
            day = _day(form.dag.data or "")
            meeting = operations.plan_next_meeting(kept_forum(slug), day=day, by=reader())
            address = meeting_address(meeting, "edit_meeting")
    except DomainError as error:
        form.refuse_and_list(error)
        return show_kept(kept_forum(slug), form)
    flash(_("De bijeenkomst is in voorbereiding. Zet nu de agenda erbij."))
    return redirect(address, 303)


@bp.get("/werk/forums/<string:slug>/<string:day>")
@permission(Permission.READ_DRAFT_ROUND)
def show_plan(slug: str, day: str) -> Answer:
    """One meeting for who works on it: what is missing, its agenda, its actions."""
    return show_work(kept_meeting(slug, day))


@bp.get("/werk/forums/<string:slug>/<string:day>/wijzig")
@bp.post("/werk/forums/<string:slug>/<string:day>/wijzig")
@permission(Permission.PLAN_HOUR)
def edit_meeting(slug: str, day: str) -> Answer:
    """Change a meeting that did not begin, with its agenda."""
    meeting = kept_meeting(slug, day)
    require(reader(), Permission.PLAN_HOUR, meeting)
    if request.method == "GET" and meeting.hour.state(clock.now()) not in CHANGEABLE:
        return redirect(meeting_address(meeting))
    form = MeetingForm() if request.method == "POST" else MeetingForm.of_meeting(meeting)
    if form.validate_on_submit():
        try:
            with transaction():
                meeting = kept_meeting(slug, day)
                seen = form.seen.data or ""
                operations.edit_meeting(meeting, form.plan(), form.agenda(), seen=seen, by=reader())
                address = _after(meeting)
        except DomainError as error:
            form.refuse_beside(error, kept_meeting(slug, day).fingerprint)
        else:
            flash(_("De bijeenkomst is bewaard."))
            return redirect(address, 303)
    meeting = kept_meeting(slug, day)
    return staff_page("forums/staff/plan.html", form, forum=meeting.forum, meeting=meeting)


@bp.post("/werk/forums/<string:slug>/<string:day>/aankondigen")
@permission(Permission.PLAN_HOUR)
def announce_meeting(slug: str, day: str) -> Answer:
    """Put a meeting in the agenda and on the page of the forum."""
    told = _("De bijeenkomst is aangekondigd. Iedereen kan haar in de agenda zetten.")
    return step(slug, day, operations.announce_meeting, told)


@bp.get("/werk/forums/<string:slug>/<string:day>/afgelasten")
@bp.post("/werk/forums/<string:slug>/<string:day>/afgelasten")
@permission(Permission.PLAN_HOUR)
def cancel_meeting(slug: str, day: str) -> Answer:
    """Call a meeting off, with its reason."""
    meeting = kept_meeting(slug, day)
    require(reader(), Permission.PLAN_HOUR, meeting)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            with transaction():
                reason = form.reason.data or ""
                operations.cancel_meeting(kept_meeting(slug, day), reason, by=reader())
        except DomainError as error:
            form.refuse_and_list(error)
        else:
            flash(_("De bijeenkomst is afgelast. Iedereen leest waarom."))
            return redirect(meeting_address(kept_meeting(slug, day)), 303)
    meeting = kept_meeting(slug, day)
    can_stop = meeting.hour.state(clock.now()) in STOPPABLE
    return staff_page(
        "forums/staff/cancel.html", form, forum=meeting.forum, meeting=meeting, can_stop=can_stop
    )


def step(slug: str, day: str, operation: Callable[..., object], told: str) -> Answer:
    """A step with a meeting that asks for nothing but the button; back to its page."""
    form = SureForm()
    form.validate_on_submit()
    try:
        with transaction():
            operation(kept_meeting(slug, day), by=reader())
    except DomainError as error:
        form.refuse_and_list(error)
        return show_work(kept_meeting(slug, day), form)
    flash(told)
    return redirect(meeting_address(kept_meeting(slug, day)), 303)


def show_work(meeting: Meeting, form: Form | None = None) -> Answer:
    """The page of one meeting for who works on it, with what was refused."""
    state = meeting.hour.state(clock.now())
    return staff_page(
        "forums/staff/meeting.html",
        form,
        forum=meeting.forum,
        meeting=meeting,
        hour=meeting.hour,
        state=state,
        lacks=_lacks(meeting),
        minutes_lacks=[lack_sentence(one) for one in operations.minutes_lacks(meeting)],
        actions=actions_at(meeting, reader=reader()),
        action_form=form if isinstance(form, ActionForm) else ActionForm(formdata=None),
        today=clock.today(),
    )


def meeting_address(
    meeting: Meeting, endpoint: str = "show_plan", anchor: str | None = None
) -> str:
    """An address of this meeting for staff."""
    day = meeting.hour.day.isoformat()
    return url_for(f"forums.{endpoint}", slug=meeting.forum.slug, day=day, _anchor=anchor)


def _lacks(meeting: Meeting) -> list[tuple[str, str]]:
    """What is missing before it can be announced, each with where it is mended."""
    if meeting.hour.announced_at is not None:
        return []
    return [
        (lack_sentence(one), _mend(meeting, one.code)) for one in operations.meeting_lacks(meeting)
    ]


def _mend(meeting: Meeting, code: str) -> str:
    if code.startswith("meeting_forum"):
        return url_for("forums.keep_forum", slug=meeting.forum.slug)
    return meeting_address(meeting, "edit_meeting", MEND.get(code))


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _after(meeting: Meeting) -> str:
    """Where one goes after saving: back to the form when more rows were asked for."""
    if "meer" in request.form:
        return meeting_address(meeting, "edit_meeting", request.form["meer"])
    return meeting_address(meeting)
