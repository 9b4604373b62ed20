"""Looking up the purchasing categories."""

from sqlalchemy.orm import joinedload

from consultation.accounts.models import slug_from
from consultation.categories.models import Category
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import ANYONE, Actor


def all_categories(*, reader: Actor = ANYONE) -> list[Category]:  # noqa: ARG001 - they are public
    """Every purchasing category, by name."""
    query = db.select(Category).options(joinedload(Category.organisation))
    return list(db.session.scalars(query.order_by(Category.name)))


def category_by_slug(slug: str, *, reader: Actor = ANYONE) -> Category:  # noqa: ARG001 - they are public
    """The category with this name in addresses.

    Raises NotFound with `unknown_category`.
    """
    category: Category | None = db.session.scalar(db.select(Category).where(Category.slug == slug))
    if category is None:
        raise NotFound("unknown_category", slug=slug)
    return category


def category_named(name: str, *, reader: Actor = ANYONE) -> Category | None:  # noqa: ARG001 - they are public
    """The category with this name or slug; capitals and accents make no difference."""
    query = db.select(Category).where(Category.slug == slug_from(name))
    category: Category | None = db.session.scalar(query)
    return category
