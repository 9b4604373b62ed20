"""Somebody looks at each input within two working days, and now and then looks again."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from consultation.contributions.models import Contribution
from consultation.demo.scene import Scene
from consultation.demo.timeline import spread
from consultation.logbook import Actor
from consultation.moderation import operations
from consultation.moderation.models import Decision
from consultation.moderation.states import Reason

REASONS = {
    "gaat-niet-over-plan": Reason.OFF_TOPIC,
    "belediging": Reason.ABUSE,
    "persoonsgegevens": Reason.PERSONAL_DATA,
    "reclame": Reason.ADVERTISING,
    "bedrijfsgeheim": Reason.TRADE_SECRET,
    "dubbel": Reason.DUPLICATE,
}

Given = Mapping[str, Any]
Author = Callable[[], Actor]


def plan_moderation(scene: Scene, given: Given, received: datetime, author: Author) -> datetime:
    """Plan the judgement of an input and a second look; gives the moment of the judgement."""
    if given.get("controle") == "wacht":
        return received
    line, key = scene.timeline, given["sleutel"]
    decided = line.office(received, f"controle-{key}")
    kept: list[Decision] = []
    line.at(decided, lambda: kept.append(_judge(scene, given)))
    if "tweede_blik" in given:
        asked = line.office(decided, f"tweede-{key}") + timedelta(hours=1)
        asked = min(asked, line.now - timedelta(minutes=5))
        line.at(asked, lambda: _object(kept[-1], given, author()))
        if "uitleg" in given["tweede_blik"]:
            line.at(line.office(asked, key), lambda: _judge_again(scene, kept[-1], given))
    return decided


def _judge(scene: Scene, given: Given) -> Decision:
    contribution = scene.inputs[given.get("van", given["sleutel"])]
    by = scene.staff("moderator" if spread(given["sleutel"], 4) else "inkoper")
    if "niet_geplaatst" in given:
        why = given["niet_geplaatst"]
        return operations.refuse_contribution(
            contribution, reason=REASONS[why["reden"]], explanation=why["uitleg"], by=by
        )
    if "zwart" in given:
        return _black_out(contribution, given["zwart"], by)
    return operations.place_contribution(contribution, by=by)


def _black_out(contribution: Contribution, why: Mapping[str, str], by: Actor) -> Decision:
    words = why["woorden"]
    passages = {one.id: words for one in contribution.text.passages if words in one.text}
    return operations.redact_contribution(
        contribution, passages=passages, reason=REASONS[why["reden"]], by=by
    )


def _object(decision: Decision, given: Given, author: Actor) -> None:
    operations.object_to_decision(decision, given["tweede_blik"]["tekst"], by=author)


def _judge_again(scene: Scene, decision: Decision, given: Given) -> None:
    look = given["tweede_blik"]
    if decision.objection is not None:
        operations.judge_objection(
            decision.objection,
            granted=look["gegrond"],
            explanation=look["uitleg"],
            by=scene.staff("tweede"),
        )
