"""The live hour of a journey: two browsers and a socket ask, one person hosts on the board."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from consultation import clock
from consultation.live import socketio
from consultation.live.packets import NAMESPACE
from tests.journeys.site import Site
from tests.live.halls import empty_hall
from tests.page import Visit

HOUR = """
titel: Vragenuur over het inkoopbeleid
dag: {day}
van: "{begins:%H:%M}"
tot: "{ends:%H:%M}"
doel: U stelt vragen over het beleid. Wij antwoorden meteen als wij dat kunnen.
tafel:
  - {{rol: gespreksleider, naam: Ron de Manager, naam_tonen: ja}}
  - {{rol: inkoper, naam: Ina Koper, functie: inkoper, naam_tonen: nee}}
ontbreekt_omdat: Wij zijn met twee mensen. De jurist leest mee en antwoordt binnen een week.
later_door: de jurist
later_voor: {later}
"""

REPORT = """
samenvatting:
  - De vragen gingen over wachttijden en over tarieven.
vervolg:
  - {wat: De open vraag beantwoorden, wie: de jurist, klaar: nee}
"""


@dataclass
class LiveInput:
    """A question of the hour: its receipt, and what it was answered."""

    question: str
    answer: str
    receipt: str = ""


ASKED = (
    ("Hoe lang mag een wachttijd zijn?", "Het beleid noemt een grens. Die staat in hoofdstuk 3."),
    ("Geldt het beleid ook voor kleine aanbieders?", "Ja, voor alle aanbieders."),
    ("Kan een tarief binnen een jaar veranderen?", "Alleen als de wet verandert."),
    ("Wie beslist over een uitzondering?", "De directeur langdurige zorg beslist."),
    ("Mag een bestuurder ook bezwaar maken?", "Dat mag. De termijn is zes weken."),
)
"""Five live questions; the last one is deferred and answered with the others of the round."""


class Socket:
    """Somebody with a socket."""

    def __init__(self, app: Flask, visitor: Visit) -> None:
        # The context is left again: requests within it would share what they keep of a token.
        with app.app_context():
            hall = socketio()
        self.client: Any = hall.test_client(
            app, namespace=NAMESPACE, flask_test_client=visitor.client
        )

    def asks(self, event: str, **sent: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.client.emit(event, sent, namespace=NAMESPACE, callback=True)
        assert answer["ok"], answer
        return answer

    def heard(self) -> list[dict[str, Any]]:
        received = self.client.get_received(NAMESPACE)
        return [said["args"][0] for said in received if said["name"] == "gebeurtenis"]


@contextmanager
def a_socket(site: Site) -> Iterator[Socket]:
    with empty_hall(site.app):
        yield Socket(site.app, site.visitor())


def hold_hour(site: Site, folder: Path, round: str, manager: Visit, email: str) -> list[LiveInput]:
    """An hour from its plan in a file to its public report; gives what was asked."""
    inputs = [LiveInput(question, answer) for question, answer in ASKED]
    address = announced(site, folder, round, email)
    told = site.told("hour", "show", round, day_of(address), "--as", email)
    with site.timed("ask, let in and answer five live questions"), a_socket(site) as socket:
        socket.asks("join", uur=told["id"], na=0)
        for one, visitor in zip(inputs[:4], [site.visitor(), site.visitor()] * 2, strict=True):
            one.receipt = asked_on_page(visitor, address, one.question)
        sent = socket.asks("ask", sleutel="vijf", tekst=inputs[4].question)
        inputs[4].receipt = sent["ontvangst"]
        host(manager, f"/werk{address}/regie", inputs)
        check_heard(socket.heard(), inputs)
    close(site, folder, round, day_of(address), email)
    return inputs


def announced(site: Site, folder: Path, round: str, email: str) -> str:
    """The address of an hour that began this minute."""
    begins = clock.amsterdam(clock.now())
    file = folder / "uur.yaml"
    text = HOUR.format(
        day=begins.date(),
        begins=begins,
        ends=begins + timedelta(hours=1),
        later=begins.date() + timedelta(days=7),
    )
    file.write_text(text, "utf-8")
    day = site.told("hour", "plan", round, "--from", file, "--as", email)["day"]
    site.run("hour", "announce", round, day, "--as", email, step="plan and announce an hour")
    return f"/rondes/{round}/vragenuur/{day}"


def day_of(address: str) -> str:
    return address.rpartition("/")[2]


def asked_on_page(visitor: Visit, address: str, question: str) -> str:
    page = visitor.send(address, "nakijken", tekst=question)
    page = visitor.send_from(page, "", "sturen")
    assert page.h1.startswith("Uw vraag is nummer")
    found = re.search(r"MD-[0-9A-Z]{4,5}-[0-9A-Z]{2,3}", page.text)
    assert found, page.text
    return found[0]


def host(manager: Visit, board: str, inputs: list[LiveInput]) -> None:
    """Let everybody in, answer all but the last, and say who answers that one."""
    manager.send(board, "/regie/neem")
    for number, one in enumerate(inputs, start=1):
        manager.send(board, f"/vraag/{number}/laat-toe")
        if number < len(inputs):
            manager.send(board, f"/vraag/{number}/neem")
            fields = {f"antwoord-{number}-tekst": one.answer}
            manager.send(board, f"/vraag/{number}/antwoord", **fields)
    number = len(inputs)
    due = (clock.today() + timedelta(days=7)).isoformat()
    opened = f"{board}?vraag={number}&doe=later"
    fields = {f"later-{number}-eigenaar": "de jurist", f"later-{number}-uiterlijk": due}
    manager.send(opened, f"/vraag/{number}/later", **fields)


def check_heard(events: list[dict[str, Any]], inputs: list[LiveInput]) -> None:
    """The socket heard all of it, once and in order."""
    numbers = [event["nummer"] for event in events]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    answers = [one["vraag"]["antwoord"] for one in events if one["soort"] == "beantwoord"]
    assert [one["tekst"] for one in answers] == [one.answer for one in inputs[:-1]]


def close(site: Site, folder: Path, round: str, day: str, email: str) -> None:
    report = folder / "verslag.yaml"
    report.write_text(REPORT, "utf-8")
    site.run("hour", "close", round, day, "--as", email)
    site.run(
        "hour", "report", round, day, "--from", report, "--publish", "--as", email,
        step="close the hour and publish its report",
    )  # fmt: skip
    page = site.visitor().get(f"/rondes/{round}/vragenuur/{day}")
    assert "De vragen gingen over wachttijden en over tarieven." in page.text
    assert "Ina Koper" not in page.text, "a name needs consent"
