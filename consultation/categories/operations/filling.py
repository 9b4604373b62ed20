"""Filling the page of a category: who keeps it, and the links of its chain."""

from dataclasses import asdict
from datetime import date

from sqlalchemy import select

from consultation.categories.models import Category, ChainLink
from consultation.categories.states import Colophon, Link, Stage
from consultation.database import db
from consultation.errors import Invalid, NotFound
from consultation.links import safe_address
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require

LONGEST_LINE = 200
LONGEST_REFERENCE = 60
LONGEST_COLOPHON = 2000
THIS_AGE = range(1990, 2100)
"""Years of which somebody may mean a day."""

LINES = ("manager", "manager_contact", "contract_contact", "complaint_contact")


def write_colophon(category: Category, colophon: Colophon, *, by: Actor) -> Category:
    """Say who keeps a category and whom to write to; what it said before stays in the logbook.

    Raises Invalid when a line is too long.
    """
    require(by, Permission.FILL_CATEGORY, category)
    said = Colophon(**{name: value.strip() for name, value in asdict(colophon).items()})
    _check_colophon(said)
    before = category.colophon
    for name in LINES:
        setattr(category, name, getattr(said, name))
    category.colophon_text = said.text
    changes = {
        name: [getattr(before, name), value]
        for name, value in asdict(said).items()
        if getattr(before, name) != value
    }
    if changes:
        enter(What.COLOPHON_WRITTEN, category, by=by, changes=changes)
    return category


def set_link(category: Category, stage: Stage, link: Link, *, by: Actor) -> ChainLink:
    """Say where a step of the chain can be read; what stood there before stays in the logbook.

    Raises Invalid without a safe address, a likely day and a source, or when a line is too long.
    """
    require(by, Permission.FILL_CATEGORY, category)
    address = _checked_address(link)
    kept = _link_of(category, stage)
    before = _told(kept.link) if kept is not None else None
    if kept is None:
        kept = ChainLink(category_id=category.id, stage=stage)
        db.session.add(kept)
    kept.address = address
    kept.dated_on = link.dated_on
    kept.source = link.source.strip()
    kept.title = link.title.strip()
    kept.reference = link.reference.strip()
    now = _told(kept.link)
    if now != before:
        enter(What.CHAIN_LINK_SET, category, by=by, stage=stage.value, before=before, now=now)
    return kept


def clear_link(category: Category, stage: Stage, *, by: Actor) -> Category:
    """Say of a step of the chain that it is not known yet; its link stays in the logbook.

    Raises NotFound when it has no link.
    """
    require(by, Permission.FILL_CATEGORY, category)
    kept = _link_of(category, stage)
    if kept is None:
        raise NotFound("chain_link_unknown")
    before = _told(kept.link)
    db.session.delete(kept)
    enter(What.CHAIN_LINK_CLEARED, category, by=by, stage=stage.value, before=before)
    return category


def _link_of(category: Category, stage: Stage) -> ChainLink | None:
    """The link of a step, once nobody else is writing about this category."""
    hold = select(Category.id).where(Category.id == category.id)
    db.session.execute(hold.with_for_update())
    query = select(ChainLink).where(ChainLink.category_id == category.id, ChainLink.stage == stage)
    return db.session.scalar(query)


def _check_colophon(said: Colophon) -> None:
    wrong = {name: "line_too_long" for name in LINES if len(getattr(said, name)) > LONGEST_LINE}
    if len(said.text) > LONGEST_COLOPHON:
        wrong["text"] = "colophon_too_long"
    if wrong:
        raise Invalid(**wrong)


def _checked_address(link: Link) -> str:
    address = safe_address(link.address)
    wrong = {}
    if not address:
        wrong["address"] = "link_unsafe"
    if not isinstance(link.dated_on, date) or link.dated_on.year not in THIS_AGE:
        wrong["dated_on"] = "date_unlikely"
    if not link.source.strip():
        wrong["source"] = "source_needed"
    for name, longest in (
        ("source", LONGEST_LINE), ("title", LONGEST_LINE), ("reference", LONGEST_REFERENCE),
    ):  # fmt: skip
        if len(getattr(link, name).strip()) > longest:
            wrong[name] = "line_too_long"
    if wrong:
        raise Invalid(**wrong)
    return address


def _told(link: Link) -> dict[str, str]:
    """A link as the logbook keeps it."""
    return {**asdict(link), "dated_on": link.dated_on.isoformat()}
