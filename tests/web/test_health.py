"""Addresses for machines that watch."""

from tests.page import Visit


def test_the_process_says_that_it_lives(visit: Visit) -> None:
    assert visit.client.get("/healthz").json == {"status": "ok"}


def test_the_process_says_that_it_reaches_its_database(visit: Visit) -> None:
    assert visit.client.get("/readyz").json == {"status": "ok"}


def test_an_unknown_address_gives_a_page_that_helps(visit: Visit) -> None:
    page = visit.get("/bestaat-niet", status=404)
    assert page.h1 == "Deze pagina bestaat niet"
