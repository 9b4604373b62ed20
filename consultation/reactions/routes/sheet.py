"""A sheet with inputs, as staff bring it: taken in row by row, with the numbers given back."""

from collections.abc import Iterator, Sequence
from itertools import islice

from flask import request
from werkzeug.wrappers import Response

from consultation.accounts.session import reader
from consultation.contributions.forms import arrival
from consultation.contributions.states import Arrival, Elsewhere
from consultation.errors import DomainError
from consultation.jobs import in_thread, let_others_go
from consultation.logbook import transaction
from consultation.permissions import Permission
from consultation.reactions.forms import NUMBER_SHEET, NumbersForm, SheetForm, rows_of_inputs
from consultation.reactions.operations import Imported, InputRow, import_inputs
from consultation.reactions.routes.blueprint import bp, rounds_to_enter
from consultation.rounds.queries import round_by_slug
from consultation.web.answers import Answer, sheet_file, staff_page
from consultation.web.errors import status_of
from consultation.web.guard import permission
from consultation.web.sentences import sentence_for

AT_ONCE = 50
"""Rows in one transaction: between two, other people can send."""


@bp.get("/werk/invoer/blad")
@bp.post("/werk/invoer/blad")
@permission(Permission.ENTER_CONTRIBUTION)
def import_inputs_sheet() -> Answer:
    """Take in a sheet with what came in elsewhere, a row an input."""
    rounds = rounds_to_enter()
    form = SheetForm(data={"ronde": request.args.get("ronde")} if request.method == "GET" else None)
    form.ronde.choices = [(one.slug, one.title) for one in rounds]
    if request.method == "GET" or not form.validate():
        return _page(form, status=422)
    try:
        done = _take_in(form)
    except DomainError as error:
        form.refuse(error)
        return _page(form, status=status_of(error))
    return _page(form, done)


@bp.post("/werk/invoer/blad/nummers")
@permission(Permission.ENTER_CONTRIBUTION)
def download_numbers() -> Response:
    """The numbers of a sheet that was taken in, as a sheet: one line a row."""
    return sheet_file(NUMBER_SHEET, NumbersForm().lines(), "nummers.csv")


def _take_in(form: SheetForm) -> Imported:
    """Each batch is a change of its own; whatever stops the work, the same sheet goes on there."""
    slug = form.ronde.data
    rows = in_thread(rows_of_inputs, form.blad.data.read(), form.blad.data.filename or "", slug)
    moment = arrival()
    done = Imported()
    for batch in _batches(rows):
        part = _take_in_batch(slug, batch, form.elsewhere(), moment)
        done.accepted.extend(part.accepted)
        done.refused.extend(part.refused)
        let_others_go()
    return done


def _take_in_batch(
    slug: str, batch: Sequence[InputRow], elsewhere: Elsewhere, moment: Arrival
) -> Imported:
    with transaction():
        round_ = round_by_slug(slug, reader=reader())
        return import_inputs(round_, batch, elsewhere=elsewhere, arrival=moment, by=reader())


def _batches(rows: Sequence[InputRow]) -> Iterator[list[InputRow]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, AT_ONCE)):
        yield batch


def _page(form: SheetForm, done: Imported | None = None, status: int = 200) -> Answer:
    refused = [(row, sentence_for(error)) for row, error in done.refused] if done else []
    return staff_page(
        "reactions/sheet.html",
        form,
        done=done,
        refused=refused,
        numbers=NumbersForm.of(done.accepted) if done else None,
        status=status if form.errors or form.form_errors else 200,
    )
