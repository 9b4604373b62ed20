"""The report of an hour to take along, as a sheet."""

from flask import Response

from consultation import clock
from consultation.errors import WrongStep
from consultation.logbook import ANYONE
from consultation.permissions import Permission
from consultation.question_hours.forms.report import REPORT_COLUMNS, report_rows
from consultation.question_hours.queries import questions_of
from consultation.question_hours.routes.blueprint import bp, hour_named
from consultation.question_hours.states import TAKES_QUESTIONS
from consultation.web.answers import sheet_file
from consultation.web.guard import permission
from consultation.web.headers import cache_publicly


@bp.get("/rondes/<string:slug>/vragenuur/<string:day>/verslag.csv")
@permission(Permission.READ_PUBLIC)
def export_report(slug: str, day: str) -> Response:
    """Every question of an hour that is over, a row each; one that is not placed has no text."""
    hour = hour_named(slug, day)
    if hour.state(clock.now()) in TAKES_QUESTIONS:
        raise WrongStep("hour_not_over")
    rows = report_rows(questions_of(hour, reader=ANYONE))
    return cache_publicly(sheet_file(REPORT_COLUMNS, rows, f"vragenuur-{slug}-{day}.csv"))
