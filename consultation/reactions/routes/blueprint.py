"""What the doors of reactions share: their blueprint, and the rounds that take entries."""

from flask import Blueprint

from consultation import clock
from consultation.accounts.session import reader
from consultation.permissions import Permission, may
from consultation.rounds.models import Round
from consultation.rounds.queries import rounds_of_staff
from consultation.rounds.states import Phase

bp = Blueprint("reactions", __name__)


def rounds_to_enter() -> list[Round]:
    """The rounds for which this person may write down what came in elsewhere, now."""
    return [one for one in rounds_of_staff(reader=reader()) if _takes_entries(one)]


def _takes_entries(round_: Round) -> bool:
    phase = round_.phase(clock.now())
    is_running = phase in {Phase.OPEN, Phase.PROCESSING}
    return is_running and may(reader(), Permission.ENTER_CONTRIBUTION, round_)
