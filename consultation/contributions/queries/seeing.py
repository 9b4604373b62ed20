"""The one condition that says who may see a contribution (I8)."""

from sqlalchemy import ColumnElement, false, or_, true

from consultation.contributions.models import Contribution, Submission
from consultation.contributions.states import VISIBLE, ContributionState, NameShown
from consultation.logbook import Actor, ActorKind
from consultation.permissions import Role
from consultation.rounds.models import Round

TEAM = frozenset(
    {Role.PANEL_MEMBER, Role.MODERATOR, Role.OFFICER, Role.ROUND_MANAGER, Role.PROGRAMME}
)
"""Roles that read what was received, in the organisation they have them in."""

NOT_RECEIVED = (ContributionState.DRAFT, ContributionState.UNCONFIRMED)


def visible_to(reader: Actor) -> ColumnElement[bool]:
    """What this person may see, as a condition on `Contribution`: the one for every surface.

    The public sees what was placed and not kept back by its sender; the team of the round's
    organisation what was received; whoever showed a secret key what belongs to it.
    """
    if reader.kind is ActorKind.SYSTEM:
        return Contribution.state != ContributionState.DRAFT
    own = Contribution.submission_id.in_(reader.submissions) if reader.submissions else false()
    sent = Contribution.state != ContributionState.DRAFT
    return or_(_public(), _received_by(reader), own & sent)


def is_visible_to(contribution: Contribution, reader: Actor) -> bool:
    """The same as `visible_to`, for a contribution at hand."""
    if contribution.state is ContributionState.DRAFT:
        return False
    if reader.kind is ActorKind.SYSTEM or contribution.is_visible:
        return True
    if contribution.submission_id in reader.submissions:
        return True
    received = contribution.state not in NOT_RECEIVED
    return received and _is_team(contribution.organisation_id, reader)


def _public() -> ColumnElement[bool]:
    placed = Contribution.state.in_(VISIBLE)
    wanted = Contribution.submission.has(Submission.name_shown != NameShown.NOT_PLACED)
    return placed & wanted


def _received_by(reader: Actor) -> ColumnElement[bool]:
    received = Contribution.state.not_in(NOT_RECEIVED)
    if any(role in TEAM and place is None for role, place in reader.roles):
        return received & true()
    places = {place for role, place in reader.roles if role in TEAM and place is not None}
    if not places:
        return false()
    return received & Contribution.round.has(Round.organisation_id.in_(places))


def _is_team(organisation_id: int, reader: Actor) -> bool:
    return any(role in TEAM and place in {None, organisation_id} for role, place in reader.roles)
