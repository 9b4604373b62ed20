"""What can be read of hours: which there are, their questions, and what they told."""

from consultation.question_hours.queries.events import (
    EventView,
    events_after,
    hours_that_changed,
    newest_numbers,
)
from consultation.question_hours.queries.hours import (
    hour_by_public_id,
    hour_on,
    hours_of_round,
    hours_to_host,
    hours_visible_to,
    next_hour,
    public_hours,
)
from consultation.question_hours.queries.questions import (
    Deferred,
    Questions,
    QuestionView,
    Tempo,
    count_in_control,
    deferred_questions,
    numbers_from,
    numbers_supported,
    question_numbered,
    questions_of,
    tempo_of,
)

__all__ = [
    "Deferred", "EventView", "QuestionView", "Questions", "Tempo", "count_in_control",
    "deferred_questions",
    "events_after", "hour_by_public_id", "hour_on", "hours_of_round", "hours_that_changed",
    "hours_to_host", "hours_visible_to", "newest_numbers", "next_hour", "numbers_from",
    "numbers_supported", "public_hours", "question_numbered", "questions_of", "tempo_of",
]  # fmt: skip
