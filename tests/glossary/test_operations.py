"""Words are kept once each, by who may, and frozen versions keep what they had."""

import pytest
from flask import Flask

from consultation.accounts.models import Account, Organisation
from consultation.database import db
from consultation.errors import DomainError, Invalid, NotAllowed, NotFound, Outdated
from consultation.glossary import operations, queries
from consultation.glossary.operations import TermRow
from consultation.glossary.states import Layer, Scope, TermTexts, house_words
from consultation.logbook import ANYONE, COMMAND_LINE, Entry, What, transaction
from consultation.permissions import Role
from consultation.plain_language.terms import key_of
from consultation.plans.models import Plan
from tests.factories import make_account, make_category, make_organisation, make_plan
from tests.glossary.factories import make_term, texts


@pytest.fixture
def organisation(database: Flask) -> Organisation:
    return make_organisation()


def officer_of(organisation: Organisation) -> Account:
    return make_account(Role.OFFICER, organisation=organisation)


def plan_of(organisation: Organisation) -> Plan:
    return make_plan(category=make_category(organisation=organisation))


def meaning(scope: Scope, word: str) -> tuple[str, Layer]:
    found = queries.words_of(scope, reader=ANYONE)[key_of(word)]
    return found.texts.meaning, found.layer


def test_a_word_counts_in_all_plans_of_the_organisation_and_nowhere_else(
    organisation: Organisation,
) -> None:
    make_term(organisation, "perceel", meaning="Een stuk van de opdracht.")
    own = Scope(organisation.id, plan_of(organisation).id)
    assert meaning(own, "percelen") == ("Een stuk van de opdracht.", Layer.ORGANISATION)
    assert meaning(Scope(make_organisation().id), "perceel")[1] is Layer.HOUSE


def test_a_word_of_a_plan_goes_before_that_of_its_organisation(organisation: Organisation) -> None:
    plan, other = plan_of(organisation), plan_of(organisation)
    make_term(plan, "perceel", meaning="Een bosje bloemen.")
    make_term(organisation, "perceel", meaning="Een stuk van de opdracht.")
    assert meaning(Scope(organisation.id, plan.id), "perceel")[1] is Layer.PLAN
    assert meaning(Scope(organisation.id, other.id), "perceel")[1] is Layer.ORGANISATION


@pytest.mark.parametrize("again", ["perceel", "Percelen", " perceel "])
def test_a_word_stands_once_in_a_list(organisation: Organisation, again: str) -> None:
    make_term(organisation, "perceel")
    with pytest.raises(Invalid) as refused, transaction():
        operations.define_term(Scope(organisation.id), texts(again), by=COMMAND_LINE)
    assert refused.value.fields == {"word": "term_exists"}


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        (texts(" "), {"word": "term_needed"}),
        (texts("-"), {"word": "term_needed"}),
        (texts(meaning=" "), {"meaning": "term_meaning_needed"}),
        (texts("woord" * 30), {"word": "term_too_long"}),
        (texts(meaning="u" * 601), {"meaning": "term_too_long"}),
        (texts(source="u" * 301), {"source": "term_too_long"}),
        (texts(forms=tuple(map(str, range(21)))), {"forms": "too_many_forms"}),
    ],
)
def test_what_cannot_be_a_word_is_refused(
    organisation: Organisation, wrong: TermTexts, fields: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused, transaction():
        operations.define_term(Scope(organisation.id), wrong, by=COMMAND_LINE)
    assert refused.value.fields == fields


def test_only_officers_of_the_organisation_keep_its_words(organisation: Organisation) -> None:
    term, scope = make_term(organisation), Scope(organisation.id)
    stranger = officer_of(make_organisation()).as_actor()
    moderator = make_account(Role.MODERATOR, organisation=organisation).as_actor()
    for by in (stranger, moderator, ANYONE):
        for act in (
            lambda by=by: operations.define_term(scope, texts("nieuw"), by=by),
            lambda by=by: operations.change_term(term, texts(), by=by),
            lambda by=by: operations.remove_term(term, by=by),
            lambda by=by: operations.take_in_terms(scope, [], by=by),
            lambda by=by: queries.terms_of(scope, reader=by),
        ):
            with pytest.raises(NotAllowed), transaction():
                act()
        with pytest.raises(NotFound):
            queries.term_by_id(scope, term.id, reader=by)


def test_a_word_is_changed_by_who_saw_it_last(organisation: Organisation) -> None:
    term, by = make_term(organisation), officer_of(organisation).as_actor()
    with transaction():
        operations.change_term(term, texts(meaning="Anders."), by=by, edition=1)
    assert (term.meaning, term.edition) == ("Anders.", 2)
    with pytest.raises(Outdated), transaction():
        operations.change_term(term, texts(meaning="Te laat."), by=by, edition=1)
    assert db.session.get_one(type(term), term.id).meaning == "Anders."


def test_a_word_cannot_become_another_that_is_there(organisation: Organisation) -> None:
    make_term(organisation, "perceel")
    term = make_term(organisation, "gunning")
    with pytest.raises(Invalid), transaction():
        operations.change_term(term, texts("percelen"), by=COMMAND_LINE)


def test_a_word_that_is_taken_out_means_again_what_the_house_says(
    organisation: Organisation,
) -> None:
    term = make_term(organisation, "perceel", meaning="Een stuk.")
    with transaction():
        operations.remove_term(term, by=COMMAND_LINE)
    assert meaning(Scope(organisation.id), "perceel")[1] is Layer.HOUSE
    entered = list(db.session.scalars(db.select(Entry.what).order_by(Entry.id)))
    assert entered[-2:] == [What.TERM_DEFINED, What.TERM_REMOVED]


def test_each_row_of_a_sheet_stands_on_its_own(organisation: Organisation) -> None:
    make_term(organisation, "perceel")
    scope = Scope(organisation.id)
    rows = [
        TermRow(2, texts("percelen", meaning="Een stuk.")),
        TermRow(3, texts("gunning", meaning="")),
        TermRow(4, texts("bestek")),
        TermRow(5, texts("bestekken")),
    ]
    with transaction():
        result = operations.take_in_terms(scope, rows, by=COMMAND_LINE)
    assert [(one.number, one.is_new, one.is_changed) for one in result.taken] == [
        (2, False, True),
        (4, True, False),
    ]
    codes = [(number, _code(error)) for number, error in result.refused]
    assert codes == [(3, "term_meaning_needed"), (5, "term_twice_in_sheet")]
    with transaction():
        again = operations.take_in_terms(scope, rows[2:3], by=COMMAND_LINE)
    assert not again.taken[0].is_new
    assert not again.taken[0].is_changed


def _code(error: DomainError) -> str:
    return next(iter(error.fields.values())) if isinstance(error, Invalid) else error.code


def test_the_house_explains_the_words_of_buying_in_plain_words() -> None:
    words = house_words()
    procedures = (
        "openbare procedure", "niet-openbare procedure", "concurrentiegerichte dialoog",
        "raamovereenkomst", "marktconsultatie", "dynamisch aankoopsysteem",
    )  # fmt: skip
    assert all(key_of(word) in words for word in procedures)
    assert len(words) >= 40
    for word in words.values():
        assert word.texts.meaning.endswith("."), word.texts.word
        assert len(word.texts.meaning.split()) <= 30, word.texts.word
    anchors = [word.anchor for word in words.values()]
    assert len(set(anchors)) == len(anchors)
