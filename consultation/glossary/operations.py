"""Keeping a glossary: word by word, or by a sheet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from consultation import clock
from consultation.accounts.models import Organisation
from consultation.database import db
from consultation.errors import DomainError, Invalid, NotFound, Outdated, Refused
from consultation.glossary.models import Term
from consultation.glossary.states import Scope, TermTexts
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plain_language.terms import key_of
from consultation.safe_html import clean_line, clean_typed

LONGEST = {"word": 120, "plainer": 200, "source": 300, "meaning": 600, "official": 2_000}
"""Signs of each text; a meaning that is longer is no help beside a text."""

MOST_FORMS = 20
LONGEST_FORM = 120


def define_term(scope: Scope, texts: TermTexts, *, by: Actor) -> Term:
    """Explain a word in all plans of an organisation, or in one of them.

    Raises Invalid without a word or a meaning, with texts that are too long, or when the word has
    an explanation here already.
    """
    require(by, Permission.KEEP_GLOSSARY, scope)
    _hold(scope)
    texts = _checked(texts)
    if _known(scope, texts.word) is not None:
        raise Invalid(word="term_exists")
    term = Term(
        organisation_id=scope.organisation_id,
        plan_id=scope.plan_id,
        key=key_of(texts.word),
        changed_at=clock.now(),
    )
    term.write(texts)
    db.session.add(term)
    enter(What.TERM_DEFINED, term, by=by)
    return term


def change_term(term: Term, texts: TermTexts, *, by: Actor, edition: int | None = None) -> Term:
    """Explain a word otherwise. What a frozen version kept of it stays.

    `edition` is the edition the writer saw; raises Outdated when somebody else saved since, and
    Invalid as `define_term` does.
    """
    require(by, Permission.KEEP_GLOSSARY, term.scope)
    _hold(term.scope)
    term.hold()
    if edition is not None and edition != term.edition:
        raise Outdated("outdated")
    texts = _checked(texts)
    other = _known(term.scope, texts.word)
    if other is not None and other.id != term.id:
        raise Invalid(word="term_exists")
    term.write(texts)
    term.key = key_of(texts.word)
    term.edition += 1
    term.changed_at = clock.now()
    enter(What.TERM_CHANGED, term, by=by)
    return term


def remove_term(term: Term, *, by: Actor) -> None:
    """Take a word out of the list; a word of the house means again what the house says."""
    require(by, Permission.KEEP_GLOSSARY, term.scope)
    enter(What.TERM_REMOVED, term, by=by)
    db.session.delete(term)
    db.session.flush()


@dataclass(frozen=True)
class TermRow:
    """A row of a sheet with terms."""

    number: int
    texts: TermTexts


@dataclass(frozen=True)
class TakenTerm:
    """A row that was taken in: was the word new, changed, or as it was."""

    number: int
    word: str
    is_new: bool
    is_changed: bool


@dataclass(frozen=True)
class TermsResult:
    """What came of a sheet, by number of the row."""

    taken: tuple[TakenTerm, ...]
    refused: tuple[tuple[int, DomainError], ...]


def take_in_terms(scope: Scope, rows: Iterable[TermRow], *, by: Actor) -> TermsResult:
    """Define and change the words of a sheet; each row stands on its own.

    Words that the sheet does not name stay, so the same sheet twice changes nothing.
    """
    require(by, Permission.KEEP_GLOSSARY, scope)
    taken: list[TakenTerm] = []
    refused: list[tuple[int, DomainError]] = []
    seen: set[str] = set()
    for row in rows:
        try:
            taken.append(_take_in(scope, row, seen, by))
        except DomainError as error:
            refused.append((row.number, error))
    organisation = db.session.get(Organisation, scope.organisation_id)
    if organisation is None:
        raise NotFound("not_found")
    enter(
        What.TERM_SHEET_IMPORTED,
        organisation,
        by=by,
        plan=scope.plan_id,
        taken=len(taken),
        refused=len(refused),
    )
    return TermsResult(tuple(taken), tuple(refused))


def _take_in(scope: Scope, row: TermRow, seen: set[str], by: Actor) -> TakenTerm:
    texts = _checked(row.texts)
    if key_of(texts.word) in seen:
        raise Refused("term_twice_in_sheet", word=texts.word)
    seen.add(key_of(texts.word))
    known = _known(scope, texts.word)
    if known is None:
        define_term(scope, texts, by=by)
    elif known.texts != texts:
        change_term(known, texts, by=by)
    else:
        return TakenTerm(row.number, texts.word, is_new=False, is_changed=False)
    return TakenTerm(row.number, texts.word, is_new=known is None, is_changed=known is not None)


def _hold(scope: Scope) -> None:
    """Two people write in the list of an organisation one after the other."""
    db.session.execute(
        db.select(Organisation.id)
        .where(Organisation.id == scope.organisation_id)
        .with_for_update(key_share=True)
    )


def _known(scope: Scope, word: str) -> Term | None:
    found: Term | None = db.session.scalar(
        db.select(Term).where(
            Term.organisation_id == scope.organisation_id,
            Term.plan_id.is_not_distinct_from(scope.plan_id),
            Term.key == key_of(word),
        )
    )
    return found


def _checked(texts: TermTexts) -> TermTexts:
    forms = dict.fromkeys(filter(None, map(clean_line, texts.forms)))
    texts = replace(
        texts,
        word=clean_line(texts.word),
        meaning=clean_typed(texts.meaning).strip(),
        plainer=clean_line(texts.plainer),
        forms=tuple(form for form in forms if form != clean_line(texts.word)),
        official=clean_typed(texts.official).strip(),
        source=clean_line(texts.source),
    )
    wrong = {name: "term_too_long" for name, most in LONGEST.items() if _longer(texts, name, most)}
    if len(texts.forms) > MOST_FORMS or any(len(form) > LONGEST_FORM for form in texts.forms):
        wrong["forms"] = "too_many_forms"
    if not key_of(texts.word):
        wrong["word"] = "term_needed"
    if not texts.meaning:
        wrong["meaning"] = "term_meaning_needed"
    if wrong:
        raise Invalid(**wrong)
    return texts


def _longer(texts: TermTexts, name: str, most: int) -> bool:
    return len(getattr(texts, name)) > most
