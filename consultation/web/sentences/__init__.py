"""The sentences that people read when something cannot be done: one module a subject, one table."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from consultation.errors import DomainError, Incomplete, Invalid, Lack
from consultation.web.sentences import (
    accounts,
    answers,
    categories,
    command_line,
    contributions,
    files,
    forums,
    gatherings,
    glossary,
    house,
    plans,
    question_hours,
    rounds,
    tenders,
)

SENTENCES: dict[str, Any] = {
    **house.SENTENCES,
    **accounts.SENTENCES,
    **categories.SENTENCES,
    **plans.SENTENCES,
    **rounds.SENTENCES,
    **tenders.SENTENCES,
    **answers.SENTENCES,
    **files.SENTENCES,
    **contributions.SENTENCES,
    **question_hours.SENTENCES,
    **gatherings.SENTENCES,
    **forums.SENTENCES,
    **glossary.SENTENCES,
    **command_line.SENTENCES,
}
UNKNOWN = _("Dit kan nu niet. Neem contact op als u denkt dat dit een fout is.")


def sentence(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence of a code, with its parameters filled in."""
    text = str(SENTENCES.get(code, UNKNOWN))
    return text % dict(params) if params else text


def sentence_for(error: DomainError) -> str:
    """The sentence of an error, as people read it on page, command line, API and socket."""
    if isinstance(error, Invalid):
        return " ".join(dict.fromkeys(map(sentence, error.fields.values())))
    return sentence(error.code, error.params)


def lack_sentences(error: Incomplete) -> list[str]:
    """Everything a gate found missing, a sentence each."""
    return [lack_sentence(lack) for lack in error.lacks]


def lack_sentence(lack: Lack) -> str:
    """The sentence of one thing that is missing."""
    return sentence(lack.code, dict(lack.params))
