"""Downloads: the note as a file, the public record, and the page that lists what there is."""

from pathlib import Path

from flask import Response, make_response, render_template

from consultation.accounts.session import reader
from consultation.errors import NotFound
from consultation.logbook import ANYONE, SYSTEM, transaction
from consultation.open_data.operations import sign_record
from consultation.open_data.queries import record_bundle
from consultation.open_data.routes.api import published_note
from consultation.open_data.routes.blueprint import bp, public_round
from consultation.permissions import Permission
from consultation.public_record import record, verify
from consultation.public_record.verify import canonical
from consultation.response_notes.forms import note_as_csv
from consultation.rounds.queries import owner_and_licence, public_rounds
from consultation.web.guard import permission
from consultation.web.headers import cache_publicly
from consultation.web.record_key import record_key, record_origin


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


@bp.get("/logboek/bundel.zip")
@permission(Permission.READ_PUBLIC)
def download_record() -> Response:
    """The whole public record with what is needed to check it offline."""
    _sign_when_grown()
    data = record_bundle(origin=record_origin(), key=record_key(), reader=ANYONE)
    answer = make_response(data)
    answer.mimetype = "application/zip"
    answer.headers["Content-Disposition"] = 'attachment; filename="bundel.zip"'
    return cache_publicly(answer)


def _sign_when_grown() -> None:
    """Whoever takes the record out gets all of it: a leaf that no head covers proves nothing."""
    if record.needs_signature():
        with transaction():
            sign_record(origin=record_origin(), key=record_key(), by=SYSTEM)


@bp.get("/logboek/verify.py")
@permission(Permission.READ_PUBLIC)
def download_verifier() -> Response:
    """The program that checks a bundle, with nothing but Python."""
    answer = make_response(Path(verify.__file__).read_text(encoding="utf-8"))
    answer.mimetype = "text/x-python"
    answer.headers["Content-Disposition"] = 'attachment; filename="verify.py"'
    return cache_publicly(answer)


@bp.get("/logboek/checkpoint")
@permission(Permission.READ_PUBLIC)
def show_checkpoint() -> Response:
    """The newest signed head of the record (C2SP tlog-checkpoint)."""
    checkpoints = record.checkpoints()
    if not checkpoints:
        raise NotFound("not_found")
    answer = make_response(checkpoints[-1])
    answer.mimetype = "text/plain"
    return cache_publicly(answer)


@bp.get("/open-data")
@permission(Permission.READ_PUBLIC)
def show_open_data() -> str:
    """What machines can fetch, with licence and owner."""
    return render_template("open_data/show.html", rounds=public_rounds(reader=reader()))
