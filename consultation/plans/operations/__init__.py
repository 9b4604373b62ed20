"""Reading a plan in, checking it, making it readable, and freezing a version."""

from consultation.plans.operations.arranging import (
    add_section,
    merge_section,
    move_section,
    remove_section,
)
from consultation.plans.operations.beginning import begin_version
from consultation.plans.operations.checking import (
    check_chapter,
    describe_picture,
    head_tables,
    lift_heading,
    publish_version,
    uncheck_chapter,
)
from consultation.plans.operations.editing import TypedText, write_text
from consultation.plans.operations.keeping import drop_working_copy, keep_working_copy
from consultation.plans.operations.matching import match_alinea, match_section
from consultation.plans.operations.reading_in import (
    ask_import,
    begin_import,
    fail_import,
    finish_import,
    keep_document,
    start_plan,
)
from consultation.plans.operations.signing import sign_summaries, sign_summary
from consultation.plans.operations.writing import (
    DRAFT_MARK,
    MOST_QUESTIONS,
    SectionTexts,
    SheetResult,
    SheetRow,
    TakenRow,
    cleaned,
    take_in_section_sheet,
    texts_of,
    write_plan_summary,
    write_section,
)

__all__ = [
    "DRAFT_MARK", "MOST_QUESTIONS", "SectionTexts", "SheetResult", "SheetRow", "TakenRow",
    "TypedText", "add_section", "ask_import", "begin_import", "begin_version", "check_chapter",
    "cleaned", "describe_picture", "drop_working_copy", "fail_import", "finish_import",
    "head_tables", "keep_document", "keep_working_copy", "lift_heading", "match_alinea",
    "match_section", "merge_section", "move_section", "publish_version", "remove_section",
    "sign_summaries", "sign_summary", "start_plan", "take_in_section_sheet", "texts_of",
    "uncheck_chapter", "write_plan_summary", "write_section", "write_text",
]  # fmt: skip
