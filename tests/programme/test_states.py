"""How urgent a round is: a table of rounds in the order in which BZK must see them."""

from datetime import date, timedelta

import pytest

from consultation.programme.states import (
    Concern,
    Standing,
    coming_days,
    concerns_of,
    promises_kept,
    urgency_of,
)
from consultation.rounds.states import Phase

TODAY = date(2026, 11, 2)


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


def answering(name: str, left: int, missing: int = 0, **more: object) -> Standing:
    return Standing(
        name, Phase.PROCESSING, on(-60), on(-20), on(left), inputs=20, missing=missing, **more
    )


def running(name: str, closes: int, inputs: int = 20, **more: object) -> Standing:
    return Standing(name, Phase.OPEN, on(-10), on(closes), on(closes + 42), inputs=inputs, **more)


def preparing(name: str, opens: int | None, lacks: int = 0) -> Standing:
    opens_on = None if opens is None else on(opens)
    return Standing(name, Phase.PREPARATION, opens_on, lacks=lacks)


WORST_FIRST = [
    (answering("tien dagen te laat", -10, 3), [Concern.NOTE_LATE]),
    (answering("een dag te laat", -1, 3), [Concern.NOTE_LATE]),
    (answering("een dag te laat, alles klaar", -1), [Concern.NOTE_LATE]),
    (preparing("had moeten beginnen", -2), [Concern.NOT_ANNOUNCED]),
    (preparing("zou vandaag beginnen", 0, 4), [Concern.NOT_ANNOUNCED]),
    (answering("beloofd voor vandaag", 0, 1), [Concern.NOTE_SOON]),
    (answering("nog vier dagen", 4, 43), [Concern.NOTE_SOON]),
    (
        answering("nog vijf dagen, en control wacht", 5, 1, waiting_since=on(-9)),
        [Concern.NOTE_SOON, Concern.CONTROL_SLOW],
    ),
    (answering("nog veertien dagen", 14, 1), [Concern.NOTE_SOON]),
    (preparing("begint morgen, niet klaar", 1, 1), [Concern.OPENS_SOON]),
    (preparing("begint over veertien dagen, niet klaar", 14, 9), [Concern.OPENS_SOON]),
    (running("wacht negen dagen op controle", 30, waiting_since=on(-9)), [Concern.CONTROL_SLOW]),
    (running("wacht drie dagen op controle", 2, waiting_since=on(-3)), [Concern.CONTROL_SLOW]),
    (running("sluit vandaag, niemand", 0, 0), [Concern.FEW_INPUTS]),
    (running("sluit over een week, vier", 7, 4), [Concern.FEW_INPUTS]),
    (running("sluit over een week, vijf", 7, 5), []),
    (running("wacht twee dagen op controle", 8, 1, waiting_since=on(-2)), []),
    (running("open, sluit later", 30), []),
    (answering("op tijd, alles klaar", 3), []),
    (answering("nog vijftien dagen", 15, 43), []),
    (Standing("aangekondigd", Phase.ANNOUNCED, on(3), on(40), on(80)), []),
    (preparing("zonder dagen", None, 12), []),
    (preparing("begint morgen, klaar", 1), []),
    (preparing("begint over vijftien dagen", 15, 9), []),
    (Standing("vorige week beantwoord", Phase.ANSWERED, answered_on=on(-7)), []),
    (Standing("vorig jaar beantwoord", Phase.ANSWERED, answered_on=on(-400)), []),
    (Standing("ingetrokken", Phase.WITHDRAWN, on(-7), on(7), on(49)), []),
    (Standing("a, geen ronde"), []),
    (Standing("b, geen ronde"), []),
]


@pytest.mark.parametrize(
    ("standing", "concerns"), WORST_FIRST, ids=[one.name for one, _concerns in WORST_FIRST]
)
def test_what_a_round_asks_attention_for(standing: Standing, concerns: list[Concern]) -> None:
    assert concerns_of(standing, TODAY) == concerns


def test_the_worst_comes_first() -> None:
    expected = [one.name for one, _concerns in WORST_FIRST]
    shuffled = sorted((one for one, _concerns in WORST_FIRST), key=lambda one: one.name[::-1])
    found = [one.name for one in sorted(shuffled, key=lambda one: urgency_of(one, TODAY))]
    assert found == expected


@pytest.mark.parametrize(
    ("standing", "left"),
    [
        (answering("a", 4), 4),
        (answering("a", -3), -3),
        (running("a", 7), 49),
        (Standing("a", Phase.ANSWERED, answer_by=on(-3)), None),
        (Standing("a", Phase.WITHDRAWN, answer_by=on(-3)), None),
        (preparing("a", 7), None),
        (Standing("a"), None),
    ],
)
def test_days_left_of_a_promise(standing: Standing, left: int | None) -> None:
    assert standing.days_left(TODAY) == left


def answered(on_day: date, promised: date) -> Standing:
    return Standing("a", Phase.ANSWERED, answer_by=promised, answered_on=on_day)


@pytest.mark.parametrize(
    ("why", "standings", "expected"),
    [
        ("nothing was due", [running("a", 7), answering("b", 3)], (0, 0)),
        ("on the day itself", [answered(date(2026, 3, 1), date(2026, 3, 1))], (1, 1)),
        ("a day late", [answered(date(2026, 3, 2), date(2026, 3, 1))], (0, 1)),
        ("another year", [answered(date(2025, 12, 31), date(2026, 1, 9))], (0, 0)),
        ("promised last year, came now", [answered(date(2026, 1, 9), date(2025, 12, 31))], (0, 1)),
        ("due and not there", [answering("a", -1)], (0, 1)),
        ("due last year and still not there", [answering("a", -330)], (0, 0)),
        ("withdrawn", [Standing("a", Phase.WITHDRAWN, answer_by=on(-9))], (0, 0)),
    ],
)
def test_promises_kept_this_year(
    why: str, standings: list[Standing], expected: tuple[int, int]
) -> None:
    assert promises_kept(standings, TODAY) == expected, why


def test_the_coming_weeks_hold_every_day_on_which_something_happens() -> None:
    found = coming_days(
        [
            Standing("Kleding", Phase.ANNOUNCED, on(3), on(45), on(87)),
            running("Catering", 0),
            answering("Vervoer", 56),
            answering("Zand", -1),
            answering("Klei", 57),
            preparing("Grind", 2),
            Standing("Hout", Phase.WITHDRAWN, on(2), on(4), on(6)),
            Standing("Steen"),
        ],
        TODAY,
    )
    assert [((one.day - TODAY).days, one.phase, one.name) for one in found] == [
        (0, Phase.OPEN, "Catering"),
        (3, Phase.ANNOUNCED, "Kleding"),
        (42, Phase.PROCESSING, "Catering"),
        (45, Phase.OPEN, "Kleding"),
        (56, Phase.PROCESSING, "Vervoer"),
    ]
