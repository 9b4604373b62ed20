"""A round as somebody visits it: with its tenders and its short code, in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass

from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.rounds.models import Round
from consultation.rounds.queries import may_read_round, whole_round
from consultation.short_codes.models import ShortCode
from consultation.short_codes.queries import is_code_of
from consultation.tenders.models import Tender


@dataclass(frozen=True)
class VisitedRound:
    """A round with every tender that is or was linked to it, and the code on its paper."""

    round: Round
    tenders: Sequence[Tender]
    code: str
    """Of the section that was asked for, or of the round itself; empty when it has none."""


def visited_round(slug: str, *, reader: Actor, section: str = "") -> VisitedRound:
    """A round by its address with what all of its pages tell; raises as `round_by_slug` does."""
    query = (
        whole_round(slug)
        .add_columns(Tender, ShortCode.code)
        .outerjoin(Tender, Tender.round_id == Round.id)
        .outerjoin(ShortCode, is_code_of(Round, section))
        .order_by(Tender.notice_on, Tender.id)
    )
    rows = db.session.execute(query).unique().all()
    if not rows or not may_read_round(rows[0].Round, reader=reader):
        raise NotFound("round_unknown", round=slug)
    tenders = [row.Tender for row in rows if row.Tender is not None]
    return VisitedRound(rows[0].Round, tenders, rows[0].code or "")
