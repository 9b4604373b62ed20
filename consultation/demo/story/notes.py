"""The note is written, submitted, approved by a second person and published."""

from collections.abc import Mapping
from typing import Any

from consultation.demo.material import words_of
from consultation.demo.scene import Scene
from consultation.response_notes import operations
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.operations import NoteTexts, ThemeTexts


def plan_note(scene: Scene, slug: str, plan: str, days: Mapping[str, int]) -> None:
    """Write the note of a round; publish it on its day, when it has one."""
    line = scene.timeline
    kept: list[ResponseNote] = []
    published = days.get("nota_gepubliceerd", 0)
    line.at(line.moment(published - 2, 16), lambda: kept.append(_write(scene, slug, plan)))
    if "nota_gepubliceerd" not in days:
        return
    line.at(line.moment(published - 1, 10), lambda: _submit(scene, kept[-1]))
    line.at(line.moment(published - 1, 15), lambda: _approve(scene, kept[-1]))
    line.at(line.moment(published, 10), lambda: _publish(scene, kept[-1]))


def _write(scene: Scene, slug: str, plan: str) -> ResponseNote:
    words = words_of(f"{plan}/nota.yaml")
    texts = NoteTexts(
        in_short=words["in_het_kort"].strip(),
        too_little_heard=words["wie_hoorden_wij_niet_genoeg"].strip(),
        themes=tuple(_theme(one) for one in words["themas"]),
    )
    return operations.write_note(scene.rounds[slug], texts, by=scene.staff("inkoper"))


def _theme(given: Mapping[str, Any]) -> ThemeTexts:
    return ThemeTexts(
        title=given["titel"],
        heard=given["wat_hoorden_wij"].strip(),
        done=given["wat_doen_wij"].strip(),
        why=given["waarom"].strip(),
        not_done=given.get("wat_niet", "").strip(),
        sections=tuple(given["paragrafen"]),
    )


def _submit(scene: Scene, note: ResponseNote) -> None:
    operations.submit_note(note, by=scene.staff("inkoper"))


def _approve(scene: Scene, note: ResponseNote) -> None:
    operations.approve_note(note, by=scene.staff("tweede"))


def _publish(scene: Scene, note: ResponseNote) -> None:
    operations.publish_note(note, by=scene.staff("tweede"))
