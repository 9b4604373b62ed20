"""Where does my question belong? A short path of choices that ends at the right place (R7)."""

from collections.abc import Sequence
from enum import StrEnum

from flask import request
from flask_babel import lazy_gettext as _

from consultation import clock
from consultation.accounts.session import reader
from consultation.categories.models import Category
from consultation.categories.queries import all_categories
from consultation.logbook import ANYONE
from consultation.permissions import Permission
from consultation.reading_room.routes.blueprint import bp, page
from consultation.rounds.models import Round
from consultation.rounds.queries import public_rounds
from consultation.rounds.states import Phase
from consultation.tenders.queries import chains_of, running_tenders
from consultation.web.answers import Answer
from consultation.web.guard import permission


class About(StrEnum):
    """What a question can be about, as the address says it."""

    PLAN = "plan"
    TENDER = "aanbesteding"
    CONTRACT = "contract"
    COMPLAINT = "klacht"
    OTHER = "anders"


WORDS = {
    About.PLAN: (
        _("Mijn vraag gaat over een plan"),
        _("U wilt weten of veranderen hoe het Rijk gaat inkopen. Er loopt nog geen aanbesteding."),
    ),
    About.TENDER: (
        _("Mijn vraag gaat over een aanbesteding die nu loopt"),
        _("De aankondiging staat op TenderNed. Bedrijven kunnen zich inschrijven."),
    ),
    About.CONTRACT: (
        _("Mijn vraag gaat over een contract of over geld"),
        _("U wilt weten met wie het Rijk een contract heeft. Of hoeveel het Rijk uitgaf."),
    ),
    About.COMPLAINT: (
        _("Ik heb een klacht"),
        _("U vindt dat iemand u niet goed behandelt. Of u vindt een aanbesteding niet eerlijk."),
    ),
    About.OTHER: (
        _("Mijn vraag gaat over iets anders"),
        _("Of u weet het niet zeker."),
    ),
}
"""What somebody recognises as their question, and how they recognise it."""


@bp.get("/waar-hoort-mijn-vraag")
@permission(Permission.READ_PUBLIC)
def show_where_to_ask() -> Answer:
    """First what a question is about, then the place for it, of one category or of all."""
    about = _about()
    categories = all_categories(reader=reader())
    wanted = request.args.get("categorie", "")
    category = next((one for one in categories if one.slug == wanted), None)
    if about is None:
        return page("reading_room/where.html", words=WORDS, about=None, category=category)
    chains = chains_of([category], reader=ANYONE, now=clock.now()) if category else {}
    return page(
        "reading_room/where.html",
        words=WORDS,
        about=about,
        category=category,
        categories=categories,
        links=chains.get(category.id, {}) if category else {},
        rounds=_open_rounds(category) if about is About.PLAN else [],
        tenders=[
            one
            for one in (running_tenders(reader=ANYONE) if about is About.TENDER else [])
            if category is None or one.round.category_id == category.id
        ],
    )


def _about() -> About | None:
    typed = request.args.get("over", "")
    return next((one for one in About if one.value == typed), None)


def _open_rounds(category: Category | None) -> Sequence[Round]:
    """The rounds in which people can ask now, of one category or of all."""
    now = clock.now()
    return [
        one
        for one in public_rounds(reader=ANYONE)
        if one.phase(now) is Phase.OPEN and category in {None, one.category}
    ]
