"""Making a purchasing category, on its own or when the first plan of it is read in."""

from consultation.accounts.models import Organisation
from consultation.categories.models import Category
from consultation.categories.queries import category_named
from consultation.database import db
from consultation.errors import Invalid
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.slugs import slug_from

LONGEST_NAME = 200


def create_category(
    name: str,
    organisation: Organisation,
    *,
    by: Actor,
    description: str = "",
    is_example: bool = False,
) -> Category:
    """Take in a category that this organisation owns.

    Raises Invalid without a name, or when its name in addresses is taken.
    """
    require(by, Permission.MANAGE_CATEGORIES)
    _check_name(name)
    if category_named(name, reader=by) is not None:
        raise Invalid(name="category_exists")
    return _made(name, organisation, description, is_example, by)


def edit_category(
    category: Category, name: str, organisation: Organisation, *, by: Actor, description: str = ""
) -> Category:
    """Give a category another name, owner or description; its address and its rounds stay.

    Raises Invalid without a name, or when another category has it.
    """
    require(by, Permission.MANAGE_CATEGORIES, category)
    _check_name(name)
    known = category_named(name, reader=by)
    if known is not None and known.id != category.id:
        raise Invalid(name="category_exists")
    category.name = name.strip()
    category.organisation_id = organisation.id
    category.description = description.strip()
    enter(What.CATEGORY_EDITED, category, by=by)
    return category


def find_or_make_category(
    name: str,
    organisation: Organisation,
    *,
    by: Actor,
    description: str = "",
    is_example: bool = False,
) -> Category:
    """The category with this name or slug, made for this organisation when it is new."""
    known = category_named(name, reader=by)
    if known is not None:
        return known
    require(by, Permission.IMPORT_PLAN, Category(organisation_id=organisation.id))
    _check_name(name)
    return _made(name, organisation, description, is_example, by)


def _check_name(name: str) -> None:
    if not name.strip():
        raise Invalid(name="category_name_needed")
    if len(name) > LONGEST_NAME:
        raise Invalid(name="category_name_too_long")


def _made(
    name: str, organisation: Organisation, description: str, is_example: bool, by: Actor
) -> Category:
    category = Category(
        slug=slug_from(name),
        name=name.strip(),
        description=description.strip(),
        organisation_id=organisation.id,
        is_example=is_example,
    )
    db.session.add(category)
    enter(What.CATEGORY_CREATED, category, by=by)
    return category
