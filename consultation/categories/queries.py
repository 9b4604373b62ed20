"""Looking up the purchasing categories, the links of their chains, and what was changed in them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload

from consultation.categories.models import Category, ChainLink
from consultation.categories.states import Link, Stage
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import ANYONE, Actor, Entry, What
from consultation.permissions import Permission, may, require
from consultation.slugs import slug_from

OF_A_CATEGORY = (
    What.CATEGORY_CREATED,
    What.CATEGORY_EDITED,
    What.COLOPHON_WRITTEN,
    What.CHAIN_LINK_SET,
    What.CHAIN_LINK_CLEARED,
)
"""What can happen to a category."""


def all_categories(*, reader: Actor = ANYONE) -> list[Category]:  # noqa: ARG001 - they are public
    """Every purchasing category, by name."""
    query = db.select(Category).options(joinedload(Category.organisation))
    return list(db.session.scalars(query.order_by(Category.name)))


def categories_to_fill(*, reader: Actor) -> list[Category]:
    """The categories of which this person may fill the page, by name."""
    return [
        one for one in all_categories(reader=reader) if may(reader, Permission.FILL_CATEGORY, one)
    ]


def category_by_slug(slug: str, *, reader: Actor = ANYONE) -> Category:  # noqa: ARG001 - they are public
    """The category with this name in addresses.

    Raises NotFound with `unknown_category`.
    """
    category: Category | None = db.session.scalar(db.select(Category).where(Category.slug == slug))
    if category is None:
        raise NotFound("unknown_category", slug=slug)
    return category


def category_by_id(number: int, *, reader: Actor = ANYONE) -> Category:  # noqa: ARG001 - they are public
    """The category with this number in the database; raises NotFound."""
    category = db.session.get(Category, number)
    if category is None:
        raise NotFound("unknown_category", slug=number)
    return category


def category_named(name: str, *, reader: Actor = ANYONE) -> Category | None:  # noqa: ARG001 - they are public
    """The category with this name or slug; capitals and accents make no difference."""
    query = db.select(Category).where(Category.slug == slug_from(name))
    category: Category | None = db.session.scalar(query)
    return category


def links_of(
    categories: Sequence[Category],
    *,
    reader: Actor = ANYONE,  # noqa: ARG001 - they are public
) -> dict[int, dict[Stage, Link]]:
    """By category and step what was filled in of its chain, in one statement."""
    found: dict[int, dict[Stage, Link]] = {one.id: {} for one in categories}
    query = db.select(ChainLink).where(ChainLink.category_id.in_(found))
    for one in db.session.scalars(query):
        found[one.category_id][one.stage] = one.link
    return found


def last_change_of(category: Category, *, reader: Actor = ANYONE) -> datetime | None:  # noqa: ARG001 - the day is public
    """When something was last changed in a category."""
    query = db.select(db.func.max(Entry.at)).where(*_of(category))
    moment: datetime | None = db.session.scalar(query)
    return moment


def history_of(category: Category, *, reader: Actor) -> list[Entry]:
    """What was changed in a category, the newest first."""
    require(reader, Permission.FILL_CATEGORY, category)
    query = db.select(Entry).where(*_of(category))
    return list(db.session.scalars(query.order_by(Entry.id.desc())))


def _of(category: Category) -> tuple[ColumnElement[bool], ...]:
    return (
        Entry.subject_kind == Category.__tablename__,
        Entry.subject_id == category.id,
        Entry.what.in_(OF_A_CATEGORY),
    )
