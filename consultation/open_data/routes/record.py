"""The public record for outsiders: all of it at once, or the parts that mirrors read."""

from collections.abc import Callable
from pathlib import Path

from flask import Response, make_response

from consultation.errors import NotFound
from consultation.logbook import ANYONE, SYSTEM, transaction
from consultation.open_data.operations import sign_record
from consultation.open_data.queries import record_bundle
from consultation.open_data.routes.blueprint import bp
from consultation.permissions import Permission
from consultation.public_record import record, tiles, verify
from consultation.web.guard import permission
from consultation.web.headers import cache_for_ever, cache_publicly
from consultation.web.record_key import record_key, record_origin


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
    return _plain(checkpoints[-1])


@bp.get("/logboek/checkpoints")
@permission(Permission.READ_PUBLIC)
def list_checkpoints() -> Response:
    """Every head that was ever signed, oldest first."""
    return _plain("\n".join(record.checkpoints()))


@bp.get("/logboek/tile/<string:level>/<path:place>")
@permission(Permission.READ_PUBLIC)
def show_tile(level: str, place: str) -> Response:
    """A part of the tree or of its lines (C2SP tlog-tiles); it never changes."""
    try:
        data = tiles.entry_bundle(place) if level == "entries" else tiles.tile(level, place)
    except LookupError:
        raise NotFound("not_found") from None
    answer = make_response(data)
    answer.mimetype = "application/octet-stream"
    return cache_for_ever(answer)


@bp.get("/logboek/bewijs/<string:receipt>/<int:sub_number>")
@permission(Permission.READ_PUBLIC)
def show_proof(receipt: str, sub_number: int) -> Response:
    """That one input stands in the signed record (C2SP tlog-proof), to check offline."""
    _sign_when_grown()
    return _about_one(tiles.proof_of, receipt, sub_number, "tlog-proof")


@bp.get("/logboek/ontvangst/<string:receipt>/<int:sub_number>")
@permission(Permission.READ_PUBLIC)
def show_signed_receipt(receipt: str, sub_number: int) -> Response:
    """The signed proof of receipt of one input, for `verify.py --receipt`."""

    def signed(ref: str) -> str:
        return record.signed_receipt(ref, record_origin(), record_key())

    return _about_one(signed, receipt, sub_number, "txt")


def _about_one(write: Callable[[str], str], receipt: str, sub_number: int, kind: str) -> Response:
    try:
        answer = _plain(write(f"{receipt}/{sub_number}"))
    except LookupError:
        raise NotFound("unknown_receipt") from None
    name = f"{receipt}-{sub_number}.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _plain(text: str) -> Response:
    answer = make_response(text)
    answer.mimetype = "text/plain"
    return cache_publicly(answer)
