"""How far the answering is, section by section, and what deserves another look."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select

from consultation.answers.models import Disposition, change_contributions
from consultation.answers.queries import counted_in_time
from consultation.answers.states import CHANGED, Outcome
from consultation.contributions.models import Contribution, Point
from consultation.database import db
from consultation.errors import Lack
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.plans.queries import outline_and_gone
from consultation.response_notes.models import ResponseNote
from consultation.rounds.models import Round

COLUMNS: dict[str, frozenset[Outcome]] = {
    "adopted": frozenset({Outcome.ADOPTED, Outcome.WEIGHED_CHANGED, Outcome.MENDED}),
    "partly": frozenset({Outcome.PARTLY_ADOPTED}),
    "not": frozenset(
        {
            Outcome.NOT_ADOPTED,
            Outcome.WEIGHED_NOT_CHANGED,
            Outcome.ALREADY_IN_PLAN,
            Outcome.NO_ERROR,
        }
    ),
    "answered": frozenset({Outcome.ANSWERED}),
    "later": frozenset({Outcome.LATER, Outcome.REFERRED}),
    "elsewhere": frozenset({Outcome.NOT_THIS_PLAN}),
}
"""The columns of the board, each with the outcomes that count in it."""


@dataclass(frozen=True)
class BoardRow:
    """The points about one section by what was done with them; the numbers add up to `total`."""

    permanent_id: str
    name: str
    inputs: int
    outcomes: Mapping[str, int] = field(default_factory=dict)
    without_outcome: int = 0
    has_theme: bool = False

    @property
    def total(self) -> int:
        """All points."""
        return sum(self.outcomes.values()) + self.without_outcome


def coverage_board(note: ResponseNote, *, reader: Actor) -> list[BoardRow]:
    """A row for each section that inputs are about, as the plan has them, the whole plan last."""
    require(reader, Permission.READ_DRAFT_NOTE, note)
    round = note.round
    place = func.coalesce(Contribution.section_permanent_id, "")
    inputs: dict[str, set[int]] = defaultdict(set)
    outcomes: dict[str, Counter[Outcome | None]] = defaultdict(Counter)
    query = (
        select(place, Contribution.id, Disposition.outcome)
        .select_from(Point)
        .join(Point.contribution)
        .join(Contribution.submission)
        .outerjoin(Disposition, Disposition.point_id == Point.id)
        .where(*counted_in_time(round))
    )
    for where, number, outcome in db.session.execute(query):
        inputs[where].add(number)
        outcomes[where][outcome] += 1
    themes = {one for theme in note.themes for one in theme.sections}
    names = _names(round, reader)
    places = {one: place for place, one in enumerate(names)}
    return [
        BoardRow(
            where,
            names.get(where, ""),
            len(inputs[where]),
            _columns(outcomes[where]),
            outcomes[where][None],
            where in themes,
        )
        for where in sorted(inputs, key=lambda one: places.get(one, len(places)))
    ]


def _names(round: Round, reader: Actor) -> dict[str, str]:
    if round.version is None:
        return {}
    return {line.permanent_id: line.name for line in outline_and_gone(round.version, reader=reader)}


def _columns(outcomes: Counter[Outcome | None]) -> dict[str, int]:
    return {
        name: sum(outcomes[outcome] for outcome in members) for name, members in COLUMNS.items()
    }


def note_warnings(note: ResponseNote, *, reader: Actor) -> list[Lack]:
    """What holds nothing up and still deserves a look before the note goes on."""
    require(reader, Permission.READ_DRAFT_NOTE, note)
    linked = select(change_contributions.c.contribution_id)
    query = (
        select(func.count(Contribution.id.distinct()))
        .join(Contribution.points)
        .join(Contribution.submission)
        .join(Disposition, Disposition.point_id == Point.id)
        .where(
            *counted_in_time(note.round),
            Disposition.outcome.in_(CHANGED),
            Contribution.id.not_in(linked),
        )
    )
    count = db.session.scalar(query) or 0
    warnings = [Lack("outcomes_without_change", (("count", count),))] if count else []
    if not note.too_little_heard:
        warnings.append(Lack("too_little_heard_missing"))
    if not note.themes:
        warnings.append(Lack("themes_missing"))
    return warnings
