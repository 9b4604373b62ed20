"""The places in a plan that something was said about, counted in the database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from consultation.contributions.models import Contribution
from consultation.contributions.queries import answered_in_public, visible_to
from consultation.database import db
from consultation.logbook import Actor
from consultation.reactions.queries.stands import stands_in
from consultation.rounds.models import Round

Place = tuple[int | None, str | None, str | None]
"""Version, section and alinea."""


@dataclass(frozen=True)
class Spoken:
    """A place that something was said about, and how often; `id` is that of the first."""

    id: int
    version_id: int | None
    section_permanent_id: str | None
    alinea_permanent_id: str | None
    said: int
    asked_live: int
    """How much of it gets an answer that everybody reads at once."""

    @property
    def place(self) -> Place:
        """Where that is."""
        return self.version_id, self.section_permanent_id, self.alinea_permanent_id


def spoken_in(round_: Round, *, reader: Actor) -> list[Spoken]:
    """Every place in the plan of a round that people spoke about, as far as this person may see."""
    place = (
        Contribution.version_id,
        Contribution.section_permanent_id,
        Contribution.alinea_permanent_id,
    )
    query = (
        select(
            func.min(Contribution.id),
            *place,
            func.count(),
            func.count().filter(answered_in_public()),
        )
        .where(Contribution.round_id == round_.id, visible_to(reader))
        .group_by(*place)
    )
    return [Spoken(*row) for row in db.session.execute(query)]


def reaction_counts(
    round_: Round, *, reader: Actor, spoken: Sequence[Spoken] | None = None
) -> dict[str, int]:
    """How many reactions each section has that this person may see; "" is the whole plan.

    What was said about an older version counts where it stands in the one that is consulted now.
    `spoken` is what people spoke about in this round, when that is at hand.
    """
    if spoken is None:
        spoken = spoken_in(round_, reader=reader)
    older = [one for one in spoken if one.version_id not in {None, round_.version_id}]
    stands = stands_in(round_.version, older, reader=reader) if round_.version and older else {}
    counts: Counter[str] = Counter()
    for one in spoken:
        stand = stands.get(one.id)
        section = stand.standing.section if stand is not None else None
        counts[section.id if section else one.section_permanent_id or ""] += one.said
    return dict(counts)
