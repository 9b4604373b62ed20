"""Somebody who edits a plan in a browser, and where they are in it."""

from typing import Any

from consultation.accounts.models import Account
from consultation.database import db
from consultation.permissions import Role
from consultation.plans.models import Plan, Section
from tests.browser.conftest import DESK, Comes
from tests.browser.site import Site, session_of
from tests.browser.visitor import Visitor
from tests.factories import make_account


def officer_of(plan: Plan, name: str = "Ina Koper") -> Account:
    return make_account(Role.OFFICER, organisation=plan.organisation, name=name)


def signed_in(comes: Comes, site: Site, account: Account, **options: Any) -> Visitor:
    visitor = comes(**(options or DESK))
    let_in(visitor, site, account)
    return visitor


def let_in(visitor: Visitor, site: Site, account: Account) -> None:
    cookie = {"name": "sessie", "value": session_of(site, account), "url": site.address}
    visitor.page.context.add_cookies([cookie])


def sections_of(plan: Plan, version: int = -1) -> list[Section]:
    """The sections of a version as they stand now; of the newest when none is named."""
    db.session.rollback()
    return db.session.get_one(Plan, plan.id).versions[version].sections


def section_of(plan: Plan, place: int = 0) -> Section:
    return sections_of(plan)[place]


def at(plan: Plan, place: int = 0) -> str:
    return f"/werk/plannen/{plan.slug}/{section_of(plan, place).permanent_id}"


def tab_to(visitor: Visitor, selector: str, most: int = 60) -> None:
    """Press Tab until the keyboard is there; a trap never gets there."""
    for _stop in range(most):
        if visitor.page.evaluate(f"document.activeElement?.matches({selector!r})"):
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not get to {selector}")


def press_by_keyboard(visitor: Visitor, selector: str, key: str = "Enter") -> None:
    """Go to a button or a link with the Tab key, press it, and look at the page that comes."""
    tab_to(visitor, selector)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press(key)
    visitor.look()
