"""How much a round received, and which contributions count."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from consultation.contributions.models import Contribution, Submission
from consultation.contributions.states import COUNTED, VISIBLE, ContributionState, NameShown
from consultation.database import db
from consultation.logbook import ANYONE, Actor
from consultation.rounds.models import Round


@dataclass(frozen=True)
class Counts:
    """What a round received. The parts add up to `received`; withdrawn ones stand apart.

    `late` and `unconfirmed` are looks from another side: late ones are in the other numbers,
    unconfirmed ones in none of them.
    """

    visible: int = 0
    in_control: int = 0
    refused: int = 0
    kept_back: int = 0
    erased: int = 0
    withdrawn: int = 0
    late: int = 0
    unconfirmed: int = 0

    @property
    def received(self) -> int:
        """Inputs that count: each of them gets an outcome."""
        return self.visible + self.in_control + self.refused + self.kept_back + self.erased

    @property
    def not_placed(self) -> int:
        """Inputs that are read and counted, and of which the text is not on the site."""
        return self.received - self.visible


def round_counts(round_: Round, *, reader: Actor = ANYONE) -> Counts:
    """How much a round received and how much of it is not placed and why, in one statement."""
    return counts_by_round([round_], reader=reader)[round_.id]


def counts_by_round(rounds: Sequence[Round], *, reader: Actor = ANYONE) -> dict[int, Counts]:  # noqa: ARG001 - totals are public (I8)
    """The same for many rounds, still in one statement."""
    numbers: dict[int, Counter[str]] = {one.id: Counter() for one in rounds}
    kept_back = Submission.name_shown == NameShown.NOT_PLACED
    parts = (Contribution.round_id, Contribution.state, kept_back, Submission.is_late)
    query = (
        select(*parts, func.count(Contribution.id))
        .join(Contribution.submission)
        .where(Contribution.round_id.in_(numbers))
        .group_by(*parts)
    )
    for number, state, is_kept_back, is_late, count in db.session.execute(query):
        part = _part(state, bool(is_kept_back))
        if part:
            numbers[number][part] += count
        if is_late and part and part != "unconfirmed":
            numbers[number]["late"] += count
    return {number: Counts(**found) for number, found in numbers.items()}


def _part(state: ContributionState, is_kept_back: bool) -> str:
    """Which number of the counts a contribution in this state belongs to."""
    apart = {
        ContributionState.DRAFT: "",
        ContributionState.UNCONFIRMED: "unconfirmed",
        ContributionState.WITHDRAWN: "withdrawn",
        ContributionState.ERASED: "erased",
    }
    if state in apart:
        return apart[state]
    if is_kept_back:
        return "kept_back"
    if state in VISIBLE:
        return "visible"
    return "in_control" if state is ContributionState.RECEIVED else "refused"


def counted() -> ColumnElement[bool]:
    """Contributions that count as an input of their round and need an outcome."""
    return Contribution.state.in_(COUNTED)


def answered_in_public() -> ColumnElement[bool]:
    """Contributions whose answer everybody reads as soon as it is given."""
    kinds = Contribution.__mapper__.self_and_descendants
    return Contribution.type.in_(
        [kind.polymorphic_identity for kind in kinds if kind.class_.answers_are_public]
    )
