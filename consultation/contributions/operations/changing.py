"""Changing and taking back what was sent, until closing."""

from datetime import datetime, timedelta

from consultation.contributions.models import Contribution, ContributionText
from consultation.contributions.operations.saying import Said, check_subjects, checked
from consultation.contributions.states import Arrival, ContributionState
from consultation.errors import Closed
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.public_record.leaves import Kind as Leaf
from consultation.rounds.models import Round
from consultation.rounds.states import Phase


def change_contribution(
    contribution: Contribution, public: str, confidential: str, *, at: datetime, by: Actor
) -> ContributionText:
    """A new text in place of the old one, in control again; all texts are kept.

    Raises Closed after closing, WrongStep when it was withdrawn, Invalid for an empty text.
    """
    require(by, Permission.CHANGE_CONTRIBUTION, contribution)
    _check_open_for_change(contribution.round, at)
    check_subjects(contribution.round, [contribution.subject], Arrival(at, timedelta()))
    said = checked([Said(contribution, public, confidential)])[0]
    if contribution.state not in {ContributionState.RECEIVED, ContributionState.UNCONFIRMED}:
        contribution.move_to(ContributionState.RECEIVED)
    text = contribution.write(said.public, said.confidential, at=at)
    text.seal()
    contribution.append_leaf(Leaf.GEWIJZIGD)
    enter(What.CONTRIBUTION_CHANGED, contribution, by=by, round_id=contribution.round_id)
    return text


def withdraw_contribution(contribution: Contribution, *, at: datetime, by: Actor) -> Contribution:
    """The author takes a contribution back; it is listed as withdrawn and shown nowhere.

    Raises Closed after closing, WrongStep when it was withdrawn already.
    """
    require(by, Permission.CHANGE_CONTRIBUTION, contribution)
    _check_open_for_change(contribution.round, at)
    contribution.move_to(ContributionState.WITHDRAWN)
    contribution.append_leaf(Leaf.INGETROKKEN)
    enter(What.CONTRIBUTION_WITHDRAWN, contribution, by=by, round_id=contribution.round_id)
    return contribution


def _check_open_for_change(round_: Round, at: datetime) -> None:
    if round_.phase(at) is not Phase.OPEN:
        raise Closed("round_closed_for_changes")
