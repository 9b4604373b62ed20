"""The reading API (NL API Design Rules, no key needed), downloads and the public record."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from consultation.accounts.session import reader
from consultation.errors import NotFound
from consultation.logbook import ANYONE, SYSTEM, transaction
from consultation.open_data.forms import (
    Antwoordnota,
    Paragrafen,
    Reacties,
    Ronde,
    Rondes,
    Shape,
    openapi_document,
)
from consultation.open_data.operations import sign_record
from consultation.open_data.queries import (
    reaction_facts,
    record_bundle,
    round_facts,
    section_facts,
)
from consultation.permissions import Permission
from consultation.public_record import record, verify
from consultation.public_record.verify import canonical
from consultation.response_notes.forms import note_as_csv
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.queries import note_of
from consultation.rounds.models import Round
from consultation.rounds.queries import owner_and_licence, public_rounds, round_by_slug
from consultation.web.guard import permission
from consultation.web.headers import cache_publicly
from consultation.web.pages import settings
from consultation.web.record_key import record_key, record_origin

bp = Blueprint("open_data", __name__)

VERSION = "1.0.0"


def answered(shape: Shape) -> Response:
    """A shape as JSON, with the version of the API and a fingerprint for caches."""
    answer = make_response(shape.model_dump_json())
    answer.mimetype = "application/json"
    answer.headers["API-Version"] = VERSION
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return cache_publicly(answer)


def _base() -> str:
    return settings().base_url


def _public_round(slug: str) -> Round:
    return round_by_slug(slug, reader=ANYONE)


@bp.get("/api/v1/openapi.json")
@permission(Permission.READ_PUBLIC)
def describe_api() -> Response:
    """The document that describes the API."""
    answer = make_response(openapi_document(_base(), settings().site_name))
    answer.headers["API-Version"] = VERSION
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return cache_publicly(answer)


@bp.get("/api/v1/rondes")
@permission(Permission.READ_PUBLIC)
def list_rounds() -> Response:
    """Every round that was announced."""
    found = (round_facts(one, reader=ANYONE, base=_base()) for one in public_rounds(reader=ANYONE))
    return answered(Rondes(resultaten=[Ronde(**one) for one in found], volgende=None))


@bp.get("/api/v1/rondes/<string:ronde>")
@permission(Permission.READ_PUBLIC)
def get_round(ronde: str) -> Response:
    """One round."""
    return answered(Ronde(**round_facts(_public_round(ronde), reader=ANYONE, base=_base())))


@bp.get("/api/v1/rondes/<string:ronde>/paragrafen")
@permission(Permission.READ_PUBLIC)
def list_sections(ronde: str) -> Response:
    """The sections of the plan of a round."""
    round = _public_round(ronde)
    found: Any = section_facts(round, reader=ANYONE, base=_base())
    return answered(Paragrafen(resultaten=found, volgende=None, **owner_and_licence(round)))


@bp.get("/api/v1/rondes/<string:ronde>/reacties")
@permission(Permission.READ_PUBLIC)
def list_reactions(ronde: str) -> Response:
    """A page of the placed reactions of a round."""
    round = _public_round(ronde)
    page = max(1, request.args.get("pagina", 1, type=int))
    found: Any
    found, has_more = reaction_facts(round, reader=ANYONE, base=_base(), page=page)
    following = f"{_base()}/api/v1/rondes/{ronde}/reacties?pagina={page + 1}" if has_more else None
    return answered(Reacties(resultaten=found, volgende=following, **owner_and_licence(round)))


@bp.get("/api/v1/rondes/<string:ronde>/antwoordnota")
@permission(Permission.READ_PUBLIC)
def get_note(ronde: str) -> Response:
    """The published note of a round."""
    note = _published_note(_public_round(ronde))
    return answered(_note_shape(note))


def _published_note(round: Round) -> ResponseNote:
    note = note_of(round, reader=ANYONE)
    if note.published_content is None or note.published_at is None:
        raise NotFound("note_unknown")
    return note


def _note_shape(note: ResponseNote) -> Antwoordnota:
    return Antwoordnota(
        nota=note.published_content or {},
        controlegetal=note.published_hash,
        gepubliceerd_op=note.published_at.isoformat() if note.published_at else "",
        **owner_and_licence(note.round),
    )


@bp.get("/rondes/<string:slug>/antwoordnota.json")
@permission(Permission.READ_PUBLIC)
def note_json(slug: str) -> Response:
    """The note as a file, byte for byte what the public record fixes."""
    note = _published_note(_public_round(slug))
    answer = make_response(canonical(note.published_content))
    answer.mimetype = "application/json"
    return cache_publicly(answer)


@bp.get("/rondes/<string:slug>/antwoordnota.csv")
@permission(Permission.READ_PUBLIC)
def note_csv(slug: str) -> Response:
    """The note as a table: a row for each point of each input."""
    note = _published_note(_public_round(slug))
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
