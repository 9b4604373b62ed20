"""Rounds are prepared, announced, and sometimes withdrawn."""

from collections.abc import Mapping
from typing import Any

from consultation.accounts.models import Organisation
from consultation.categories.models import Category
from consultation.database import db
from consultation.demo.material import words_of
from consultation.demo.scene import Scene
from consultation.plans.models import Plan
from consultation.rounds import operations
from consultation.rounds.forms import route_from, texts_from
from consultation.rounds.operations import RoundDates

PREPARED = 9
"""Days in which a round is prepared before it is announced."""


def plan_rounds(scene: Scene) -> None:
    """All rounds of the content."""
    for given in words_of("rondes.yaml"):
        _plan_round(scene, given)


def _plan_round(scene: Scene, given: Mapping[str, Any]) -> None:
    line, days = scene.timeline, given["dagen"]
    made = days.get("gemaakt", days.get("aangekondigd", 0) - PREPARED)
    line.at(line.moment(made, 10, 20), lambda: _create(scene, given))
    if "aangekondigd" in days:
        line.at(line.moment(days["aangekondigd"], 10), lambda: _announce(scene, given))
    if "ingetrokken" in days:
        line.at(line.moment(days["ingetrokken"], 16), lambda: _withdraw(scene, given))


def _create(scene: Scene, given: Mapping[str, Any]) -> None:
    days, day = given["dagen"], scene.timeline.day
    by = scene.staff("inkoper")
    made = scene.rounds[given["sleutel"]] = operations.create_round(
        texts_from(given),
        RoundDates(day(days["opent"]), day(days["sluit"]), day(days["antwoord_voor"])),
        about=_subject(scene, given),
        slug=given["sleutel"],
        is_example=True,
        by=by,
    )
    route = route_from(given.get("voor_mij"))
    if route is not None:
        operations.write_route(made, route, by=by)


def _subject(scene: Scene, given: Mapping[str, Any]) -> Plan | Category | Organisation:
    if given.get("plan"):
        return scene.plans[given["plan"]]
    if given.get("categorie"):
        return scene.categories[given["categorie"]]
    query = db.select(Organisation).where(Organisation.name == given["organisatie"])
    owner: Organisation = db.session.scalars(query).one()
    return owner


def _announce(scene: Scene, given: Mapping[str, Any]) -> None:
    operations.publish_round(scene.rounds[given["sleutel"]], by=scene.staff("bzk"))


def _withdraw(scene: Scene, given: Mapping[str, Any]) -> None:
    operations.withdraw_round(
        scene.rounds[given["sleutel"]], reason=given["ingetrokken"], by=scene.staff("tweede")
    )
