"""The section sheet of a plan: out in three formats, and back in with a result for each row."""

from dataclasses import dataclass

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultation.accounts.session import reader
from consultation.errors import DomainError
from consultation.jobs import in_thread
from consultation.logbook import transaction
from consultation.permissions import Permission, require
from consultation.plans import operations, queries
from consultation.plans.forms import NOTE, SHEET, rows_of_sheet, sheet_rows
from consultation.plans.operations import SheetResult
from consultation.plans.routes.blueprint import bp, draft_of
from consultation.web.answers import Answer, sheet_file, staff_page
from consultation.web.guard import permission
from consultation.web.sentences import sentence_for
from consultation.web.uploads import SheetForm


@dataclass(frozen=True)
class RowTold:
    """What came of one row, in words."""

    number: int
    name: str
    words: str
    is_refused: bool = False


@bp.get("/werk/plannen/<string:slug>/blad/<string:kind>")
@permission(Permission.READ_DRAFT_PLAN)
def download_sheet(slug: str, kind: str) -> Response:
    """The section sheet as a file."""
    version = draft_of(slug)
    rows = sheet_rows(queries.all_sections(version, reader=reader()))
    name = f"paragrafen-{slug}-versie-{version.number}.{kind}"
    return sheet_file(SHEET, rows, name, note=str(NOTE))


@bp.get("/werk/plannen/<string:slug>/blad")
@bp.post("/werk/plannen/<string:slug>/blad")
@permission(Permission.EDIT_PLAN)
def take_in_sheet(slug: str) -> Answer:
    """Take a filled sheet back in; good rows are stored, bad ones are told by number."""
    version = draft_of(slug)
    require(reader(), Permission.EDIT_PLAN, version)
    form = SheetForm()
    if form.validate_on_submit():
        try:
            filename, data = form.upload()
            rows = in_thread(rows_of_sheet, data, filename)
            with transaction():
                result = operations.take_in_section_sheet(draft_of(slug), rows, by=reader())
        except DomainError as error:
            form.refuse(error)
        else:
            return _result(slug, result)
    return staff_page("plans/sheet.html", form, version=version)


def _result(slug: str, result: SheetResult) -> Answer:
    version = draft_of(slug)
    names = {line.permanent_id: line.name for line in queries.outline(version, reader=reader())}
    rows = [RowTold(row, "", sentence_for(error), is_refused=True) for row, error in result.refused]
    for taken in result.taken:
        words = _("Bewaard.") if taken.is_changed else _("Niets veranderd.")
        if taken.is_draft:
            words += " " + _("De samenvatting is nog een concept en is niet bewaard.")
        rows.append(RowTold(taken.number, names[taken.permanent_id], words))
    return staff_page(
        "plans/sheet_result.html",
        status=200,
        version=version,
        rows=rows,
        changed=sum(taken.is_changed for taken in result.taken),
        drafts=sum(taken.is_draft for taken in result.taken),
        refused=len(result.refused),
    )
