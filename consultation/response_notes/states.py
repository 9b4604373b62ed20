"""The stages of a response note."""

from enum import StrEnum


class NoteState(StrEnum):
    """Draft, under review by a second person, approved, published."""

    DRAFT = "draft"
    UNDER_REVIEW = "under-review"
    APPROVED = "approved"
    PUBLISHED = "published"


NOTE_STEPS = {
    NoteState.DRAFT: frozenset({NoteState.UNDER_REVIEW}),
    NoteState.UNDER_REVIEW: frozenset({NoteState.DRAFT, NoteState.APPROVED}),
    NoteState.APPROVED: frozenset({NoteState.DRAFT, NoteState.PUBLISHED}),
    NoteState.PUBLISHED: frozenset(),
}

IN_SHORT_LIMIT = 80
"""Words of "In het kort" at the top of a note."""
