"""The whole application as an attacker meets it: headers, hosts, cookies, redirects."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from consultation.app import create_app
from consultation.database import db
from tests.page import Visit

ADDRESSES = ("/", "/rondes", "/inloggen", "/logboek", "/bestaat-niet", "/healthz", "/werk", "/demo")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_tells_the_browser_to_be_strict(visit: Visit, address: str) -> None:
    headers = visit.client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Cookie" in headers["Vary"]
    assert headers["Cache-Control"]


def test_a_file_is_the_same_for_everybody(visit: Visit) -> None:
    headers = visit.client.get("/static/site.css").headers
    assert "immutable" in headers["Cache-Control"]
    assert "Cookie" not in headers.get("Vary", "")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_only_who_works_here_is_sent_the_looks_of_the_desk(visit: Visit) -> None:
    assert "work.css" not in visit.client.get("/").text
    assert "work.css" not in visit.client.get("/inloggen").text


@pytest.fixture
def stranger(tmp_path: Path) -> FlaskClient:
    """Somebody at the door of a real deployment."""
    app = real(tmp_path)
    with app.app_context():
        db.create_all()
    return app.test_client()


def real(folder: Path) -> Flask:
    return create_app({"BASE_URL": "https://meedenken.rijk.nl", "INSTANCE": str(folder)})


def test_a_page_that_names_no_permission_is_nobodys(tmp_path: Path) -> None:
    app = real(tmp_path)
    app.add_url_rule("/vergeten", "forgotten", lambda: "geheim")
    with app.app_context():
        db.create_all()
    answer = app.test_client().get("/vergeten", base_url="https://meedenken.rijk.nl")
    assert answer.status_code == 403
    assert "geheim" not in answer.text


def test_a_name_that_is_not_ours_is_refused(stranger: FlaskClient) -> None:
    for host in ("kwaad.nl", "meedenken.rijk.nl.kwaad.nl", "kwaad.nl:80"):
        for path in ("/", "//rondes", "/wachtwoord-vergeten"):
            answer = stranger.get(path, headers={"Host": host})
            assert answer.status_code == 400, (host, path)
            assert "kwaad" not in answer.text + str(answer.headers)
    for host in ("meedenken.rijk.nl", "127.0.0.1:5000"):
        assert stranger.get("/healthz", headers={"Host": host}).status_code == 200


def test_forwarded_headers_of_strangers_are_not_believed(stranger: FlaskClient) -> None:
    claims = {"X-Forwarded-Host": "kwaad.nl", "X-Forwarded-Proto": "https", "Host": "localhost"}
    answer = stranger.get("/", headers=claims)
    assert "kwaad" not in answer.text
    assert "Strict-Transport-Security" not in answer.headers


def test_the_cookie_of_a_session_is_kept_from_scripts_and_other_sites(
    stranger: FlaskClient,
) -> None:
    answer = stranger.get("/inloggen", base_url="https://meedenken.rijk.nl")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-sessie=")
    for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert word in cookie
    assert "Domain" not in cookie
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_a_request_that_is_too_large_is_refused(visit: Visit) -> None:
    answer = visit.client.post("/inloggen", data={"email": "x" * 3_000_000})
    assert answer.status_code == 413


@pytest.mark.parametrize("onward", ["//kwaad.nl", "/\\kwaad.nl", "https:kwaad.nl", "javascript:x"])
def test_signing_in_leads_nowhere_else(visit: Visit, onward: str) -> None:
    page = visit.client.get("/inloggen", query_string={"verder": onward})
    assert "kwaad.nl" not in page.headers.get("Location", "")
    sent = visit.client.post(f"/inloggen?verder={onward}", data={"email": "a", "password": "b"})
    assert "kwaad.nl" not in sent.headers.get("Location", "")
