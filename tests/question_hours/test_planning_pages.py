"""The pages on which officers plan hours."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from consultation import clock
from consultation.accounts.models import Account
from consultation.database import db
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.question_hours import operations
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import hour_on
from consultation.question_hours.states import TableRole
from consultation.rounds.models import Round
from tests.factories import make_account, make_organisation, make_round
from tests.page import Visit
from tests.question_hours.factories import TABLE, hour_plan, make_hour
from tests.rounds.factories import statements

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]


@pytest.fixture
def round() -> Round:
    return make_round()


@pytest.fixture
def officer(signed_in_as: SignIn, round: Round) -> Visit:
    return signed_in_as(make_account(Role.OFFICER, organisation=round.organisation))


def day(days: int) -> date:
    return clock.today() + timedelta(days=days)


def tomorrow(round: Round, **changes: Any) -> QuestionHour:
    """An hour in preparation, for tomorrow evening."""
    begins_at = clock.start_of_day(day(1)) + timedelta(hours=19)
    with transaction():
        plan = hour_plan(begins_at=begins_at, **changes)
        return operations.plan_hour(round, plan, by=COMMAND_LINE)


def place(hour: QuestionHour, page: str = "") -> str:
    assert hour.round is not None
    return f"/werk/rondes/{hour.round.slug}/vragenuur/{hour.day}{page}"


def planned(round: Round) -> QuestionHour:
    return db.session.query(QuestionHour).filter_by(round_id=round.id).one()


WHOLE = {
    "title": "Vragenuur over jassen",
    "purpose": "U stelt vragen.",
    "day": day(2).isoformat(),
    "begins": "19:00",
    "ends_at": "20:00",
    "place": "Zaal 1, Utrecht",
    "later_owner": "de inkoper",
    "later_by": day(9).isoformat(),
    "table-0-name": "Gerda Gespreksleider",
    "table-0-shows_name": "y",
    "table-1-name": "Ingrid Inkoper",
    "table-2-function": "adviseur duurzaam inkopen",
    "table-3-function": "jurist aanbesteden",
    "timetable-0-begins": "19.00",
    "timetable-0-ends": "19.20",
    "timetable-0-what": "Welkom",
}


def test_an_officer_plans_an_hour_and_announces_it(
    officer: Visit, round: Round, visit: Visit
) -> None:
    empty = officer.get(f"/werk/rondes/{round.slug}/vragenuren")
    assert "Deze ronde heeft nog geen vragenuur." in empty.text
    page = officer.send(f"/werk/rondes/{round.slug}/vragenuren/nieuw", **WHOLE)
    assert page.h1 == "Vragenuur over jassen"
    assert "Er ontbreekt niets." in page.text
    hour = planned(round)
    assert clock.hours_words(hour.begins_at, hour.ends_at) == "19.00 tot 20.00 uur"
    assert [one.role for one in hour.table] == [
        TableRole.HOST, TableRole.BUYER, TableRole.POLICY, TableRole.LEGAL,
    ]  # fmt: skip
    assert hour.table[0].public_name == "Gerda Gespreksleider"
    assert hour.table[1].public_name == ""
    assert [slot["what"] for slot in hour.timetable] == ["Welkom"]
    page = officer.get(place(hour, "/aankondigen"))
    assert "Gerda Gespreksleider" in page.text
    assert "Ingrid Inkoper" not in page.text
    page = officer.send(place(hour, "/aankondigen"), "aankondigen")
    assert "Gepland" in page.text
    assert hour_on(round, hour.day, reader=ANYONE).announced_at


def test_the_hours_of_a_round_say_what_each_lacks(officer: Visit, round: Round) -> None:
    tomorrow(round, purpose="", later_owner="")
    assert "Nog 2 dingen" in officer.get(f"/werk/rondes/{round.slug}/vragenuren").text
    assert "vragenuren" in officer.get(f"/werk/rondes/{round.slug}").links().values().__str__()


def test_the_list_costs_the_same_for_many_hours(officer: Visit, round: Round) -> None:
    def count() -> int:
        with statements() as sent:
            officer.get(f"/werk/rondes/{round.slug}/vragenuren")
        return len(sent)

    make_hour(round, begins_at=clock.now() + timedelta(days=2))
    tomorrow(round)
    officer.get(f"/werk/rondes/{round.slug}/vragenuren")
    few = count()
    for days in (3, 4, 5):
        with transaction():
            plan = hour_plan(begins_at=clock.now() + timedelta(days=days))
            operations.plan_hour(round, plan, by=COMMAND_LINE)
    assert count() == few


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({"title": ""}, ["Vul een titel in."]),
        ({"day": ""}, ["Kies een dag."]),
        ({"begins": "zeven uur"}, ["Schrijf een tijd zoals 19:00."]),
        (
            {"ends_at": "18:00"},
            ["Het eindigt na het begin, en duurt hooguit 8 uur."],
        ),
        (
            {"video_address": "http://video.voorbeeld.nl"},
            ["Schrijf het hele adres op, zoals https://video.voorbeeld.nl/vragenuur."],
        ),
        (
            {"day": "2027-03-28", "begins": "02:30", "ends_at": "04:00"},
            ["Dit tijdstip bestaat niet"],
        ),
        ({"timetable-0-ends": ""}, ["Vul twee tijden in: van en tot."]),
        ({"timetable-0-what": ""}, ["Schrijf op wat er gebeurt, of maak deze rij leeg."]),
        ({"place": "x" * 201}, ["Deze tekst is te lang. Maak hem korter."]),
        ({"table-1-role": "koning"}, ["Not a valid choice"]),
    ],
)
def test_an_hour_that_cannot_be_is_given_back_with_everything_typed(
    officer: Visit, round: Round, changes: dict[str, str], lines: list[str]
) -> None:
    sent = {**WHOLE, **changes}
    page = officer.send(f"/werk/rondes/{round.slug}/vragenuren/nieuw", status=422, **sent)
    assert len(page.errors()) == len(lines)
    for error, line in zip(page.errors(), lines, strict=True):
        assert error.startswith(line) or "table-1-role" in changes
    kept = page.form()
    for name in ("purpose", "table-1-name", "later_owner"):
        assert kept[name] == sent[name]
    assert db.session.query(QuestionHour).count() == 0


def test_two_parts_in_one_place_are_told_at_the_row(officer: Visit, round: Round) -> None:
    address = f"/werk/rondes/{round.slug}/vragenuren/nieuw"
    page = officer.send(address, **{**WHOLE, "meer": "programma"})
    assert page.h1 == "Wijzig het vragenuur"
    second = {
        "timetable-1-begins": "19:10",
        "timetable-1-ends": "19:30",
        "timetable-1-what": "Vragen",
    }
    page = officer.send(place(planned(round), "/wijzig"), status=422, **second)
    (line,) = page.errors()
    assert line.startswith("Dit deel van het programma is op een plek")
    assert page.soup.select_one("#timetable-1-begins[aria-invalid]")
    page = officer.send(
        place(planned(round), "/wijzig"), **{**second, "timetable-1-place": "Zaal 2"}
    )
    assert [slot["what"] for slot in planned(round).timetable] == ["Welkom", "Vragen"]


def test_the_form_warns_for_a_role_that_is_missing_and_the_gate_leads_to_it(
    officer: Visit, round: Round
) -> None:
    hour = tomorrow(round, table=TABLE[:2], purpose="", later_by=None)
    page = officer.get(place(hour, "/wijzig"))
    assert "Er ontbreekt nog: beleidsmedewerker, jurist." in page.text
    page = officer.get(place(hour))
    lines = {
        li.span.get_text(" ").split(" Vul aan")[0].strip(): li.a["href"]
        for li in page.soup.select(".checklist li")
    }
    assert any("Aan tafel ontbreekt een jurist." in line for line in lines)
    assert len(lines) == 4
    for address in lines.values():
        path, _hash, field = address.partition("#")
        assert officer.get(path).soup.find(id=field), address
    page = officer.post(place(hour, "/aankondigen"), {"csrf_token": _token(officer)}, status=422)
    assert "Dit kan nog niet" in page.text
    assert planned(round).announced_at is None


def _token(visitor: Visit) -> str:
    field = visitor.get("/werk").soup.find("input", attrs={"name": "csrf_token"})
    return str(field["value"])


def test_a_colleague_in_between_is_told_and_nothing_is_lost(officer: Visit, round: Round) -> None:
    hour = tomorrow(round)
    page = officer.get(place(hour, "/wijzig"))
    with transaction():
        again = planned(round)
        operations.edit_hour(
            again, hour_plan(begins_at=again.begins_at, title="Van een ander"), by=COMMAND_LINE
        )
    mine = {"title": "Van mij"}
    page = officer.send_from(page, place(hour, "/wijzig"), status=422, **mine)
    assert "Iemand anders heeft dit uur intussen veranderd." in page.errors()[0]
    assert page.form()["title"] == "Van mij"
    officer.send_from(page, place(hour, "/wijzig"))
    assert planned(round).title == "Van mij"


def test_a_public_hour_keeps_to_the_gate(officer: Visit, round: Round) -> None:
    hour = tomorrow(round)
    with transaction():
        operations.announce_hour(planned(round), by=COMMAND_LINE)
    page = officer.send(place(hour, "/wijzig"), status=422, purpose="", later_owner="")
    assert "Zeg waar het voor is." in page.errors()
    assert planned(round).purpose


def test_another_day_is_another_address(officer: Visit, round: Round) -> None:
    hour = tomorrow(round)
    page = officer.send(place(hour, "/wijzig"), day=day(3).isoformat())
    assert page.answer.request.path.endswith(day(3).isoformat())


def test_calling_off_needs_a_reason(officer: Visit, round: Round) -> None:
    hour = tomorrow(round)
    page = officer.send(place(hour, "/afgelasten"), status=422)
    assert page.errors() == ["Schrijf op waarom. Iedereen leest dit."]
    page = officer.send(place(hour, "/afgelasten"), reason="De inkoper is ziek.")
    assert "De inkoper is ziek." in page.text
    assert (
        "Dit vragenuur is voorbij of al afgelast." in officer.get(place(hour, "/afgelasten")).text
    )


def test_an_hour_that_began_has_no_form_any_more(officer: Visit, round: Round) -> None:
    hour = make_hour(round)
    assert officer.get(place(hour, "/wijzig")).h1 == hour.title
    sent = {**WHOLE, "csrf_token": _token(officer), "kind": "question-hour", "language": "nl"}
    sent |= {f"table-{n}-role": "host" for n in range(4)} | {"timetable-0-language": "nl"}
    page = officer.post(place(hour, "/wijzig"), sent, status=422)
    assert page.errors() == ["Dit is al begonnen. De gegevens kunnen niet meer veranderen."]


def test_others_do_not_plan(signed_in_as: SignIn, round: Round) -> None:
    hour = tomorrow(round)
    moderator = signed_in_as(make_account(Role.MODERATOR, organisation=round.organisation))
    assert "Plan een vragenuur" not in moderator.get(f"/werk/rondes/{round.slug}/vragenuren").text
    assert moderator.get(place(hour)).h1 == hour.title
    for page in ("/wijzig", "/aankondigen", "/afgelasten"):
        moderator.get(place(hour, page), status=403)
    moderator.get(f"/werk/rondes/{round.slug}/vragenuren/nieuw", status=403)
    outsider = signed_in_as(make_account(Role.OFFICER, organisation=make_organisation()))
    outsider.get(place(hour), status=404)
    outsider.get(f"/werk/rondes/{round.slug}/vragenuren/nieuw", status=403)


@pytest.mark.parametrize("day", ["2026-13-40", "morgen", "2026-01-01"])
def test_a_day_without_an_hour_is_not_found(officer: Visit, round: Round, day: str) -> None:
    officer.get(f"/werk/rondes/{round.slug}/vragenuur/{day}", status=404)
