"""The sheet of answers: taken along with all inputs of a round, and taken back in."""

from collections.abc import Iterator, Sequence
from itertools import islice

from flask import Blueprint, request
from werkzeug.wrappers import Response

from consultation.accounts.session import reader, signed_in
from consultation.answers.forms import ANSWER_SHEET, AnswerSheetForm, rows_of_answers, sheet_note
from consultation.answers.operations import AnswerRow, ImportedAnswers, import_answers
from consultation.desk.forms import answer_rows
from consultation.desk.queries.sheet import inputs_for_sheet
from consultation.errors import DomainError
from consultation.jobs import in_thread, let_others_go
from consultation.logbook import transaction
from consultation.permissions import Permission
from consultation.rounds.models import Round
from consultation.rounds.queries import round_with_leave
from consultation.web.answers import SHEET_TYPES, Answer, sheet_file, staff_page
from consultation.web.errors import status_of
from consultation.web.guard import permission
from consultation.web.sentences import sentence_for

bp = Blueprint("answer_sheet", __name__)

AT_ONCE = 100
"""Rows in one transaction: between two, other people can write."""


@bp.get("/werk/rondes/<string:slug>/antwoorden/blad")
@bp.post("/werk/rondes/<string:slug>/antwoorden/blad")
@permission(Permission.ANSWER_CONTRIBUTION)
def import_answer_sheet(slug: str) -> Answer:
    """Take a sheet with all inputs along, and take it back in with their answers."""
    round = _round(slug)
    form = AnswerSheetForm()
    if request.method == "GET" or not form.validate():
        return _page(round, form, status=422)
    try:
        done = _take_in(slug, form)
    except DomainError as error:
        form.refuse(error)
        return _page(_round(slug), form, status=status_of(error))
    return _page(_round(slug), form, done)


@bp.get("/werk/rondes/<string:slug>/antwoorden/blad.<any(ods, xlsx, csv):soort>")
@permission(Permission.ANSWER_CONTRIBUTION)
def export_answer_sheet(slug: str, soort: str) -> Response:
    """All inputs of a round that get an answer, with cells for what is decided."""
    rows = answer_rows(inputs_for_sheet(_round(slug), reader=reader()))
    return sheet_file(ANSWER_SHEET, rows, f"antwoorden-{slug}.{soort}", note=sheet_note())


def _round(slug: str) -> Round:
    """A round whose inputs this person answers; raises NotFound or NotAllowed."""
    return round_with_leave(slug, Permission.ANSWER_CONTRIBUTION, reader=reader())


def _take_in(slug: str, form: AnswerSheetForm) -> ImportedAnswers:
    """Each batch is a change of its own; whatever stops the work, the same sheet goes on there."""
    rows = in_thread(rows_of_answers, form.blad.data.read(), form.blad.data.filename or "")
    account = signed_in()
    shown = f"{account.name}, {account.title}".rstrip(", ") if account else ""
    done = ImportedAnswers()
    for batch in _batches(rows):
        with transaction():
            part = import_answers(_round(slug), batch, by=reader(), by_shown=shown)
        done.accepted.extend(part.accepted)
        done.refused.extend(part.refused)
        done.empty.extend(part.empty)
        let_others_go()
    return done


def _batches(rows: Sequence[AnswerRow]) -> Iterator[list[AnswerRow]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, AT_ONCE)):
        yield batch


def _page(
    round: Round, form: AnswerSheetForm, done: ImportedAnswers | None = None, status: int = 200
) -> Answer:
    refused = [(row, sentence_for(error)) for row, error in done.refused] if done else []
    return staff_page(
        "desk/answer_sheet.html",
        form,
        round=round,
        formats=SHEET_TYPES,
        done=done,
        refused=refused,
        status=status if form.errors or form.form_errors else 200,
    )
