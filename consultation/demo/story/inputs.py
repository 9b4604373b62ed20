"""People react: on the web, on paper, by telephone; and change or withdraw what they sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from consultation import clock
from consultation.contributions import operations
from consultation.contributions.emails import post_code
from consultation.contributions.models import Submission
from consultation.contributions.operations import Said
from consultation.contributions.states import Arrival, Channel, Elsewhere
from consultation.demo.material import words_of
from consultation.demo.people import sender_of
from consultation.demo.scene import Scene
from consultation.demo.story.moderation import plan_moderation
from consultation.demo.timeline import MINUTE
from consultation.logbook import ANYONE, Actor, ActorKind
from consultation.reactions.models import Place, Reaction
from consultation.reactions.operations import KINDS
from consultation.reactions.queries import place_named

CHANNELS = {"papier": Channel.PAPER, "telefoon": Channel.PHONE, "balie": Channel.DESK}

GRACE = timedelta(minutes=30)
Given = Mapping[str, Any]


@dataclass
class Sending:
    """What one person sends in one go, and the receipt once there is one."""

    scene: Scene
    slug: str
    days: Mapping[str, int]
    inputs: Sequence[Given]
    submission: Submission | None = None
    code: str = ""

    @property
    def first(self) -> Given:
        """The input that tells who sends and when."""
        return self.inputs[0]

    @property
    def received(self) -> datetime:
        """When it comes in: by day, and on the web too late when the content says so."""
        line, given = self.scene.timeline, self.first
        if given.get("te_laat") and "kanaal" not in given:
            return line.moment(self.days["sluit"] + 1, 1, 40)
        return line.waking(self.days["opent"] + given["dag"], given["sleutel"])

    @property
    def author(self) -> Actor:
        """Its writer, who holds the secret key."""
        found = self.submission
        return Actor(ActorKind.PARTICIPANT, submissions=frozenset({found.id} if found else ()))


def plan_inputs(scene: Scene, slug: str, days: Mapping[str, int]) -> None:
    """Everything that comes in for a round."""
    given = words_of(f"reacties/{slug}.yaml")
    for _, together in groupby(given, key=lambda one: one.get("inzending", one["sleutel"])):
        _plan_sending(Sending(scene, slug, days, list(together)))


def _plan_sending(sending: Sending) -> None:
    line, first = sending.scene.timeline, sending.first
    received = sending.received
    if "kanaal" in first:
        entered = line.office(received, first["sleutel"])
        line.at(entered, lambda: _enter(sending, received))
        received = entered
    else:
        line.at(received, lambda: _send(sending))
        if first.get("controle") == "onbevestigd":
            return
        line.at(received + 3 * MINUTE, lambda: _confirm(sending))
    for given in sending.inputs:
        _plan_life(sending, given, received + 3 * MINUTE)


def _plan_life(sending: Sending, given: Given, received: datetime) -> None:
    """What happens to an input after it came in."""
    line, scene = sending.scene.timeline, sending.scene
    decided = plan_moderation(scene, given, received, lambda: sending.author)
    if "ingetrokken_na_dagen" in given:
        moment = received + timedelta(days=given["ingetrokken_na_dagen"])
        line.at(max(moment, decided + MINUTE), lambda: _withdraw(sending, given))
    if "gewijzigd" in given:
        moment = received + timedelta(days=given["gewijzigd"]["na_dagen"])
        moment = max(moment, decided + MINUTE)
        line.at(moment, lambda: _change(sending, given))
        plan_moderation(scene, replaced(given), moment, lambda: sending.author)


def replaced(given: Given) -> Given:
    """An input after it was changed: it is judged again like any other."""
    return {**given, "sleutel": f"{given['sleutel']}-2", "van": given["sleutel"]}


def _said(sending: Sending, given: Given) -> Said:
    reaction = Reaction.at(_place(sending, given), KINDS[given["soort"]])
    sending.scene.inputs[given["sleutel"]] = reaction
    return Said(reaction, given["tekst"], given.get("vertrouwelijk", ""))


def _place(sending: Sending, given: Given) -> Place:
    round_ = sending.scene.rounds[sending.slug]
    if "vraag" in given:
        return Place(question=round_.questions[given["vraag"] - 1])
    number, alinea = str(given["paragraaf"]), given.get("alinea")
    return place_named(round_, number, alinea, reader=ANYONE)


def _send(sending: Sending) -> None:
    round_, first = sending.scene.rounds[sending.slug], sending.first
    now = clock.now()
    begun = now - (timedelta(hours=2) if first.get("te_laat") else 4 * MINUTE)
    arrival = Arrival(now, GRACE, begun_at=begun)
    draft = operations.draft_submission(
        round_,
        [_said(sending, given) for given in sending.inputs],
        key=f"voorbeeld-{first['sleutel']}",
        # The draft of what is too late was kept before the round closed.
        arrival=replace(arrival, at=begun) if first.get("te_laat") else arrival,
        by=ANYONE,
    )
    sent = operations.send_submission(draft, sender_of(first), arrival=arrival, by=ANYONE)
    sending.submission, sending.code = sent.submission, sent.code
    if sent.code:
        post_code(sent.submission, sent.code)


def _confirm(sending: Sending) -> None:
    if sending.code and sending.submission is not None:
        operations.confirm_submission(sending.submission, sending.code, at=clock.now(), by=ANYONE)


def _enter(sending: Sending, received: datetime) -> None:
    first = sending.first
    sending.submission = operations.enter_submission(
        sending.scene.rounds[sending.slug],
        [_said(sending, given) for given in sending.inputs],
        replace(sender_of(first), email=""),
        key=f"voorbeeld-{first['sleutel']}",
        elsewhere=Elsewhere(CHANNELS[first["kanaal"]], received),
        arrival=Arrival(clock.now(), GRACE),
        by=sending.scene.staff("inkoper"),
    )


def _withdraw(sending: Sending, given: Given) -> None:
    operations.withdraw_contribution(
        sending.scene.inputs[given["sleutel"]], at=clock.now(), by=sending.author
    )


def _change(sending: Sending, given: Given) -> None:
    operations.change_contribution(
        sending.scene.inputs[given["sleutel"]],
        given["gewijzigd"]["tekst"],
        given.get("vertrouwelijk", ""),
        at=clock.now(),
        by=sending.author,
    )
