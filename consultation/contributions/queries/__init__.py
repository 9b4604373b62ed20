"""Which contributions there are, who may see them (I8), and what is shown of them."""

from consultation.contributions.queries.counts import (
    Counts,
    answered_in_public,
    counted,
    counts_by_round,
    round_counts,
)
from consultation.contributions.queries.places import Where, where_of, wheres_of
from consultation.contributions.queries.seeing import is_visible_to, visible_to
from consultation.contributions.queries.submissions import (
    addresses_of,
    contribution_by_reference,
    forgotten_drafts,
    load_whole,
    submission_by_key,
    submission_by_receipt,
    submission_by_token,
    submissions_from,
    unconfirmed_submissions,
)
from consultation.contributions.queries.texts import (
    SaidText,
    Shown,
    said_texts,
    shown_passages,
    shown_text,
)

__all__ = [
    "Counts", "SaidText", "Shown", "Where", "addresses_of", "answered_in_public",
    "contribution_by_reference", "counted", "counts_by_round", "forgotten_drafts", "is_visible_to",
    "load_whole", "round_counts", "said_texts", "shown_passages", "shown_text", "submission_by_key",
    "submission_by_receipt", "submission_by_token", "submissions_from", "unconfirmed_submissions",
    "visible_to", "where_of", "wheres_of",
]  # fmt: skip
