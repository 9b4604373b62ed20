"""Addresses for machines that watch."""

from datetime import datetime, timedelta

from consultation import clock
from tests.page import Visit


def test_the_process_says_that_it_lives(visit: Visit) -> None:
    assert visit.client.get("/healthz").json == {"status": "ok"}


def test_the_process_says_that_it_reaches_its_database(visit: Visit) -> None:
    assert visit.client.get("/readyz").json == {"status": "ok"}


def test_an_unknown_address_gives_a_page_that_helps(visit: Visit) -> None:
    page = visit.get("/bestaat-niet", status=404)
    assert page.h1 == "Deze pagina bestaat niet"


def test_security_txt_says_where_to_report_and_until_when(visit: Visit) -> None:
    answer = visit.client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert answer.mimetype == "text/plain"
    assert lines["Contact"] == "http://localhost/hulp"
    assert lines["Canonical"] == "http://localhost/.well-known/security.txt"
    left = datetime.fromisoformat(lines["Expires"]) - clock.now()
    assert timedelta(days=140) < left < timedelta(days=365)


def test_numbers_for_machines_are_not_given_unasked(visit: Visit) -> None:
    visit.get("/metrics", status=404)
