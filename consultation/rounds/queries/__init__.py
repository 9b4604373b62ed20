"""Rounds, their phases, the promise, and what a round still lacks."""

from consultation.rounds.queries.lacks import is_vague, lacks_by_round, round_lacks, round_warnings
from consultation.rounds.queries.licence import LICENCE, owner_and_licence
from consultation.rounds.queries.lists import (
    categories_with_rounds,
    may_read_round,
    public_rounds,
    round_by_id,
    round_by_slug,
    round_with_leave,
    rounds_of_staff,
    rounds_to_close,
    whole_round,
)
from consultation.rounds.queries.phases import (
    Step,
    five_steps,
    in_phase,
    last_moment,
    may_be_extended,
    next_date,
)
from consultation.rounds.queries.plans import asked, next_version, round_on_plan

__all__ = [
    "LICENCE", "Step", "asked", "categories_with_rounds", "five_steps", "in_phase", "is_vague",
    "lacks_by_round", "last_moment", "may_be_extended", "may_read_round", "next_date",
    "next_version", "owner_and_licence", "public_rounds", "round_by_id", "round_by_slug",
    "round_lacks", "round_on_plan", "round_warnings", "round_with_leave", "rounds_of_staff",
    "rounds_to_close", "whole_round",
]  # fmt: skip
