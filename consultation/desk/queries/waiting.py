"""What waits today for one member of staff, over all rounds, in a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from consultation import clock
from consultation.database import db
from consultation.desk.queries.queue import WaitingRound as RoundToAnswer
from consultation.desk.queries.queue import rounds_to_answer
from consultation.gatherings.models import Gathering
from consultation.gatherings.queries import waiting_gatherings
from consultation.logbook import Actor
from consultation.moderation.models import Objection
from consultation.moderation.queries import (
    WaitingRound,
    moderates,
    waiting_objections,
    waiting_rounds,
)
from consultation.moderation.states import Wait, wait_of
from consultation.permissions import Permission, may, require
from consultation.plans.models import Plan, PlanVersion
from consultation.plans.states import VersionState
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import Deferred, deferred_questions, hours_to_host
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.states import NoteState
from consultation.rounds.models import Round
from consultation.rounds.queries import in_phase
from consultation.rounds.states import Phase

HOUR_IS_NEAR = timedelta(days=7)
"""How long before its beginning an hour stands on the desk of who may host it."""


@dataclass(frozen=True)
class RoundWork:
    """A round with inputs that have no outcome yet, against the day that was promised."""

    round: Round
    inputs: int
    missing: int
    today: date

    @property
    def days_left(self) -> int:
        """Working days until the promise, today included; nought when it has passed."""
        if self.round.answer_by is None or self.round.answer_by < self.today:
            return 0
        day, count = self.today, int(self.today.weekday() < 5)
        while day < self.round.answer_by:
            day = clock.working_days_after(day, 1)
            count += day <= self.round.answer_by
        return count

    @property
    def per_day(self) -> int:
        """How many a day are needed to keep the promise."""
        return -(-self.missing // max(1, self.days_left))

    @property
    def is_late(self) -> bool:
        """Whether the promised day has passed."""
        return self.round.answer_by is not None and self.round.answer_by < self.today


@dataclass(frozen=True)
class Desk:
    """Everything that waits for somebody."""

    controls: Sequence[WaitingRound]
    second_looks: Sequence[Objection]
    answers: Sequence[RoundWork]
    notes: Sequence[ResponseNote]
    drafts: Sequence[PlanVersion]
    rounds: Sequence[Round]
    gatherings: Sequence[Gathering]
    hours: Sequence[QuestionHour]
    deferred: Sequence[Deferred]

    @property
    def overdue(self) -> int:
        """How many questions out of hours were promised an answer before today."""
        today = clock.today()
        return sum(one.question.is_overdue(today) for one in self.deferred)

    @property
    def to_control(self) -> int:
        """How many inputs wait for control."""
        return sum(one.count for one in self.controls)

    @property
    def oldest(self) -> datetime | None:
        """Since when the oldest of them waits."""
        return min((one.oldest for one in self.controls), default=None)

    @property
    def oldest_wait(self) -> Wait:
        """How that is against the norm of one working day."""
        since = self.oldest or clock.now()
        return wait_of(clock.amsterdam(since).date(), clock.today())

    @property
    def to_answer(self) -> int:
        """How many inputs have no outcome."""
        return sum(one.missing for one in self.answers)

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits at all."""
        waiting = (
            self.controls, self.second_looks, self.answers, self.notes, self.drafts, self.rounds,
            self.gatherings, self.hours, self.deferred,
        )  # fmt: skip
        return not any(waiting)


def desk_of(*, reader: Actor) -> Desk:
    """What waits for this person; raises NotAllowed for who is no staff."""
    require(reader, Permission.SEE_DESK)
    is_moderator = moderates(reader)
    rounds = rounds_to_answer(reader=reader)
    return Desk(
        controls=waiting_rounds(reader=reader) if is_moderator else (),
        second_looks=waiting_objections(reader=reader) if is_moderator else (),
        answers=_rounds_with_work(rounds),
        notes=_notes_to_judge(reader),
        drafts=_draft_versions(reader),
        rounds=_rounds_in_preparation(reader),
        gatherings=_gatherings_to_judge(reader),
        hours=_hours_to_host(reader),
        deferred=deferred_questions([one.round for one in rounds], reader=reader),
    )


def _rounds_with_work(rounds: Sequence[RoundToAnswer]) -> list[RoundWork]:
    """Rounds with inputs without outcome, the nearest promise first."""
    today = clock.today()
    return [RoundWork(one.round, one.inputs, one.waiting, today) for one in rounds if one.waiting]


def _hours_to_host(reader: Actor) -> list[QuestionHour]:
    """Hours that this person may host within a week, or of which no report is public."""
    soon = clock.now() + HOUR_IS_NEAR
    return [one for one in hours_to_host(reader=reader) if one.begins_at <= soon]


def _gatherings_to_judge(reader: Actor) -> list[Gathering]:
    """Meetings of others that wait for control, the oldest first."""
    is_moderator = may(reader, Permission.MODERATE_GATHERING)
    return waiting_gatherings(reader=reader) if is_moderator else []


def _notes_to_judge(reader: Actor) -> list[ResponseNote]:
    """Notes that this person can approve, or publish now that they are approved."""
    query = (
        select(ResponseNote)
        .join(ResponseNote.round)
        .options(contains_eager(ResponseNote.round))
        .where(ResponseNote.state.in_((NoteState.UNDER_REVIEW, NoteState.APPROVED)))
        .order_by(ResponseNote.submitted_at)
    )
    needed = {
        NoteState.UNDER_REVIEW: Permission.APPROVE_NOTE,
        NoteState.APPROVED: Permission.PUBLISH_NOTE,
    }
    found = db.session.scalars(query)
    return [note for note in found if may(reader, needed[note.state], note)]


def _draft_versions(reader: Actor) -> list[PlanVersion]:
    """Plans that are being written, the newest first."""
    query = (
        select(PlanVersion)
        .join(PlanVersion.plan)
        .options(contains_eager(PlanVersion.plan))
        .where(PlanVersion.state == VersionState.DRAFT)
        .order_by(PlanVersion.created_at.desc(), Plan.id)
    )
    found = db.session.scalars(query)
    return [version for version in found if may(reader, Permission.EDIT_PLAN, version)]


def _rounds_in_preparation(reader: Actor) -> list[Round]:
    """Rounds that are not announced, the first to open first."""
    query = (
        select(Round)
        .where(in_phase(Phase.PREPARATION, clock.now()))
        .order_by(Round.opens_at, Round.id)
    )
    found = db.session.scalars(query)
    return [round for round in found if may(reader, Permission.EDIT_ROUND, round)]
