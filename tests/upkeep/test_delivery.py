"""The outbox against mail servers that work, refuse, stall and die: never twice, never lost."""

import smtplib
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from flask import Flask

from config import Profile, SettingMissing, Settings, settings_from
from consultation import clock
from consultation.database import db
from consultation.logbook import transaction
from consultation.mail import (
    CUT_OFF,
    MOST_ATTEMPTS,
    Carrier,
    Draft,
    Letter,
    Unreachable,
    cancel,
    claim_letter,
    outbox,
    post,
    smtp_carrier,
    try_again,
)
from consultation.upkeep import delivery
from consultation.upkeep.delivery import Delivered, carrier_of, deliver


class PostOffice(socketserver.StreamRequestHandler):
    """A small mail server: it takes letters, or answers as its server was told."""

    def handle(self) -> None:
        self.say("220 klaar")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.take_letter()
            elif word == b"QUIT":
                self.say("221 dag")
                return
            elif word == b"RCPT" and self.server.refuses:
                self.say("550 onbekend")
            else:
                self.say("250 goed")

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def take_letter(self) -> None:
        self.say("354 ga uw gang")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.letters.append(b"".join(lines))
        if self.server.dies_after_data:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.say("250 aangenomen")


@contextmanager
def post_office(*, refuses: bool = False, dies_after_data: bool = False) -> Iterator[Any]:
    server: Any = socketserver.ThreadingTCPServer(("127.0.0.1", 0), PostOffice)
    server.daemon_threads = True
    server.letters, server.refuses, server.dies_after_data = [], refuses, dies_after_data
    server.address = f"127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def settings(database: Flask) -> Settings:
    """A real deployment, with a mail server still to be named."""
    kept: Settings = database.config["SETTINGS"]
    return replace(kept, profile=Profile.REAL, mail_sender="meedenken@rijk.nl")


def posted(count: int = 1, **changes: Any) -> None:
    with transaction():
        for number in range(count):
            recipient = changes.get("recipient", f"burger{number}@voorbeeld.nl")
            draft = Draft(recipient, f"Brief {number}", "Dag.\n", "<p>Dag.</p>")
            post(draft, key=f"brief-{number}", hold=changes.get("hold", timedelta()))


def test_a_letter_reaches_the_mail_server_once(settings: Settings) -> None:
    posted(3)
    with post_office() as office:
        there = replace(settings, mail_server=office.address)
        assert deliver(there).sent == 3
        assert deliver(there).sent == 0
        assert len(office.letters) == 3
    text = office.letters[0].decode()
    assert "Subject: Brief 0" in text
    assert "text/plain" in text
    assert "text/html" in text
    assert outbox().waiting == 0


def test_a_letter_that_is_held_leaves_later_and_can_be_taken_back(settings: Settings) -> None:
    posted(2, hold=timedelta(minutes=2))
    with transaction():
        assert cancel("brief-1")
    with post_office() as office:
        there = replace(settings, mail_server=office.address)
        assert deliver(there).sent == 0
        with clock.frozen(clock.now() + timedelta(minutes=3)):
            assert deliver(there).sent == 1
        assert not cancel("brief-0"), "a letter that left cannot be taken back"
    assert len(office.letters) == 1


def test_without_a_mail_server_letters_wait(settings: Settings) -> None:
    posted(2)
    told = deliver(settings)
    assert (told.sent, told.waiting) == (0, 2)
    assert "MAIL_SERVER" in told.problem
    assert db.session.query(Letter).filter(Letter.attempts > 0).count() == 0


def test_a_mail_server_that_is_down_costs_no_letter_a_try(settings: Settings) -> None:
    posted(2)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        told = deliver(replace(settings, mail_server=f"127.0.0.1:{closed.getsockname()[1]}"))
    assert (told.sent, told.refused, told.waiting) == (0, 0, 2)
    assert told.problem
    assert db.session.query(Letter).filter(Letter.attempts > 0).count() == 0


def test_a_refused_letter_is_kept_with_its_error_and_tried_ever_later(settings: Settings) -> None:
    posted()
    moment, pauses = clock.now(), []
    with post_office(refuses=True) as office:
        there = replace(settings, mail_server=office.address)
        for _ in range(MOST_ATTEMPTS):
            with clock.frozen(moment):
                assert deliver(there).refused == 1
                assert deliver(there).refused == 0, "it waits before it is tried again"
            letter = db.session.query(Letter).one()
            assert "550" in letter.last_error
            pauses.append(letter.not_before - moment)
            moment = letter.not_before
        assert pauses == sorted(pauses)
        assert (pauses[0], pauses[-1]) == (timedelta(minutes=1), timedelta(hours=6))
        with clock.frozen(moment):
            told = deliver(there)
            assert (told.refused, told.given_up) == (0, 1), "it is not tried for ever"
    with transaction():
        assert try_again() == 1
    with post_office() as office:
        assert deliver(replace(settings, mail_server=office.address)).sent == 1


