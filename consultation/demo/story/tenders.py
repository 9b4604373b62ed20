"""Tenders that follow from the example rounds: one runs, one is still to come."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from consultation.demo.material import words_of
from consultation.demo.scene import Scene
from consultation.plans.queries import section_by_number
from consultation.rounds.models import Round
from consultation.tenders.operations import link_tender
from consultation.tenders.states import Notice


def plan_tenders(scene: Scene) -> None:
    """All tenders of the content, each linked on its day."""
    line = scene.timeline
    for given in words_of("rondes.yaml"):
        for tender in given.get("aanbestedingen", ()):
            moment = line.moment(tender["dagen"]["gekoppeld"], 13)
            line.at(moment, partial(_link, scene, given["sleutel"], tender))


def _link(scene: Scene, slug: str, given: Mapping[str, Any]) -> None:
    round_, day, days = scene.rounds[slug], scene.timeline.day, given["dagen"]
    notice = Notice(
        title=given["titel"],
        number=given["nummer"],
        address=given["adres"],
        notice_on=day(days["aankondiging"]),
        questions_until=day(days["vragen_tot"]),
        sections=tuple(_section(round_, number, scene) for number in given["paragrafen"]),
    )
    link_tender(round_, notice, reason=given["reden"], by=scene.staff("inkoper"))


def _section(round_: Round, number: str, scene: Scene) -> str:
    """The permanent id of a section of the content; it is a fault of ours when it is not there."""
    version = round_.version
    found = version and section_by_number(version, number, reader=scene.staff("inkoper"))
    if not found:
        raise LookupError(number)
    return found.permanent_id
