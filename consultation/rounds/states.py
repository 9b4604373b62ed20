"""The phases of a round: they follow from dates and decisions, never from a job (I4)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from consultation.plain_language.normaliser import folded


class Phase(StrEnum):
    """Where a round stands."""

    PREPARATION = "preparation"
    ANNOUNCED = "announced"
    OPEN = "open"
    PROCESSING = "processing"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class QuestionKind(StrEnum):
    """How a question of the officer can be answered."""

    OPEN = "open"
    CHOICE = "choice"
    MISSING = "missing"


QUESTION_KIND_NAMES = {
    "open": QuestionKind.OPEN,
    "keuze": QuestionKind.CHOICE,
    "ontbreekt": QuestionKind.MISSING,
}
"""The kinds of questions as files name them."""


@dataclass(frozen=True)
class RouteAnswer:
    """An answer to a question of the reading route, with what to read for who gives it."""

    text: str
    audiences: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    """Permanent ids of sections."""

    @property
    def key(self) -> str:
        """By which an address names it: its words, so that a link can be read and shared."""
        return "-".join(re.findall(r"[a-z0-9]+", folded(self.text)))[:40].strip("-")


@dataclass(frozen=True)
class RouteQuestion:
    """A question that helps somebody to what is about them."""

    text: str
    answers: tuple[RouteAnswer, ...] = ()


@dataclass(frozen=True)
class Route:
    """How people come to what is about them: at most three questions, and what is the core."""

    questions: tuple[RouteQuestion, ...] = ()
    core: tuple[str, ...] = ()
    """Permanent ids of the sections that everybody should read."""

    @classmethod
    def of(cls, kept: Mapping[str, Any] | None) -> "Route":
        """The route as it is kept with its round."""
        given = kept or {}
        questions = tuple(
            RouteQuestion(
                one["text"],
                tuple(
                    RouteAnswer(each["text"], tuple(each["audiences"]), tuple(each["sections"]))
                    for each in one["answers"]
                ),
            )
            for one in given.get("questions", ())
        )
        return cls(questions, tuple(given.get("core", ())))

    def to_keep(self) -> dict[str, Any]:
        """The route as it is kept with its round."""
        return asdict(self)

    def chosen(self, keys: Sequence[str]) -> list[RouteAnswer]:
        """The answers that were given, one key a question; what is unknown was not given."""
        pairs = zip(self.questions, keys, strict=False)
        return [one for asked, key in pairs for one in asked.answers if key and one.key == key]


class Dated(Protocol):
    """What the phase of a round is worked out from."""

    published_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None
    withdrawn_at: datetime | None
    answered_at: datetime | None


def phase_of(dates: Dated, now: datetime) -> Phase:
    """The phase at this moment; `rounds.queries.in_phase` says the same in SQL.

    A round is open from `opens_at` and up to and including `closes_at`'s last instant:
    `closes_at` is the first instant at which it is closed.
    """
    if dates.withdrawn_at is not None and dates.withdrawn_at <= now:
        return Phase.WITHDRAWN
    if dates.published_at is None or dates.opens_at is None or dates.closes_at is None:
        return Phase.PREPARATION
    if dates.answered_at is not None and dates.answered_at <= now:
        return Phase.ANSWERED
    if now < dates.opens_at:
        return Phase.ANNOUNCED
    return Phase.OPEN if now < dates.closes_at else Phase.PROCESSING


PHASE_STEPS = {
    Phase.PREPARATION: frozenset({Phase.ANNOUNCED, Phase.OPEN, Phase.WITHDRAWN}),
    Phase.ANNOUNCED: frozenset({Phase.OPEN, Phase.WITHDRAWN}),
    Phase.OPEN: frozenset({Phase.PROCESSING, Phase.WITHDRAWN}),
    Phase.PROCESSING: frozenset({Phase.OPEN, Phase.ANSWERED, Phase.WITHDRAWN}),
    Phase.ANSWERED: frozenset(),
    Phase.WITHDRAWN: frozenset(),
}