def test_an_address_that_cannot_be_one_does_not_stop_the_others(settings: Settings) -> None:
    posted(1, recipient="Kwaad <kwaad@x.nl>\r\nBcc: allen@x.nl")
    with transaction():
        post(Draft("goed@x.nl", "Brief", "Dag.", "<p>Dag.</p>"), key="goed")
    with post_office() as office:
        told = deliver(replace(settings, mail_server=office.address))
    assert (told.sent, told.refused) == (1, 1)
    assert not any(b"allen@x.nl" in letter for letter in office.letters)


def test_a_server_that_dies_after_the_letter_gets_it_again_under_the_same_id(
    settings: Settings,
) -> None:
    posted(2)
    with post_office(dies_after_data=True) as office:
        told = deliver(replace(settings, mail_server=office.address))
        assert (told.sent, told.refused) == (0, 1), "the other letter is not tried in vain"
        first = office.letters
    later = clock.now() + timedelta(minutes=2)
    with post_office() as office, clock.frozen(later):
        assert deliver(replace(settings, mail_server=office.address)).sent == 2
    ids = [line for text in first + office.letters for line in text.splitlines() if b"-ID:" in line]
    assert len(ids) == 3
    assert len(set(ids)) == 2, "a letter that came twice can be told by its Message-ID"


def test_a_process_that_dies_while_sending_loses_no_letter(settings: Settings) -> None:
    posted()
    with transaction():
        assert claim_letter() is not None
    db.session.expire_all()
    assert db.session.query(Letter).one().last_error == CUT_OFF
    with post_office() as office:
        there = replace(settings, mail_server=office.address)
        assert deliver(there).sent == 0, "somebody may still be sending it"
        with clock.frozen(clock.now() + timedelta(minutes=2)):
            assert deliver(there).sent == 1


def test_two_processes_do_not_send_the_same_letter(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second delivery runs while the first one speaks to the mail server."""
    posted()
    carried: list[EmailMessage] = []

    @contextmanager
    def slow() -> Iterator[Carrier]:
        def carry(message: EmailMessage) -> None:
            carried.append(message)
            if len(carried) == 1:
                assert deliver(settings).sent == 0

        yield carry

    monkeypatch.setattr(delivery, "carrier_of", lambda _settings: slow())
    assert deliver(settings).sent == 1
    assert len(carried) == 1


def test_from_a_demo_no_mail_leaves(settings: Settings) -> None:
    posted()
    with post_office() as office:
        demo = replace(settings, profile=Profile.DEMO, mail_server=office.address)
        assert deliver(demo).sent == 1
        assert office.letters == []


def test_a_mail_server_is_asked_for_safety_and_a_password(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Any] = []

    class Server:
        def __init__(self, host: str, port: int, **_rest: Any) -> None:
            said.append((type(self).__name__, host, port))

        def starttls(self, **_rest: Any) -> None:
            said.append("starttls")

        def login(self, *_given: str) -> None:
            raise smtplib.SMTPAuthenticationError(535, b"nee")

    monkeypatch.setattr(smtplib, "SMTP", type("Plain", (Server,), {}))
    monkeypatch.setattr(smtplib, "SMTP_SSL", type("Safe", (Server,), {}))
    for address in ("smtp+starttls://jan:ge%40heim@post.nl:587", "smtps://jan:x@post.nl"):
        with pytest.raises(Unreachable), opened(smtp_carrier(address)):
            pass
    assert said == [("Plain", "post.nl", 587), "starttls", ("Safe", "post.nl", 465)]
    assert carrier_of(settings) is None


@contextmanager
def opened(carrier: AbstractContextManager[Carrier]) -> Iterator[None]:
    with carrier:
        yield


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"MAIL_SERVER": "post.nl"}, "MAIL_SENDER"),
        ({"MAIL_SERVER": "http://post.nl", "MAIL_SENDER": "a@b.nl"}, "MAIL_SERVER"),
    ],
)
def test_a_setting_that_cannot_work_is_named_at_the_start(
    given: dict[str, str], named: str, tmp_path: Any
) -> None:
    with pytest.raises(SettingMissing, match=named):
        settings_from({"BASE_URL": "http://x", "INSTANCE": str(tmp_path), **given})


def test_what_was_delivered_is_told_to_machines() -> None:
    assert Delivered(sent=2).as_json()["sent"] == 2
