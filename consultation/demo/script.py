"""The script of an example hour: what happens in it, minute by minute, and letting it happen.

The content says of each question when it is asked and what becomes of it; the script follows from
that. The same acts are played when the demo is loaded and, afterwards, while its hour is live.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from functools import partial
from typing import Any

from consultation import clock
from consultation.contributions.queries import submission_by_key
from consultation.contributions.states import Arrival, ContributionState, Sender
from consultation.demo.people import ROLES
from consultation.demo.story.moderation import REASONS
from consultation.demo.timeline import MINUTE
from consultation.logbook import ANYONE, Actor
from consultation.moderation import operations as moderation
from consultation.question_hours import operations
from consultation.question_hours.forms.files import plan_from
from consultation.question_hours.models import LiveQuestion, QuestionHour
from consultation.question_hours.operations import Asked, HourPlan, Wish
from consultation.question_hours.queries import section_named
from consultation.question_hours.states import OPEN

Given = Mapping[str, Any]

GRACE = timedelta(minutes=30)
LOOKED_AT = 2
"""Minutes after which somebody has looked at a question, unless the content says otherwise."""


class Deed(IntEnum):
    """What somebody does; of one minute in this order, so that one question is on the screen."""

    ASK = 1
    JUDGE = 2
    SUPPORT = 3
    ANSWER = 4
    MERGE = 5
    DEFER = 6
    READY = 7
    TAKE = 8


OF_THE_HOST = frozenset({Deed.ANSWER, Deed.MERGE, Deed.DEFER, Deed.READY, Deed.TAKE})


@dataclass(frozen=True)
class Act:
    """Something that happens with one question, minutes after the hour began."""

    minute: int
    deed: Deed
    question: Given


@dataclass(frozen=True)
class Cast:
    """Who acts beside the audience."""

    host: Actor
    moderator: Actor


def acts_of(hour: Given) -> list[Act]:
    """Everything that happens in an hour of the content, in order."""
    acts = [act for question in hour["vragen"] for act in _acts_with(question)]
    return sorted(acts, key=lambda act: (act.minute, act.deed))


def _acts_with(question: Given) -> Iterator[Act]:
    asked = question["minuut"]
    judged = question.get("geplaatst", asked + LOOKED_AT)
    yield Act(asked, Deed.ASK, question)
    yield Act(judged, Deed.JUDGE, question)
    if question["steun"]:
        yield Act(judged + 1, Deed.SUPPORT, question)
    if "volgende" in question:
        yield Act(question["volgende"], Deed.READY, question)
    if "antwoord" in question:
        answered = question["antwoord"]["minuut"]
        yield Act(question.get("op_scherm", answered - 1), Deed.TAKE, question)
        yield Act(answered, Deed.ANSWER, question)
    if "samengevoegd" in question:
        yield Act(question["samengevoegd"]["minuut"], Deed.MERGE, question)
    if "later" in question:
        yield Act(question["later"]["minuut"], Deed.DEFER, question)


def perform(act: Act, hour: QuestionHour, given: Given, cast: Cast) -> bool:
    """Let an act happen, unless a visitor did something else with the question; says whether.

    Raises DomainError where the operation behind it does.
    """
    if act.deed is Deed.ASK:
        _ask(hour, act.question)
        return True
    question = question_of(hour, act.question["nummer"])
    if question is None or not _is_untouched(act, question):
        return False
    _DEEDS[act.deed](question, act.question, given, cast)
    return True


def _is_untouched(act: Act, question: LiveQuestion) -> bool:
    if act.deed is Deed.JUDGE:
        return question.state is ContributionState.RECEIVED
    return question.live_state in OPEN


def question_of(hour: QuestionHour, number: int) -> LiveQuestion | None:
    """The question of the content under its number there, once it was asked."""
    found = submission_by_key(f"uur-{hour.public_id}-{_key(number)}")
    question = found.contributions[0] if found is not None else None
    return question if isinstance(question, LiveQuestion) else None


def _key(number: int) -> str:
    return f"voorbeeld-{number}"


def _ask(hour: QuestionHour, asked: Given) -> None:
    section = section_named(hour, asked.get("paragraaf", ""), reader=ANYONE)
    operations.ask_question(
        hour,
        Asked(asked["tekst"], _key(asked["nummer"]), section),
        arrival=Arrival(clock.now(), GRACE),
        sender=Sender(capacity=ROLES[asked["wie"]]),
        by=ANYONE,
    )


def _judge(question: LiveQuestion, asked: Given, _hour: Given, cast: Cast) -> None:
    if "niet_geplaatst" in asked:
        why = asked["niet_geplaatst"]
        moderation.refuse_contribution(
            question, reason=REASONS[why["reden"]], explanation=why["uitleg"], by=cast.moderator
        )
    else:
        moderation.place_contribution(question, by=cast.moderator)


def _support(question: LiveQuestion, asked: Given, _hour: Given, _cast: Cast) -> None:
    wishes = [Wish(question.number or 0, f"voorbeeld-{n}") for n in range(asked["steun"])]
    operations.support_questions(question.hour, wishes, by=ANYONE)


def _ready(question: LiveQuestion, _asked: Given, _hour: Given, cast: Cast) -> None:
    operations.ready_question(question, by=cast.host)


def _take(question: LiveQuestion, _asked: Given, _hour: Given, cast: Cast) -> None:
    operations.take_question(question, by=cast.host)


def _answer(question: LiveQuestion, asked: Given, hour: Given, cast: Cast) -> None:
    given = asked["antwoord"]
    operations.answer_question(
        question, given["tekst"], by_shown=shown(hour, given["rol"]), by=cast.host
    )


def _merge(question: LiveQuestion, asked: Given, _hour: Given, cast: Cast) -> None:
    into = question_of(question.hour, asked["samengevoegd"]["met"])
    if into is not None:
        why = asked["samengevoegd"]["waarom"]
        operations.merge_question(question, into, why=why, by=cast.host)


def _defer(question: LiveQuestion, asked: Given, _hour: Given, cast: Cast) -> None:
    given = asked["later"]
    due = clock.today() + timedelta(days=given["dagen"])
    operations.defer_question(
        question, owner=given["wie"], due=due, why=given["waarom"], by=cast.host
    )


_DEEDS = {
    Deed.JUDGE: _judge,
    Deed.SUPPORT: _support,
    Deed.READY: _ready,
    Deed.TAKE: _take,
    Deed.ANSWER: _answer,
    Deed.MERGE: _merge,
    Deed.DEFER: _defer,
}


def shown(hour: Given, role: str) -> str:
    """Who of the table stands under an answer."""
    guest = next(one for one in hour["tafel"] if one["rol"] == role)
    return f"{guest['naam']}, {guest['functie']}"


def plan_at(hour: Given, begins_at: datetime) -> HourPlan:
    """The hour of the content, beginning at a moment."""
    day = clock.amsterdam(begins_at).date()
    hours = partial(_hours, begins_at)
    slots = [
        {**one, "van": hours(one["van"]), "tot": hours(one["tot"])} for one in hour["tijdschema"]
    ]
    return plan_from(
        {
            **hour,
            "dag": day,
            "van": hours(0),
            "tot": hours(hour["duurt"]),
            # A slot that goes on after midnight cannot be written in hours of one day.
            "tijdschema": [one for one in slots if one["van"] < one["tot"]],
            "later_voor": day + timedelta(days=hour["later_na_dagen"]),
        }
    )


def _hours(begins_at: datetime, minutes: int) -> str:
    return f"{clock.amsterdam(begins_at + minutes * MINUTE):%H:%M}"


def report_at(hour: Given, day_of: Any, today: date) -> Given:
    """The report of an hour as its file would say it, with days of the calendar."""
    written = hour["verslag"]
    steps = []
    for step in written.get("vervolg", ()):
        day: date | None = day_of(step["dag"]) if "dag" in step else None
        is_done = step.get("klaar") == "ja" and day is not None and day <= today
        steps.append({**step, "dag": day.isoformat() if day else "", "klaar": is_done})
    return {**written, "vervolg": steps}
