"""What the doors of control share: the blueprint, and what a moderator asked of the queue."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, request, url_for

from consultation import clock
from consultation.accounts.session import reader
from consultation.contributions.models import Contribution
from consultation.errors import NotFound
from consultation.moderation.queries import judgeable_contribution
from consultation.public_record.receipts import parse_receipt
from consultation.typed import number_asked

bp = Blueprint("moderation", __name__)

MOST_MINUTES = 480


@dataclass(frozen=True)
class Wish:
    """What somebody asked of the queue: one round alone, and how long they have."""

    slug: str = ""
    minutes: int = 0
    since: datetime | None = None

    @property
    def args(self) -> dict[str, Any]:
        """The same, to go on in an address."""
        since = int(self.since.timestamp()) if self.since is not None else None
        return {"ronde": self.slug or None, "tijd": self.minutes or None, "sinds": since}

    @property
    def left(self) -> timedelta:
        """The time that is left."""
        gone = clock.now() - self.since if self.since is not None else timedelta()
        return max(timedelta(), timedelta(minutes=self.minutes) - gone)


def wish() -> Wish:
    """What this request asks of the queue; a strange value is no wish."""
    minutes = request.args.get("tijd", 0, type=number_asked)
    minutes = minutes if 0 < minutes <= MOST_MINUTES else 0
    return Wish(request.args.get("ronde", ""), minutes, _since() if minutes else None)


def _since() -> datetime:
    typed = request.args.get("sinds", 0, type=number_asked)
    now = clock.now()
    is_near = 0 < now.timestamp() - typed < MOST_MINUTES * 60
    return now - timedelta(seconds=now.timestamp() - typed) if is_near else now


def named(number: str) -> Contribution:
    """The contribution that an address names: a receipt, and the part of it in `deel`.

    Raises NotFound.
    """
    receipt = parse_receipt(number)
    if receipt is None:
        raise NotFound("receipt_mistyped")
    part = request.args.get("deel", 1, type=number_asked)
    return judgeable_contribution(receipt, part, reader=reader())


def address_of(contribution: Contribution) -> str:
    """The page of one contribution, for moderators."""
    return url_for("moderation.show_contribution", **names_of(contribution))


def names_of(contribution: Contribution) -> dict[str, Any]:
    """How an address names a contribution."""
    part = contribution.sub_number
    number = contribution.submission.receipt or ""
    return {"nummer": number, **({"deel": part} if part > 1 else {})}
