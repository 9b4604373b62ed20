"""The public facts as plain data with Dutch names, and the papers that people take along."""

from consultation.open_data.queries.facts import (
    PAGE,
    Slice,
    agenda_facts,
    category_facts,
    category_facts_of,
    hours_with_tables,
    openings,
    published_contents,
    reaction_facts,
    record_bundle,
    round_facts,
    round_facts_of,
    section_facts,
)

__all__ = [
    "PAGE", "Slice", "agenda_facts", "category_facts", "category_facts_of", "hours_with_tables",
    "openings", "published_contents", "reaction_facts", "record_bundle", "round_facts",
    "round_facts_of", "section_facts",
]  # fmt: skip
