"""What the host does with the hour: the regie, its length, its notes, its end."""

from collections.abc import Callable

from flask import Response, flash, jsonify, redirect, request
from flask_babel import gettext as _

from consultation import clock
from consultation.accounts.session import reader
from consultation.errors import DomainError, NotAllowed
from consultation.logbook import transaction
from consultation.permissions import Permission
from consultation.question_hours import operations
from consultation.question_hours.forms.hosting import (
    CloseForm,
    HandOverForm,
    LengthenForm,
    NotesForm,
)
from consultation.question_hours.forms.planning import SureForm
from consultation.question_hours.forms.words import event_json, hour_json
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import events_after, questions_of
from consultation.question_hours.routes.blueprint import bp, hour_address
from consultation.question_hours.routes.board import (
    PLACE,
    back_to_board,
    board,
    colleagues_of,
    hosted_hour,
)
from consultation.question_hours.routes.events import MOST_EVENTS
from consultation.typed import number_asked
from consultation.web.answers import Answer, staff_page
from consultation.web.errors import status_of
from consultation.web.forms import Form
from consultation.web.guard import permission


@bp.post(f"{PLACE}/neem")
@permission(Permission.HOST_HOUR)
def take_over_hour(slug: str, day: str) -> Answer:
    """Take the regie, or take it over from a host who is silent (F4)."""
    by = reader()
    return _on_hour(
        slug,
        day,
        SureForm(),
        lambda hour: operations.take_over_hour(hour, by=by),
        _("U heeft nu de regie."),
    )


@bp.post(f"{PLACE}/geef")
@permission(Permission.HOST_HOUR)
def hand_over_hour(slug: str, day: str) -> Answer:
    """Give the regie to a colleague."""
    form = HandOverForm()
    colleagues = colleagues_of(hosted_hour(slug, day))
    form.offer(colleagues)

    def hand_over(hour: QuestionHour) -> None:
        to = next(one for one in colleagues_of(hour) if one.id == form.naar.data)
        operations.hand_over_hour(hour, to, by=reader())

    return _on_hour(slug, day, form, hand_over, _("Uw collega heeft nu de regie."))


@bp.post(f"{PLACE}/hier")
@permission(Permission.HOST_HOUR)
def keep_hosting(slug: str, day: str) -> Response:
    """The sign of life of a board that has no socket; says whether it still hosts."""
    with transaction():
        hosts = operations.keep_hosting(hosted_hour(slug, day), by=reader())
    return jsonify({"ok": True, "regie": hosts})


@bp.get(f"{PLACE}/gebeurtenissen")
@permission(Permission.HOST_HOUR)
def host_events(slug: str, day: str) -> Response:
    """The list of the host after `na`, for a board that has no socket."""
    hour, now = hosted_hour(slug, day), clock.now()
    since = request.args.get("na", 0, type=number_asked)
    told = events_after(hour, since, reader=reader(), for_hosts=True, most=MOST_EVENTS)
    answer = jsonify(
        {
            "uur": {"id": hour.public_id, **hour_json(hour, now)},
            "nummer": hour.host_number,
            "gebeurtenissen": [event_json(one, hour, now) for one in told],
        }
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post(f"{PLACE}/pauzeer")
@permission(Permission.HOST_HOUR)
def pause_hour(slug: str, day: str) -> Answer:
    """Stop for a moment."""
    by, said = reader(), _("Het uur staat stil. Iedereen ziet dat.")
    return _on_hour(slug, day, SureForm(), lambda hour: operations.pause_hour(hour, by=by), said)


@bp.post(f"{PLACE}/ga-verder")
@permission(Permission.HOST_HOUR)
def resume_hour(slug: str, day: str) -> Answer:
    """Go on after a pause."""
    by, said = reader(), _("Het uur gaat verder. De minuten van de pauze komen erbij.")
    return _on_hour(slug, day, SureForm(), lambda hour: operations.resume_hour(hour, by=by), said)


@bp.post(f"{PLACE}/verleng")
@permission(Permission.HOST_HOUR)
def lengthen_hour(slug: str, day: str) -> Answer:
    """Let the hour last longer."""
    by, form = reader(), LengthenForm()
    return _on_hour(
        slug,
        day,
        form,
        lambda hour: operations.lengthen_hour(hour, form.minutes.data or 0, by=by),
        _("Het uur duurt langer. Iedereen ziet de nieuwe eindtijd."),
    )


@bp.post(f"{PLACE}/notities")
@permission(Permission.HOST_HOUR)
def write_notes(slug: str, day: str) -> Answer:
    """Keep in words what is said beside the video."""
    by, form = reader(), NotesForm()
    return _on_hour(
        slug,
        day,
        form,
        lambda hour: operations.write_notes(hour, form.notes.data or "", by=by),
        _("De notities zijn bewaard. Iedereen kan ze lezen."),
        "notities",
    )


@bp.get(f"{PLACE}/sluit")
@bp.post(f"{PLACE}/sluit")
@permission(Permission.HOST_HOUR)
def close_hour(slug: str, day: str) -> Answer:
    """See how many questions are left, say who answers them, and end the hour."""
    hour = hosted_hour(slug, day)
    form = CloseForm(later_owner=hour.later_owner, later_by=hour.later_by)
    if form.validate_on_submit():
        try:
            with transaction():
                operations.close_hour(
                    hosted_hour(slug, day),
                    later_owner=form.later_owner.data or "",
                    later_by=form.later_by.data,
                    by=reader(),
                )
        except NotAllowed:
            raise
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Gesloten. Dank u wel."))
            return redirect(hour_address(hosted_hour(slug, day), "show_plan"), 303)
    hour = hosted_hour(slug, day)
    questions = questions_of(hour, reader=reader())
    left = len(questions.queue) + (questions.on_screen is not None)
    return staff_page(
        "question_hours/staff/close.html",
        form,
        hour=hour,
        round=hour.round,
        left=left,
        in_control=len(questions.waiting),
        can_close=hour.closed_at is None and clock.now() >= hour.begins_at,
    )


def _on_hour(
    slug: str,
    day: str,
    form: Form,
    act: Callable[[QuestionHour], object],
    said: str,
    anchor: str = "",
) -> Answer:
    """Do one thing with the hour, and come back to the board."""
    status = 422
    if form.validate_on_submit():
        try:
            with transaction():
                act(hosted_hour(slug, day))
        except NotAllowed:
            raise
        except DomainError as error:
            form.refuse(error)
            status = status_of(error)
        else:
            flash(said)
            return back_to_board(slug, day, anchor)
    if not isinstance(form, NotesForm):
        _say_above(form)
    return board(hosted_hour(slug, day), form=form, status=status)


def _say_above(form: Form) -> None:
    """What is wrong with a form of one button has no field to stand at."""
    for field in form:
        form.form_errors += map(str, field.errors)
        field.errors = ()
