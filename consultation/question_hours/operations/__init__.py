"""What can be done with an hour: planning it, asking in it, hosting it, reporting on it."""

from consultation.question_hours.operations.asking import (
    Asked,
    Wish,
    ask_question,
    check_takes_questions,
    support_questions,
)
from consultation.question_hours.operations.hosting import (
    close_hour,
    hand_over_hour,
    keep_hosting,
    lengthen_hour,
    pause_hour,
    resume_hour,
    take_over_hour,
    tell_changes,
    write_notes,
)
from consultation.question_hours.operations.ordering import (
    answer_merged_questions,
    answer_question,
    check_seen,
    decline_question,
    defer_question,
    merge_question,
    move_question,
    place_question,
    ready_question,
    take_question,
)
from consultation.question_hours.operations.planning import (
    Guest,
    HourPlan,
    announce_hour,
    cancel_hour,
    edit_hour,
    hour_lacks,
    plan_hour,
    plan_session,
)
from consultation.question_hours.operations.reporting import (
    LONGEST_LINE,
    Report,
    name_guests,
    publish_report,
    report_lacks,
    write_report,
)

__all__ = [
    "LONGEST_LINE", "Asked", "Guest", "HourPlan", "Report", "Wish", "announce_hour",
    "answer_merged_questions", "answer_question", "ask_question", "cancel_hour", "check_seen",
    "check_takes_questions", "close_hour", "decline_question", "defer_question", "edit_hour",
    "hand_over_hour", "hour_lacks", "keep_hosting", "lengthen_hour", "merge_question",
    "move_question", "name_guests", "pause_hour", "place_question", "plan_hour", "plan_session",
    "publish_report", "ready_question", "report_lacks", "resume_hour", "support_questions",
    "take_over_hour", "take_question", "tell_changes", "write_notes", "write_report",
]  # fmt: skip
