"""What officers send about the reading route of a round, on its screen and in a file."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import FieldList, FormField, StringField

from consultation.errors import Refused
from consultation.rounds.models import Round
from consultation.rounds.operations import MOST_ANSWERS, MOST_QUESTIONS, WrittenRoute
from consultation.rounds.states import RouteAnswer, RouteQuestion
from consultation.web.forms import SharedForm

BETWEEN = re.compile(r"[,;\n]+")


class AnswerForm(wtforms.Form):
    """An answer, and what to read for who gives it."""

    text = StringField(_("Antwoord"))
    sections = StringField(_("Paragrafen"))
    audiences = StringField(_("Doelgroepen"))

    @property
    def is_filled(self) -> bool:
        """Whether somebody typed in this row."""
        return any(
            (field.data or "").strip() for field in (self.text, self.sections, self.audiences)
        )

    def answer(self) -> RouteAnswer:
        """The answer as it was filled in."""
        return RouteAnswer(
            self.text.data or "", _names(self.audiences.data), _names(self.sections.data)
        )


class RouteQuestionForm(wtforms.Form):
    """A question with its answers."""

    text = StringField(_("Vraag"))
    answers = FieldList(FormField(AnswerForm), min_entries=MOST_ANSWERS, max_entries=MOST_ANSWERS)

    @property
    def is_filled(self) -> bool:
        """Whether somebody typed in this question or its answers."""
        typed = bool((self.text.data or "").strip())
        return typed or any(one.form.is_filled for one in self.answers)

    def question(self) -> RouteQuestion:
        """The question as it was filled in."""
        answers = (one.form.answer() for one in self.answers if one.form.is_filled)
        return RouteQuestion(self.text.data or "", tuple(answers))


class RouteForm(SharedForm):
    """The whole route: what is the core, and three questions."""

    core = StringField(_("Kernparagrafen"))
    questions = FieldList(
        FormField(RouteQuestionForm), min_entries=MOST_QUESTIONS, max_entries=MOST_QUESTIONS
    )

    @classmethod
    def of(cls, round: Round, numbers: Mapping[str, str]) -> "RouteForm":
        """The form filled with the route as it is; `numbers` says how sections are numbered."""

        def named(sections: Sequence[str]) -> str:
            return ", ".join(numbers.get(one) or one for one in sections)

        route = round.route
        rows = [
            {
                "text": question.text,
                "answers": [
                    {
                        "text": one.text,
                        "sections": named(one.sections),
                        "audiences": ", ".join(one.audiences),
                    }
                    for one in question.answers
                ],
            }
            for question in route.questions
        ]
        data = {"seen": round.route_fingerprint, "core": named(route.core), "questions": rows}
        form: RouteForm = cls(data=data)
        return form

    def route(self) -> WrittenRoute:
        """The route as it was filled in."""
        filled = (row.form.question() for row in self.questions if row.form.is_filled)
        return WrittenRoute(tuple(filled), _names(self.core.data))


def _names(typed: str | None) -> tuple[str, ...]:
    return tuple(one.strip() for one in BETWEEN.split(typed or "") if one.strip())


def route_from(given: Any) -> WrittenRoute | None:
    """The route in the file of a round, under `voor_mij`; None when it has none.

    Raises Refused when it cannot be read.
    """
    if not given:
        return None
    part = _mapping(given)
    questions = tuple(_question(_mapping(one)) for one in _list(part.get("vragen")))
    return WrittenRoute(questions, _words(part.get("kern")))


def _question(given: Mapping[str, Any]) -> RouteQuestion:
    answers = (_mapping(one) for one in _list(given.get("antwoorden")))
    return RouteQuestion(
        str(given.get("vraag") or ""),
        tuple(
            RouteAnswer(
                str(one.get("antwoord") or ""),
                _words(one.get("doelgroepen")),
                _words(one.get("paragrafen")),
            )
            for one in answers
        ),
    )


def _words(given: Any) -> tuple[str, ...]:
    return _names(given) if isinstance(given, str) else tuple(str(one) for one in _list(given))


def _mapping(given: Any) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise Refused("round_file_part_unreadable", part="voor_mij")
    return given


def _list(given: Any) -> Sequence[Any]:
    found = given or ()
    if isinstance(found, str) or not isinstance(found, Sequence):
        raise Refused("round_file_part_unreadable", part="voor_mij")
    return found
