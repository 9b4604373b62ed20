"""Outcomes: what can be done with a point, one list per kind of contribution."""

from enum import StrEnum

from consultation.contributions.states import COUNTED, ContributionState, Kind


class Outcome(StrEnum):
    """What was done with a point."""

    ANSWERED = "answered"
    LATER = "later"
    REFERRED = "referred"
    NOT_THIS_PLAN = "not-this-plan"
    ADOPTED = "adopted"
    PARTLY_ADOPTED = "partly-adopted"
    NOT_ADOPTED = "not-adopted"
    ALREADY_IN_PLAN = "already-in-plan"
    WEIGHED_CHANGED = "weighed-changed"
    WEIGHED_NOT_CHANGED = "weighed-not-changed"
    MENDED = "mended"
    NO_ERROR = "no-error"
    TOO_LATE = "too-late"
    WITHDRAWN = "withdrawn"


OUTCOMES = {
    Kind.QUESTION: (
        Outcome.ANSWERED,
        Outcome.LATER,
        Outcome.REFERRED,
        Outcome.NOT_THIS_PLAN,
    ),
    Kind.PROPOSAL: (
        Outcome.ADOPTED,
        Outcome.PARTLY_ADOPTED,
        Outcome.NOT_ADOPTED,
        Outcome.ALREADY_IN_PLAN,
        Outcome.LATER,
        Outcome.REFERRED,
        Outcome.NOT_THIS_PLAN,
    ),
    Kind.OPINION: (
        Outcome.WEIGHED_CHANGED,
        Outcome.WEIGHED_NOT_CHANGED,
        Outcome.NOT_THIS_PLAN,
    ),
    Kind.ERROR: (Outcome.MENDED, Outcome.NO_ERROR),
}
"""The outcomes an officer can choose for each kind, in the order of the desk's keys."""

ANSWERABLE = COUNTED - {ContributionState.ERASED}
"""States in which an input can be answered; the note lists a withdrawn or erased one as such."""

BY_THE_SYSTEM = frozenset({Outcome.TOO_LATE, Outcome.WITHDRAWN})
"""Outcomes no officer chooses: they follow from the moment or from the author."""

CHANGED = frozenset(
    {Outcome.ADOPTED, Outcome.PARTLY_ADOPTED, Outcome.WEIGHED_CHANGED, Outcome.MENDED}
)
"""Outcomes that changed something in the plan."""

NOT_CHANGED = frozenset({Outcome.NOT_ADOPTED, Outcome.WEIGHED_NOT_CHANGED})
"""Outcomes that say no to what was asked."""

FOR_LATER = frozenset({Outcome.LATER, Outcome.REFERRED})
"""Outcomes that come back at another moment or another place."""
