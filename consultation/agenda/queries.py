"""Everything with a date, gathered from the subjects that have some.

A new subject adds a function to `SUBJECTS`: it gives its items for a reader, of all or of one
round, in a fixed number of statements.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from consultation import clock
from consultation.agenda.states import AgendaItem, AgendaKind, RoundDay
from consultation.database import db
from consultation.forums.models import Meeting
from consultation.forums.queries import public_meetings
from consultation.gatherings.models import Gathering, GatheringText
from consultation.gatherings.queries import placed_gatherings
from consultation.gatherings.states import happenings
from consultation.logbook import ANYONE, Actor
from consultation.permissions import Permission, require
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import hours_of_round, public_hours
from consultation.rounds.models import Round
from consultation.rounds.queries import last_moment
from consultation.slugs import tail_of

Subject = Callable[[Actor, Round | None], Iterator[AgendaItem]]


def agenda_items(*, reader: Actor, round: Round | None = None) -> list[AgendaItem]:
    """Everything with a date that this reader may know of, or what belongs to one round."""
    require(reader, Permission.READ_PUBLIC, round)
    found = (item for subject in SUBJECTS for item in subject(reader, round))
    return sorted(found, key=lambda item: item.order)


def _round_days(_reader: Actor, round: Round | None) -> Iterator[AgendaItem]:
    """The days of the rounds that were announced."""
    query = (
        select(Round)
        .where(Round.published_at.is_not(None))
        .options(selectinload(Round.extensions), selectinload(Round.organisation))
    )
    if round is not None:
        query = query.where(Round.id == round.id)
    for one in db.session.scalars(query):
        yield from _days_of(one)


def _days_of(round: Round) -> Iterator[AgendaItem]:
    """Opening, closing and the promise, or the day on which it was kept."""
    moved = [one for one in round.extensions if one.answer_by != one.answer_by_before]
    last = last_moment(round)
    if round.opens_at is not None:
        yield _day(round, RoundDay.OPENING, _local(round.opens_at), moves=0)
    if last is not None:
        yield _day(round, RoundDay.CLOSING, _local(last), moves=len(round.extensions))
    if round.answered_at is not None:
        yield _day(round, RoundDay.ANSWERED, _local(round.answered_at), moves=len(moved) + 1)
    elif round.answer_by is not None:
        yield _day(round, RoundDay.PROMISE, round.answer_by, moves=len(moved))


UIDS = {
    RoundDay.OPENING: "opening",
    RoundDay.CLOSING: "sluiting",
    RoundDay.PROMISE: "antwoord",
    RoundDay.ANSWERED: "antwoord",
}
"""The names of the days in calendars; a kept promise takes the place of the promise."""


def _day(round: Round, what: RoundDay, day: date, *, moves: int) -> AgendaItem:
    is_answer = what in {RoundDay.PROMISE, RoundDay.ANSWERED}
    is_withdrawn = round.withdrawn_at is not None
    return AgendaItem(
        uid=f"{round.slug}-{UIDS[what]}",
        kind=AgendaKind.ANSWER if is_answer else AgendaKind.ROUND,
        title=round.title,
        first_day=day,
        last_day=day,
        address=f"/rondes/{round.slug}{'/antwoordnota' if what is RoundDay.ANSWERED else ''}",
        changed_at=_changed_at(round),
        what=what,
        organiser=round.organisation.name,
        sequence=moves + is_withdrawn,
        is_cancelled=is_withdrawn,
        reason=round.withdrawn_reason,
        warns=what is RoundDay.CLOSING,
        is_example=round.is_example,
    )


def _local(moment: datetime) -> date:
    return clock.amsterdam(moment).date()


def _changed_at(round: Round) -> datetime:
    """The last decision on the days of a round, so that a calendar stays the same until then."""
    decided = [one.decided_at for one in round.extensions]
    moments = [round.published_at, round.withdrawn_at, round.answered_at, *decided]
    return max((one for one in moments if one is not None), default=round.created_at)


def _hours(_reader: Actor, round: Round | None) -> Iterator[AgendaItem]:
    """The question hours that were announced, also those that were called off."""
    yield from hour_items(public_hours() if round is None else hours_of_round(round, reader=ANYONE))


def hour_items(hours: Iterable[QuestionHour]) -> Iterator[AgendaItem]:
    """One thing in the agenda for each hour of a round."""
    for one in hours:
        yield _hour(one, one.path)


def _hour(hour: QuestionHour, address: str) -> AgendaItem:
    return AgendaItem(
        uid=f"vragenuur-{hour.public_id}",
        kind=hour.kind.value,
        title=hour.title,
        first_day=hour.day,
        last_day=_local(hour.ends_at - clock.SECOND),
        address=address,
        changed_at=hour.edition_at or hour.announced_at or hour.created_at,
        starts_at=hour.begins_at,
        ends_at=hour.ends_at,
        text=hour.purpose,
        place=hour.place or hour.video_address,
        organiser=hour.organisation.name,
        language=hour.language,
        sequence=hour.edition,
        is_cancelled=hour.cancelled_at is not None,
        reason=hour.cancelled_reason,
        warns=True,
        is_example=hour.is_example,
    )


def _meetings(_reader: Actor, round: Round | None) -> Iterator[AgendaItem]:
    """The meetings of forums that were announced; none is of a round."""
    if round is None:
        yield from meeting_items(public_meetings())


def meeting_items(meetings: Iterable[Meeting]) -> Iterator[AgendaItem]:
    """One thing in the agenda for each meeting of a forum."""
    for one in meetings:
        yield _hour(one.hour, one.path)


def _gatherings(reader: Actor, round: Round | None) -> Iterator[AgendaItem]:
    """The meetings of others that were placed, each time they are held; none is of a round."""
    if round is not None:
        return
    for gathering, text in placed_gatherings(reader=reader):
        yield from items_of_gathering(gathering, text)


def items_of_gathering(gathering: Gathering, text: GatheringText) -> Iterator[AgendaItem]:
    """One thing in the agenda for each time that a meeting is held."""
    for one in happenings(text.details):
        yield AgendaItem(
            uid=f"bijeenkomst-{gathering.public_id}-{one.number}",
            kind=text.kind,
            title=text.title,
            first_day=one.first_day,
            last_day=one.last_day,
            address=f"/agenda/{gathering.public_id}-{tail_of(text.title)}",
            changed_at=gathering.changed_at,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            text=text.text,
            place=text.place or text.link,
            organiser=text.organiser,
            language=text.language,
            sequence=gathering.revision,
            is_cancelled=gathering.is_cancelled,
            reason=gathering.cancelled_reason,
            is_example=gathering.is_example,
        )


SUBJECTS: tuple[Subject, ...] = (_round_days, _hours, _meetings, _gatherings)
"""The subjects with dates. A new subject adds its function here."""
