"""Others send in their meetings; a moderator places them or not, and one is called off."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from consultation.demo.material import words_of
from consultation.demo.people import DOMAIN
from consultation.demo.scene import Scene
from consultation.demo.timeline import Timeline
from consultation.gatherings import operations
from consultation.gatherings.states import Details, GatheringKind, Slot, Span, Unit
from consultation.logbook import ANYONE
from consultation.moderation.states import Reason
from consultation.slugs import slug_from

SENT = -21
"""The day on which most meetings were sent in."""

KINDS = {
    "ontmoeting": GatheringKind.MEETING,
    "webinar": GatheringKind.WEBINAR,
    "congres": GatheringKind.CONFERENCE,
    "festival": GatheringKind.FESTIVAL,
    "lancering": GatheringKind.LAUNCH,
    "beurs": GatheringKind.FAIR,
    "inloop": GatheringKind.WALK_IN,
    "forum": GatheringKind.FORUM,
}

SPANS = {
    "tijd": Span.MOMENT,
    "dag": Span.DAY,
    "meerdaags": Span.DAYS,
    "reeks": Span.SERIES,
}

UNITS = {"weken": Unit.WEEKS, "maanden": Unit.MONTHS}

Given = Mapping[str, Any]


def plan_gatherings(scene: Scene) -> None:
    """All meetings of the content."""
    for given in words_of("bijeenkomsten.yaml"):
        _plan_gathering(scene, given)


def _plan_gathering(scene: Scene, given: Given) -> None:
    line, key = scene.timeline, given["sleutel"]
    sent = line.waking(given.get("ingediend", SENT), key)
    line.at(sent, lambda: _send(scene, given))
    if given.get("besluit") == "wacht":
        return
    line.at(line.office(sent, f"controle-{key}"), lambda: _judge(scene, given))
    if "afgelast" in given:
        line.at(line.waking(given["afgelast"]["dag"], key), lambda: _cancel(scene, given))


def _send(scene: Scene, given: Given) -> None:
    scene.gatherings[given["sleutel"]] = operations.send_gathering(
        details_of(given, scene.timeline),
        email=f"{slug_from(given['organisator'])}@{DOMAIN}",
        key=f"voorbeeld-{given['sleutel']}",
        is_example=True,
        by=ANYONE,
    )


def _judge(scene: Scene, given: Given) -> None:
    gathering, by = scene.gatherings[given["sleutel"]], scene.staff("moderator")
    if given.get("besluit") == "geweigerd":
        operations.refuse_gathering(
            gathering, reason=Reason.ADVERTISING, explanation=given["uitleg"], seen=1, by=by
        )
    else:
        operations.place_gathering(gathering, seen=1, by=by)


def _cancel(scene: Scene, given: Given) -> None:
    gathering = scene.gatherings[given["sleutel"]]
    organiser = replace(ANYONE, gatherings=frozenset({gathering.id}))
    operations.cancel_gathering(gathering, reason=given["afgelast"]["reden"], by=organiser)


def details_of(given: Given, line: Timeline) -> Details:
    """What the content tells of a meeting, with its days counted from today."""
    repeated = given.get("herhaling", {})
    return Details(
        title=given["titel"],
        text=given["tekst"],
        kind=KINDS[given["soort"]],
        span=SPANS[given["vorm"]],
        first_day=line.day(given["dag"]),
        last_day=line.day(given["tot_dag"]) if "tot_dag" in given else None,
        begins=_hour(given.get("van")),
        ends=_hour(given.get("tot")),
        interval=repeated.get("elke", 1),
        unit=UNITS[repeated.get("eenheid", "weken")],
        count=repeated.get("keren", 1),
        place=given["plaats"],
        organiser=given["organisator"],
        language=given.get("taal", "nl"),
        slots=tuple(_slot(one) for one in given.get("tijdschema", ())),
    )


def _slot(given: Given) -> Slot:
    return Slot(
        begins=time.fromisoformat(given["van"]),
        ends=time.fromisoformat(given["tot"]),
        what=given["wat"],
        room=given["zaal"],
        speakers=tuple(given.get("sprekers", ())),
        language=given.get("taal", ""),
    )


def _hour(typed: str | None) -> time | None:
    return time.fromisoformat(typed) if typed else None
