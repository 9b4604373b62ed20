"""Default deny: every route names the permission it rests on (I14)."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask

from consultation.permissions import Permission

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = frozenset(
    {
        Permission.READ_PUBLIC,
        Permission.SIGN_IN,
        Permission.SEND_CONTRIBUTION,
        Permission.ASK_QUESTION,
        Permission.SUPPORT_QUESTION,
        Permission.CHANGE_CONTRIBUTION,
        Permission.OBJECT_TO_DECISION,
        Permission.SEND_GATHERING,
        Permission.CHANGE_GATHERING,
        Permission.CANCEL_GATHERING,
        Permission.USE_DEMO,
        Permission.WATCH_HEALTH,
    }
)
"""Permissions a route may rest on for people who are not signed in; the operation asks further."""


def permission(name: Permission) -> Callable[[View], View]:
    """Name the permission a view rests on; the operation it reaches checks it on the thing."""

    def decorate(view: View) -> View:
        view.permission = name  # type: ignore[attr-defined]
        return view

    return decorate


def permission_of(app: Flask, endpoint: str | None) -> Permission | None:
    """The permission an endpoint names, or None: then nobody may."""
    if endpoint == "static":
        return Permission.READ_PUBLIC
    view = app.view_functions.get(endpoint or "")
    name: Permission | None = getattr(view, "permission", None)
    return name
