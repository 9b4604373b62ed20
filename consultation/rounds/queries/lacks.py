"""What a round lacks before it may be announced, and what can be better."""

import re
from collections.abc import Sequence

from consultation import clock
from consultation.errors import Lack
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.plans.models import PlanVersion, SectionQuestion
from consultation.plans.queries import asked_sections_of, consultation_lacks_of, unsigned_summaries
from consultation.rounds.models import Round, RoundQuestion
from consultation.rounds.queries.plans import asked
from consultation.rounds.states import QuestionKind

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
            (("section", one.section.name),),
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
    return warnings + (_coach_warnings(round.version, reader) if round.version else [])


def _coach_warnings(version: PlanVersion, reader: Actor) -> list[Lack]:
    """How many summaries go without a language coach, and why when its officer wrote that (R14)."""
    unsigned = unsigned_summaries(version, reader=reader)
    if not unsigned:
        return []
    if not version.unsigned_reason:
        return [Lack("summaries_not_signed", (("count", unsigned),))]
    params = (("count", unsigned), ("reason", version.unsigned_reason))
    return [Lack("frozen_without_coach", params)]
