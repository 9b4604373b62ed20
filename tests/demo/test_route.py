"""The ten-minute route: every stop leads somewhere for who it says one is."""

from bs4 import Tag

from consultation.demo.accounts import LOOKS
from tests.page import Page, Visit


def stops(page: Page) -> list[Tag]:
    return page.soup.select("main ol > li[id^=stap-]")


def test_each_stop_says_what_to_do_and_to_see(visit_demo: Visit) -> None:
    found = stops(visit_demo.get("/demo"))
    assert [stop["id"] for stop in found] == [f"stap-{n}" for n in range(1, len(found) + 1)]
    assert len(found) >= 10
    for stop in found:
        words = stop.get_text(" ")
        assert "Doe dit:" in words
        assert "Dit ziet u:" in words


def test_each_stop_brings_one_there_in_one_press(visit_demo: Visit) -> None:
    for stop in stops(visit_demo.get("/demo")):
        button = stop.select_one("button")
        address = stop.select_one("input[name=verder]")
        assert button is not None
        assert address is not None
        who, where = str(button["value"]), str(address["value"])
        token = visit_demo.get("/demo").form("/demo/kijk-als")
        page = visit_demo.post("/demo/kijk-als", {**token, "who": who, "verder": where})
        path = page.answer.request.path
        assert path.startswith(where), f"{stop['id']} leads to {path}"
        account = visit_demo.get("/mijn-account")
        assert (LOOKS[who][0] in account.text) if who in LOOKS else ("Inloggen" in account.h1)


def test_without_content_the_route_says_how_to_load_it(visit: Visit) -> None:
    page = visit.get("/demo")
    assert not stops(page)
    assert "demo load" in page.text
