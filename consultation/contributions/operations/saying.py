"""One thing somebody says, when it may be said, and the text as it is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from consultation import clock
from consultation.contributions.models import Contribution
from consultation.contributions.states import (
    LIMIT,
    Arrival,
    Timing,
    timing_of,
)
from consultation.errors import AskedElsewhere, Closed, Invalid
from consultation.logbook import SYSTEM
from consultation.rounds.models import Round
from consultation.safe_html import clean_typed
from consultation.tenders.models import Tender
from consultation.tenders.queries import gates_of
from consultation.tenders.states import is_taken


@dataclass(frozen=True)
class Said:
    """One thing somebody says: a new contribution of some kind, and its two texts."""

    contribution: Contribution
    public: str
    confidential: str = ""


def judge_timing(round_: Round, arrival: Arrival, *, begun_at: datetime | None = None) -> Timing:
    """Whether a round takes an input of this moment, and how.

    Raises Closed with `round_not_open`, `round_closed` or `round_withdrawn`.
    """
    if round_.withdrawn_at is not None:
        raise Closed("round_withdrawn")
    if round_.published_at is None or round_.opens_at is None or round_.closes_at is None:
        raise Closed("round_not_open")
    timing = timing_of(
        arrival.at,
        begun_at or arrival.begun_at,
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
        grace=arrival.grace,
    )
    if timing is Timing.EARLY:
        raise Closed("round_not_open")
    if timing is Timing.REFUSED:
        raise Closed("round_closed")
    return timing


def check_subjects(
    round_: Round,
    subjects: Iterable[str | None],
    arrival: Arrival,
    *,
    begun_at: datetime | None = None,
) -> None:
    """Refuse what is about a tender of which the notice is out (R3).

    A subject is the permanent id of a section; none is the whole plan, or nothing in particular.
    Raises AskedElsewhere with `subject_in_tender` and the way to TenderNed.
    """
    closing = [
        gate
        for gate in gates_of(round_, reader=SYSTEM)
        if not is_taken(arrival.at, begun_at, notice_on=gate.tender.notice_on, grace=arrival.grace)
    ]
    for subject in subjects:
        for gate in closing:
            if gate.closes(subject):
                raise _closed_by(gate.tender)


def _closed_by(tender: Tender) -> AskedElsewhere:
    return AskedElsewhere(
        "subject_in_tender",
        title=tender.title,
        since=clock.date_words(tender.notice_on),
        number=tender.number,
        address=tender.address,
    )


def checked(said: Sequence[Said]) -> list[Said]:
    """The texts as they are kept: normalised, not empty, not too long."""
    texts = [
        Said(one.contribution, _cleaned(one.public), _cleaned(one.confidential)) for one in said
    ]
    for one in texts:
        if not one.public:
            raise Invalid(tekst="text_needed")
        if len(one.public) > LIMIT:
            raise Invalid(tekst="text_too_long")
        if len(one.confidential) > LIMIT:
            raise Invalid(vertrouwelijk="text_too_long")
    return texts


def _cleaned(typed: str) -> str:
    return clean_typed(typed).strip()
