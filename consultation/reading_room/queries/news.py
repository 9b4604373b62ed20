"""What is new in a round since a day: versions, sections, reactions, answers and hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, or_

from consultation import clock
from consultation.answers.queries import AnswerText, public_answer_texts
from consultation.comparison.verdicts import SectionChange, Verdict
from consultation.contributions.models import Contribution, Submission
from consultation.logbook import ANYONE, Actor
from consultation.moderation.models import Decision
from consultation.plans.models import PlanVersion
from consultation.plans.queries import changes_between
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import hours_of_round
from consultation.reactions.queries import ReactionRow, reactions_of_round
from consultation.rounds.models import Extension, Round

SHOWN = 10
"""Reactions and answers that are shown; all of them are a page away."""


@dataclass(frozen=True)
class News:
    """What happened in a round since the beginning of a day, as far as everybody may know it."""

    since: date
    versions: Sequence[PlanVersion]
    before: PlanVersion | None
    """The version that was the newest before; None when nothing is to be compared."""
    changes: Sequence[SectionChange]
    reactions: Sequence[ReactionRow]
    reaction_count: int
    answers: Sequence[AnswerText]
    answer_count: int
    hours: Sequence[QuestionHour]
    extensions: Sequence[Extension]
    is_answered: bool
    """Whether the answer note was published since."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened."""
        happened = (self.versions, self.reaction_count, self.answer_count, self.hours)
        return not any((*happened, self.extensions, self.is_answered))


def news_of(round: Round, since: date, *, reader: Actor) -> News:
    """What is new in a round since a day began, in a fixed number of statements."""
    moment = clock.start_of_day(since)
    versions = list(round.plan.versions) if round.plan is not None else []
    published = [one for one in versions if one.is_published]
    new = [one for one in published if _is_since(one.published_at, moment)]
    before = next((one for one in reversed(published) if one not in new), None) if new else None
    changes = changes_between(before, new[-1], reader=reader) if before else []
    found = reactions_of_round(round, reader=ANYONE, condition=_placed_since(moment))
    told = public_answer_texts([round.id], reader=reader)
    answers = [one for one in reversed(told) if one.written_at >= moment]
    return News(
        since=since,
        versions=new,
        before=before,
        changes=[one for one in changes if one.verdict is not Verdict.SAME],
        reactions=found.rows[:SHOWN],
        reaction_count=found.total,
        answers=answers[:SHOWN],
        answer_count=len(answers),
        hours=[one for one in hours_of_round(round, reader=ANYONE) if _is_new(one, moment)],
        extensions=[one for one in round.extensions if one.decided_at >= moment],
        is_answered=_is_since(round.answered_at, moment),
    )


def _is_since(at: datetime | None, moment: datetime) -> bool:
    return at is not None and moment <= at <= clock.now()


def _is_new(hour: QuestionHour, moment: datetime) -> bool:
    """Whether an hour was announced, held, called off or reported on since."""
    told = (hour.announced_at, hour.cancelled_at, hour.ends_at, hour.reported_at)
    return any(_is_since(at, moment) for at in told)


def _placed_since(moment: datetime) -> ColumnElement[bool]:
    """What came in since, and what came in before and was placed since."""
    judged = exists().where(
        Decision.contribution_id == Contribution.id,
        Decision.decided_at >= moment,
        Decision.undone_at.is_(None),
    )
    return or_(Contribution.submission.has(Submission.received_at >= moment), judged)
