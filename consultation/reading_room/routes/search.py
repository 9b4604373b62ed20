"""Looking for words: in the plan of a round, and in everything that is public."""

from flask import request

from consultation.accounts.session import reader
from consultation.logbook import ANYONE
from consultation.permissions import Permission
from consultation.plain_language.finding import LONGEST_SEARCH
from consultation.reading_room.routes.blueprint import bp, page, round_named
from consultation.search.queries import FoundKind, search_everything, search_plan
from consultation.typed import number_asked
from consultation.web.answers import Answer
from consultation.web.guard import permission


@bp.get("/zoeken")
@permission(Permission.READ_PUBLIC)
def show_search() -> Answer:
    """What was found in all rounds, plans, reactions and answers, what fits best first."""
    asked = request.args.get("soort", "")
    kind = FoundKind(asked) if asked in set(FoundKind) else None
    found = search_everything(_typed(), reader=ANYONE, kind=kind, page=_page())
    return page("reading_room/search.html", found=found, kind=kind)


@bp.get("/rondes/<string:slug>/plan/zoeken")
@permission(Permission.READ_PUBLIC)
def show_search_in_plan(slug: str) -> Answer:
    """What was found in the plan of a round and in the reactions on it, in plan order."""
    round = round_named(slug)
    found = search_plan(round, _typed(), reader=reader(), page=_page())
    return page("reading_room/search_plan.html", round=round, found=found)


def _typed() -> str:
    return request.args.get("q", "")[: 2 * LONGEST_SEARCH]


def _page() -> int:
    return request.args.get("pagina", 1, type=number_asked)
