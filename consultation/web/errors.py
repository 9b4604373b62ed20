"""From an error of the domain to an answer people can read. One table for page and API."""

import logging
import secrets
from typing import Any

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from consultation.errors import (
    AskedElsewhere,
    Closed,
    DomainError,
    Incomplete,
    Invalid,
    NotAllowed,
    NotFound,
    Outdated,
    Refused,
    WrongStep,
)
from consultation.web.sentences import lack_sentences, sentence, sentence_for

log = logging.getLogger(__name__)

LONGEST_GIVEN_BACK = 100_000
"""Bytes of a form that an error page gives back; more is an upload."""

STATUS: dict[type[DomainError], int] = {
    NotAllowed: 403,
    NotFound: 404,
    WrongStep: 409,
    Closed: 409,
    Outdated: 409,
    Incomplete: 409,
    Invalid: 422,
    Refused: 422,
}


def status_of(error: DomainError) -> int:
    """The HTTP status of an error of the domain."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 400)


def socket_refusal(error: DomainError) -> dict[str, Any]:
    """The same for a socket: the sentence, and for each field what is wrong with it."""
    fields = error.fields if isinstance(error, Invalid) else {}
    found = {name: sentence(code) for name, code in fields.items()}
    return {"ok": False, "melding": sentence_for(error), "fouten": found}


def wants_json() -> bool:
    """Whether a machine asks: the API and addresses that end in .json."""
    return request.path.startswith("/api/") or request.path.endswith(".json")


def problem(status: int, title: str, detail: str) -> Response:
    """A problem document (RFC 9457), as the NL API Design Rules ask."""
    answer = jsonify({"type": "about:blank", "title": title, "status": status, "detail": detail})
    answer.status_code = status
    answer.mimetype = "application/problem+json"
    return answer


def refusal(
    status: int, title: str, detail: str, lines: list[str] | None = None, way: str = ""
) -> Response:
    """An answer that says what cannot be done and where it can, as page or as problem document."""
    if wants_json():
        return problem(status, title, " ".join([detail, *(lines or [])]))
    page = render_template(
        "error.html",
        title=title,
        detail=detail,
        lines=lines or [],
        way=way,
        sent=_sent(),
        status=status,
    )
    return make_response(page, status)


TITLES = {
    400: lambda: _("Dit verzoek begrijpen wij niet"),
    403: lambda: _("Dit mag u niet"),
    404: lambda: _("Deze pagina bestaat niet"),
    405: lambda: _("Dit kan hier niet"),
    409: lambda: _("Dit kan nu niet"),
    413: lambda: _("Dit is te groot"),
    422: lambda: _("Dit kunnen wij niet verwerken"),
    429: lambda: _("Even wachten"),
}

DETAILS = {
    400: lambda: _("Ga terug en probeer het opnieuw."),
    403: lambda: _("U heeft geen toegang tot deze pagina."),
    404: lambda: _("Misschien klopt het adres niet. Ga naar de startpagina of zoek op uw nummer."),
    405: lambda: _("Deze pagina kunt u alleen bekijken."),
    413: lambda: _("Stuur een kleiner bestand of een kortere tekst."),
    429: lambda: _("U deed dit vaak achter elkaar. Probeer het over een minuut opnieuw."),
}


def register_errors(app: Flask) -> None:
    """Give every error its page. There is no `try` in a route for these."""

    @app.errorhandler(DomainError)
    def on_domain_error(error: DomainError) -> Response:
        status = status_of(error)
        lines = lack_sentences(error) if isinstance(error, Incomplete) else None
        way = str(error.params.get("address", "")) if isinstance(error, AskedElsewhere) else ""
        return refusal(status, _title(status), sentence_for(error), lines, way)

    @app.errorhandler(CSRFError)
    def on_forgery(_error: CSRFError) -> Response:
        detail = _("Uw sessie is verlopen. Ga terug, ververs de pagina en probeer het opnieuw.")
        return refusal(400, _title(400), detail)

    @app.errorhandler(SecurityError)
    def on_strange_host(_error: SecurityError) -> Response:
        # No page can be drawn: there is no address of ours to build links with.
        return Response(_("Dit adres is niet van deze website."), 400, mimetype="text/plain")

    @app.errorhandler(HTTPException)
    def on_http_error(error: HTTPException) -> Response:
        status = error.code or 500
        if error.response is not None or status < 400:
            return error.get_response()  # type: ignore[return-value]  # a redirect
        detail = DETAILS.get(status, DETAILS[400])()
        return refusal(status, _title(status), detail)

    @app.errorhandler(Exception)
    def on_failure(_error: Exception) -> Response:
        number = secrets.token_hex(4)
        log.exception("failure %s", number)
        detail = _("Er ging iets mis bij ons. Probeer het over vijf minuten opnieuw.")
        return refusal(500, _("Er ging iets mis"), f"{detail} {_('Nummer van de fout')}: {number}")


def _title(status: int) -> str:
    return str(TITLES.get(status, TITLES[400])())


SECRET_FIELDS = frozenset({"password", "current", "code"})
"""What nobody wants to see back on a page."""


def _sent() -> dict[str, str]:
    """What was typed in a form that could not be handled, to give it back (I2)."""
    if request.method != "POST" or (request.content_length or 0) > LONGEST_GIVEN_BACK:
        return {}
    fields = request.form.to_dict()
    return {} if SECRET_FIELDS & set(fields) else fields
