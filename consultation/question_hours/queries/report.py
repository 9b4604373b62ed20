"""The questions of an hour as its report has them: by section, and found by their words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from consultation.moderation.states import Reason
from consultation.plans.queries import Line
from consultation.question_hours.queries.questions import Questions, QuestionView


@dataclass(frozen=True)
class Answered:
    """A question with its answer, and what was merged into it."""

    question: QuestionView
    merged: Sequence[QuestionView] = ()


@dataclass(frozen=True)
class Part:
    """What was asked about one section of the plan, or about all of it."""

    name: str
    permanent_id: str
    answered: Sequence[Answered]


def parts_of(questions: Questions, lines: Sequence[Line], search: str = "") -> list[Part]:
    """The answered questions by section in the order of the plan, the whole plan first.

    With words to search for: only those in which all of them stand, in question or answer.
    """
    groups: dict[str, list[Answered]] = {}
    for one in questions.answered:
        merged = questions.those(one.merged)
        is_merged = one.merged_into is not None
        if not is_merged and _is_found(search, one, *merged):
            groups.setdefault(one.section_permanent_id, []).append(Answered(one, merged))
    for group in groups.values():
        group.sort(key=lambda one: one.question.number)
    names = {"": "", **{line.permanent_id: line.name for line in lines}}
    known = [
        Part(name, place, groups.pop(place)) for place, name in names.items() if place in groups
    ]
    gone = [Part(group[0].question.section_name, "", group) for group in groups.values()]
    return [*known, *gone]


def left_over(questions: Questions, search: str = "") -> list[QuestionView]:
    """What is still to be answered, the first promised day first."""
    return [one for one in questions.deferred if _is_found(search, one)]


def not_placed(questions: Questions) -> list[tuple[Reason | None, int]]:
    """How many questions are not on the site, by the reason why."""
    found = Counter(one.reason for one in questions.all if not one.is_visible)
    return sorted(found.items(), key=lambda pair: -pair[1])


def _is_found(search: str, *questions: QuestionView) -> bool:
    words = search.casefold().split()
    text = " ".join(
        f"{one.text} {one.answer} {one.section_name} {one.owner}" for one in questions
    ).casefold()
    return all(word in text for word in words)
