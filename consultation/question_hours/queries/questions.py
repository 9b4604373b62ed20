"""The questions of an hour as a reader may see them, drawn the same for page, socket and API."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from consultation import clock
from consultation.answers.models import Disposition
from consultation.answers.queries import outcomes_of
from consultation.contributions.models import ContributionText
from consultation.contributions.queries import is_visible_to, shown_passages
from consultation.contributions.states import VISIBLE, ContributionState
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.moderation.models import Decision
from consultation.moderation.states import Reason
from consultation.plans.models import Section
from consultation.question_hours.models import LiveQuestion, QuestionHour
from consultation.question_hours.states import IN_QUEUE, LEFT_OVER, TAKES_QUESTIONS, LiveState

BLACKENED = "[weggehaald]"
"""What stands in a question where words were blacked out."""


@dataclass(frozen=True)
class QuestionView:
    """A question as a reader may see it; `text` is empty when it is not for them.

    In an hour that is over, what still waits is deferred to whoever the hour names.
    """

    id: int
    number: int
    state: LiveState
    text: str
    is_visible: bool
    position: int
    support: int
    receipt: str
    asked_at: datetime | None
    section_permanent_id: str = ""
    section_number: str = ""
    section_title: str = ""
    answer: str = ""
    answer_id: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    corrected_at: datetime | None = None
    is_spoken: bool = False
    merged_into: int | None = None
    merged: tuple[int, ...] = ()
    owner: str = ""
    due: date | None = None
    why: str = ""
    reason: Reason | None = None
    on_screen_at: datetime | None = None
    in_control: bool = False
    submission_id: int = 0

    @property
    def section_name(self) -> str:
        """Number and title of the section it is about, empty for the whole plan."""
        return f"{self.section_number} {self.section_title}".strip()

    def is_overdue(self, today: date) -> bool:
        """Whether the day that was promised is over without an answer."""
        return self.state is LiveState.DEFERRED and self.due is not None and self.due < today


@dataclass(frozen=True)
class Questions:
    """The questions of an hour in the lists of its page."""

    all: Sequence[QuestionView] = field(default_factory=tuple)

    @property
    def shown(self) -> list[QuestionView]:
        """What this reader may see the text of."""
        return [one for one in self.all if one.is_visible]

    @property
    def on_screen(self) -> QuestionView | None:
        """The question whose turn it is."""
        return next((one for one in self.shown if one.state is LiveState.ON_SCREEN), None)

    @property
    def queue(self) -> list[QuestionView]:
        """Those that wait for their turn: what is up next first, then in the host's order."""
        waiting = [one for one in self.shown if one.state in IN_QUEUE]
        return sorted(waiting, key=lambda one: (one.state is not LiveState.NEXT, one.position))

    @property
    def answered(self) -> list[QuestionView]:
        """Answered ones, the newest answer first."""
        done = [one for one in self.shown if one.state is LiveState.ANSWERED]
        return sorted(done, key=lambda one: one.answered_at or clock.now(), reverse=True)

    @property
    def deferred(self) -> list[QuestionView]:
        """Those that are answered later, the first promised day first."""
        later = [one for one in self.shown if one.state is LiveState.DEFERRED]
        return sorted(later, key=lambda one: (one.due or date.max, one.number))

    @property
    def merged(self) -> list[QuestionView]:
        """Those that wait for the answer to another one."""
        return [one for one in self.shown if one.state is LiveState.MERGED]

    @property
    def waiting(self) -> list[QuestionView]:
        """Those in control, for the host."""
        return [one for one in self.all if one.in_control]

    @property
    def hidden(self) -> list[QuestionView]:
        """Those of which the text is not on the site, with the reason."""
        return [one for one in self.all if not one.is_visible and not one.in_control]

    def numbered(self, number: int) -> QuestionView | None:
        """The question with this number."""
        return next((one for one in self.all if one.number == number), None)

    def those(self, numbers: Iterable[int]) -> list[QuestionView]:
        """Of the questions with these numbers, those this reader may see the text of."""
        return [one for one in map(self.numbered, numbers) if one is not None and one.is_visible]


def questions_of(
    hour: QuestionHour, *, reader: Actor, ids: Collection[int] | None = None
) -> Questions:
    """The questions of an hour by their number; a fixed number of statements for any length."""
    which = LiveQuestion.hour_id == hour.id
    if ids is not None:
        which = and_(which, LiveQuestion.id.in_(ids))
    return Questions([view for _question, view in views_where(which, [hour.id], reader=reader)])


def views_where(
    which: ColumnElement[bool], hours: Collection[int], *, reader: Actor
) -> list[tuple[LiveQuestion, QuestionView]]:
    """Questions of these hours, with how they are seen."""
    query = (
        select(LiveQuestion, Section.number, Section.title)
        .join(LiveQuestion.submission)
        .outerjoin(
            Section,
            and_(
                Section.version_id == LiveQuestion.version_id,
                Section.permanent_id == LiveQuestion.section_permanent_id,
            ),
        )
        .where(which, LiveQuestion.number.is_not(None))
        .options(
            contains_eager(LiveQuestion.submission),
            joinedload(LiveQuestion.round),
            selectinload(LiveQuestion.texts).joinedload(ContributionText.passages),
        )
        .order_by(LiveQuestion.number)
    )
    rows = list(db.session.execute(query))
    found: list[LiveQuestion] = [row[0] for row in rows]
    outcomes = outcomes_of(found, reader=reader)
    numbers, merged = _merges(hours)
    reasons = _reasons(found)
    return [
        (
            question,
            _view(
                question,
                (number or "", title or ""),
                next(iter(outcomes.get(question.id, ())), None),
                (numbers.get(question.merged_into_id or 0), tuple(merged.get(question.id, ()))),
                reasons.get(question.id),
                reader,
            ),
        )
        for question, number, title in rows
    ]


