"""Versions of a plan, and two of them side by side, as the API tells of them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from consultation.answers.models import PlanChange
from consultation.comparison.rows import RowChange
from consultation.comparison.tree import Section
from consultation.comparison.words import Mark, Piece
from consultation.logbook import ANYONE
from consultation.open_data.forms.shapes import Vergelijking, Versies
from consultation.plans.forms import CHANGE_CODES
from consultation.reactions.queries import (
    ComparedAlinea,
    ComparedNote,
    ComparedSection,
    Comparison,
    said_about,
    stands_in,
)
from consultation.rounds.models import Round
from consultation.rounds.queries import owner_and_licence

Facts = dict[str, Any]

MARK_CODES = {Mark.SAME: "gelijk", Mark.GONE: "weg", Mark.NEW: "nieuw"}
"""What happened to words, as machines read it."""


def versions_shape(round: Round, base: str) -> Versies:
    """The frozen versions of the plan of a round, each with where it is compared with the last."""
    found = [one for one in round.plan.versions if one.is_published] if round.plan else []
    place = f"/rondes/{round.slug}/versies"
    pairs = [None, *(f"{one.number}...{two.number}" for one, two in pairwise(found))]
    facts: Any = [
        {
            "nummer": one.number,
            "adres": f"{base}{place}/{one.number}/plan",
            "vastgezet_op": one.published_at,
            "is_geraadpleegd": one.id == round.version_id,
            "vergelijking": f"{base}/api/v1{place}/{pair}" if pair else None,
        }
        for one, pair in zip(found, pairs, strict=False)
    ]
    return Versies(resultaten=facts, volgende=None, **owner_and_licence(round))


def comparison_shape(
    round: Round, found: Comparison, base: str, *, wants_all: bool
) -> Vergelijking:
    """Two versions side by side, with what happened to the place of each placed reaction."""
    sections: Any = found.sections if wants_all else found.different
    van, naar = found.before.number, found.now.number
    return Vergelijking(
        plan=found.now.plan.slug,
        van=van,
        naar=naar,
        adres=f"{base}/rondes/{round.slug}/versies/{van}...{naar}",
        is_definitief=found.is_final,
        paragrafen=[_section(one, wants_all) for one in sections],
        reacties=list(_reactions(found)),
        **owner_and_licence(round),
    )


def _section(section: ComparedSection, wants_all: bool) -> Any:
    change = section.change
    alineas = section.alineas if wants_all else section.different
    return {
        "id": change.section.id,
        "uitkomst": CHANGE_CODES[change.verdict],
        "is_verplaatst": change.is_moved,
        "was": _heading(change.before),
        "nu": _heading(change.now),
        "verwant": [one.id for one in change.related],
        "waarom": [_why(why) for why in section.whys],
        "alineas": [_alinea(one) for one in alineas],
        "voetnoten": [_note(one) for one in section.notes],
    }


def _heading(section: Section | None) -> Facts | None:
    return {"nummer": section.number, "titel": section.title} if section else None


def _alinea(alinea: ComparedAlinea) -> Facts:
    change = alinea.change
    return {
        "id": alinea.id,
        "nummer": alinea.number,
        "uitkomst": CHANGE_CODES[alinea.verdict],
        "paragraaf": change.section_now.id if change.section_now else None,
        "oud": alinea.text.before,
        "nieuw": alinea.text.now,
        "stukken": [] if alinea.rows else _pieces(alinea.text.together),
        "rijen": [_row(one) for one in alinea.rows],
        "waarom": [_why(why) for why in alinea.whys],
    }


def _pieces(pieces: Sequence[Piece]) -> list[Facts]:
    return [{"soort": MARK_CODES[one.mark], "tekst": one.text} for one in pieces]


def _row(row: RowChange) -> Facts:
    return {
        "soort": MARK_CODES[row.mark],
        "is_anders": row.is_changed,
        "is_verplaatst": row.is_moved,
        "diepte": row.depth,
        "cellen": [_pieces(cell) for cell in row.cells],
    }


def _note(note: ComparedNote) -> Facts:
    return {
        "nummer": note.label,
        "uitkomst": CHANGE_CODES[note.verdict],
        "oud": note.text.before,
        "nieuw": note.text.now,
    }


def _why(why: PlanChange) -> Facts:
    return {"reden": why.reason, "inbreng": [one.reference for one in why.contributions]}


def _reactions(found: Comparison) -> Iterable[Any]:
    said = said_about(found.before, reader=ANYONE)
    stands = stands_in(found.now, said, reader=ANYONE)
    for one in said:
        if one.id in stands:
            place = stands[one.id].standing
            yield {
                "nummer": one.reference,
                "paragraaf": one.section_permanent_id,
                "alinea": one.alinea_permanent_id,
                "uitkomst": CHANGE_CODES[place.verdict],
                "tekst_gewijzigd": place.is_changed,
                "paragraaf_nu": place.section.id if place.section else None,
                "alinea_nu": place.alinea.id if place.alinea else None,
            }
