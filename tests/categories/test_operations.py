"""Finding or making a purchasing category."""

import pytest
from flask import Flask

from consultation.categories.models import Category
from consultation.categories.operations import find_or_make_category
from consultation.categories.queries import all_categories, category_by_slug, category_named
from consultation.database import db
from consultation.errors import NotAllowed, NotFound
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.permissions import Role
from tests.factories import make_account, make_category, make_organisation


def test_a_category_is_made_once(database: Flask) -> None:
    place = make_organisation()
    officer = make_account(Role.OFFICER, organisation=place).as_actor()
    with transaction():
        made = find_or_make_category("Inhuur ICT", place, by=officer, description="Mensen")
    with transaction():
        assert find_or_make_category(" inhuur-ict ", make_other(), by=COMMAND_LINE) == made
    assert (made.slug, made.organisation_id) == ("inhuur-ict", place.id)
    assert db.session.query(Category).count() == 1


def make_other() -> object:
    """Another organisation, which does not become the owner of a known category."""
    return type("Elsewhere", (), {"id": 0})()


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.PANEL_MEMBER, Role.ADMINISTRATOR])
def test_others_make_no_category(database: Flask, role: Role) -> None:
    place = make_organisation()
    who = make_account(role, organisation=place).as_actor()
    with pytest.raises(NotAllowed), transaction():
        find_or_make_category("Catering", place, by=who)
    with pytest.raises(NotAllowed), transaction():
        find_or_make_category("Catering", place, by=ANYONE)


def test_an_officer_makes_none_for_another_organisation(database: Flask) -> None:
    officer = make_account(Role.OFFICER, organisation=make_organisation()).as_actor()
    place = make_organisation()
    with pytest.raises(NotAllowed), transaction():
        find_or_make_category("Catering", place, by=officer)


def test_categories_are_found_by_name(database: Flask) -> None:
    second, first = make_category(name="Zand", slug="zand"), make_category(name="Klei", slug="klei")
    assert all_categories() == [first, second]
    assert category_by_slug("zand") == second
    assert category_named("ZÁND") == second
    assert category_named("Grind") is None
    with pytest.raises(NotFound):
        category_by_slug("grind")
