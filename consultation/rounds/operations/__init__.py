"""What happens to a round: prepared, guided, announced, renewed, extended, withdrawn, answered."""

from consultation.rounds.operations.deciding import (
    extend_round,
    mark_answered,
    publish_round,
    renew_round,
    withdraw_round,
)
from consultation.rounds.operations.guiding import (
    MOST_ANSWERS,
    MOST_QUESTIONS,
    WrittenRoute,
    write_route,
)
from consultation.rounds.operations.preparing import (
    attach_version,
    create_round,
    edit_round,
    subject_of,
)
from consultation.rounds.operations.question_sets import (
    QuestionSet,
    question_set,
    question_sets,
    with_questions,
)
from consultation.rounds.operations.writing import (
    AskedQuestion,
    RoundDates,
    RoundTexts,
    standard_dates,
)

__all__ = [
    "MOST_ANSWERS", "MOST_QUESTIONS", "AskedQuestion", "QuestionSet", "RoundDates",
    "RoundTexts", "WrittenRoute", "attach_version", "create_round", "edit_round", "extend_round",
    "mark_answered", "publish_round", "question_set", "question_sets", "renew_round",
    "standard_dates", "subject_of", "with_questions", "withdraw_round", "write_route",
]  # fmt: skip
