"""Meetings of others: those in the agenda, one's own, and what waits for control."""

from datetime import datetime, timedelta

from sqlalchemy import and_, func, select
from sqlalchemy.orm import selectinload

from consultation import clock
from consultation.database import db
from consultation.errors import NotFound
from consultation.gatherings.models import Gathering, GatheringText
from consultation.gatherings.states import GatheringState
from consultation.logbook import Actor
from consultation.permissions import Permission, require

WHOLE = selectinload(Gathering.texts).selectinload(GatheringText.slots)

LATELY = timedelta(days=30)
"""How long a decision stays in the list of moderators."""


def placed_gatherings(*, reader: Actor) -> list[tuple[Gathering, GatheringText]]:
    """The meetings in the agenda, each with the text that the public reads."""
    require(reader, Permission.READ_PUBLIC)
    query = (
        select(Gathering, GatheringText)
        .join(
            GatheringText,
            and_(
                GatheringText.gathering_id == Gathering.id,
                GatheringText.number == Gathering.placed_number,
            ),
        )
        .options(selectinload(GatheringText.slots))
        .order_by(GatheringText.first_day, Gathering.id)
    )
    return [(gathering, text) for gathering, text in db.session.execute(query)]


def gathering_by_public_id(public_id: str, *, reader: Actor) -> Gathering:
    """A meeting in the agenda; raises NotFound when it is not placed."""
    require(reader, Permission.READ_PUBLIC)
    query = select(Gathering).where(
        Gathering.public_id == public_id, Gathering.placed_number.is_not(None)
    )
    found = db.session.scalars(query.options(WHOLE)).first()
    if found is None:
        raise NotFound("gathering_unknown")
    return found


def gathering_by_token(token: str, *, reader: Actor) -> Gathering:
    """One's own meeting, by the secret link; raises NotFound."""
    require(reader, Permission.SEND_GATHERING)
    query = select(Gathering).where(Gathering.token == token)
    found = db.session.scalars(query.options(WHOLE)).first()
    if found is None:
        raise NotFound("gathering_link_unknown")
    return found


def gathering_by_key(send_key: str, *, reader: Actor) -> Gathering | None:
    """What was sent with this key before, if anything."""
    require(reader, Permission.SEND_GATHERING)
    query = select(Gathering).where(Gathering.send_key == send_key)
    return db.session.scalars(query).first()


def judgeable_gathering(number: int, *, reader: Actor) -> Gathering:
    """A meeting with all that was decided, for moderators; raises NotFound, NotAllowed."""
    require(reader, Permission.MODERATE_GATHERING)
    found = db.session.get(Gathering, number, options=[WHOLE])
    if found is None:
        raise NotFound("gathering_unknown")
    return found


def waiting_gatherings(*, reader: Actor) -> list[Gathering]:
    """What waits for control, the oldest first."""
    require(reader, Permission.MODERATE_GATHERING)
    newest = select(func.max(GatheringText.written_at)).where(
        GatheringText.gathering_id == Gathering.id
    )
    query = (
        select(Gathering)
        .where(Gathering.state == GatheringState.WAITING)
        .options(WHOLE)
        .order_by(newest.scalar_subquery(), Gathering.id)
    )
    return list(db.session.scalars(query))


def decided_gatherings(*, reader: Actor) -> list[Gathering]:
    """What was decided lately, the newest first."""
    require(reader, Permission.MODERATE_GATHERING)
    since: datetime = clock.now() - LATELY
    query = (
        select(Gathering)
        .where(Gathering.state != GatheringState.WAITING, Gathering.decided_at > since)
        .options(WHOLE, selectinload(Gathering.decided_by))
        .order_by(Gathering.decided_at.desc())
    )
    return list(db.session.scalars(query))


def coming_gatherings(*, reader: Actor) -> list[Gathering]:
    """What stands in the agenda and is still to come, the first one first."""
    require(reader, Permission.MODERATE_GATHERING)
    today = clock.today()
    last = func.coalesce(GatheringText.last_day, GatheringText.first_day)
    query = (
        select(Gathering)
        .join(GatheringText, GatheringText.gathering_id == Gathering.id)
        .where(
            Gathering.state == GatheringState.PLACED,
            GatheringText.number == Gathering.placed_number,
            (last >= today) | (GatheringText.count > 1),
        )
        .options(WHOLE)
        .order_by(GatheringText.first_day, Gathering.id)
    )
    return list(db.session.scalars(query))
