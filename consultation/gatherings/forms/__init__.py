"""The words of meetings, and what their organisers and moderators send."""

from consultation.gatherings.forms.judging import (
    JudgeForm,
    RefuseGatheringForm,
    StaffCancelForm,
    UndoGatheringForm,
)
from consultation.gatherings.forms.sending import LANGUAGES, CancelForm, GatheringForm
from consultation.gatherings.forms.words import (
    GATHERING_WORDS,
    UNIT_WORDS,
    refusal_lines,
    words_for_pages,
)

__all__ = [
    "GATHERING_WORDS", "LANGUAGES", "UNIT_WORDS", "CancelForm", "GatheringForm", "JudgeForm",
    "RefuseGatheringForm", "StaffCancelForm", "UndoGatheringForm", "refusal_lines",
    "words_for_pages",
]  # fmt: skip
