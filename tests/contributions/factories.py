"""Things that were sent, made by the operations, so that receipts and leaves are real."""

import itertools
import secrets
from datetime import datetime, timedelta
from typing import Any

from consultation import clock
from consultation.contributions.models import Contribution, Submission
from consultation.contributions.operations import Said, draft_submission, send_submission
from consultation.contributions.states import Arrival, ContributionState, Sender
from consultation.logbook import ANYONE, Actor, ActorKind, transaction
from consultation.reactions.models import Reaction
from consultation.rounds.models import Round
from tests.factories import make_round

GRACE = timedelta(minutes=30)
_numbers = itertools.count(1)


def arrival(at: datetime | None = None, begun_at: datetime | None = None) -> Arrival:
    """A moment of arrival, now when none is given."""
    moment = at or clock.now()
    return Arrival(moment, GRACE, begun_at or moment)


def make_draft(round_: Round | None = None, *texts: str, **changes: Any) -> Submission:
    """A draft of one reaction on the whole plan, or one for each text."""
    round_ = round_ or make_round()
    begun_at = changes.pop("begun_at", None)
    confidential = changes.pop("confidential", "")
    texts = texts or (f"Mijn ervaring nummer {next(_numbers)}.",)
    said = [Said(Reaction(**changes), text, confidential) for text in texts]
    moment = min(clock.now(), (round_.closes_at or clock.now()) - timedelta(seconds=1))
    with transaction():
        return draft_submission(
            round_,
            said,
            key=secrets.token_hex(8),
            arrival=arrival(moment, begun_at),
            by=ANYONE,
        )


def make_contribution(
    round_: Round | None = None,
    text: str = "",
    *,
    sender: Sender | None = None,
    state: ContributionState | None = None,
    at: datetime | None = None,
    **changes: Any,
) -> Contribution:
    """A reaction that was sent without e-mail; `state` puts it somewhere in its life."""
    draft = make_draft(round_, *([text] if text else []), **changes)
    sender = sender or Sender(name="Sanne de Boer")
    with transaction():
        known = sender.email
        moment = at or clock.now()
        send_submission(draft, sender, arrival=arrival(moment), known_email=known, by=ANYONE)
        contribution = draft.contributions[0]
        if state is not None:
            contribution.state = state
    return contribution


def author_of(thing: Contribution | Submission) -> Actor:
    """Whoever showed the secret key of this submission."""
    return Actor(ActorKind.PARTICIPANT, submissions=frozenset({thing.submission_id}))
