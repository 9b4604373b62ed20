"""Downloads: the note as a file, and the page that lists what there is."""

from flask import Response, make_response, render_template

from consultation.accounts.session import reader
from consultation.open_data.routes.api import published_note
from consultation.open_data.routes.blueprint import bp, public_round
from consultation.permissions import Permission
from consultation.public_record.verify import canonical
from consultation.response_notes.forms import note_as_csv
from consultation.rounds.queries import owner_and_licence, public_rounds
from consultation.web.guard import permission
from consultation.web.headers import cache_publicly


@bp.get("/rondes/<string:slug>/antwoordnota.json")
@permission(Permission.READ_PUBLIC)
def note_json(slug: str) -> Response:
    """The note as a file, byte for byte what the public record fixes."""
    note = published_note(public_round(slug))
    answer = make_response(canonical(note.published_content))
    answer.mimetype = "application/json"
    return cache_publicly(answer)


@bp.get("/rondes/<string:slug>/antwoordnota.csv")
@permission(Permission.READ_PUBLIC)
def note_csv(slug: str) -> Response:
    """The note as a table: a row for each point of each input."""
    note = published_note(public_round(slug))
    table = note_as_csv(note.published_content or {}, owner_and_licence(note.round))
    answer = make_response(table)
    answer.mimetype = "text/csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="antwoordnota-{slug}.csv"'
    return cache_publicly(answer)


@bp.get("/open-data")
@permission(Permission.READ_PUBLIC)
def show_open_data() -> str:
    """What machines can fetch, with licence and owner."""
    return render_template("open_data/show.html", rounds=public_rounds(reader=reader()))
