"""Writing the route of a round: the questions that lead people to what is about them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from consultation.errors import Outdated, Refused, WrongStep
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plans.queries import outline, plain_number
from consultation.rounds.models import Round
from consultation.rounds.states import Route, RouteAnswer, RouteQuestion
from consultation.safe_html import clean_line

MOST_QUESTIONS, MOST_ANSWERS = 3, 6
"""Questions of a route, and answers to each: more would be a form of its own."""

MOST_CORE = 12
LONGEST_TEXT = 150


@dataclass(frozen=True)
class WrittenRoute:
    """A route as it is typed: its sections by their number (or by their permanent id)."""

    questions: tuple[RouteQuestion, ...] = ()
    core: tuple[str, ...] = ()


def write_route(round: Round, written: WrittenRoute, *, by: Actor, seen: str = "") -> Round:
    """Say by which questions people find what is about them, also while the round runs.

    Raises Refused when a question, an answer or a section is not right, Outdated when somebody
    else wrote since (`seen`: the fingerprint then), WrongStep once the round is withdrawn.
    """
    require(by, Permission.EDIT_ROUND, round)
    round.lock_to_decide()
    if round.withdrawn_at is not None:
        raise WrongStep("round_is_withdrawn")
    if seen and seen != round.route_fingerprint:
        raise Outdated("round_changed")
    route = _checked(written, _Sections(round, by))
    round.route_kept = route.to_keep() if route != Route() else None
    enter(What.ROUTE_WRITTEN, round, by=by, round_id=round.id)
    return round


class _Sections:
    """The sections of the consulted version by what somebody calls them."""

    def __init__(self, round: Round, reader: Actor) -> None:
        lines = outline(round.version, reader=reader) if round.version is not None else []
        self._ids = {line.permanent_id for line in lines}
        self._by_number = {plain_number(line.number): line.permanent_id for line in lines}

    def named(self, names: Iterable[str]) -> tuple[str, ...]:
        """Their permanent ids, each once; raises Refused for one that is not there."""
        return tuple(dict.fromkeys(self._named(name.strip()) for name in names if name.strip()))

    def _named(self, name: str) -> str:
        found = name if name in self._ids else self._by_number.get(plain_number(name))
        if not found:
            raise Refused("route_section_unknown", section=name[:40])
        return found


def _checked(written: WrittenRoute, sections: _Sections) -> Route:
    if len(written.questions) > MOST_QUESTIONS:
        raise Refused("route_too_many_questions")
    core = sections.named(written.core)
    if len(core) > MOST_CORE:
        raise Refused("route_core_too_long")
    return Route(tuple(_question(one, sections) for one in written.questions), core)


def _question(given: RouteQuestion, sections: _Sections) -> RouteQuestion:
    if not 2 <= len(given.answers) <= MOST_ANSWERS:
        raise Refused("route_answers_count")
    answers = tuple(_answer(one, sections) for one in given.answers)
    if len({one.key for one in answers}) < len(answers):
        raise Refused("route_answers_alike")
    return RouteQuestion(_line(given.text), answers)


def _answer(given: RouteAnswer, sections: _Sections) -> RouteAnswer:
    audiences = dict.fromkeys(clean_line(one).casefold() for one in given.audiences)
    return replace(
        given,
        text=_line(given.text),
        audiences=tuple(one for one in audiences if one),
        sections=sections.named(given.sections),
    )


def _line(typed: str) -> str:
    line = clean_line(typed)
    if not line:
        raise Refused("route_words_missing")
    if len(line) > LONGEST_TEXT:
        raise Refused("route_words_too_long")
    return line
