"""Answers, outcomes, and which points still wait for one."""

from consultation.answers.queries.answering import (
    Seat,
    answers_in_use,
    contributions_named,
    dispositions_of,
    earlier_answers,
    points_by_ids,
    seats_at,
)
from consultation.answers.queries.changes import change_by_id, changes_of, public_changes
from consultation.answers.queries.inputs import (
    Coverage,
    counted_in_time,
    coverage,
    coverage_by_round,
    received_in_time,
    waiting_contributions,
)
from consultation.answers.queries.seeing import (
    AnswerText,
    answer_by_public_id,
    answered_at_once,
    outcomes_of,
    public_answer_texts,
    public_answers,
    public_outcomes,
    told_dispositions,
)

__all__ = [
    "AnswerText", "Coverage", "Seat", "answer_by_public_id", "answered_at_once", "answers_in_use",
    "change_by_id", "changes_of", "contributions_named", "counted_in_time", "coverage",
    "coverage_by_round", "dispositions_of", "earlier_answers", "outcomes_of", "points_by_ids",
    "public_answer_texts", "public_answers", "public_changes", "public_outcomes",
    "received_in_time", "seats_at", "told_dispositions", "waiting_contributions",
]  # fmt: skip
