"""Rounds, their phases, the promise, and what a round still lacks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, not_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from consultation import clock
from consultation.categories.models import Category
from consultation.database import db
from consultation.errors import Lack, NotFound
from consultation.logbook import Actor
from consultation.permissions import Permission, may, require
from consultation.plans.models import Plan, PlanVersion, SectionQuestion
from consultation.plans.queries import (
    asked_sections,
    asked_sections_of,
    consultation_lacks_of,
    newest_version,
    unsigned_summaries,
)
from consultation.rounds.models import Round, RoundQuestion
from consultation.rounds.states import Phase, QuestionKind

ORDER = (
    Phase.OPEN,
    Phase.ANNOUNCED,
    Phase.PROCESSING,
    Phase.ANSWERED,
    Phase.WITHDRAWN,
    Phase.PREPARATION,
)
"""The order in which people meet rounds: first those in which they can take part."""


def in_phase(phase: Phase, now: datetime) -> ColumnElement[bool]:
    """The SQL twin of `states.phase_of`."""
    withdrawn = and_(Round.withdrawn_at.is_not(None), Round.withdrawn_at <= now)
    dated = and_(
        Round.published_at.is_not(None), Round.opens_at.is_not(None), Round.closes_at.is_not(None)
    )
    answered = and_(Round.answered_at.is_not(None), Round.answered_at <= now)
    running = and_(not_(withdrawn), dated, not_(answered))
    conditions: dict[Phase, ColumnElement[bool]] = {
        Phase.WITHDRAWN: withdrawn,
        Phase.PREPARATION: and_(not_(withdrawn), not_(dated)),
        Phase.ANSWERED: and_(not_(withdrawn), dated, answered),
        Phase.ANNOUNCED: and_(running, Round.opens_at > now),
        Phase.OPEN: and_(running, Round.opens_at <= now, Round.closes_at > now),
        Phase.PROCESSING: and_(running, Round.opens_at <= now, Round.closes_at <= now),
    }
    return or_(False, conditions[phase])


def _may_read(round: Round, reader: Actor) -> bool:
    return round.is_public or may(reader, Permission.READ_DRAFT_ROUND, round)


def round_by_slug(slug: str, *, reader: Actor) -> Round:
    """A round by its address; raises NotFound when it is not there or not announced yet."""
    query = select(Round).where(Round.slug == slug)
    together = (joinedload(Round.version), joinedload(Round.plan))
    round = db.session.scalars(query.options(*together)).first()
    if round is None or not _may_read(round, reader):
        raise NotFound("round_unknown", round=slug)
    return round


def round_by_id(number: int, *, reader: Actor) -> Round:
    """A round by its number in the database; raises NotFound as `round_by_slug` does."""
    round = db.session.get(Round, number)
    if round is None or not _may_read(round, reader):
        raise NotFound("round_unknown", round=number)
    return round


def round_on_plan(plan: Plan, *, reader: Actor) -> Round | None:
    """The newest announced round on a plan: there its versions have their address."""
    require(reader, Permission.READ_PUBLIC, plan)
    query = select(Round).where(Round.plan_id == plan.id, Round.published_at.is_not(None))
    return db.session.scalars(query.order_by(Round.published_at.desc(), Round.id.desc())).first()


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


def next_date(round: Round, now: datetime) -> datetime | None:
    """The next moment at which something happens; of a round that is done, the last one."""
    phase = round.phase(now)
    answer = clock.start_of_day(round.answer_by) if round.answer_by else None
    return {
        Phase.PREPARATION: round.opens_at,
        Phase.ANNOUNCED: round.opens_at,
        Phase.OPEN: round.closes_at,
        Phase.PROCESSING: answer,
        Phase.ANSWERED: round.answered_at,
        Phase.WITHDRAWN: round.withdrawn_at,
    }[phase]


@dataclass(frozen=True)
class Step:
    """One of the five steps that everybody sees, with its date as day or days."""

    code: str
    begins: date | None
    ends: date | None
    is_done: bool
    is_current: bool


STEP_OF = {
    Phase.PREPARATION: -1,
    Phase.ANNOUNCED: 0,
    Phase.OPEN: 1,
    Phase.PROCESSING: 2,
    Phase.ANSWERED: 5,
    Phase.WITHDRAWN: -1,
}


def five_steps(round: Round, *, reader: Actor) -> list[Step]:
    """Announced, read and react, we read everything, we answer, the plan is adapted: with dates."""
    require(reader, Permission.READ_PUBLIC, round)
    now = clock.now()
    here = STEP_OF[round.phase(now)]
    published, opens, closes, reading, answered = (
        clock.amsterdam(moment).date() if moment else None
        for moment in (
            round.published_at,
            round.opens_at,
            last_moment(round),
            round.closes_at,
            round.answered_at,
        )
    )
    days: Sequence[tuple[str, date | None, date | None]] = (
        ("announced", published, None),
        ("open", opens, closes),
        ("reading", reading, round.answer_by),
        ("answering", None, round.answer_by),
        ("answered", answered, None),
    )
    return [
        Step(code, begins, ends, is_done=index < here, is_current=index == here)
        for index, (code, begins, ends) in enumerate(days)
    ]


def may_be_extended(round: Round) -> bool:
    """Whether a later closing can still be decided."""
    phase = round.phase(clock.now())
    if phase is Phase.PROCESSING:
        return round.closed_leaf_at is None
    return phase in {Phase.ANNOUNCED, Phase.OPEN}


def next_version(round: Round, *, reader: Actor) -> PlanVersion | None:
    """The version with which a round that people may still react to can go on, if there is one."""
    is_running = round.phase(clock.now()) in {Phase.ANNOUNCED, Phase.OPEN}
    if not is_running or round.plan is None or round.version is None:
        return None
    newest = newest_version(round.plan, reader=reader)
    return newest if newest is not None and newest.number > round.version.number else None


def last_moment(round: Round) -> datetime | None:
    """The last instant at which a round still takes input, for people to read."""
    return None if round.closes_at is None else round.closes_at - clock.SECOND


def asked(round: Round, *, reader: Actor) -> list[SectionQuestion]:
    """What the sections of the consulted version ask, without what the round asks itself."""
    if round.version is None:
        return []
    own = {question.text for question in round.questions}
    return [one for one in asked_sections(round.version, reader=reader) if one.text not in own]


VAGUE = re.compile(
    r"^(wat vindt u (hiervan|ervan|van (dit|het) (plan|stuk))|heeft u (nog )?(opmerkingen|vragen))",
    re.IGNORECASE,
)


def is_vague(question: str) -> bool:
    """Whether a question is one that nobody can answer well (R4)."""
    return bool(VAGUE.match(question.strip())) or len(question.split()) < 3


CHARTER = (
    ("can_change", "charter_can_change_missing"),
    ("is_fixed", "charter_is_fixed_missing"),
    ("who_decides", "charter_who_decides_missing"),
    ("what_we_do", "charter_what_we_do_missing"),
    ("when_answer", "charter_when_answer_missing"),
    ("not_to_share", "openness_rules_missing"),
    ("disclaimer", "disclaimer_missing"),
    ("contact_name", "contact_missing"),
    ("contact_how", "contact_how_missing"),
    ("intro", "intro_missing"),
)


def round_lacks(round: Round, *, reader: Actor) -> list[Lack]:
    """Everything a round lacks before it may be announced (I3), all at once."""
    return lacks_by_round([round], reader=reader)[round.id]


def lacks_by_round(rounds: Sequence[Round], *, reader: Actor) -> dict[int, list[Lack]]:
    """The same for many rounds, in a fixed number of statements."""
    for round in rounds:
        require(reader, Permission.READ_DRAFT_ROUND, round)
    versions = list({one.version for one in rounds if one.version is not None})
    of_plan = consultation_lacks_of(versions, reader=reader)
    asked_there: dict[int, list[SectionQuestion]] = {}
    for question in asked_sections_of(versions, reader=reader):
        asked_there.setdefault(question.section.version_id, []).append(question)
    return {
        one.id: _own_lacks(one, asked_there.get(one.version_id or 0, []))
        + of_plan.get(one.version_id or 0, [])
        for one in rounds
    }


def _own_lacks(round: Round, asked_there: Sequence[SectionQuestion]) -> list[Lack]:
    lacks = [Lack(code) for field, code in CHARTER if not getattr(round, field)]
    lacks += _date_lacks(round)
    if not round.questions and not asked_there:
        lacks.append(Lack("question_missing"))
    for index, one in enumerate(round.questions):
        lacks += _question_lacks(one, index)
    if round.plan_id is not None and round.version is None:
        lacks.append(Lack("version_missing"))
    lacks += [
        Lack(
            "section_question_reason_missing",
            (("section", _name(one)),),
            f"#{one.section.permanent_id}",
        )
        for one in asked_there
        if not one.why
    ]
    return lacks


def _question_lacks(question: RoundQuestion, index: int) -> list[Lack]:
    said = (("question", question.text),)
    lacks = []
    if not question.why:
        lacks.append(Lack("question_reason_missing", said, f"questions-{index}-why"))
    if question.kind is QuestionKind.CHOICE and len(question.choices) < 2:
        lacks.append(Lack("question_choices_missing", said, f"questions-{index}-choices"))
    return lacks


def _name(question: SectionQuestion) -> str:
    return f"{question.section.number} {question.section.title}".strip()


def _date_lacks(round: Round) -> list[Lack]:
    if round.opens_at is None or round.closes_at is None or round.answer_by is None:
        return [Lack("dates_missing")]
    lacks = []
    if round.opens_at >= round.closes_at:
        lacks.append(Lack("closes_before_it_opens"))
    if clock.amsterdam(round.closes_at).date() > round.answer_by:
        lacks.append(Lack("answer_before_it_closes"))
    if round.published_at is None and round.closes_at <= clock.now():
        lacks.append(Lack("closes_in_the_past"))
    return lacks


def round_warnings(round: Round, *, reader: Actor) -> list[Lack]:
    """What does not stop a round, but can be better: vague questions (R4), no coach (R14)."""
    require(reader, Permission.READ_DRAFT_ROUND, round)
    questions = [one.text for one in round.questions]
    questions += [one.text for one in asked(round, reader=reader)]
    warnings = [Lack("question_vague", (("question", one),)) for one in questions if is_vague(one)]
    waits = round.published_at is None and round.opens_at is not None
    if waits and round.opens_at and clock.amsterdam(round.opens_at).date() < clock.today():
        warnings.append(Lack("opens_in_the_past"))
    unsigned = unsigned_summaries(round.version, reader=reader) if round.version else 0
    if unsigned:
        warnings.append(Lack("summaries_not_signed", (("count", unsigned),)))
    return warnings


LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
"""Texts of the Rijk are free to use; what people wrote stays theirs, with leave to use it."""


def owner_and_licence(round: Round) -> dict[str, str]:
    """Who owns the data and how they may be used, on every export (R8)."""
    return {"eigenaar": round.organisation.name, "licentie": LICENCE}
