"""Placed reactions: all of a round, and each at its own address."""

from flask import redirect, request, url_for

from consultation.contributions.queries import round_counts
from consultation.errors import NotFound
from consultation.logbook import ANYONE
from consultation.moderation.queries import reason_counts
from consultation.permissions import Permission
from consultation.public_record.receipts import parse_receipt
from consultation.reactions.queries import (
    newest_stands,
    on_section,
    outcomes_of_rows,
    reaction_by_receipt,
    reactions_of_round,
)
from consultation.reading_room.queries import changes_by
from consultation.reading_room.routes.blueprint import bp, page, round_named
from consultation.typed import number_asked, whole_number
from consultation.web.answers import Answer
from consultation.web.guard import permission


@bp.get("/rondes/<string:slug>/reacties")
@permission(Permission.READ_PUBLIC)
def show_reactions(slug: str) -> Answer:
    """All placed reactions of a round or of one section, newest first."""
    round = round_named(slug)
    section = request.args.get("paragraaf", "")
    found = reactions_of_round(
        round,
        reader=ANYONE,
        page=request.args.get("pagina", 1, type=number_asked),
        condition=on_section(section) if section else None,
    )
    return page(
        "reading_room/reactions.html",
        round=round,
        found=found,
        section=section,
        outcomes=outcomes_of_rows(round, found.rows, reader=ANYONE),
        stands=newest_stands(round.plan, found.rows, reader=ANYONE),
        counts=round_counts(round, reader=ANYONE),
        reasons=reason_counts(round, reader=ANYONE),
    )


@bp.get("/rondes/<string:slug>/reacties/<path:reference>")
@permission(Permission.READ_PUBLIC)
def show_reaction(slug: str, reference: str) -> Answer:
    """One reaction at its own address; without a public text, its outcome."""
    round = round_named(slug)
    receipt = parse_receipt(reference)
    number = whole_number(reference.partition("/")[2] or "1")
    if receipt is None or number is None:
        raise NotFound("not_found")
    try:
        row = reaction_by_receipt(receipt, number, reader=ANYONE)
    except NotFound:
        if round.answered_at is None:
            raise
        return redirect(_in_note(slug, f"{receipt}/{number}"))
    return page(
        "reading_room/reaction.html",
        round=round,
        row=row,
        outcomes=outcomes_of_rows(round, [row], reader=ANYONE),
        changes=changes_by(round, row.id, reader=ANYONE),
        stands=newest_stands(round.plan, [row], reader=ANYONE),
    )


def _in_note(slug: str, reference: str) -> str:
    return url_for(".show_note", slug=slug, nummer=reference, _anchor="gevonden")
