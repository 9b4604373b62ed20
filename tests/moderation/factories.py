"""People who judge, for tests of control."""

from consultation.accounts.models import Account
from consultation.contributions.models import Contribution
from consultation.permissions import Role
from consultation.rounds.models import Round
from tests.factories import make_account


def make_moderator(thing: Contribution | Round) -> Account:
    """Somebody who moderates in the organisation of this round."""
    round_ = thing.round if isinstance(thing, Contribution) else thing
    return make_account(Role.MODERATOR, organisation=round_.organisation)
