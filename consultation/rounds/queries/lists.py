"""A round by its address or number, and rounds in the order in which people meet them."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from consultation import clock
from consultation.categories.models import Category
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.permissions import Permission, may, require
from consultation.plans.models import Plan, PlanVersion
from consultation.rounds.models import Round
from consultation.rounds.queries.phases import in_phase, next_date
from consultation.rounds.states import Phase

ORDER = (
    Phase.OPEN,
    Phase.ANNOUNCED,
    Phase.PROCESSING,
    Phase.ANSWERED,
    Phase.WITHDRAWN,
    Phase.PREPARATION,
)
"""The order in which people meet rounds: first those in which they can take part."""


def round_by_slug(slug: str, *, reader: Actor) -> Round:
    """A round by its address; raises NotFound when it is not there or not announced yet."""
    round = db.session.scalars(whole_round(slug)).unique().first()
    if round is None or not may_read_round(round, reader=reader):
        raise NotFound("round_unknown", round=slug)
    return round


def whole_round(slug: str) -> Select[Round]:
    """What asks for a round by its address, with all that its pages need, in one statement.

    The version that it consults is one of those of its plan.
    """
    versions = joinedload(Round.plan).joinedload(Plan.versions)
    return (
        select(Round)
        .where(Round.slug == slug)
        .options(
            joinedload(Round.category),
            joinedload(Round.organisation),
            versions.defer(PlanVersion.import_report),
        )
    )


def round_with_leave(slug: str, leave: Permission, *, reader: Actor) -> Round:
    """A round that this person may do something with; raises NotFound or NotAllowed."""
    round = round_by_slug(slug, reader=reader)
    require(reader, leave, round)
    return round


def round_by_id(number: int, *, reader: Actor) -> Round:
    """A round by its number in the database; raises NotFound as `round_by_slug` does."""
    round = db.session.get(Round, number)
    if round is None or not may_read_round(round, reader=reader):
        raise NotFound("round_unknown", round=number)
    return round


def may_read_round(round: Round, *, reader: Actor) -> bool:
    """Whether this person may know of this round."""
    return round.is_public or may(reader, Permission.READ_DRAFT_ROUND, round)


def public_rounds(*, reader: Actor, phase: Phase | None = None, category: str = "") -> list[Round]:
    """Every round that was announced: open ones first, by their closing date.

    Those in one phase, or of one category by its address, when that is asked.
    """
    require(reader, Permission.READ_PUBLIC)
    query = select(Round).where(Round.published_at.is_not(None))
    if phase is not None:
        query = query.where(in_phase(phase, clock.now()))
    if category:
        query = query.where(Round.category.has(Category.slug == category))
    return _in_order(db.session.scalars(query.options(selectinload(Round.category))))


def categories_with_rounds(*, reader: Actor) -> list[Category]:
    """The categories of which a round was announced, by name."""
    require(reader, Permission.READ_PUBLIC)
    announced = select(Round.category_id).where(Round.published_at.is_not(None))
    query = select(Category).where(Category.id.in_(announced)).order_by(Category.name)
    return list(db.session.scalars(query))


def rounds_of_staff(*, reader: Actor) -> list[Round]:
    """The rounds this person works on, those in preparation included."""
    whole = (
        selectinload(Round.category),
        selectinload(Round.organisation),
        selectinload(Round.questions),
        selectinload(Round.version).joinedload(PlanVersion.plan),
    )
    rounds = db.session.scalars(select(Round).options(*whole))
    return _in_order(one for one in rounds if may(reader, Permission.READ_DRAFT_ROUND, one))


def rounds_to_close(closed_by: datetime, *, reader: Actor) -> list[Round]:
    """Rounds that closed by this moment and do not have their closing leaf yet."""
    require(reader, Permission.READ_DRAFT_ROUND)
    query = select(Round).where(
        Round.published_at.is_not(None),
        Round.closes_at <= closed_by,
        Round.closed_leaf_at.is_(None),
    )
    return list(db.session.scalars(query.order_by(Round.id)))


def _in_order(rounds: object) -> list[Round]:
    now = clock.now()

    def place(round: Round) -> tuple[int, float]:
        phase = round.phase(now)
        date = next_date(round, now)
        moment = date.timestamp() if date else 0.0
        return ORDER.index(phase), -moment if phase in {Phase.ANSWERED, Phase.WITHDRAWN} else moment

    return sorted(rounds, key=place)  # type: ignore[call-overload, no-any-return]  # an iterable
