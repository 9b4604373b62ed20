"""Plans are read in, explained section by section, checked and published."""

import hashlib
from collections.abc import Mapping
from typing import Any

from consultation.demo.material import document_of, source_of, words_of
from consultation.demo.scene import Scene
from consultation.glossary.operations import TermRow, take_in_terms
from consultation.glossary.states import Scope, TermTexts
from consultation.plans import operations
from consultation.plans.forms import TYPED_ROOMS
from consultation.plans.models import Section
from consultation.plans.operations import SectionTexts, texts_of
from consultation.plans.queries import all_sections, plain_number
from consultation.plans.states import Room

WRITING = 4
"""Days between reading a plan in and having written about it."""


def plan_plans(scene: Scene) -> None:
    """All plans with all their versions."""
    for key, plan in words_of("plannen.yaml").items():
        for number, days in plan["versies"].items():
            _plan_version(scene, key, plan, int(number), days)


def _plan_version(
    scene: Scene, key: str, plan: Mapping[str, Any], number: int, days: Mapping[str, int]
) -> None:
    line = scene.timeline
    read_in, published = days["ingelezen"], days["gepubliceerd"]
    line.at(line.moment(read_in, 9, 30), lambda: _read_in(scene, key, plan, number))
    line.at(line.moment(read_in + WRITING, 14), lambda: _explain(scene, key, number))
    line.at(line.moment(published - 1, 11), lambda: _check(scene, key, number))
    line.at(line.moment(published - 1, 15), lambda: _sign(scene, key, number))
    line.at(line.moment(published, 9), lambda: _publish(scene, key, number))


def _read_in(scene: Scene, key: str, plan: Mapping[str, Any], number: int) -> None:
    by = scene.staff("inkoper")
    if key not in scene.plans:
        category = scene.categories[plan["categorie"]]
        scene.plans[key] = operations.start_plan(
            plan["titel"], category=category, by=by, is_example=True
        )
        _define_words(scene, key)
    name = f"{key}/plan-v{number}.md"
    scene.versions[key, number] = operations.keep_document(
        scene.plans[key],
        document_of(name),
        filename=f"{key}-versie-{number}.md",
        sha256=hashlib.sha256(source_of(name)).hexdigest(),
        by=by,
    )


def _define_words(scene: Scene, key: str) -> None:
    """The words that only this plan has, as a sheet would bring them in."""
    plan, by = scene.plans[key], scene.staff("inkoper")
    scope = Scope(plan.organisation_id, plan.id)
    given = words_of("woorden.yaml").get(key, ())
    rows = [TermRow(number, _term(one)) for number, one in enumerate(given, start=1)]
    take_in_terms(scope, rows, by=by)


def _term(given: Mapping[str, Any]) -> TermTexts:
    return TermTexts(
        word=given["woord"],
        meaning=given["uitleg"],
        plainer=given.get("gewoner", ""),
        forms=tuple(given.get("vormen", ())),
        official=given.get("officieel", ""),
        source=given.get("bron", ""),
    )


def _explain(scene: Scene, key: str, number: int) -> None:
    """Write the summary of the plan, and of each section its summary, room and questions."""
    by = scene.staff("inkoper")
    version = scene.versions[key, number]
    words = words_of(f"{key}/paragrafen-v{number}.yaml")
    operations.write_plan_summary(version, words["in_het_kort"], by=by, author="Taalcoach")
    told = {plain_number(one["nummer"]): one for one in words["paragrafen"]}
    for section in all_sections(version, reader=by):
        given = told.get(plain_number(section.number), {})
        texts = _texts(section, given, words.get("alle_andere", ""))
        operations.write_section(section, texts, by=by)


def _texts(section: Section, given: Mapping[str, Any], settled: str) -> SectionTexts:
    """What the content says of a section; what it leaves out is settled, with its old summary."""
    before = texts_of(section)
    questions = [(one["vraag"], one["waarom"]) for one in given.get("vragen", ())]
    return SectionTexts(
        summary=given.get("samenvatting", before.summary),
        room=TYPED_ROOMS[given["ruimte"]] if "ruimte" in given else Room.FIXED,
        room_reason=given.get("reden", settled),
        questions=tuple(questions),
        asks_reactions=before.asks_reactions,
        audiences=tuple(given["doelgroepen"]) if "doelgroepen" in given else None,
    )


def _check(scene: Scene, key: str, number: int) -> None:
    by = scene.staff("inkoper")
    for section in all_sections(scene.versions[key, number], reader=by):
        if section.is_chapter:
            operations.check_chapter(section, by=by)


def _sign(scene: Scene, key: str, number: int) -> None:
    """A colleague reads the summaries as a language coach."""
    by = scene.staff("tweede")
    for section in all_sections(scene.versions[key, number], reader=by):
        if section.summary and not section.signed_at:
            operations.sign_summary(section, edition=section.edition, by=by)


def _publish(scene: Scene, key: str, number: int) -> None:
    operations.publish_version(scene.versions[key, number], by=scene.staff("tweede"))
