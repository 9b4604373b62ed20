"""The words that count somewhere, and the terms that an officer keeps."""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from consultation.accounts.models import Organisation
from consultation.database import db
from consultation.errors import NotFound
from consultation.glossary.models import Term
from consultation.glossary.states import Scope, Word, Words, house_words
from consultation.logbook import Actor
from consultation.permissions import Permission, may, require


def words_of(scope: Scope, *, reader: Actor) -> Words:
    """The words that count in a plan, or in all plans of an organisation; one statement.

    What the plan itself explains goes before what its organisation does, and that before the
    words of the house.
    """
    require(reader, Permission.READ_PUBLIC)
    return {**house_words(), **own_words_of(scope, reader=reader)}


def own_words_of(scope: Scope, *, reader: Actor) -> Words:
    """The words that an organisation, or a plan of it, explains itself."""
    require(reader, Permission.READ_PUBLIC)
    query = select(Term).where(
        Term.organisation_id == scope.organisation_id,
        or_(Term.plan_id.is_(None), Term.plan_id == scope.plan_id),
    )
    terms = sorted(db.session.scalars(query), key=lambda term: term.plan_id is not None)
    return {term.key: term.as_word for term in terms}


def public_words(*, reader: Actor) -> list[tuple[Word, Organisation | None]]:
    """Every word of the house and of all organisations, with whose it is, by the alphabet.

    What an organisation explains itself stands beside what the house says. The words of one plan
    stand with that plan.
    """
    require(reader, Permission.READ_PUBLIC)
    query = select(Term).where(Term.plan_id.is_(None)).options(joinedload(Term.organisation))
    own = [(term.as_word, term.organisation) for term in db.session.scalars(query)]
    house: Iterable[tuple[Word, Organisation | None]] = (
        (word, None) for word in house_words().values()
    )
    return sorted([*house, *own], key=lambda one: (one[0].order, one[1].name if one[1] else ""))


def terms_of(scope: Scope, *, reader: Actor) -> list[Term]:
    """The terms that are kept in exactly this place, by the alphabet.

    Raises NotAllowed.
    """
    require(reader, Permission.KEEP_GLOSSARY, scope)
    query = select(Term).where(
        Term.organisation_id == scope.organisation_id,
        Term.plan_id.is_not_distinct_from(scope.plan_id),
    )
    return sorted(db.session.scalars(query), key=lambda term: term.as_word.order)


def term_by_id(scope: Scope, number: int, *, reader: Actor) -> Term:
    """A term of this place; raises NotFound."""
    term = db.session.get(Term, number)
    if term is None or term.scope != scope or not may(reader, Permission.KEEP_GLOSSARY, scope):
        raise NotFound("term_unknown")
    return term
