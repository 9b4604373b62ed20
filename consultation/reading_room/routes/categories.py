"""The purchasing categories: what each is, who owns it, its rounds, its forums and its notes."""

from collections import Counter

from consultation import clock
from consultation.accounts.session import reader
from consultation.categories.queries import all_categories, category_by_slug, last_change_of
from consultation.forums.queries import all_forums
from consultation.logbook import ANYONE
from consultation.permissions import Permission
from consultation.question_hours.queries import public_hours
from consultation.reading_room.routes.blueprint import bp, page
from consultation.response_notes.queries import published_notes
from consultation.rounds.queries import public_rounds
from consultation.tenders.queries import chains_of
from consultation.web.answers import Answer
from consultation.web.guard import permission


@bp.get("/categorieen")
@permission(Permission.READ_PUBLIC)
def show_categories() -> Answer:
    """All purchasing categories with how many rounds each has."""
    counts = Counter(one.category_id for one in public_rounds(reader=ANYONE))
    categories = all_categories(reader=reader())
    return page("reading_room/categories.html", categories=categories, counts=counts)


@bp.get("/categorieen/<string:slug>")
@permission(Permission.READ_PUBLIC)
def show_category(slug: str) -> Answer:
    """One category: its chain, its rounds, hours to come, forums and notes, and who keeps it."""
    category = category_by_slug(slug, reader=reader())
    rounds = public_rounds(reader=ANYONE)
    hours = public_hours(since=clock.now())
    return page(
        "reading_room/category.html",
        category=category,
        links=chains_of([category], reader=ANYONE, now=clock.now())[category.id],
        changed_at=last_change_of(category, reader=reader()),
        hours=[one for one in hours if one.round and one.round.category_id == category.id],
        rounds=[one for one in rounds if one.category_id == category.id],
        forums=[one for one in all_forums(reader=ANYONE) if one.category_id == category.id],
        notes=[
            note for note in published_notes(reader=ANYONE) if note.round.category_id == category.id
        ],
    )
