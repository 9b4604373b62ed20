"""The public facts as plain data with Dutch names, and the papers that people take along."""

from consultation.open_data.queries.downloads import (
    MARK,
    FileLink,
    Source,
    download_of,
    files_of,
    missing_file,
    plan_source,
)
from consultation.open_data.queries.facts import (
    PAGE,
    Slice,
    agenda_facts,
    category_facts,
    category_facts_of,
    hours_with_tables,
    note_file_facts,
    openings,
    published_contents,
    reaction_facts,
    record_bundle,
    round_facts,
    round_facts_of,
    section_facts,
)

__all__ = [
    "MARK", "PAGE", "FileLink", "Slice", "Source", "agenda_facts", "category_facts",
    "category_facts_of", "download_of", "files_of", "hours_with_tables", "missing_file",
    "note_file_facts", "openings", "plan_source", "published_contents", "reaction_facts",
    "record_bundle", "round_facts", "round_facts_of", "section_facts",
]  # fmt: skip
