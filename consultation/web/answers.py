"""What a door gives back."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from flask import Response, make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from consultation.jobs import in_thread
from consultation.sheets import write_rows
from consultation.sheets.columns import Columns
from consultation.web.forms import Form

Answer = AnyResponse | str | tuple[str, int]

SHEET_TYPES = {
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
"""The kinds of sheets that people take along."""


def staff_page(
    template: str, form: Form | None = None, *, status: int | None = None, **things: Any
) -> tuple[str, int]:
    """A page for who works here, with its form; one that was sent and comes back was not taken."""
    text = render_template(template, form=form, staff_page=True, **things)
    return text, status or form_status()


def form_status() -> int:
    """The status of a page with a form: a form that was sent and comes back was not taken."""
    return 422 if request.method == "POST" else 200


def sheet_file(
    columns: Columns, rows: Iterable[Mapping[str, str]], name: str, *, note: str = ""
) -> Response:
    """Rows as a sheet of the kind that its name ends with; raises SheetRefused for another kind."""
    kind = name.rpartition(".")[2]
    answer = make_response(in_thread(partial(write_rows, columns, list(rows), kind, note=note)))
    answer.mimetype = SHEET_TYPES[kind]
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
