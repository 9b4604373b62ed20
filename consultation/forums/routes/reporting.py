"""Where staff write minutes and keep the list of actions."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from consultation.accounts.session import reader
from consultation.errors import DomainError
from consultation.forums import operations
from consultation.forums.forms.keeping import ReasonForm, SureForm
from consultation.forums.forms.meeting import ActionForm, MinutesForm
from consultation.forums.models import ForumAction
from consultation.forums.queries import action_by_id
from consultation.forums.routes.blueprint import bp, kept_forum, kept_meeting
from consultation.forums.routes.planning import meeting_address, show_work, step
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.question_hours.operations import name_guests
from consultation.web.answers import Answer, staff_page
from consultation.web.guard import permission


@bp.get("/werk/forums/<string:slug>/<string:day>/verslag")
@bp.post("/werk/forums/<string:slug>/<string:day>/verslag")
@permission(Permission.HOST_HOUR)
def write_minutes(slug: str, day: str) -> Answer:
    """Write what was said of each point; it is public once it is approved and published."""
    meeting = kept_meeting(slug, day)
    require(reader(), Permission.HOST_HOUR, meeting)
    form = MinutesForm() if request.method == "POST" else MinutesForm.of(meeting)
    form.name_points(meeting)
    if form.validate_on_submit():
        try:
            with transaction():
                meeting = kept_meeting(slug, day)
                seen = form.seen.data or ""
                operations.write_minutes(meeting, form.minutes(meeting), seen=seen, by=reader())
                name_guests(meeting.hour, form.names.data or (), by=reader())
        except DomainError as error:
            form.refuse_beside(error, kept_meeting(slug, day).fingerprint)
        else:
            flash(_("Het verslag is bewaard."))
            return redirect(meeting_address(kept_meeting(slug, day)), 303)
    meeting = kept_meeting(slug, day)
    return staff_page("forums/staff/minutes.html", form, forum=meeting.forum, meeting=meeting)


@bp.post("/werk/forums/<string:slug>/<string:day>/verslag/publiceer")
@permission(Permission.PLAN_HOUR)
def publish_minutes(slug: str, day: str) -> Answer:
    """Make approved minutes public."""
    told = _("Het verslag is openbaar, met de acties.")
    return step(slug, day, operations.publish_minutes, told)


@bp.post("/werk/forums/<string:slug>/<string:day>/actie")
@permission(Permission.HOST_HOUR)
def add_action(slug: str, day: str) -> Answer:
    """Put an action on the list."""
    form = ActionForm()
    if not form.validate_on_submit():
        return show_work(kept_meeting(slug, day), form)
    try:
        with transaction():
            operations.add_action(
                kept_meeting(slug, day),
                form.what.data or "",
                owner=form.owner.data or "",
                due=form.day,
                by=reader(),
            )
    except DomainError as error:
        form.refuse_and_list(error)
        return show_work(kept_meeting(slug, day), form)
    flash(_("De actie staat op de lijst."))
    return redirect(meeting_address(kept_meeting(slug, day), anchor="acties"), 303)


@bp.post("/werk/forums/<string:slug>/acties/<int:action_id>/klaar")
@permission(Permission.HOST_HOUR)
def finish_action(slug: str, action_id: int) -> Answer:
    """Say that an action is done."""
    return _settle(slug, action_id, _("De actie is klaar."), _finish)


@bp.post("/werk/forums/<string:slug>/acties/<int:action_id>/open")
@permission(Permission.HOST_HOUR)
def reopen_action(slug: str, action_id: int) -> Answer:
    """Put an action back on the list."""
    return _settle(slug, action_id, _("De actie staat weer op de lijst."), _reopen)


@bp.get("/werk/forums/<string:slug>/acties/<int:action_id>/vervalt")
@bp.post("/werk/forums/<string:slug>/acties/<int:action_id>/vervalt")
@permission(Permission.HOST_HOUR)
def drop_action(slug: str, action_id: int) -> Answer:
    """Say that an action is not done any more, and why."""
    forum = kept_forum(slug)
    action = action_by_id(forum, action_id, reader=reader())
    require(reader(), Permission.HOST_HOUR, action)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            with transaction():
                action = action_by_id(kept_forum(slug), action_id, reader=reader())
                operations.drop_action(action, form.reason.data or "", by=reader())
        except DomainError as error:
            form.refuse_and_list(error)
        else:
            flash(_("De actie is vervallen. Iedereen leest waarom."))
            return redirect(url_for("forums.keep_forum", slug=slug, _anchor="acties"), 303)
    action = action_by_id(kept_forum(slug), action_id, reader=reader())
    return staff_page("forums/staff/drop.html", form, forum=action.forum, action=action)


def _finish(action: ForumAction) -> None:
    operations.finish_action(action, by=reader())


def _reopen(action: ForumAction) -> None:
    operations.reopen_action(action, by=reader())


def _settle(slug: str, action_id: int, told: str, settle: Callable[[ForumAction], None]) -> Answer:
    """The step in one transaction; the page that it was asked from tells what came of it."""
    SureForm().validate_on_submit()
    with transaction():
        settle(action_by_id(kept_forum(slug), action_id, reader=reader()))
    flash(told)
    return redirect(url_for("forums.keep_forum", slug=slug, _anchor="acties"), 303)
