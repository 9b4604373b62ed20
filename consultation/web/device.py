"""The browser of somebody without an account: a signed number; only its hash is kept (I12)."""

import hashlib
import hmac
import secrets
from typing import TypeVar

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from consultation.web.pages import settings

Reply = TypeVar("Reply", bound=Response)

LIVES = 90 * 24 * 3600
"""Seconds that a browser keeps its number."""


def device() -> str:
    """The keyed hash of the number of this browser; empty when it has none."""
    number = _number()
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, number.encode(), hashlib.sha256).hexdigest() if number else ""


def is_all_there_is() -> bool:
    """Whether this browser has the number of a device and no other cookie."""
    return set(request.cookies) == {_cookie()}


def give_device(answer: Reply) -> Reply:
    """Give a browser a number, when it has none."""
    if _number():
        return answer
    answer.set_cookie(
        _cookie(),
        str(_signer().dumps(secrets.token_urlsafe(16))),
        max_age=LIVES,
        secure=_is_secure(),
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return answer


def forget_device(answer: Reply) -> Reply:
    """On a shared computer: this browser has no number any more."""
    answer.delete_cookie(_cookie(), path="/", secure=_is_secure(), httponly=True, samesite="Lax")
    return answer


def _number() -> str:
    try:
        return str(_signer().loads(request.cookies.get(_cookie(), "")))
    except BadSignature:
        return ""


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="device")


def _cookie() -> str:
    return "__Host-apparaat" if _is_secure() else "apparaat"


def _is_secure() -> bool:
    return settings().base_url.startswith("https://")
