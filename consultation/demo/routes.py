"""The doors of the demo. The application opens them in the demo and test profiles only."""

from datetime import datetime, time, timedelta

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, session
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from config import Settings
from consultation import clock
from consultation.accounts.session import own_path, reader, signed_in, start, stop
from consultation.demo.accounts import CITIZEN, look_as
from consultation.demo.clock_setting import clock_shift, follow_clock, shift_clock
from consultation.demo.forms import ClockForm, JumpForm, LookAsForm, MailboxForm
from consultation.demo.queries import letters_to, route_places
from consultation.errors import DomainError
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.web.answers import Answer
from consultation.web.guard import permission
from consultation.web.pages import settings

bp = Blueprint("demo", __name__)

FIRST_PAGES = {CITIZEN: "/", "bzk": "/programma", "beheer": "/beheer/accounts"}


def register_demo(app: Flask, settings: Settings) -> None:
    """Open the comforts of the demo.

    Raises RuntimeError in a profile that has none.
    """
    if not settings.has_demo_comforts:
        raise RuntimeError("the comforts of the demo exist in the demo profile only")
    app.register_blueprint(bp)
    follow_clock(app, settings)


@bp.before_request
def only_in_a_demo() -> None:
    """A second lock on the same door."""
    if not settings().has_demo_comforts:
        abort(404)


@bp.get("/demo")
@permission(Permission.USE_DEMO)
def show_demo() -> Answer:
    """The ten-minute route, and the ways to look around."""
    return render_template(
        "demo/show_demo.html", account=signed_in(), places=route_places(reader=reader())
    )


@bp.post("/demo/kijk-als")
@permission(Permission.USE_DEMO)
def look() -> Answer:
    """Look as a citizen or as one of the example accounts."""
    form = LookAsForm()
    if not form.validate_on_submit():
        abort(422)
    word = form.who.data or CITIZEN
    with transaction():
        account = look_as(word, by=reader())
    stop()
    if account is not None:
        start(account)
    return redirect(own_path(form.verder.data or "") or FIRST_PAGES.get(word, "/werk"), 303)


@bp.get("/demo/postvak")
@permission(Permission.USE_DEMO)
def show_mailbox() -> Answer:
    """The letters that were written, with their text."""
    form = MailboxForm(request.args)
    letters = letters_to(form.to.data or "", reader=reader())
    return render_template("demo/show_mailbox.html", form=form, letters=letters)


@bp.get("/demo/klok")
@bp.post("/demo/klok")
@permission(Permission.USE_DEMO)
def set_clock() -> Answer:
    """Choose which day it is."""
    require(reader(), Permission.USE_DEMO)
    form = ClockForm()
    if form.validate_on_submit() and form.day.data is not None:
        try:
            moment = clock.local_moment(form.day.data, form.time.data or time(12))
        except DomainError as error:
            form.refuse(error)
        else:
            return _clock_becomes(moment)
    status = 422 if request.method == "POST" else 200
    return render_template("demo/set_clock.html", form=form, shift=clock_shift(settings())), status


@bp.post("/demo/klok/vooruit")
@permission(Permission.USE_DEMO)
def jump() -> Answer:
    """Let some days go by, or put the clock right again."""
    require(reader(), Permission.USE_DEMO)
    form = JumpForm()
    if not form.validate_on_submit():
        abort(422)
    days = form.days.data or 0
    now = clock.now()
    return _clock_becomes(now + timedelta(days=days) if days else None)


def _clock_becomes(moment: datetime | None) -> Response:
    clock.set_offset(timedelta())
    shift_clock(settings(), timedelta() if moment is None else moment - clock.now())
    # A session lives by the same clock, so that a jump ahead would end this visitor's own.
    session.modified = True
    flash(_("Het is nu %(moment)s.", moment=clock.moment_words(clock.now())))
    return redirect("/demo/klok", 303)
