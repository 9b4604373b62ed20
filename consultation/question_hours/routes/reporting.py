"""Where staff write the report of an hour that is over, and make it public."""

from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext as _

from consultation import clock
from consultation.accounts.session import reader
from consultation.errors import DomainError, Lack, NotAllowed
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.question_hours import operations
from consultation.question_hours.forms.planning import SureForm
from consultation.question_hours.forms.reporting import ReportForm
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import questions_of
from consultation.question_hours.routes.blueprint import bp, hour_address, hour_named
from consultation.question_hours.states import OVER
from consultation.web.answers import Answer, staff_page
from consultation.web.errors import status_of
from consultation.web.forms import Form
from consultation.web.guard import permission
from consultation.web.sentences import lack_sentence

PLACE = "/werk/rondes/<string:slug>/vragenuur/<string:day>/verslag"


@bp.get(PLACE)
@bp.post(PLACE)
@permission(Permission.HOST_HOUR)
def write_report(slug: str, day: str) -> Answer:
    """Write points, quotes and next steps; what is public changes at once."""
    hour = _hour(slug, day)
    form = ReportForm() if request.method == "POST" else ReportForm.of(hour)
    form.offer(hour)
    status = 422 if request.method == "POST" else 200
    if form.validate_on_submit():
        try:
            with transaction():
                hour = _hour(slug, day)
                operations.name_guests(hour, form.shown, by=reader())
                operations.write_report(hour, form.report(), by=reader())
        except NotAllowed:
            raise
        except DomainError as error:
            form.refuse(error)
            status = status_of(error)
        else:
            flash(_("Het verslag is bewaard."))
            return _back(slug, day, request.form.get("meer"))
    return _page(_hour(slug, day), form, form, status)


@bp.post(f"{PLACE}/openbaar")
@permission(Permission.PLAN_HOUR)
def publish_report(slug: str, day: str) -> Answer:
    """Make the report public, when nothing is missing."""
    form, status = SureForm(), 422
    if form.validate_on_submit():
        try:
            with transaction():
                operations.publish_report(_hour(slug, day), by=reader())
        except NotAllowed:
            raise
        except DomainError as error:
            form.refuse_and_list(error)
            status = status_of(error)
        else:
            flash(_("Het verslag is openbaar. Het staat op de pagina waar mensen vragen stelden."))
            return _back(slug, day)
    hour = _hour(slug, day)
    return _page(hour, ReportForm.of(hour), form, status)


def _hour(slug: str, day: str) -> QuestionHour:
    """An hour that this person may report on; raises NotFound or NotAllowed."""
    hour = hour_named(slug, day)
    require(reader(), Permission.HOST_HOUR, hour)
    return hour


def _back(slug: str, day: str, anchor: str | None = None) -> Answer:
    return redirect(hour_address(_hour(slug, day), "write_report", _anchor=anchor), 303)


def _page(hour: QuestionHour, report: ReportForm, form: Form, status: int) -> Answer:
    questions = questions_of(hour, reader=reader())
    is_over = hour.state(clock.now()) in OVER
    return staff_page(
        "question_hours/staff/report.html",
        form,
        report=report,
        hour=hour,
        round=hour.round,
        is_over=is_over,
        questions=questions,
        lacks=_lacks(hour) if is_over and hour.reported_at is None else [],
        today=clock.today(),
        status=status,
    )


def _lacks(hour: QuestionHour) -> list[tuple[str, str]]:
    """What is missing before the report can be public, each with where it is mended."""
    return [(lack_sentence(one), _mend(hour, one)) for one in operations.report_lacks(hour)]


def _mend(hour: QuestionHour, lack: Lack) -> Any:
    if lack.code == "report_in_control":
        return hour_address(hour, "show_regie", _anchor="nieuw")
    return hour_address(hour, "write_report", _anchor="recap")
