"""The logbook and the transaction in which it is written."""

import threading
import time

import pytest
from flask import Flask

from consultation import logbook
from consultation.accounts.models import Organisation
from consultation.database import db, write_begins
from consultation.logbook import ANYONE, COMMAND_LINE, Actor, ActorKind, Entry, What, enter
from tests.factories import make_organisation


def entries() -> list[Entry]:
    return list(db.session.scalars(db.select(Entry).order_by(Entry.id)))


def test_an_entry_says_who_did_what_on_what(database: Flask) -> None:
    place = make_organisation()
    actor = Actor(ActorKind.STAFF, account_id=3, name="Iris")
    with logbook.transaction():
        enter(What.ACCOUNT_BLOCKED, place, by=actor, reason="proef", extra=1)
    (entry,) = entries()
    assert (entry.what, entry.actor_id, entry.actor_name) == (What.ACCOUNT_BLOCKED, 3, "Iris")
    assert (entry.subject_kind, entry.subject_id) == ("organisations", place.id)
    assert (entry.reason, entry.details) == ("proef", {"extra": 1})


def test_a_participant_is_not_named(database: Flask) -> None:
    place = make_organisation()
    with logbook.transaction():
        enter(What.CODE_RENEWED, place, by=Actor(ActorKind.PARTICIPANT, name="Jan"))
    assert entries()[0].actor_name == ""


def test_a_change_that_fails_leaves_nothing(database: Flask) -> None:
    place = make_organisation(name="Oud")

    def change() -> None:
        with logbook.transaction():
            place.name = "Nieuw"
            enter(What.ACCOUNT_BLOCKED, place, by=COMMAND_LINE)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change()
    assert entries() == []
    assert db.session.get_one(Organisation, place.id).name == "Oud"


def test_a_transaction_has_no_other_inside(database: Flask) -> None:
    with pytest.raises(RuntimeError), logbook.transaction(), logbook.transaction():
        pass


def test_listeners_are_told_after_the_commit_and_cannot_spoil_it(
    database: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logbook, "_listeners", {})
    told: list[tuple[What, int, int | None]] = []

    def fails(_what: What, _subject: int, _round: int | None) -> None:
        raise ValueError("a listener of the test")

    logbook.listen(What.CODE_RENEWED, fails, lambda *line: told.append(line))
    place = make_organisation()
    with logbook.transaction():
        enter(What.CODE_RENEWED, place, by=ANYONE, round_id=4)
        assert told == []
    assert told == [(What.CODE_RENEWED, place.id, 4)]
    assert len(entries()) == 1


def test_followers_act_in_the_same_transaction(
    database: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logbook, "_followers", {})
    followed: list[tuple[int, int]] = []
    logbook.follow(What.CODE_RENEWED, lambda _entry: followed.append((0, 0)))
    logbook.follow(What.CODE_RENEWED, lambda entry: followed.append((entry.id, entry.subject_id)))
    place = make_organisation()
    with logbook.transaction():
        entry = enter(What.CODE_RENEWED, place, by=ANYONE)
        enter(What.ACCOUNT_BLOCKED, place, by=ANYONE)
        assert followed == [(entry.id, place.id)], "once, and not by whom it replaced"


def test_a_follower_that_fails_takes_the_change_with_it(
    database: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logbook, "_followers", {})

    def fails(_entry: Entry) -> None:
        raise ZeroDivisionError

    logbook.follow(What.CODE_RENEWED, fails)
    place = make_organisation()
    with pytest.raises(ZeroDivisionError), logbook.transaction():
        enter(What.CODE_RENEWED, place, by=ANYONE)
    assert entries() == []


def test_who_waits_for_a_turn_keeps_no_connection(database: Flask) -> None:
    """A crowd that has read something and now wants to write leaves connections for readers."""
    have_read = threading.Barrier(41)

    def write() -> None:
        with database.app_context():
            have_read.wait()
            db.session.scalar(db.select(Entry.id).limit(1))
            with logbook.transaction():
                pass

    writers = [threading.Thread(target=write) for _n in range(40)]
    with write_begins():
        for writer in writers:
            writer.start()
        have_read.wait()
        time.sleep(0.3)
        assert db.engine.pool.checkedout() <= 2, "those who wait hold connections"
    for writer in writers:
        writer.join()


def test_the_grammar_of_what_happens() -> None:
    for what in What:
        noun, participle = what.value.split(".")
        assert noun.replace("-", "").isalpha(), what
        assert participle.replace("-", "").isalpha(), what
