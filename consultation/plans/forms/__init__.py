"""What an officer sends on the plan screens and in the section sheet, and the words of both."""

from consultation.plans.forms.screens import (
    AlineaOriginForm,
    FreezeForm,
    OriginForm,
    PictureForm,
    PlanFileForm,
    PlanSummaryForm,
    StepForm,
    UploadForm,
)
from consultation.plans.forms.section import (
    PARTS,
    TAKE,
    THEIRS,
    SectionForm,
    differences,
    taken_from,
)
from consultation.plans.forms.sheet import NOTE, SHEET, TYPED_ROOMS, rows_of_sheet, sheet_rows
from consultation.plans.forms.signing import SignChapterForm, SignForm, edition_of
from consultation.plans.forms.text import PlaceForm, TextForm
from consultation.plans.forms.words import (
    CHANGE_CODES,
    CHANGE_WORDS,
    REPORT_KINDS,
    ROOM_WORDS,
    STEP_WORDS,
    SUMMARY_WORDS,
    doubt_words,
)

__all__ = [
    "CHANGE_CODES", "CHANGE_WORDS", "NOTE", "PARTS", "REPORT_KINDS", "ROOM_WORDS", "SHEET",
    "STEP_WORDS", "SUMMARY_WORDS", "TAKE", "THEIRS", "TYPED_ROOMS", "AlineaOriginForm",
    "FreezeForm", "OriginForm", "PictureForm", "PlaceForm", "PlanFileForm", "PlanSummaryForm",
    "SectionForm", "SignChapterForm", "SignForm", "StepForm", "TextForm", "UploadForm",
    "differences", "doubt_words", "edition_of", "rows_of_sheet", "sheet_rows", "taken_from",
]  # fmt: skip
