"""Where staff begin: what waits, oldest and latest first, and only doors that open."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from consultation import clock
from consultation.accounts.models import Account
from consultation.contributions.states import ContributionState
from consultation.desk.queries.waiting import RoundWork
from consultation.desk.states import Fitting, fitting
from consultation.logbook import transaction
from consultation.moderation import operations
from consultation.moderation.states import Reason
from consultation.permissions import Role
from consultation.rounds.models import Round
from tests.contributions.factories import author_of, make_contribution
from tests.factories import make_account, make_plan, make_round
from tests.moderation.factories import make_moderator
from tests.moderation.test_routes import statements
from tests.page import Visit
from tests.response_notes.test_operations import answer, submitted

SignIn = Callable[[Account], Visit]


def visitor(signed_in_as: SignIn, round_: Round, *roles: Role) -> Visit:
    return signed_in_as(make_account(*roles, organisation=round_.organisation))


def closed(round_: Round) -> None:
    with transaction():
        round_.closes_at = clock.now() - timedelta(days=1)


@pytest.mark.parametrize(
    ("minutes", "to_control", "to_answer", "expected"),
    [
        (15, 6, 3, Fitting(15, 6, 3)),
        (15, 100, 9, Fitting(15, 25, 0)),
        (5, 0, 9, Fitting(5, 0, 2)),
        (5, 0, 0, Fitting(5, 0, 0)),
    ],
)
def test_control_comes_first_in_the_time_one_has(
    minutes: int, to_control: int, to_answer: int, expected: Fitting
) -> None:
    assert fitting(minutes, to_control=to_control, to_answer=to_answer) == expected


@pytest.mark.parametrize(
    ("today", "promise", "days", "per_day"),
    [
        (date(2026, 11, 2), date(2026, 11, 6), 5, 2),  # Monday to Friday
        (date(2026, 11, 6), date(2026, 11, 9), 2, 5),  # Friday and Monday
        (date(2026, 11, 7), date(2026, 11, 9), 1, 10),  # Saturday, then Monday
        (date(2026, 11, 9), date(2026, 11, 6), 0, 10),  # too late
    ],
)
def test_how_many_a_day_follows_from_the_working_days_that_are_left(
    database: Flask, today: date, promise: date, days: int, per_day: int
) -> None:
    work = RoundWork(make_round(answer_by=promise), 12, 10, today)
    assert (work.days_left, work.per_day, work.is_late) == (days, per_day, days == 0)


def test_a_moderator_sees_what_waits_and_since_when(database: Flask, signed_in_as: SignIn) -> None:
    round_ = make_round()
    make_contribution(round_, at=clock.now() - timedelta(hours=5))
    refused = make_contribution(round_)
    by = make_moderator(round_).as_actor()
    with transaction():
        decision = operations.refuse_contribution(refused, reason=Reason.ABUSE, by=by)
    with transaction():
        operations.object_to_decision(decision, "Hoezo?", by=author_of(refused))
    page = visitor(signed_in_as, round_, Role.MODERATOR).get("/werk")
    assert page.h1 == "Mijn werk"
    assert "1 reactie nakijken" in page.links()
    assert "oudste 5 uur" in page.text
    assert "1 tweede blik geven" in page.links()
    assert "zonder uitkomst" not in page.text


def test_an_officer_sees_the_promise_and_how_many_a_day(
    database: Flask, signed_in_as: SignIn
) -> None:
    monday = datetime(2026, 11, 2, 9, tzinfo=UTC)
    with clock.frozen(monday):
        round_ = make_round(answer_by=date(2026, 11, 6))
        late = make_round(plan=round_.plan, answer_by=date(2026, 10, 30))
        for one in (round_, late):
            make_contribution(one)
            make_contribution(one)
            closed(one)
        make_round(plan=round_.plan, published_at=None)
        make_plan(category=round_.category, published=False)
        page = visitor(signed_in_as, round_, Role.OFFICER).get("/werk")
    titles = [h2.get_text(" ", strip=True) for h2 in page.soup.select("#vandaag h2")]
    assert titles == [
        "2 reacties zonder uitkomst",
        "2 reacties zonder uitkomst",
        "Plan in bewerking",
        "Ronde in voorbereiding",
    ]
    first, second = page.soup.select("#vandaag li")[:2]
    assert "te laat" in first.get_text()
    assert "U moet er 1 per dag" in second.get_text()
    assert "Antwoord uiterlijk 6 november 2026" in " ".join(second.get_text(" ").split())


def test_a_note_waits_for_another_person_than_who_submitted_it(
    database: Flask, signed_in_as: SignIn
) -> None:
    round_ = make_round()
    contribution = make_contribution(round_, state=ContributionState.PLACED)
    closed(round_)
    answer(contribution)
    author = make_account(Role.ROUND_MANAGER, organisation=round_.organisation)
    submitted(round_, author.as_actor())
    assert "Antwoordnota goedkeuren" not in signed_in_as(author).get("/werk").text
    other = visitor(signed_in_as, round_, Role.ROUND_MANAGER)
    assert "Antwoordnota goedkeuren" in other.get("/werk").text


def test_nothing_waits(database: Flask, signed_in_as: SignIn) -> None:
    page = visitor(signed_in_as, make_round(), Role.MODERATOR).get("/werk")
    assert "Alles is gedaan. Er wacht vandaag niets op u." in page.text


@pytest.mark.parametrize("role", list(Role))
def test_every_way_from_the_desk_is_open(database: Flask, signed_in_as: SignIn, role: Role) -> None:
    round_ = make_round()
    make_contribution(round_)
    closed(round_)
    here = visitor(signed_in_as, round_, role)
    links = here.get("/werk?tijd=15").links()
    assert links
    for words, address in links.items():
        answer = here.client.get(address, follow_redirects=True)
        assert answer.status_code == 200, f"{words} ({address}) gave {answer.status_code}"


def test_strangers_sign_in_first(database: Flask) -> None:
    answer = database.test_client().get("/werk")
    assert answer.headers["Location"].startswith("/inloggen")


def test_the_desk_asks_the_same_of_the_database_however_much_waits(
    database: Flask, signed_in_as: SignIn
) -> None:
    round_ = make_round()
    make_contribution(round_)
    here = visitor(signed_in_as, round_, Role.MODERATOR, Role.OFFICER, Role.ROUND_MANAGER)
    here.get("/werk")  # the first page begins the session
    few = statements(here, "/werk")
    for _number in range(3):
        other = make_round(plan=round_.plan)
        for _one in range(3):
            make_contribution(other)
        make_round(plan=round_.plan, published_at=None)
    assert statements(here, "/werk") == few
