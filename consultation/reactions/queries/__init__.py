"""What people said, in lists and beside the plan, and where it stands in a newer version."""

from consultation.reactions.queries.beside import (
    LOST,
    WHOLE_SECTION,
    SaidBeside,
    said_beside,
)
from consultation.reactions.queries.compared import (
    ComparedAlinea,
    ComparedNote,
    ComparedSection,
    ComparedText,
    Comparison,
    comparison_of,
    comparison_of_plan,
)
from consultation.reactions.queries.lists import (
    PAGE,
    ReactionPage,
    ReactionRow,
    on_section,
    outcomes_of_rows,
    reaction_by_receipt,
    reactions_by_ids,
    reactions_of_round,
    reactions_on_section,
)
from consultation.reactions.queries.places import (
    Places,
    next_section,
    place_in_round,
    place_named,
    place_of,
)
from consultation.reactions.queries.spoken import Spoken, reaction_counts, spoken_in
from consultation.reactions.queries.stands import (
    Stand,
    newest_stands,
    said_about,
    stands_in,
    told_of_version,
)

__all__ = [
    "LOST", "PAGE", "WHOLE_SECTION", "ComparedAlinea", "ComparedNote", "ComparedSection",
    "ComparedText", "Comparison", "Places", "ReactionPage", "ReactionRow", "SaidBeside", "Spoken",
    "Stand", "comparison_of", "comparison_of_plan", "newest_stands", "next_section", "on_section",
    "outcomes_of_rows", "place_in_round", "place_named", "place_of", "reaction_by_receipt",
    "reaction_counts", "reactions_by_ids", "reactions_of_round", "reactions_on_section",
    "said_about", "said_beside", "spoken_in", "stands_in", "told_of_version",
]  # fmt: skip
