"""Answering: deciding on a point, saying what changed, and taking a sheet of answers in."""

from consultation.answers.operations.deciding import (
    LONGEST_ANSWER,
    ChangedWords,
    Reply,
    answer_points,
    correct_answer,
    link_change,
    record_change,
    remove_change,
    split_contribution,
)
from consultation.answers.operations.importing import (
    AnswerRow,
    ImportedAnswers,
    import_answers,
)
from consultation.answers.operations.sitting import sit_down_at, stand_up

__all__ = [
    "LONGEST_ANSWER", "AnswerRow", "ChangedWords", "ImportedAnswers", "Reply", "answer_points",
    "correct_answer", "import_answers", "link_change", "record_change", "remove_change",
    "sit_down_at", "split_contribution", "stand_up",
]  # fmt: skip
