"""Many inputs at once, straight in the tables: for what is measured and counted.

They are placed reactions as the operations would leave them, but for their leaves in the record.
"""

import itertools
from datetime import timedelta
from typing import Any

from consultation import clock
from consultation.contributions.models import (
    Contribution,
    ContributionText,
    Passage,
    Point,
    Submission,
)
from consultation.contributions.states import ContributionState, Kind, NameShown, PassageKind
from consultation.database import db
from consultation.logbook import transaction
from consultation.plans.models import Section
from consultation.reactions.models import Reaction
from consultation.rounds.models import Round

WORDS = (
    "Wij werken elke dag in deze kleding. De jas houdt de regen niet tegen en de mouwen zijn te "
    "kort. Kunt u bij de volgende aanbesteding vragen om een proef met echte gebruikers?"
)
_numbers = itertools.count(1)


def sections_of(count: int) -> tuple[tuple[str, str, int, tuple[str, ...]], ...]:
    """So many sections in chapters of ten, with three paragraphs each, for `make_plan`."""
    texts = tuple(f"{WORDS} Dit is alinea {number}." for number in range(1, 4))
    return tuple(
        (f"{at // 10 + 1}" if at % 10 == 0 else f"{at // 10 + 1}.{at % 10}",
         f"Onderdeel {at + 1}", 1 if at % 10 == 0 else 2, texts)
        for at in range(count)
    )  # fmt: skip


def make_crowd(round: Round, count: int) -> None:
    """So many placed reactions of a round, spread over the sections of its plan."""
    assert round.version is not None
    sections = list(round.version.sections)
    with transaction():
        for at in range(0, count, 500):
            _make_some(round, sections, min(500, count - at))


def _make_some(round: Round, sections: list[Section], count: int) -> None:
    numbers = [next(_numbers) for _ in range(count)]
    submissions = _insert(Submission, [_submission(round, number) for number in numbers])
    rows = [
        _reaction(round, owner, sections[number % len(sections)])
        for owner, number in zip(submissions, numbers, strict=True)
    ]
    made = _insert(Contribution, rows)
    db.session.execute(db.insert(Reaction.__table__), [{"id": one} for one in made])
    texts = _insert(
        ContributionText,
        [{"contribution_id": one, "number": 1, "written_at": clock.now()} for one in made],
    )
    _insert(Passage, [_passage(text, number) for text, number in zip(texts, numbers, strict=True)])
    _insert(Point, [{"contribution_id": one, "number": 1, "text": ""} for one in made])


def _insert(model: Any, rows: list[dict[str, Any]]) -> list[int]:
    """Insert rows and give their ids in the same order."""
    table = model.__table__
    statement = db.insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return list(db.session.scalars(statement, rows))


def _submission(round: Round, number: int) -> dict[str, Any]:
    sent = clock.now() - timedelta(minutes=number % 5000)
    return {
        "round_id": round.id,
        "draft_token": f"menigte-{number}",
        "idempotency_key": f"menigte-{number}",
        "receipt": f"MD-{number:05d}"[:12],
        "secret_key": "geheim",
        "channel": "web",
        "name_shown": NameShown.FIRST,
        "name": f"Deelnemer{number} Voorbeeld",
        "begun_at": sent,
        "received_at": sent,
    }


def _reaction(round: Round, submission_id: int, section: Section) -> dict[str, Any]:
    return {
        "type": "reaction",
        "submission_id": submission_id,
        "round_id": round.id,
        "sub_number": 1,
        "kind": Kind.OPINION,
        "state": ContributionState.PLACED,
        "version_id": section.version_id,
        "section_permanent_id": section.permanent_id,
        "alinea_permanent_id": section.alineas[0].permanent_id,
    }


def _passage(text_id: int, number: int) -> dict[str, Any]:
    return {
        "text_id": text_id,
        "position": 1,
        "kind": PassageKind.PUBLIC,
        "text": f"{WORDS} ({number})",
    }
