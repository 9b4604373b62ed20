"""What the board of the host says: the pace, what was talked about, and what to look out for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, ngettext

from consultation import clock
from consultation.moderation.forms import SENSITIVE_WORDS
from consultation.plain_language.hints import personal_data_in
from consultation.plain_language.likeness import ALIKE, Words, likeness, words_of
from consultation.question_hours.forms.words import ROLE_WORDS
from consultation.question_hours.models import QuestionHour, TableGuest
from consultation.question_hours.queries import Questions, QuestionView, Tempo
from consultation.question_hours.states import LiveState

RECENT = 5
"""Answers that are looked back on, to give every chapter its turn."""

NEWEST_AT_ONCE = 30
"""New questions on the board at once; what comes later follows as these are judged."""


@dataclass(frozen=True)
class NewQuestion:
    """A question in control, with what may be wrong in it and what it looks like."""

    question: QuestionView
    hints: Sequence[str]
    like: QuestionView | None


def new_questions(questions: Questions) -> list[NewQuestion]:
    """Those that wait for control, the first one first."""
    others = [
        one
        for one in questions.shown
        if not one.in_control and one.state is not LiveState.DECLINED and one.merged_into is None
    ]
    words = {one.number: words_of(one.text) for one in others}
    return [
        NewQuestion(one, _hints(one.text), _most_alike(words_of(one.text), others, words))
        for one in questions.waiting[:NEWEST_AT_ONCE]
    ]


def _hints(text: str) -> list[str]:
    kinds = dict.fromkeys(hint.kind for hint in personal_data_in(text))
    return [str(SENSITIVE_WORDS[kind]) for kind in kinds]


def _most_alike(
    text: Words, others: Sequence[QuestionView], words: Mapping[int, Words]
) -> QuestionView | None:
    """The question that says most nearly the same, when it is worth a look."""
    best = max(others, key=lambda one: likeness(text, words[one.number]), default=None)
    is_alike = best is not None and likeness(text, words[best.number]) >= ALIKE
    return best if is_alike else None


def pace_words(tempo: Tempo, hour: QuestionHour) -> str:
    """How many answers still fit, and what becomes of the rest (V10)."""
    if not tempo.minutes_each:
        return str(gettext("Na het eerste antwoord staat hier hoeveel antwoorden er nog passen."))
    fits = ngettext(
        "Bij dit tempo kunt u nog %(num)d antwoord geven.",
        "Bij dit tempo kunt u nog %(num)d antwoorden geven.",
        tempo.fits,
    )
    left = tempo.waiting - tempo.fits
    if tempo.waiting == 0:
        rest = gettext("Er wacht nu geen vraag.")
    elif left <= 0:
        rest = ngettext(
            "De vraag die wacht, past in het uur.",
            "Alle %(num)d wachtende vragen passen in het uur.",
            tempo.waiting,
        )
    else:
        rest = ngettext(
            "%(num)d vraag krijgt daarna antwoord%(later)s.",
            "%(num)d vragen krijgen daarna antwoord%(later)s.",
            left,
            later=_later_words(hour.later_owner, hour.later_by),
        )
    return f"{fits} {rest}"


def _later_words(owner: str, day: date | None) -> str:
    by: str = gettext(" van %(owner)s", owner=owner) if owner else ""
    return by + (gettext(", voor %(day)s", day=clock.weekday_words(day)) if day else "")


def fairness_words(questions: Questions) -> str:
    """Which chapter had most of the last turns; empty as long as that says nothing."""
    done = [one for one in questions.answered if one.merged_into is None][:RECENT]
    chapters = Counter(one.section_number.split(".")[0] for one in done if one.section_number)
    if len(done) < 3 or not chapters:
        return ""
    chapter, count = chapters.most_common(1)[0]
    words: str = gettext(
        "%(count)s van de laatste %(all)s vragen gingen over hoofdstuk %(chapter)s.",
        count=count,
        all=len(done),
        chapter=chapter,
    )
    return words


def answerers(hour: QuestionHour, own: str) -> list[str]:
    """Who can be named with an answer: those at the table, as the public may know them."""
    found = [_shown(guest) for guest in hour.table]
    return list(dict.fromkeys(filter(None, [*found, own])))


def _shown(guest: TableGuest) -> str:
    role = guest.function or str(ROLE_WORDS[guest.role])
    return (
        f"{guest.public_name}, {role}" if guest.public_name else gettext("de %(role)s", role=role)
    )