def _merges(hours: Collection[int]) -> tuple[dict[int, int | None], dict[int, list[int]]]:
    """The numbers of questions that others were merged into, and of those others."""
    query = select(LiveQuestion.id, LiveQuestion.number, LiveQuestion.merged_into_id).where(
        LiveQuestion.hour_id.in_(hours)
    )
    rows = list(db.session.execute(query))
    merged: dict[int, list[int]] = {}
    for _id, number, into in rows:
        if into is not None and number is not None:
            merged.setdefault(into, []).append(number)
    return {one: number for one, number, _into in rows}, merged


def _reasons(questions: Iterable[LiveQuestion]) -> dict[int, Reason | None]:
    """Why the text of each question is not on the site."""
    hidden = [one.id for one in questions if one.state not in VISIBLE]
    query = (
        select(Decision.contribution_id, Decision.reason)
        .where(Decision.contribution_id.in_(hidden), Decision.undone_at.is_(None))
        .order_by(Decision.id)
    )
    rows = db.session.execute(query) if hidden else ()
    return {number: reason for number, reason in rows}  # noqa: C416 - rows are no pairs to mypy


def _view(
    question: LiveQuestion,
    section: tuple[str, str],
    disposition: Disposition | None,
    merges: tuple[int | None, tuple[int, ...]],
    reason: Reason | None,
    reader: Actor,
) -> QuestionView:
    is_visible = is_visible_to(question, reader)
    state, owner, due = standing_of(question, reader=reader)
    answer = disposition.answer if disposition is not None else None
    versions = answer.versions if answer is not None else []
    return QuestionView(
        id=question.id,
        number=question.number or 0,
        state=state,
        text=_words(question, reader) if is_visible else "",
        is_visible=is_visible,
        position=question.position,
        support=question.support_count,
        receipt=question.submission.receipt or "",
        asked_at=question.submission.received_at,
        section_permanent_id=question.section_permanent_id or "",
        section_number=section[0],
        section_title=section[1],
        answer=versions[-1].text if versions else "",
        answer_id=answer.public_id if answer is not None else "",
        answered_by=versions[-1].by_shown if versions else "",
        answered_at=question.done_at,
        corrected_at=versions[-1].written_at if len(versions) > 1 else None,
        is_spoken=question.is_spoken,
        merged_into=merges[0],
        merged=merges[1],
        owner=owner,
        due=due,
        why=question.why,
        reason=reason,
        on_screen_at=question.on_screen_at,
        in_control=question.live_state is LiveState.WAITING,
        submission_id=question.submission_id,
    )


def _words(question: LiveQuestion, reader: Actor) -> str:
    paragraphs = shown_passages(question, reader)
    return "\n".join(
        "".join(stretch.text or BLACKENED for stretch in paragraph) for paragraph in paragraphs
    )


def standing_of(
    question: LiveQuestion,
    *,
    reader: Actor,  # noqa: ARG001 - the same for everybody
) -> tuple[LiveState, str, date | None]:
    """Where a question stands now, with who answers it and before which day."""
    hour = question.hour
    is_left = question.live_state in LEFT_OVER
    is_over = hour.state(clock.now()) not in TAKES_QUESTIONS
    if is_left and is_over:
        return LiveState.DEFERRED, hour.later_owner, hour.later_by
    return question.live_state, question.owner, question.due


def question_numbered(
    hour: QuestionHour,
    number: int,
    *,
    reader: Actor,
) -> LiveQuestion:
    """The question of an hour under a number; raises NotFound with `question_unknown`."""
    query = select(LiveQuestion).where(
        LiveQuestion.hour_id == hour.id, LiveQuestion.number == number
    )
    found = db.session.scalar(query)
    if found is None or not is_visible_to(found, reader):
        raise NotFound("question_unknown")
    return found


def question_shown(hour: QuestionHour, number: int, *, reader: Actor) -> QuestionView:
    """One question by its number; one that is not placed tells why and says nothing else.

    Raises NotFound with `question_unknown`, also for one that others do not know of yet.
    """
    query = select(LiveQuestion.id).where(
        LiveQuestion.hour_id == hour.id, LiveQuestion.number == number
    )
    found = db.session.scalar(query)
    view = questions_of(hour, reader=reader, ids=[found] if found else []).numbered(number)
    if view is None or (view.in_control and not view.is_visible):
        raise NotFound("question_unknown")
    return view


def count_in_control(hour: QuestionHour, *, reader: Actor) -> int:  # noqa: ARG001 - only a count
    """How many questions of an hour wait for control."""
    query = select(func.count(LiveQuestion.id)).where(
        LiveQuestion.hour_id == hour.id, LiveQuestion.state == ContributionState.RECEIVED
    )
    return db.session.scalar(query) or 0
