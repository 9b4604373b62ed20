"""The pages of the example categories: who keeps them, and how far their chains are."""

from collections.abc import Mapping
from typing import Any

from consultation.categories import operations
from consultation.categories.models import Category
from consultation.categories.states import STAGE_BY_NAME, Colophon, Link
from consultation.demo.material import words_of
from consultation.demo.scene import Scene
from consultation.logbook import SYSTEM

FILLED = -20
"""The day on which the pages were filled."""


def plan_categories(scene: Scene) -> None:
    """Every category of the content gets its colophon and what is known of its chain."""
    line = scene.timeline
    line.at(line.moment(FILLED, 11), lambda: _fill(scene))


def _fill(scene: Scene) -> None:
    content = words_of("keten.yaml")
    for name, category in scene.categories.items():
        operations.write_colophon(category, _colophon(category, content), by=SYSTEM)
        for step in {**content["alle"], **content["categorieen"].get(name, {})}.items():
            _link(scene, category, *step)


def _colophon(category: Category, content: Mapping[str, Any]) -> Colophon:
    mail = f"{category.slug}@voorbeeld.example"
    return Colophon(
        manager=content["manager"] % {"categorie": category.name.lower()},
        manager_contact=mail,
        contract_contact=f"contract.{mail}",
        complaint_contact=content["klachten"],
        text=content["colofon"],
    )


def _link(scene: Scene, category: Category, name: str, given: Mapping[str, Any] | None) -> None:
    """A step of the chain; one that the content leaves open is not known yet."""
    if given is None:
        return
    link = Link(
        address=given["adres"],
        dated_on=scene.timeline.day(given["dag"]),
        source=given.get("bron") or category.organisation.name,
        title=given["titel"],
        reference=given.get("kenmerk", ""),
    )
    operations.set_link(category, STAGE_BY_NAME[name], link, by=SYSTEM)
