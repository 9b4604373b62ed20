"""Every point gets its outcome, its reason and its answer; the plan changes where it should."""

import re
from collections.abc import Mapping
from typing import Any

from consultation.answers import operations
from consultation.answers.forms import TYPED_OUTCOMES
from consultation.answers.operations import ChangedWords, Reply
from consultation.database import db
from consultation.demo.material import words_of
from consultation.demo.scene import Scene
from consultation.demo.timeline import spread
from consultation.plans.models import PlanVersion, Section
from consultation.plans.queries import plain_number
from consultation.rounds.models import Round

Given = Mapping[str, Any]

FIRST = 2
"""Days after closing before the first answer is written."""


def plan_answers(scene: Scene, slug: str, days: Mapping[str, int]) -> None:
    """Answer what the content has an answer for, between closing and the note or today."""
    line = scene.timeline
    last = min(days.get("antwoorden_klaar", -1), -1)
    first = days["sluit"] + FIRST
    for given in words_of(f"reacties/{slug}.yaml"):
        if given.get("punten"):
            key = given["sleutel"]
            day = first + spread(f"antwoord-{key}", max(1, last - first))
            moment = line.office(line.moment(day - 1, 12), f"antwoord-{key}")
            line.at(moment, _answering(scene, given))


def _answering(scene: Scene, given: Given) -> Any:
    return lambda: _answer(scene, given)


def _answer(scene: Scene, given: Given) -> None:
    by = scene.staff("inkoper")
    contribution, points = scene.inputs[given["sleutel"]], given["punten"]
    if len(points) > 1:
        operations.split_contribution(contribution, [one["deel"] for one in points], by=by)
    for point, one in zip(contribution.points, points, strict=True):
        reply = Reply(
            TYPED_OUTCOMES[one["uitkomst"]],
            one["reden"],
            one["antwoord"],
            by_shown=f"{by.name}, inkoper (voorbeeld)",
        )
        operations.answer_points([point], reply, by=by)


def plan_changes(scene: Scene, slug: str, plan: str, day: int) -> None:
    """Write down what the second version of a plan says otherwise, and because of whom."""
    line = scene.timeline
    line.at(line.moment(day, 15), lambda: _record_changes(scene, slug, plan))


def _record_changes(scene: Scene, slug: str, plan: str) -> None:
    round_ = scene.rounds[slug]
    before, after = scene.versions[plan, 1], scene.versions[plan, 2]
    sections = _by_number(before)
    for given in words_of(f"{plan}/wijzigingen.yaml"):
        _record(scene, round_, sections[plain_number(given["paragraaf"])], given, after)
    db.session.flush()


def _by_number(version: PlanVersion) -> dict[str, Section]:
    query = db.select(Section).where(Section.version_id == version.id)
    return {plain_number(section.number): section for section in db.session.scalars(query)}


def _record(
    scene: Scene, round_: Round, section: Section, given: Given, after: PlanVersion
) -> None:
    old, new = plain(given["oud"] or ""), plain(given["nieuw"] or "")
    operations.record_change(
        round_,
        ChangedWords(
            section.permanent_id, old, new, given["reden"], _alinea(section, old or given["na"])
        ),
        [scene.inputs[key] for key in given["reacties"]],
        by=scene.staff("inkoper"),
        version_id=after.id,
    )


def _alinea(section: Section, words: str) -> int | None:
    """The alinea in which these words stand."""
    wanted = plain(words)
    return next((one.number for one in section.alineas if wanted in one.text), None)


def plain(markdown: str) -> str:
    """A piece of a plan as people read it: a heading alone, a row as its cells, no marks."""
    heading = re.match(r"#+ (.+)", markdown)
    if heading:
        return heading[1].strip()
    cells = [part.strip() for part in re.split(r"</?t[dhr][^>]*>|\|", markdown)]
    text = "; ".join(cell for cell in cells if cell) if len(cells) > 1 else markdown
    return " ".join(re.sub(r"^[-*] ", "", text).split())
