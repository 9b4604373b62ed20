"""The route "Voor mij": three questions, and then five to eight sections instead of all."""

import re

from flask import request

from consultation import clock
from consultation.accounts.session import reader
from consultation.permissions import Permission
from consultation.reading_room.queries import contents_of, reading_route, visited_round
from consultation.reading_room.routes.blueprint import bp, page
from consultation.tenders.queries import gates_of
from consultation.web.answers import Answer
from consultation.web.guard import permission

GIVEN = re.compile(r"vraag-[0-9]+")
"""The name of an answer in an address. Answers stand there and nowhere else."""


@bp.get("/rondes/<string:slug>/voor-mij")
@permission(Permission.READ_PUBLIC)
def show_route(slug: str) -> Answer:
    """The questions, or what to read for who gave these answers."""
    here = visited_round(slug, reader=reader())
    round = here.round
    route = round.route
    contents = contents_of(round, reader=reader())
    keys = [request.args.get(f"vraag-{at}", "") for at in range(1, len(route.questions) + 1)]
    chosen = route.chosen(keys)
    is_asked = any(GIVEN.fullmatch(name) for name in request.args)
    shows_result = is_asked or not route.questions
    gates = gates_of(round, reader=reader(), tenders=here.tenders)
    return page(
        "reading_room/route.html",
        gates=[one for one in gates if one.tender.is_running(clock.now())],
        round=round,
        route=route,
        phase=round.phase(clock.now()),
        contents=contents,
        chosen=chosen,
        is_asked=is_asked,
        found=reading_route(round, contents, chosen, reader=reader()) if shows_result else None,
    )
