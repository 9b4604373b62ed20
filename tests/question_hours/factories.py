"""Hours and questions for tests, made by the operations."""

import itertools
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from consultation import clock
from consultation.accounts.models import Account
from consultation.contributions.states import Arrival
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.plans.models import Section
from consultation.question_hours import operations
from consultation.question_hours.models import LiveQuestion, QuestionHour
from consultation.question_hours.operations import Asked, Guest, HourPlan
from consultation.question_hours.states import TableRole
from consultation.rounds.models import Round
from tests.factories import make_account, make_round

GRACE = timedelta(minutes=30)
_numbers = itertools.count(1)

TABLE: Sequence[Guest] = (
    Guest(TableRole.HOST, "Gerda Gespreksleider", "adviseur", shows_name=True),
    Guest(TableRole.BUYER, "Ingrid Inkoper", "inkoper", shows_name=True),
    Guest(TableRole.POLICY, "Bas Beleid", "adviseur duurzaam inkopen"),
    Guest(TableRole.LEGAL, "Joke Jurist", "jurist"),
)


def arrival(at: datetime | None = None) -> Arrival:
    """A question that reaches us now, or at another moment."""
    return Arrival(at or clock.now(), GRACE)


def hour_plan(**changes: Any) -> HourPlan:
    """What an officer writes of an hour that began 10 minutes ago."""
    begins_at = changes.pop("begins_at", clock.now() - timedelta(minutes=10))
    values: dict[str, Any] = {
        "title": "Vragenuur over jassen",
        "begins_at": begins_at,
        "ends_at": begins_at + timedelta(hours=1),
        "purpose": "U stelt vragen over het plan.",
        "table": TABLE,
        "later_owner": "de inkoper",
        "later_by": clock.today() + timedelta(days=7),
    }
    return HourPlan(**{**values, **changes})


def make_hour(round: Round | None = None, **changes: Any) -> QuestionHour:
    """An announced hour that is live, unless its moments say otherwise."""
    round = round or make_round()
    with transaction():
        hour = operations.plan_hour(round, hour_plan(**changes), by=COMMAND_LINE)
        operations.announce_hour(hour, by=COMMAND_LINE)
    return hour


def make_host(hour: QuestionHour) -> Account:
    """Somebody who may host this hour and answer in it."""
    return make_account(Role.ROUND_MANAGER, organisation=hour.organisation)


def asked(text: str = "", *, section: Section | None = None, device: str = "") -> Asked:
    """A question nobody asked before."""
    words = text or f"Hoe zit het met jas {next(_numbers)}?"
    return Asked(words, secrets.token_hex(8), section, device)


def make_question(
    hour: QuestionHour, text: str = "", *, is_placed: bool = True, **changes: Any
) -> LiveQuestion:
    """A question in an hour, let in unless told otherwise."""
    with transaction():
        question = operations.ask_question(
            hour, asked(text, **changes), arrival=arrival(), by=ANYONE
        )
        if is_placed:
            operations.place_question(question, by=COMMAND_LINE)
    return question
