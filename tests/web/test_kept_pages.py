"""Kept pages are the same as fresh ones, and never outlive what happened (I8, T20)."""

import gzip
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from consultation import clock
from consultation.accounts.models import Account
from consultation.contributions.models import Contribution
from consultation.contributions.operations import Said, draft_submission, send_submission
from consultation.contributions.states import Arrival, Kind, Sender
from consultation.database import db
from consultation.logbook import ANYONE, transaction
from consultation.moderation.operations import hide_contribution, place_contribution
from consultation.moderation.states import Reason
from consultation.permissions import Role
from consultation.public_record.models import RecordLeaf
from consultation.reactions.models import Place, Reaction
from consultation.rounds.models import Round
from consultation.web.kept_pages import MOST_BYTES, KeptPage, KeptPages
from tests.factories import make_account, make_round


@pytest.fixture(autouse=True)
def pages(database: Flask) -> Iterator[KeptPages]:
    """Pages are kept, as they are outside the tests."""
    before = database.extensions["kept_pages"]
    pages = database.extensions["kept_pages"] = KeptPages(is_on=True)
    yield pages
    database.extensions["kept_pages"] = before


@pytest.fixture
def stranger(database: Flask) -> FlaskClient:
    return database.test_client(use_cookies=False)


def place_reaction(round: Round, text: str) -> tuple[Contribution, Account]:
    moderator = make_account(Role.MODERATOR, organisation=round.organisation)
    arrival = Arrival(clock.now(), timedelta(minutes=30))
    said = [Said(Reaction.at(Place(), Kind.OPINION), text)]
    with transaction():
        draft = draft_submission(round, said, key=text, arrival=arrival, by=ANYONE)
    with transaction():
        send_submission(draft, Sender(), arrival=arrival, by=ANYONE)
    contribution = draft.contributions[0]
    with transaction():
        place_contribution(contribution, by=moderator.as_actor())
    return contribution, moderator


def test_a_page_is_drawn_once_for_a_crowd(stranger: FlaskClient, pages: KeptPages) -> None:
    address = f"/rondes/{make_round().slug}"
    first, again = stranger.get(address), stranger.get(address)
    assert again.data == first.data
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Content-Security-Policy"]
    assert pages.find(f"{address}?", "") is None
    unchanged = stranger.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert unchanged.status_code == 304
    assert not unchanged.data


def test_what_is_hidden_is_gone_at_once(stranger: FlaskClient) -> None:
    round = make_round()
    address = f"/rondes/{round.slug}/reacties"
    assert b"Een geheim woord" not in stranger.get(address).data
    contribution, moderator = place_reaction(round, "Een geheim woord")
    assert b"Een geheim woord" in stranger.get(address).data
    with transaction():
        hide_contribution(contribution, reason=Reason.TRADE_SECRET, by=moderator.as_actor())
    assert b"Een geheim woord" not in stranger.get(address).data


def test_a_page_follows_the_clock(stranger: FlaskClient) -> None:
    round = make_round(closes_in=1)
    address = f"/rondes/{round.slug}"
    assert "Reageer" in stranger.get(address).text
    assert round.closes_at is not None
    with clock.frozen(round.closes_at):
        assert "Reageer" not in stranger.get(address).text.split("<main")[1]


def test_a_visitor_with_a_cookie_gets_a_page_of_their_own(
    database: Flask, pages: KeptPages
) -> None:
    address = f"/rondes/{make_round().slug}"
    client = database.test_client()
    client.set_cookie("sessie", "iets")
    client.get(address)
    assert pages._pages == {}


def test_a_compressed_page_says_the_same(stranger: FlaskClient) -> None:
    address = f"/rondes/{make_round().slug}"
    plain = stranger.get(address)
    for _ in range(2):
        packed = stranger.get(address, headers={"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert gzip.decompress(packed.data) == plain.data


def test_the_stylesheet_is_compressed(stranger: FlaskClient) -> None:
    plain = stranger.get("/static/site.css")
    packed = stranger.get("/static/site.css", headers={"Accept-Encoding": "gzip"})
    sent = gzip.decompress(packed.data)
    assert b"/*" in plain.data
    assert b"/*" not in sent
    assert sent.count(b"{") == plain.data.count(b"{") == plain.data.count(b"}")
    assert len(packed.data) < len(plain.data) / 3


def test_a_page_that_never_changes_lasts_as_long_as_its_database(stranger: FlaskClient) -> None:
    round = make_round()
    address = f"/rondes/{round.slug}/versies/1/plan"
    place_reaction(round, "De jas is te kort.")
    first = stranger.get(address)
    assert "immutable" in first.headers["Cache-Control"]
    with transaction():
        assert round.version is not None
        round.version.sections[0].title = "Een ander plan"
    place_reaction(round, "De jas is te lang.")
    assert stranger.get(address).data == first.data
    with transaction():
        db.session.get_one(RecordLeaf, 0).line = "the leaf of another database"
    assert "Een ander plan" in stranger.get(address).text


def test_old_pages_make_room(pages: KeptPages) -> None:
    body = b"x" * (MOST_BYTES // 8)
    for number in range(20):
        pages.keep(str(number), KeptPage(body, b"", "text/html", (), "state"))
    assert pages._size <= MOST_BYTES
    assert pages.find("0", "state") is None
    assert pages.find("19", "state") is not None


def test_a_page_with_a_token_is_never_compressed(database: Flask) -> None:
    client = database.test_client()
    client.get("/ontvangst")
    answer = client.get("/rondes", headers={"Accept-Encoding": "gzip"})
    assert b'name="csrf_token"' in answer.data
    assert "Content-Encoding" not in answer.headers
