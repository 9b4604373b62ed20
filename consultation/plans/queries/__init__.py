"""Plans, their versions and sections, and what a version still lacks."""

from consultation.plans.queries.copies import (
    AT_WORK,
    Colleague,
    colleagues_at_work,
    last_change,
    own_copies,
    working_copy,
)
from consultation.plans.queries.desk import (
    MOST_SUMMARY_WORDS,
    Chapter,
    chapters,
    newest_import,
    section_at_place,
    summary_states,
)
from consultation.plans.queries.lacks import (
    consultation_lacks,
    consultation_lacks_of,
    publication_lacks,
    reading_lacks,
    unsigned_summaries,
)
from consultation.plans.queries.origins import (
    alinea_before,
    alineas_of,
    doubtful_alineas,
    section_before,
    stood_in,
)
from consultation.plans.queries.plans import (
    draft_version,
    import_by_id,
    may_read,
    newest_version,
    picture,
    pictures_of,
    plan_by_slug,
    plans_of_staff,
    version_of,
)
from consultation.plans.queries.sections import (
    Line,
    alinea_by_number,
    all_sections,
    asked_sections,
    asked_sections_of,
    audiences_of,
    chapter_sections,
    outline,
    outline_and_gone,
    plain_number,
    section_by_number,
    section_by_permanent_id,
    summaries_of,
    summaries_to_sign,
)
from consultation.plans.queries.texts import previewed, text_fingerprint, written_text
from consultation.plans.queries.trees import (
    Changes,
    alinea_text,
    changes_between,
    section_text,
    tree_of,
)
from consultation.plans.queries.words import (
    SectionWord,
    explained_forms,
    section_words,
    words_in,
    words_of_version,
    words_when_frozen,
)

__all__ = [
    "AT_WORK", "MOST_SUMMARY_WORDS", "Changes", "Chapter", "Colleague", "Line", "SectionWord",
    "alinea_before", "alinea_by_number", "alinea_text", "alineas_of", "all_sections",
    "asked_sections", "asked_sections_of", "audiences_of", "changes_between", "chapter_sections",
    "chapters", "colleagues_at_work", "consultation_lacks", "consultation_lacks_of",
    "doubtful_alineas", "draft_version", "explained_forms", "import_by_id", "last_change",
    "may_read", "newest_import", "newest_version", "outline", "outline_and_gone", "own_copies",
    "picture", "pictures_of", "plain_number", "plan_by_slug", "plans_of_staff", "previewed",
    "publication_lacks", "reading_lacks", "section_at_place", "section_before", "section_by_number",
    "section_by_permanent_id", "section_text", "section_words", "stood_in", "summaries_of",
    "summaries_to_sign", "summary_states", "text_fingerprint", "tree_of", "unsigned_summaries",
    "version_of", "words_in", "words_of_version", "words_when_frozen", "working_copy",
    "written_text",
]  # fmt: skip
