"""Placed reactions with their outcomes, as facts."""

from collections.abc import Sequence

from consultation.answers.models import Disposition
from consultation.logbook import ANYONE, Actor
from consultation.open_data.queries.slices import Facts, Slice
from consultation.reactions.queries import ReactionRow, outcomes_of_rows, reactions_of_round
from consultation.rounds.models import Round


def reaction_facts(round: Round, *, reader: Actor, base: str, page: int) -> Slice:
    """A page of the placed reactions with their outcomes."""
    found = reactions_of_round(round, reader=reader, page=page)
    if page > found.pages:
        return Slice([], has_more=False)
    outcomes = outcomes_of_rows(round, found.rows, reader=ANYONE)
    facts = [_reaction(round, row, outcomes.get(row.id, []), base) for row in found.rows]
    return Slice(facts, page < found.pages)


def _reaction(round: Round, row: ReactionRow, outcomes: Sequence[Disposition], base: str) -> Facts:
    return {
        "id": row.reference,
        "adres": f"{base}/rondes/{round.slug}/reacties/{row.reference}",
        "soort": row.kind,
        "in_vragenuur": row.is_live,
        "naam": row.name or None,
        "ontvangen_op": row.received_at,
        "paragraaf": row.section_permanent_id,
        "alinea": row.alinea_number,
        "tekst": "\n".join(
            "".join(piece.text or f"[{piece.mark}]" for piece in paragraph)
            for paragraph in row.paragraphs
        ),
        "uitkomsten": [
            {
                "uitkomst": one.outcome,
                "reden": one.reason,
                "antwoord": one.answer.newest.text if one.answer else "",
                "adres": f"{base}/antwoorden/{one.answer.public_id}" if one.answer else None,
            }
            for one in outcomes
        ],
    }
