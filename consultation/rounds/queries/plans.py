"""What a round has to do with its plan: where it stands, what it asks, how it goes on."""

from sqlalchemy import select

from consultation import clock
from consultation.database import db
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.plans.models import Plan, PlanVersion, SectionQuestion
from consultation.plans.queries import asked_sections, newest_version
from consultation.rounds.models import Round
from consultation.rounds.states import Phase


def round_on_plan(plan: Plan, *, reader: Actor) -> Round | None:
    """The newest announced round on a plan: there its versions have their address."""
    require(reader, Permission.READ_PUBLIC, plan)
    query = select(Round).where(Round.plan_id == plan.id, Round.published_at.is_not(None))
    return db.session.scalars(query.order_by(Round.published_at.desc(), Round.id.desc())).first()


def next_version(round: Round, *, reader: Actor) -> PlanVersion | None:
    """The version with which a round that people may still react to can go on, if there is one."""
    is_running = round.phase(clock.now()) in {Phase.ANNOUNCED, Phase.OPEN}
    if not is_running or round.plan is None or round.version is None:
        return None
    newest = newest_version(round.plan, reader=reader)
    return newest if newest is not None and newest.number > round.version.number else None


def asked(round: Round, *, reader: Actor) -> list[SectionQuestion]:
    """What the sections of the consulted version ask, without what the round asks itself."""
    if round.version is None:
        return []
    own = {question.text for question in round.questions}
    return [one for one in asked_sections(round.version, reader=reader) if one.text not in own]
