"""Which tenders follow from a round, what they close, and what is known of a chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from consultation import clock
from consultation.categories.models import Category
from consultation.categories.queries import links_of
from consultation.categories.states import Link, Stage
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import SYSTEM, Actor
from consultation.permissions import Permission, may
from consultation.plans.queries import Line, outline
from consultation.rounds.models import Round
from consultation.tenders.models import Tender
from consultation.tenders.states import with_those_below


def tenders_of(round_: Round, *, reader: Actor) -> list[Tender]:
    """The tenders that are linked to a round, by the day of their notice."""
    return tenders_by_round([round_], reader=reader)[round_.id]


def tenders_by_round(rounds: Sequence[Round], *, reader: Actor) -> dict[int, list[Tender]]:
    """The same for many rounds that this person may see, in one statement."""
    found: dict[int, list[Tender]] = {one.id: [] for one in rounds if _may_see(one, reader)}
    query = select(Tender).where(Tender.round_id.in_(found), Tender.unlinked_at.is_(None))
    for one in db.session.scalars(query.order_by(Tender.notice_on, Tender.id)):
        found[one.round_id].append(one)
    return {one.id: found.get(one.id, []) for one in rounds}


def tenders_with_decisions(round_: Round, *, reader: Actor) -> list[Tender]:
    """Every tender that is or was linked to a round, with what was decided about each and why."""
    if not _may_see(round_, reader):
        return []
    query = select(Tender).where(Tender.round_id == round_.id).order_by(Tender.notice_on, Tender.id)
    return list(db.session.scalars(query.options(selectinload(Tender.decisions))))


def tender_of_round(round_: Round, number: int, *, reader: Actor) -> Tender:
    """One tender of a round by its number there; raises NotFound."""
    found = [one for one in tenders_with_decisions(round_, reader=reader) if one.id == number]
    if not found:
        raise NotFound("tender_unknown")
    return found[0]


def running_tenders(*, reader: Actor) -> list[Tender]:
    """The tenders of announced rounds about which people ask on TenderNed now, newest first."""
    query = (
        select(Tender)
        .join(Tender.round)
        .where(Tender.unlinked_at.is_(None), Tender.notice_on <= clock.today())
        .options(contains_eager(Tender.round).selectinload(Round.category))
    )
    found = db.session.scalars(query.order_by(Tender.notice_on.desc(), Tender.id))
    return [one for one in found if one.round.is_public and _may_see(one.round, reader)]


def _may_see(round_: Round, reader: Actor) -> bool:
    return round_.is_public or may(reader, Permission.READ_DRAFT_ROUND, round_)


@dataclass(frozen=True)
class Gate:
    """A tender with what it closes: sections by permanent id, or everything."""

    tender: Tender
    covered: frozenset[str]
    names: tuple[str, ...]

    @property
    def is_about_all(self) -> bool:
        """Whether it closes the whole round."""
        return not self.tender.sections

    def closes(self, permanent_id: str | None) -> bool:
        """Whether it is about a section, or about nothing in particular when it is about all."""
        return self.is_about_all or permanent_id in self.covered


def gates_of(
    round_: Round, *, reader: Actor, tenders: Sequence[Tender] | None = None
) -> list[Gate]:
    """The tenders of a round with what each is about, in two statements at most.

    `tenders` are those of the round, when they are at hand. A section that is chosen brings all
    that stands under it in the consulted version.
    """
    if tenders is None or not _may_see(round_, reader):
        tenders = tenders_of(round_, reader=reader)
    linked = [one for one in tenders if one.is_linked]
    lines = _lines(round_) if any(one.sections for one in linked) else []
    return [
        Gate(
            one,
            frozenset(with_those_below(one.sections, lines)),
            tuple(line.name for line in lines if line.permanent_id in one.sections),
        )
        for one in linked
    ]


def gate_on(
    round_: Round,
    permanent_id: str | None,
    *,
    reader: Actor,
    tenders: Sequence[Tender] | None = None,
) -> Gate | None:
    """The first tender that is about a section, or about the whole of a round."""
    gates = gates_of(round_, reader=reader, tenders=tenders)
    return next((one for one in gates if one.closes(permanent_id)), None)


def _lines(round_: Round) -> list[Line]:
    return outline(round_.version, reader=SYSTEM) if round_.version is not None else []


def chains_of(
    categories: Sequence[Category], *, reader: Actor, now: datetime
) -> dict[int, dict[Stage, Link]]:
    """By category what is known of its chain, in a fixed number of statements.

    What was filled in counts. Where nothing was, the plan and the tender of its newest announced
    round are known here.
    """
    chains = links_of(categories, reader=reader)
    query = select(Round).where(Round.category_id.in_(chains), Round.published_at.is_not(None))
    whole = (
        selectinload(Round.version),
        selectinload(Round.plan),
        selectinload(Round.organisation),
    )
    rounds = list(db.session.scalars(query.order_by(Round.published_at.desc()).options(*whole)))
    tenders = tenders_by_round(rounds, reader=reader)
    for one in rounds:
        chain = chains[one.category_id or 0]
        if one.version is not None and one.version.published_at is not None:
            chain.setdefault(Stage.PLAN, _plan_link(one, one.version.published_at))
        for tender in reversed(tenders[one.id]):
            if tender.is_running(now):
                chain.setdefault(Stage.TENDER, _tender_link(tender))
    return chains


def _plan_link(round_: Round, published_at: datetime) -> Link:
    return Link(
        address=f"/rondes/{round_.slug}/plan",
        dated_on=clock.amsterdam(published_at).date(),
        source=round_.organisation.name,
        title=round_.plan.title if round_.plan else "",
    )


def _tender_link(tender: Tender) -> Link:
    return Link(tender.address, tender.notice_on, "TenderNed", tender.title, tender.number)
