"""What can be read of hours: which there are, their questions, and what they told."""

from consultation.question_hours.queries.events import (
    EventView,
    events_after,
    hours_that_changed,
    newest_numbers,
)
from consultation.question_hours.queries.hours import (
    askers_of,
    hour_by_id,
    hour_by_public_id,
    hour_mark,
    hour_on,
    hours_of_round,
    hours_of_round_id,
    hours_to_host,
    hours_visible_to,
    next_hour,
    possible_hosts,
    public_hours,
    section_named,
)
from consultation.question_hours.queries.owed import (
    Deferred,
    Tempo,
    deferred_questions,
    tempo_of,
)
from consultation.question_hours.queries.own import (
    asked_from,
    numbers_supported,
    own_numbers,
    own_questions,
    takes_part,
)
from consultation.question_hours.queries.questions import (
    Questions,
    QuestionView,
    count_in_control,
    question_numbered,
    question_shown,
    questions_of,
    standing_of,
)
from consultation.question_hours.queries.report import (
    Answered,
    Part,
    left_over,
    not_placed,
    parts_of,
)

__all__ = [
    "Answered", "Deferred", "EventView", "Part", "QuestionView", "Questions", "Tempo", "asked_from",
    "askers_of", "count_in_control", "deferred_questions", "events_after", "hour_by_id",
    "hour_by_public_id", "hour_mark", "hour_on", "hours_of_round", "hours_of_round_id",
    "hours_that_changed", "hours_to_host", "hours_visible_to", "left_over", "newest_numbers",
    "next_hour", "not_placed", "numbers_supported", "own_numbers", "own_questions", "parts_of",
    "possible_hosts", "public_hours", "question_numbered", "question_shown", "questions_of",
    "section_named", "standing_of", "takes_part", "tempo_of",
]  # fmt: skip
