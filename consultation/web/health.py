"""Addresses for machines that watch: does the process live, can it serve."""

from flask import Blueprint, Response, jsonify

from consultation.database import db
from consultation.permissions import Permission
from consultation.web.guard import permission

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
