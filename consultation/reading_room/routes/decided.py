"""What control decided about an input, as its author reads it on the receipt (I6, I7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from consultation import clock
from consultation.contributions.models import Contribution
from consultation.moderation.emails import decision_lines, second_look_lines
from consultation.moderation.forms import VERDICT_WORDS, advice_lines
from consultation.moderation.models import Decision, Objection
from consultation.moderation.states import STATE_AFTER, ObjectionState, Reason, Verdict
from consultation.rounds.states import Phase

LOOK_DAYS = 3
"""Working days in which a second look is promised."""


@dataclass(frozen=True)
class Decided:
    """A decision in words, and what its author can do with it."""

    title: str
    tone: str
    lines: Sequence[str]
    advice: Sequence[str]
    can_mend: bool
    can_object: bool
    second_look: Sequence[str]


def decided(contribution: Contribution, history: Sequence[Decision]) -> Decided | None:
    """The decision that stands, with the second look; none while it is in control."""
    standing = next((one for one in reversed(history) if one.undone_at is None), None)
    looks = [one.objection for one in history if one.objection is not None]
    look = looks[-1] if looks else None
    if standing is None or contribution.state is not STATE_AFTER[standing.verdict]:
        return None
    is_open = contribution.round.phase(clock.now()) is Phase.OPEN
    is_refused = standing.verdict in {Verdict.NOT_PLACED, Verdict.HIDDEN}
    return Decided(
        title=str(VERDICT_WORDS[standing.verdict]),
        tone="caution" if standing.reason else "positive",
        lines=decision_lines(contribution, standing),
        advice=_advice(standing, is_open=is_open) if look is None else (),
        can_mend=is_refused and is_open and standing.reason is not Reason.DUPLICATE,
        can_object=standing.can_be_objected_to,
        second_look=_second_look(look) if look is not None else (),
    )


def _advice(decision: Decision, *, is_open: bool) -> list[str]:
    if decision.reason is None:
        return []
    return advice_lines(decision.verdict, decision.reason, is_open=is_open)


def _second_look(objection: Objection) -> list[str]:
    if objection.state is not ObjectionState.ASKED:
        return second_look_lines(objection)
    asked, last = _asked_and_last(objection)
    return [
        _("U vroeg op %(day)s om een tweede blik.", day=clock.date_words(asked)),
        _("U krijgt uiterlijk op %(day)s antwoord.", day=clock.date_words(last)),
    ]


def _asked_and_last(objection: Objection) -> tuple[date, date]:
    asked = clock.amsterdam(objection.asked_at).date()
    return asked, clock.working_days_after(asked, LOOK_DAYS)
