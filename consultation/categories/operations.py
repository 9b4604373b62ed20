"""Making a purchasing category, as importing a plan does when it is the first of its category."""

from consultation.accounts.models import Organisation, slug_from
from consultation.categories.models import Category
from consultation.categories.queries import category_named
from consultation.database import db
from consultation.errors import Invalid
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.safe_html import clean_line

LONGEST_NAME = 200
"""Signs in the name of a category."""


def find_or_make_category(
    name: str,
    organisation: Organisation,
    *,
    by: Actor,
    description: str = "",
    is_example: bool = False,
) -> Category:
    """The category with this name or slug, made for this organisation when it is new.

    Raises Invalid without a name, or with one that is too long.
    """
    name = clean_line(name)
    if not name:
        raise Invalid(category="category_needed")
    if len(name) > LONGEST_NAME:
        raise Invalid(category="category_too_long")
    known = category_named(name, reader=by)
    if known is not None:
        return known
    category = Category(
        slug=slug_from(name),
        name=name,
        description=description,
        organisation_id=organisation.id,
        is_example=is_example,
    )
    require(by, Permission.IMPORT_PLAN, category)
    db.session.add(category)
    db.session.flush()
    return category
