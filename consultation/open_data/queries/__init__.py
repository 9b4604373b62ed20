"""The public facts as plain data with Dutch names, and the papers that people take along."""

from consultation.open_data.queries.agenda import agenda_facts
from consultation.open_data.queries.categories import category_facts, category_facts_of
from consultation.open_data.queries.downloads import (
    MARK,
    FileLink,
    Source,
    download_of,
    files_of,
    missing_file,
    plan_source,
)
from consultation.open_data.queries.files import note_file_facts
from consultation.open_data.queries.hours import hours_with_tables
from consultation.open_data.queries.reactions import reaction_facts
from consultation.open_data.queries.record import openings, published_contents, record_bundle
from consultation.open_data.queries.rounds import round_facts, round_facts_of
from consultation.open_data.queries.sections import section_facts
from consultation.open_data.queries.slices import Slice, slice_of

__all__ = [
    "MARK", "FileLink", "Slice", "Source", "agenda_facts", "category_facts", "category_facts_of",
    "download_of", "files_of", "hours_with_tables", "missing_file", "note_file_facts", "openings",
    "plan_source", "published_contents", "reaction_facts", "record_bundle", "round_facts",
    "round_facts_of", "section_facts", "slice_of",
]  # fmt: skip
