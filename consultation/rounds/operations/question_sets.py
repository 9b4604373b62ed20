"""Sets of questions to begin a round with: data that officers edit afterwards (R9, R10, R59)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from consultation.errors import NotFound
from consultation.rounds.operations.writing import STANDARD, AskedQuestion, RoundTexts
from consultation.rounds.states import QUESTION_KIND_NAMES, QuestionKind

FOLDER = Path(__file__).parent.parent / "question_sets"


@dataclass(frozen=True)
class QuestionSet:
    """Questions that belong together, each with why it is asked, and when one would take them."""

    name: str
    title: str
    when: str
    intro: str
    questions: tuple[AskedQuestion, ...]
    steps: tuple[str, ...]
    """For each question the step of thinking it belongs to, when the set has such steps."""


@cache
def question_sets() -> tuple[QuestionSet, ...]:
    """All sets, in the order in which officers meet them."""
    found = [(path.stem, yaml.safe_load(path.read_text("utf-8"))) for path in FOLDER.glob("*.yaml")]
    return tuple(_set(name, given) for name, given in sorted(found, key=_order))


def question_set(name: str) -> QuestionSet:
    """The set with this name; raises NotFound with the names there are."""
    for one in question_sets():
        if one.name == name:
            return one
    known = ", ".join(one.name for one in question_sets())
    raise NotFound("question_set_unknown", name=name, known=known)


def questions_of(names: Sequence[str]) -> tuple[AskedQuestion, ...]:
    """The questions of these sets in order, each question once; raises NotFound."""
    asked: dict[str, AskedQuestion] = {}
    for name in names:
        for one in question_set(name).questions:
            asked.setdefault(one.text, one)
    return tuple(asked.values())


def with_questions(texts: RoundTexts, names: Sequence[str]) -> RoundTexts:
    """The texts of a round with the questions of these sets behind its own.

    Where the standard begins, the first set gives its own words. Raises NotFound.
    """
    questions = (*texts.questions, *questions_of(names))
    is_standard = texts.intro == STANDARD["intro"]
    intro = question_set(names[0]).intro if names and is_standard else texts.intro
    return replace(texts, questions=questions, intro=intro)


def _order(named: tuple[str, Any]) -> int:
    return int(named[1]["volgorde"])


def _set(name: str, given: Mapping[str, Any]) -> QuestionSet:
    rows = given["vragen"]
    return QuestionSet(
        name=name,
        title=given["titel"],
        when=given["wanneer"],
        intro=given["inleiding"],
        questions=tuple(_question(one) for one in rows),
        steps=tuple(one["stap"] for one in rows if "stap" in one),
    )


def _question(given: Mapping[str, Any]) -> AskedQuestion:
    return AskedQuestion(
        text=given["vraag"],
        why=given["waarom"],
        kind=QUESTION_KIND_NAMES.get(given.get("soort", "open"), QuestionKind.OPEN),
        choices=tuple(given.get("keuzes", ())),
    )
