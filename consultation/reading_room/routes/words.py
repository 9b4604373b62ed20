"""The two-way glossary: from the official word to the plain one, and back."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from consultation.accounts.models import Organisation
from consultation.accounts.session import reader
from consultation.errors import NotFound
from consultation.glossary.queries import public_words
from consultation.glossary.states import Word
from consultation.permissions import Permission
from consultation.plain_language.terms import key_of
from consultation.plans.queries import words_in
from consultation.reading_room.routes.blueprint import bp, page, round_named
from consultation.web.answers import Answer
from consultation.web.guard import permission

LONGEST_SEARCH = 100
FROM_PLAIN = "gewoon"


@dataclass(frozen=True)
class Entry:
    """A word in a list, with the organisation that explains it; none is the house."""

    word: Word
    organisation: Organisation | None = None


@bp.get("/woorden")
@permission(Permission.READ_PUBLIC)
def show_words() -> Answer:
    """Every hard word, by the alphabet of either side, or those that a search finds."""
    entries = [Entry(*one) for one in public_words(reader=reader())]
    return _list(entries, None)


@bp.get("/rondes/<string:slug>/woorden")
@permission(Permission.READ_PUBLIC)
def show_words_of_round(slug: str) -> Answer:
    """The hard words that stand in the plan of a round."""
    round = round_named(slug)
    if round.version is None:
        raise NotFound("not_found")
    entries = [Entry(word) for word in words_in(round.version, reader=reader())]
    return _list(entries, round)


def _list(entries: Sequence[Entry], round: object) -> Answer:
    typed = " ".join(request.args.get("zoek", "").split())[:LONGEST_SEARCH]
    from_plain = request.args.get("van") == FROM_PLAIN
    found = [entry for entry in entries if _is_about(entry.word, typed)]
    if from_plain:
        found = [entry for entry in found if entry.word.texts.plainer]
        found.sort(key=lambda entry: entry.word.texts.plainer.casefold())
    return page(
        "reading_room/words.html",
        round=round,
        entries=found,
        count=len(entries),
        typed=typed,
        from_plain=from_plain,
    )


def _is_about(word: Word, typed: str) -> bool:
    """Whether a word is what somebody looks for: by either word, in any form, or by a part."""
    if not typed:
        return True
    texts = word.texts
    named = [*word.stands_as, texts.plainer]
    wanted, key = typed.casefold(), key_of(typed)
    return any(wanted in name.casefold() for name in named) or (
        bool(key) and any(f" {key} " in f" {key_of(name)} " for name in named)
    )
