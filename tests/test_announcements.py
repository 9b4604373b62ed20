"""From the logbook to the outbox: every entry once, none passed by."""

import threading
from collections.abc import Iterable
from datetime import timedelta

import pytest
from flask import Flask

from consultation import logbook
from consultation.announcements import (
    AT_ONCE,
    BY_POST,
    HELD,
    WITHIN,
    has_news,
    register_announcements,
    settled_entry,
    stuck_entries,
    write_letters,
    write_stuck_letters,
)
from consultation.database import db
from consultation.logbook import ANYONE, Entry, What, enter, transaction
from consultation.mail import Draft, Letter
from consultation.rounds.models import Round
from tests.factories import make_round

HOLD = timedelta(minutes=2)


def letters_of(entry: Entry) -> Iterable[Draft]:
    yield Draft(f"burger{entry.id}@voorbeeld.nl", "Nieuws", "Er is nieuws.", "<p>Er is nieuws.</p>")


@pytest.fixture
def told(database: Flask, monkeypatch: pytest.MonkeyPatch) -> Round:
    monkeypatch.setitem(BY_POST, What.ROUND_EXTENDED, letters_of)
    return make_round()


def happens(round: Round, what: What = What.ROUND_EXTENDED) -> None:
    with transaction():
        enter(what, round, by=ANYONE)


def write() -> int:
    with transaction():
        upto = settled_entry()
    with transaction():
        return write_letters(upto, hold=HOLD)


def recipients() -> list[str]:
    return [letter.recipient for letter in db.session.query(Letter).order_by(Letter.id)]


def test_each_entry_gives_its_letters_once(told: Round) -> None:
    happens(told)
    happens(told, What.ROUND_EDITED)
    assert has_news()
    assert write() == 2
    assert not has_news()
    assert write() == 0
    happens(told)
    assert write() == 1
    assert len(recipients()) == len(set(recipients())) == 2


def test_letters_about_a_decision_wait_so_that_it_can_be_undone(
    told: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BY_POST, What.CONTRIBUTION_PLACED, letters_of)
    happens(told)
    happens(told, What.CONTRIBUTION_PLACED)
    write()
    at_once, held = db.session.query(Letter).order_by(Letter.id)
    assert at_once.not_before == at_once.written_at
    assert held.not_before == held.written_at + HOLD
    assert What.ROUND_EXTENDED not in HELD


def test_an_entry_that_fails_holds_up_no_other_and_is_tried_again(
    told: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(entry: Entry) -> Iterable[Draft]:
        yield from letters_of(entry)
        raise LookupError("a letter that cannot be drawn up")

    monkeypatch.setitem(BY_POST, What.ROUND_WITHDRAWN, half)
    happens(told, What.ROUND_WITHDRAWN)
    happens(told)
    write()
    assert (len(recipients()), stuck_entries()) == (1, 1), "half of a set of letters was sent"
    monkeypatch.setitem(BY_POST, What.ROUND_WITHDRAWN, letters_of)
    with transaction():
        assert write_stuck_letters(hold=HOLD) == 1
    assert (len(recipients()), stuck_entries()) == (2, 0)


def test_who_follows_and_who_listens_is_told_once_however_often_it_is_registered(
    told: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logbook, "_followers", {})
    monkeypatch.setattr(logbook, "_listeners", {})
    heard: list[str] = []
    within, at_once = (lambda _entry: heard.append("within")), (lambda *_: heard.append("at once"))
    monkeypatch.setitem(WITHIN, What.ROUND_EXTENDED, (within,))
    monkeypatch.setitem(AT_ONCE, What.ROUND_EXTENDED, (at_once,))
    register_announcements()
    register_announcements()
    happens(told)
    assert heard == ["within", "at once"]


def test_the_bookmark_waits_for_an_entry_that_somebody_is_writing(app: Flask, told: Round) -> None:
    """On PostgreSQL a later entry may be there before an earlier one."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    began, go_on = threading.Event(), threading.Event()

    def slowly() -> None:
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(
                db.text(
                    "INSERT INTO logbook (at, what, actor_kind, actor_name, subject_kind,"
                    " subject_id, reason, details) VALUES (now(), 'round.extended', 'system',"
                    " '', 'rounds', 1, '', '{}')"
                )
            )
            began.set()
            go_on.wait(10)

    writer = threading.Thread(target=slowly)
    writer.start()
    began.wait(10)
    happens(told)
    timer = threading.Timer(0.5, go_on.set)
    timer.start()
    assert write() == 2, "the entry that came to light late was passed by"
    writer.join()
