"""The live door: the same questions, answers and refusals as the pages (I13)."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask_socketio.test_client import SocketIOTestClient

from consultation.accounts import operations as accounts
from consultation.accounts.models import Account
from consultation.database import db
from consultation.live import socketio
from consultation.live.packets import NAMESPACE
from consultation.logbook import COMMAND_LINE, transaction
from consultation.moderation.operations import hide_contribution
from consultation.moderation.states import Reason
from consultation.question_hours.models import LiveQuestion, QuestionHour
from tests.live.halls import empty_hall
from tests.page import Visit
from tests.question_hours.factories import make_host, make_hour, make_question


class Watcher:
    """A socket, of somebody who is signed in or of nobody in particular."""

    def __init__(self, visit: Visit) -> None:
        self.client: SocketIOTestClient = socketio().test_client(
            visit.app, namespace=NAMESPACE, flask_test_client=visit.client
        )

    def asks(self, event: str, **sent: Any) -> dict[str, Any]:
        db.session.rollback()
        answer: dict[str, Any] = self.client.emit(event, sent, namespace=NAMESPACE, callback=True)
        db.session.rollback()
        return answer

    def heard(self) -> list[dict[str, Any]]:
        if not self.client.is_connected(NAMESPACE):
            return []
        received = self.client.get_received(NAMESPACE)
        return [said["args"][0] for said in received if said["name"] == "gebeurtenis"]


@pytest.fixture(autouse=True)
def hall(database: Flask) -> Iterator[None]:
    with empty_hall(database):
        yield


@pytest.fixture
def watcher(visit: Visit) -> Watcher:
    return Watcher(visit)


@pytest.fixture
def hosts(database: Flask) -> Callable[[Account], Watcher]:
    def host(account: Account) -> Watcher:
        visitor = Visit(database)
        visitor.sign_in(account)
        return Watcher(visitor)

    return host


def joined(watcher: Watcher, hour: QuestionHour, **more: Any) -> dict[str, Any]:
    return watcher.asks("join", uur=hour.public_id, **{"na": 0, **more})


def test_asking_gives_a_number_and_a_receipt_once(watcher: Watcher) -> None:
    hour = make_hour()
    joined(watcher, hour)
    sent = {"sleutel": "abc", "tekst": "Waar lever ik mijn jas in?"}
    first, again = watcher.asks("ask", **sent), watcher.asks("ask", **sent)
    assert first == again
    assert (first["ok"], first["nummer"]) == (True, 1)
    assert first["ontvangst"].startswith("MD-")
    assert db.session.query(LiveQuestion).count() == 1


def test_what_was_asked_live_is_ones_own_on_every_page(watcher: Watcher, visit: Visit) -> None:
    hour = make_hour()
    address = f"/rondes/{hour.round.slug}/vragenuur/{hour.day}"  # type: ignore[union-attr]
    visit.client.get(f"{address}/mijn")
    watcher = Watcher(visit)
    joined(watcher, hour)
    receipt = watcher.asks("ask", sleutel="a", tekst="Waar lever ik mijn jas in?")["ontvangst"]
    (own,) = visit.client.get(f"{address}/mijn").get_json()["eigen"]
    assert (own["nummer"], own["tekst"]) == (1, "Waar lever ik mijn jas in?")
    assert "Waar lever ik mijn jas in?" in visit.get(address).text
    assert visit.get(f"{address}/vraag/1").h1 == "Uw vraag is nummer 1"
    assert "Waar lever ik mijn jas in?" in visit.get(f"/ontvangst/{receipt}").text


def test_a_question_can_be_about_a_section_by_its_number(watcher: Watcher) -> None:
    hour = make_hour()
    joined(watcher, hour)
    assert watcher.asks("ask", sleutel="a", tekst="Past de jas?", paragraaf="2.1")["ok"]
    question = db.session.query(LiveQuestion).one()
    assert question.section_permanent_id
    refused = watcher.asks("ask", sleutel="b", tekst="Past de jas?", paragraaf="99.1")
    assert not refused["ok"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"tekst": "  ", "sleutel": "a"},
        {"tekst": "a" * 1001, "sleutel": "a"},
        {"tekst": ["een", "lijst"], "sleutel": "a"},
        {"tekst": "Zonder sleutel"},
        {"tekst": "Te lange sleutel", "sleutel": "a" * 61},
        {"tekst": {"diep": {}}, "sleutel": {"ook": 1}, "uur": 7},
    ],
)
def test_an_impossible_question_is_answered_with_a_sentence(
    watcher: Watcher, sent: dict[str, Any]
) -> None:
    joined(watcher, make_hour())
    answer = watcher.asks("ask", **sent)
    assert answer["ok"] is False
    assert len(answer["melding"]) > 10
    assert db.session.query(LiveQuestion).count() == 0


def test_what_no_database_can_hold_is_answered_too(watcher: Watcher) -> None:
    hour = make_hour()
    assert "melding" in watcher.asks("join", uur="\x00\ud800", na=0)
    joined(watcher, hour)
    answer = watcher.asks("ask", sleutel="abc", tekst="Waar lever\x00 ik mijn\ud800 jas in?")
    assert answer["ok"]
    assert db.session.query(LiveQuestion).one().text.full == "Waar lever ik mijn jas in?"
    for number in (2**31, 10**40, -(10**40)):
        answer = watcher.asks("support", vraag=number)
        assert not answer["ok"]
        assert answer["melding"]


def test_an_hour_that_is_not_there_says_so(watcher: Watcher) -> None:
    answer = watcher.asks("join", uur="UBESTAAT", na="veel")
    assert (answer["ok"], answer["melding"]) == (False, "Dit vragenuur kennen wij niet.")


def test_what_happens_on_a_page_reaches_the_sockets(watcher: Watcher) -> None:
    hour = make_hour()
    since = joined(watcher, hour)["gebeurtenissen"][-1]["nummer"]
    make_question(hour, "Hoe lang duurt een reparatie?")
    (told,) = watcher.heard()
    assert (told["nummer"], told["soort"]) == (since + 1, "geplaatst")
    assert told["vraag"]["tekst"] == "Hoe lang duurt een reparatie?"


def test_who_comes_back_gets_what_was_missed(watcher: Watcher, visit: Visit) -> None:
    hour = make_hour()
    make_question(hour)
    told = joined(watcher, hour)["gebeurtenissen"]
    make_question(hour)
    make_question(hour)
    missed = joined(Watcher(visit), hour, na=told[-1]["nummer"])["gebeurtenissen"]
    assert [one["vraag"]["nummer"] for one in missed] == [2, 3]


def test_what_was_hidden_is_in_no_event_any_more(watcher: Watcher, visit: Visit) -> None:
    hour = make_hour()
    joined(watcher, hour)
    question = make_question(hour, "Bel Jan op 06-12345678.")
    with transaction():
        hide_contribution(question, reason=Reason.PERSONAL_DATA, by=COMMAND_LINE)
    assert [one["soort"] for one in watcher.heard()] == ["geplaatst", "verborgen"]
    assert "06-12345678" not in str(joined(Watcher(visit), hour))
    address = f"/rondes/{hour.round.slug}/vragenuur/{hour.day}/gebeurtenissen?na=0"  # type: ignore[union-attr]
    assert "06-12345678" not in visit.client.get(address).get_data(as_text=True)


def test_wanting_to_know_counts_once_for_a_browser(visit: Visit) -> None:
    hour = make_hour()
    make_question(hour)
    stranger = Watcher(visit)
    joined(stranger, hour)
    assert not stranger.asks("support", vraag=1)["ok"]
    visit.client.get(f"/rondes/{hour.round.slug}/vragenuur/{hour.day}/mijn")  # type: ignore[union-attr]
    watcher = Watcher(visit)
    joined(watcher, hour)
    assert watcher.asks("support", vraag=1) == watcher.asks("support", vraag=1)
    assert watcher.asks("support", vraag=1)["steun"] == 1
    assert watcher.asks("support", vraag=1, aan=False)["steun"] == 0
    assert not watcher.asks("support", vraag=99)["ok"]


def test_a_host_does_everything_over_the_socket(hosts: Callable[[Account], Watcher]) -> None:
    hour = make_hour()
    for _n in range(4):
        make_question(hour, is_placed=False)
    host = hosts(make_host(hour))
    assert joined(host, hour, regie=True)["ok"]
    for number in (1, 2, 3):
        assert host.asks("place", vraag=number) == {"ok": True}
    assert host.asks("take", vraag=1)["ok"]
    assert host.asks("answer", vraag=1, tekst="Ja.", door="de inkoper")["ok"]
    assert host.asks("merge", vraag=2, met=1, waarom="Dezelfde vraag.")["ok"]
    assert host.asks("defer", vraag=3, eigenaar="de jurist", uiterlijk="2099-01-01")["ok"]
    assert host.asks("decline", vraag=4, reden="advertising")["ok"]
    states = [one.live_state.value for one in db.session.query(LiveQuestion).order_by("number")]
    assert states == ["answered", "answered", "deferred", "declined"]


@pytest.mark.parametrize(
    ("event", "sent"),
    [
        ("answer", {"vraag": 1}),
        ("defer", {"vraag": 1, "eigenaar": "de jurist", "uiterlijk": "morgen"}),
        ("defer", {"vraag": 1, "eigenaar": "de jurist", "uiterlijk": "2001-01-01"}),
        ("merge", {"vraag": 1, "met": 1}),
        ("decline", {"vraag": 1, "reden": "kritiek"}),
        ("take", {"vraag": 99}),
        ("take", {"vraag": "eerste"}),
        ("place", {}),
    ],
)
def test_a_host_is_told_what_is_wrong(
    hosts: Callable[[Account], Watcher], event: str, sent: dict[str, Any]
) -> None:
    hour = make_hour()
    make_question(hour)
    host = hosts(make_host(hour))
    joined(host, hour, regie=True)
    answer = host.asks(event, **sent)
    assert answer["ok"] is False
    assert answer["melding"]


@pytest.mark.parametrize(
    ("event", "more"),
    [
        ("take", {}),
        ("answer", {"tekst": "Ja.", "door": "iedereen"}),
        ("defer", {"eigenaar": "de jurist", "uiterlijk": "2099-01-01"}),
        ("merge", {"met": 2, "waarom": "Dezelfde vraag."}),
        ("decline", {"reden": "advertising"}),
    ],
)
def test_others_do_nothing_with_a_question_that_they_see(
    watcher: Watcher, hosts: Callable[[Account], Watcher], event: str, more: dict[str, Any]
) -> None:
    hour = make_hour()
    make_question(hour)
    make_question(hour)
    outsider = hosts(make_host(make_hour()))
    for stranger in (watcher, outsider):
        assert joined(stranger, hour)["ok"]
        assert not stranger.asks(event, vraag=1, **more)["ok"]
    states = {one.live_state.value for one in db.session.query(LiveQuestion)}
    assert states == {"placed"}


def test_others_host_nothing(watcher: Watcher, hosts: Callable[[Account], Watcher]) -> None:
    hour = make_hour()
    make_question(hour, is_placed=False)
    outsider = hosts(make_host(make_hour()))
    for stranger in (watcher, outsider):
        assert not joined(stranger, hour, regie=True)["ok"]
        assert joined(stranger, hour)["ok"]
        assert not stranger.asks("place", vraag=1)["ok"]
    assert db.session.query(LiveQuestion).one().live_state.value == "waiting"


def test_who_is_blocked_hears_and_does_nothing_more(
    hosts: Callable[[Account], Watcher],
) -> None:
    hour = make_hour()
    account = make_host(hour)
    host = hosts(account)
    joined(host, hour, regie=True)
    make_question(hour, is_placed=False)
    assert [one["soort"] for one in host.heard()] == ["gesteld"]
    with transaction():
        accounts.block_account(db.session.get_one(Account, account.id), by=COMMAND_LINE)
    make_question(hour, is_placed=False)
    assert host.heard() == []
    assert not host.client.is_connected(NAMESPACE) or not host.asks("place", vraag=1)["ok"]


def test_events_over_http_are_those_of_the_sockets(watcher: Watcher, visit: Visit) -> None:
    hour = make_hour()
    make_question(hour)
    told = joined(watcher, hour)["gebeurtenissen"]
    address = f"/rondes/{hour.round.slug}/vragenuur/{hour.day}/gebeurtenissen"  # type: ignore[union-attr]
    answer = visit.client.get(f"{address}?na=0")
    found = answer.get_json()
    assert [one["nummer"] for one in found["gebeurtenissen"]] == [one["nummer"] for one in told]
    assert found["gebeurtenissen"][-1]["vraag"] == told[-1]["vraag"]
    again = visit.client.get(f"{address}?na=0", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert visit.client.get(f"{address[:-14]}gisteren/gebeurtenissen").status_code == 404
