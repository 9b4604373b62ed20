"""Addresses for machines that watch: does the process live, can it serve."""

from datetime import timedelta

from flask import Blueprint, Response, jsonify, make_response

from consultation import clock
from consultation.database import db
from consultation.permissions import Permission
from consultation.web.guard import permission
from consultation.web.headers import cache_publicly
from consultation.web.pages import settings

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@permission(Permission.WATCH_HEALTH)
def healthz() -> Response:
    """The process answers."""
    return jsonify({"status": "ok"})


@bp.get("/readyz")
@permission(Permission.WATCH_HEALTH)
def readyz() -> Response:
    """The process reaches its database."""
    db.session.execute(db.text("SELECT 1"))
    return jsonify({"status": "ok"})


@bp.get("/.well-known/security.txt")
@permission(Permission.READ_PUBLIC)
def security_txt() -> Response:
    """Where to report a leak (RFC 9116); it is valid for half a year from the first of this month.

    Two visitors in one month get the same bytes, so that caches may keep it.
    """
    known = settings()
    contact = f"mailto:{known.help_mail}" if known.help_mail else f"{known.base_url}/hulp"
    expires = clock.today().replace(day=1) + timedelta(days=180)
    lines = (
        f"Contact: {contact}",
        f"Expires: {expires}T00:00:00Z",
        "Preferred-Languages: nl, en",
        f"Canonical: {known.base_url}/.well-known/security.txt",
    )
    answer = make_response("\n".join(lines) + "\n")
    answer.mimetype = "text/plain"
    return cache_publicly(answer)
