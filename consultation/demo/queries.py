"""The letters that the mailbox page of the demo shows, and the places of the route through it."""

from dataclasses import dataclass

from consultation import clock
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.mail import Letter
from consultation.permissions import Permission, require
from consultation.plans.queries import section_by_number
from consultation.question_hours.queries import hours_of_round
from consultation.question_hours.states import HourState
from consultation.rounds.queries import round_by_slug

MOST = 100
"""Letters on the page."""


def letters_to(recipient: str, *, reader: Actor) -> list[Letter]:
    """The newest letters, of one recipient or (empty) of everybody.

    Raises NotAllowed.
    """
    require(reader, Permission.USE_DEMO)
    query = db.select(Letter).where(Letter.cancelled_at.is_(None)).order_by(Letter.id.desc())
    if recipient:
        query = query.where(db.func.lower(Letter.recipient) == recipient.casefold())
    return list(db.session.scalars(query.limit(MOST)))


OPEN_ROUND, OPEN_SECTION = "bedrijfskleding-vervolg", "2.4.5"
"""The round and the section in which the route lets somebody react."""


NOW = frozenset({HourState.LIVE, HourState.ENDED})
"""An hour in which the route lets somebody ask and host; it goes on soon when it is over."""


@dataclass(frozen=True)
class Places:
    """Where the route through the example goes, as far as it differs at each loading."""

    section: str
    hour: str
    regie: str


def route_places(*, reader: Actor) -> Places | None:
    """The places of the ten-minute route; None when the example content is not there.

    Raises NotAllowed.
    """
    require(reader, Permission.USE_DEMO)
    try:
        round_ = round_by_slug(OPEN_ROUND, reader=reader)
    except NotFound:
        return None
    section = round_.version and section_by_number(round_.version, OPEN_SECTION, reader=reader)
    if not section:
        return None
    now = clock.now()
    live = [one for one in hours_of_round(round_, reader=reader) if one.state(now) in NOW]
    hour = live[-1].path if live else f"/rondes/{OPEN_ROUND}"
    regie = f"/werk{hour}/regie" if live else f"/werk{hour}"
    return Places(f"/rondes/{OPEN_ROUND}/plan/{section.permanent_id}", hour, regie)
