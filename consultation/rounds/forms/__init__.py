"""The words of rounds, and the shapes in which people send their texts and days."""

from consultation.rounds.forms.files import dates_from, texts_from
from consultation.rounds.forms.route import RouteForm, route_from
from consultation.rounds.forms.screens import (
    ExtendForm,
    NewRoundForm,
    PublishForm,
    RoundForm,
    VersionForm,
    WithdrawForm,
)
from consultation.rounds.forms.words import (
    MEND,
    PHASE_TONES,
    PHASE_WORDS,
    STEP_WORDS,
    date_line,
    is_of_plan,
)

__all__ = [
    "MEND", "PHASE_TONES", "PHASE_WORDS", "STEP_WORDS", "ExtendForm",
    "NewRoundForm", "PublishForm", "RoundForm", "RouteForm", "VersionForm", "WithdrawForm",
    "date_line", "dates_from", "is_of_plan", "route_from", "texts_from",
]  # fmt: skip
