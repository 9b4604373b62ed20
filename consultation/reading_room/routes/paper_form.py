"""The form for who reacts on paper: with the same questions as staff enter it by later."""

from flask import request

from consultation import clock
from consultation.accounts.session import reader
from consultation.contributions.forms import NAME_WORDS
from consultation.logbook import ANYONE
from consultation.permissions import Permission
from consultation.plans.models import Section
from consultation.plans.queries import section_by_permanent_id
from consultation.reading_room.queries import contents_of
from consultation.reading_room.routes.blueprint import bp, page, round_named
from consultation.reading_room.routes.fixed import SITE, filled_in
from consultation.rounds.models import Round
from consultation.rounds.queries import asked
from consultation.short_codes.queries import code_of, section_codes
from consultation.web.answers import Answer
from consultation.web.guard import permission

MOST_QUESTIONS = 6
"""Questions of sections on the form of a whole round; a sheet of paper holds no more."""


@bp.get("/rondes/<string:slug>/papieren-formulier")
@permission(Permission.READ_PUBLIC)
def show_paper_form(slug: str) -> Answer:
    """A form to print and fill in by hand, on a round or on one section of it."""
    round = round_named(slug)
    section = _section(round, request.args.get("paragraaf", "").split("-", 1)[0])
    code = code_of(round, reader=ANYONE, section=section.permanent_id if section else "")
    return page(
        "reading_room/paper_form.html",
        round=round,
        phase=round.phase(clock.now()),
        section=section,
        code=code,
        codes=section_codes(round, reader=ANYONE),
        chapters=contents_of(round, reader=reader()).chapters if round.version else [],
        questions=asked(round, reader=reader())[:MOST_QUESTIONS],
        names=NAME_WORDS,
        rules=SITE["spelregels"]["kort"],
        address=filled_in("[INVULLEN: postadres]"),
        phone=filled_in("[INVULLEN: telefoonnummer]"),
    )


def _section(round: Round, permanent_id: str) -> Section | None:
    """The section that the form is about, when one was named; raises NotFound."""
    if not permanent_id or round.version is None:
        return None
    return section_by_permanent_id(round.version, permanent_id, reader=reader())
