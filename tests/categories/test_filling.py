"""Filling the page of a category: its colophon, and the six links of its chain."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from consultation.categories import operations
from consultation.categories.models import Category
from consultation.categories.queries import categories_to_fill, history_of, last_change_of, links_of
from consultation.categories.states import Colophon, Link, Stage
from consultation.errors import Invalid, NotAllowed, NotFound
from consultation.logbook import ANYONE, COMMAND_LINE, Actor, What, transaction
from consultation.permissions import Role
from tests.factories import make_account, make_category, make_organisation

pytestmark = pytest.mark.usefixtures("database")

LINK = Link("https://kalender.voorbeeld.example/", date(2026, 9, 1), "Voorbeeldministerie")


@pytest.fixture
def category() -> Category:
    return make_category()


@pytest.fixture
def officer(category: Category) -> Actor:
    return make_account(Role.OFFICER, organisation=category.organisation).as_actor()


def chain(category: Category) -> dict[Stage, Link]:
    return links_of([category])[category.id]


def test_a_step_is_not_known_until_its_link_is_set(category: Category, officer: Actor) -> None:
    assert chain(category) == {}
    with transaction():
        operations.set_link(category, Stage.CALENDAR, LINK, by=officer)
    assert chain(category) == {Stage.CALENDAR: LINK}


def test_another_link_takes_its_place_and_the_logbook_keeps_both(
    category: Category, officer: Actor
) -> None:
    newer = replace(LINK, dated_on=date(2026, 12, 1), title="Kalender", reference="K4")
    with transaction():
        operations.set_link(category, Stage.CALENDAR, LINK, by=officer)
    with transaction():
        operations.set_link(category, Stage.CALENDAR, newer, by=officer)
        operations.set_link(category, Stage.CALENDAR, newer, by=officer)
    assert chain(category) == {Stage.CALENDAR: newer}
    second, first = history_of(category, reader=officer)
    assert (first.details["before"], first.details["now"]["address"]) == (None, LINK.address)
    assert second.details["before"]["dated_on"] == "2026-09-01"
    assert second.details["now"]["reference"] == "K4"
    assert last_change_of(category) == second.at


def test_a_link_is_cleared_and_stays_in_the_logbook(category: Category, officer: Actor) -> None:
    with transaction():
        operations.set_link(category, Stage.TENDER, LINK, by=officer)
    with transaction():
        operations.clear_link(category, Stage.TENDER, by=officer)
    assert chain(category) == {}
    entry = history_of(category, reader=officer)[0]
    assert (entry.what, entry.details["before"]["address"]) == (
        What.CHAIN_LINK_CLEARED,
        LINK.address,
    )
    with pytest.raises(NotFound, match="chain_link_unknown"), transaction():
        operations.clear_link(category, Stage.TENDER, by=officer)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"address": "http://voorbeeld.nl"}, "address"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"source": "  "}, "source"),
        ({"dated_on": date(202, 6, 1)}, "dated_on"),
        ({"title": "a" * 201}, "title"),
        ({"reference": "a" * 61}, "reference"),
    ],
)
def test_what_cannot_stand_on_the_page_is_refused_at_its_field(
    category: Category, officer: Actor, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal, transaction():
        operations.set_link(category, Stage.PLAN, replace(LINK, **changes), by=officer)
    assert list(refusal.value.fields) == [field]
    assert chain(category) == {}


def test_a_colophon_says_who_keeps_a_category(category: Category, officer: Actor) -> None:
    said = Colophon(" Mevrouw De Wit ", "dewit@voorbeeld.nl", "", "klacht@voorbeeld.nl", "Tekst.")
    with transaction():
        operations.write_colophon(category, said, by=officer)
        operations.write_colophon(category, said, by=officer)
    assert category.colophon == replace(said, manager="Mevrouw De Wit")
    (entry,) = history_of(category, reader=officer)
    assert entry.details["changes"]["manager"] == ["", "Mevrouw De Wit"]
    assert "contract_contact" not in entry.details["changes"]


def test_a_colophon_that_is_too_long_is_refused(category: Category, officer: Actor) -> None:
    with pytest.raises(Invalid) as refusal, transaction():
        operations.write_colophon(
            category, Colophon(manager="a" * 201, text="a" * 2001), by=officer
        )
    assert refusal.value.fields == {"manager": "line_too_long", "text": "colophon_too_long"}


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.PANEL_MEMBER, Role.ADMINISTRATOR])
def test_others_fill_no_category(category: Category, role: Role) -> None:
    for who in (make_account(role, organisation=category.organisation).as_actor(), ANYONE):
        with pytest.raises(NotAllowed), transaction():
            operations.set_link(category, Stage.PLAN, LINK, by=who)
        with pytest.raises(NotAllowed), transaction():
            operations.write_colophon(category, Colophon(), by=who)
        with pytest.raises(NotAllowed), transaction():
            operations.clear_link(category, Stage.PLAN, by=who)
        with pytest.raises(NotAllowed):
            history_of(category, reader=who)


def test_an_officer_fills_the_categories_of_the_own_organisation(
    category: Category, officer: Actor
) -> None:
    elsewhere = make_category(organisation=make_organisation())
    assert categories_to_fill(reader=officer) == [category]
    assert set(categories_to_fill(reader=make_account(Role.PROGRAMME).as_actor())) == {
        category,
        elsewhere,
    }
    with pytest.raises(NotAllowed), transaction():
        operations.set_link(elsewhere, Stage.PLAN, LINK, by=officer)


def test_the_command_line_fills_too(database: Flask, category: Category) -> None:
    with transaction():
        operations.set_link(category, Stage.SPENDING, LINK, by=COMMAND_LINE)
    assert history_of(category, reader=COMMAND_LINE)[0].actor_name == "opdrachtregel"
