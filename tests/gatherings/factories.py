"""Meetings of others, with good defaults, made by the operations of the house."""

import itertools
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from consultation import clock
from consultation.gatherings import operations
from consultation.gatherings.models import Gathering
from consultation.gatherings.states import Details, GatheringKind, Span
from consultation.logbook import ANYONE, SYSTEM, Actor, transaction

_numbers = itertools.count(1)


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def some_details(**changes: Any) -> Details:
    """A meeting in ten days, from seven to nine in the evening."""
    details = Details(
        title="Winterquiz voor inkopers",
        text="Twintig vragen en een prijs die weinig kost.",
        kind=GatheringKind.MEETING,
        span=Span.MOMENT,
        first_day=in_days(10),
        begins=time(19),
        ends=time(21),
        place="Voorbeeldzaal in Utrecht",
        organiser="Voorbeeldvereniging Gebruiker Voorop",
    )
    return replace(details, **changes)


def make_gathering(*, email: str = "quiz@voorbeeld.nl", **changes: Any) -> Gathering:
    """A meeting that waits for control."""
    with transaction():
        return operations.send_gathering(
            some_details(**changes), email=email, key=f"sleutel-{next(_numbers)}", by=ANYONE
        )


def make_placed_gathering(**changes: Any) -> Gathering:
    """A meeting in the agenda."""
    gathering = make_gathering(**changes)
    with transaction():
        operations.place_gathering(gathering, seen=1, by=SYSTEM)
    return gathering


def organiser_of(gathering: Gathering) -> Actor:
    """Whoever holds the secret link of a meeting."""
    return replace(ANYONE, gatherings=frozenset({gathering.id}))
