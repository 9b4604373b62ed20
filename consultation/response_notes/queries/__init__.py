"""What is looked up about response notes: the note itself, what it says, and how far it is."""

from consultation.response_notes.queries.board import COLUMNS, coverage_board, note_warnings
from consultation.response_notes.queries.content import (
    LISTED,
    SharedReason,
    content_of,
    listed_contributions,
    reasons_in,
)
from consultation.response_notes.queries.notes import (
    count_recipients,
    note_in_work,
    note_lacks,
    note_of,
    note_recipients,
    published_notes,
    reason_of_return,
    sections_named,
)

__all__ = [
    "COLUMNS",
    "LISTED",
    "SharedReason",
    "content_of",
    "count_recipients",
    "coverage_board",
    "listed_contributions",
    "note_in_work",
    "note_lacks",
    "note_of",
    "note_recipients",
    "note_warnings",
    "published_notes",
    "reason_of_return",
    "reasons_in",
    "sections_named",
]
