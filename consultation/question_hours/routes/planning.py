"""Where officers plan hours: the hours of a round, one of them, announcing and calling off."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from consultation import clock
from consultation.accounts.session import reader
from consultation.errors import DomainError, Lack
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.question_hours import operations
from consultation.question_hours.forms.planning import MEND, CancelHourForm, HourForm, SureForm
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import hours_of_round
from consultation.question_hours.routes.blueprint import bp, hour_address, hour_named
from consultation.question_hours.states import CHANGEABLE, STOPPABLE
from consultation.rounds.models import Round
from consultation.rounds.queries import round_with_leave
from consultation.web.answers import Answer, staff_page
from consultation.web.guard import permission
from consultation.web.sentences import lack_sentence


@bp.get("/werk/rondes/<string:slug>/vragenuren")
@permission(Permission.READ_DRAFT_ROUND)
def list_hours(slug: str) -> Answer:
    """The hours of a round, with what each still lacks."""
    round = _round(slug)
    hours = hours_of_round(round, reader=reader())
    lacks = {one.id: len(operations.hour_lacks(one)) for one in hours if not one.announced_at}
    return staff_page(
        "question_hours/staff/hours.html", None, round=round, hours=hours, lacks=lacks
    )


@bp.get("/werk/rondes/<string:slug>/vragenuren/nieuw")
@bp.post("/werk/rondes/<string:slug>/vragenuren/nieuw")
@permission(Permission.PLAN_HOUR)
def plan_hour(slug: str) -> Answer:
    """Prepare an hour; only a title and a moment are needed now."""
    round = _round(slug)
    require(reader(), Permission.PLAN_HOUR, round)
    form = HourForm() if request.method == "POST" else HourForm.new()
    if form.validate_on_submit():
        try:
            with transaction():
                hour = operations.plan_hour(_round(slug), form.plan(), by=reader())
                address = _after(hour)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Bewaard. Nog niemand buiten uw team ziet dit."))
            return redirect(address, 303)
    return staff_page("question_hours/staff/plan.html", form, round=round, hour=None)


@bp.get("/werk/rondes/<string:slug>/vragenuur/<string:day>")
@permission(Permission.READ_DRAFT_ROUND)
def show_plan(slug: str, day: str) -> Answer:
    """One hour for who works on it: where it stands, what is missing, what can be done."""
    hour = _hour(slug, day)
    return staff_page(
        "question_hours/staff/hour.html", None, hour=hour, round=hour.round, lacks=_lacks(hour)
    )


@bp.get("/werk/rondes/<string:slug>/vragenuur/<string:day>/wijzig")
@bp.post("/werk/rondes/<string:slug>/vragenuur/<string:day>/wijzig")
@permission(Permission.PLAN_HOUR)
def edit_hour(slug: str, day: str) -> Answer:
    """Change an hour that did not begin."""
    hour = _hour(slug, day)
    require(reader(), Permission.PLAN_HOUR, hour)
    if request.method == "GET" and hour.state(clock.now()) not in CHANGEABLE:
        return redirect(hour_address(hour, "show_plan"))
    form = HourForm() if request.method == "POST" else HourForm.of(hour)
    if form.validate_on_submit():
        try:
            with transaction():
                hour = _hour(slug, day)
                seen = form.seen.data or ""
                operations.edit_hour(hour, form.plan(), seen=seen, by=reader())
                address = _after(hour)
        except DomainError as error:
            form.refuse_beside(error, _hour(slug, day).fingerprint)
        else:
            flash(_("Bewaard."))
            return redirect(address, 303)
    return staff_page("question_hours/staff/plan.html", form, round=hour.round, hour=hour)


@bp.get("/werk/rondes/<string:slug>/vragenuur/<string:day>/aankondigen")
@bp.post("/werk/rondes/<string:slug>/vragenuur/<string:day>/aankondigen")
@permission(Permission.PLAN_HOUR)
def announce_hour(slug: str, day: str) -> Answer:
    """See once more what everybody will read, and make the hour public."""
    hour = _hour(slug, day)
    require(reader(), Permission.PLAN_HOUR, hour)
    form = SureForm()
    if form.validate_on_submit():
        try:
            with transaction():
                operations.announce_hour(_hour(slug, day), by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Aangekondigd. Mensen kunnen nu al een vraag stellen."))
            return redirect(hour_address(_hour(slug, day), "show_plan"), 303)
    hour = _hour(slug, day)
    return staff_page(
        "question_hours/staff/announce.html", form, hour=hour, round=hour.round, lacks=_lacks(hour)
    )


@bp.get("/werk/rondes/<string:slug>/vragenuur/<string:day>/afgelasten")
@bp.post("/werk/rondes/<string:slug>/vragenuur/<string:day>/afgelasten")
@permission(Permission.PLAN_HOUR)
def cancel_hour(slug: str, day: str) -> Answer:
    """Call an hour off, with its reason."""
    hour = _hour(slug, day)
    require(reader(), Permission.PLAN_HOUR, hour)
    form = CancelHourForm()
    if form.validate_on_submit():
        try:
            with transaction():
                operations.cancel_hour(_hour(slug, day), form.reason.data or "", by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Afgelast. Iedereen leest waarom."))
            return redirect(hour_address(_hour(slug, day), "show_plan"), 303)
    hour = _hour(slug, day)
    can_stop = hour.state(clock.now()) in STOPPABLE
    return staff_page(
        "question_hours/staff/cancel.html", form, hour=hour, round=hour.round, can_stop=can_stop
    )


def _round(slug: str) -> Round:
    """A round that this person works on; raises NotFound or NotAllowed."""
    return round_with_leave(slug, Permission.READ_DRAFT_ROUND, reader=reader())


def _hour(slug: str, day: str) -> QuestionHour:
    """An hour that this person works on; raises NotFound or NotAllowed."""
    hour = hour_named(slug, day)
    require(reader(), Permission.READ_DRAFT_ROUND, hour)
    return hour


def _after(hour: QuestionHour) -> str:
    """Where one goes after saving: back to the form when more rows were asked for."""
    if "meer" in request.form:
        return hour_address(hour, "edit_hour", _anchor=request.form["meer"])
    return hour_address(hour, "show_plan")


def _lacks(hour: QuestionHour) -> list[tuple[str, str]]:
    """What is missing before it can be announced, each with where it is mended."""
    if hour.announced_at is not None:
        return []
    return [(lack_sentence(one), _mend(hour, one)) for one in operations.hour_lacks(hour)]


def _mend(hour: QuestionHour, lack: Lack) -> str:
    if lack.code == "hour_round_not_public":
        return url_for("rounds.show_round", slug=hour.round.slug) if hour.round else ""
    return hour_address(hour, "edit_hour", _anchor=MEND.get(lack.code))
