"""The page of an hour in each state, without a script: what stands there, and what does not."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from consultation import clock
from consultation.logbook import ANYONE, COMMAND_LINE, SYSTEM, transaction
from consultation.moderation.operations import hide_contribution
from consultation.moderation.states import Reason
from consultation.question_hours import operations
from consultation.question_hours.models import LiveQuestion, QuestionHour
from consultation.question_hours.operations import Report, Wish
from consultation.question_hours.queries import question_numbered
from consultation.question_hours.states import HourKind, TableRole
from consultation.short_codes.queries import code_of
from consultation.web.kept_pages import KeptPages
from tests.page import Visit
from tests.question_hours.factories import TABLE, hour_plan, make_hour, make_question
from tests.statements import counted

MOST_STATEMENTS = 11


def address_of(hour: QuestionHour) -> str:
    assert hour.round is not None
    return f"/rondes/{hour.round.slug}/vragenuur/{hour.day}"


def answer(question: LiveQuestion, text: str, **more: object) -> None:
    with transaction():
        operations.answer_question(question, text, by_shown="de inkoper", by=COMMAND_LINE, **more)  # type: ignore[arg-type]


def close(hour: QuestionHour) -> None:
    with transaction():
        operations.close_hour(hour, by=COMMAND_LINE)


def test_before_the_hour_it_says_when_who_and_takes_questions(visit: Visit) -> None:
    hour = make_hour(
        begins_at=clock.now() + timedelta(days=2),
        table=[guest for guest in TABLE if guest.role is not TableRole.LEGAL],
        missing_role_reason="De jurist is ziek.",
        timetable=[{"from": "19:00", "to": "19:10", "what": "Welkom", "who": "de gastvrouw"}],
        place="Stadhuis",
        video_address="https://video.voorbeeld.nl/uur",
        captions_address="https://video.voorbeeld.nl/tekst",
    )
    make_question(hour, "Mag ik nu al iets vragen?")
    page = visit.get(address_of(hour))
    assert page.h1 == hour.title
    for words in (
        "U kunt nu al een vraag sturen",
        "Gerda Gespreksleider",
        "Er zit geen jurist aan tafel. De reden: De jurist is ziek.",
        "19.00 tot 19.10 uur",
        "Stadhuis",
        "Ondertiteling bij de video",
        "Mag ik nu al iets vragen?",
    ):
        assert words in page.text
    assert "Bas Beleid" not in page.text, "a name is shown with consent only"
    assert page.form("nakijken")["tekst"] == ""


def test_in_the_hour_it_says_whose_turn_it_is(visit: Visit) -> None:
    hour = make_hour()
    first, second, third, secret = (make_question(hour, f"Vraag over jas {n}?") for n in range(4))
    answer(first, "De jas is blauw.", is_spoken=True)
    with transaction():
        operations.take_question(second, by=COMMAND_LINE)
        operations.ready_question(third, by=COMMAND_LINE)
        operations.support_questions(hour, [Wish(3, "a"), Wish(3, "b")], by=ANYONE)
        hide_contribution(secret, reason=Reason.PERSONAL_DATA, by=COMMAND_LINE)
    page = visit.get(address_of(hour))
    assert page.soup.select_one(".now__question").get_text() == "Vraag over jas 1?"  # type: ignore[union-attr]
    assert [li["data-vraag"] for li in page.soup.select("[data-lijst=rij] > li")] == ["3"]
    assert "Straks aan de beurt" in page.text
    assert "2 mensen willen dit ook weten" in page.text
    assert "Het aantal mensen is geen volgorde" in page.text
    assert "De jas is blauw." in page.text
    assert "Dit is gezegd. De tekst is een samenvatting." in page.text
    assert "Vraag over jas 3?" not in page.text
    assert "Bijgewerkt om" in page.text
    assert page.links()["Ververs"] == address_of(hour)
    assert not page.soup.find("meta", attrs={"http-equiv": True}), "nothing refreshes itself (T23)"


def test_a_pause_and_a_host_who_is_away_are_told(visit: Visit) -> None:
    hour = make_hour()
    with transaction():
        operations.pause_hour(hour, by=COMMAND_LINE)
    assert "De gespreksleider heeft het vragenuur stilgezet" in visit.get(address_of(hour)).text


def test_after_the_hour_every_question_has_its_place(visit: Visit) -> None:
    hour = make_hour()
    assert hour.round is not None
    assert hour.round.version is not None
    section = hour.round.version.sections[2]
    asked = [make_question(hour, f"Vraag over jas {n}?", section=section) for n in range(6)]
    answer(asked[0], "De jas is blauw.")
    with transaction():
        operations.merge_question(asked[1], asked[0], by=COMMAND_LINE)
        operations.defer_question(
            asked[2],
            owner="de jurist",
            due=clock.today(),
            why="Dat zoeken we op.",
            by=COMMAND_LINE,
        )
        operations.decline_question(asked[3], Reason.ADVERTISING, by=COMMAND_LINE)
    close(hour)
    answer(asked[4], "De jas is van wol.")
    with clock.frozen(clock.now() + timedelta(days=2)):
        page = visit.get(address_of(hour))
    assert page.h1 == f"Verslag: {hour.title}"
    assert "Paragraaf 2.1 Jassen" in page.text
    assert "Het antwoord geldt ook voor: Vraag 2 : Vraag over jas 1?" in page.text
    assert "Beantwoord na het vragenuur" in page.text
    assert "Antwoord van de jurist" in page.text
    assert "Dat zoeken we op." in page.text
    assert page.text.count("Te laat: dit antwoord had er al moeten zijn") == 1
    assert f"Antwoord van {hour.later_owner}" in page.text, "what was left over has an owner"
    assert "1 vraag: Het is reclame" in page.text
    assert "Vraag over jas 3?" not in page.text
    assert page.links()["Reageer op deze paragraaf : 2.1 Jassen"].endswith("/reageren")


def test_the_report_shows_approved_quotes_alone(visit: Visit) -> None:
    hour = make_hour()
    close(hour)
    report = Report(
        recap=["Het ging over jassen."],
        opening_round=["Wat draagt u?"],
        quotes=[
            {"text": "Dit mag.", "speaker": "Sanne", "is_approved": True},
            {"text": "Dit mag niet.", "speaker": "Karim", "is_approved": False},
        ],
        next_steps=[{"what": "Maten erbij", "owner": "de inkoper", "day": "2099-01-02"}],
    )
    with transaction():
        operations.write_report(hour, report, by=COMMAND_LINE)
        operations.publish_report(hour, by=COMMAND_LINE)
    page = visit.get(address_of(hour))
    for words in ("Het ging over jassen.", "Wat draagt u?", "Dit mag.", "2 januari 2099"):
        assert words in page.text
    assert "Dit mag niet." not in page.text


def test_the_report_is_searched_without_a_script(visit: Visit) -> None:
    hour = make_hour()
    for words in ("Hoe warm is de jas?", "Krijg ik nieuwe schoenen?"):
        answer(make_question(hour, words), "Dat staat in het plan.")
    close(hour)
    page = visit.get(f"{address_of(hour)}?zoek=SCHOENEN+plan")
    assert "Krijg ik nieuwe schoenen?" in page.text
    assert "Hoe warm is de jas?" not in page.text
    assert "Wij vonden niets" in visit.get(f"{address_of(hour)}?zoek=broek").text


def test_the_report_goes_along_as_a_sheet(visit: Visit) -> None:
    hour = make_hour()
    answer(make_question(hour, "=Hoe warm is de jas?"), "Erg warm.")
    secret = make_question(hour, "Bel Jan op 06-12345678.")
    address = f"{address_of(hour)}/verslag.csv"
    assert visit.client.get(address).status_code == 409
    with transaction():
        hide_contribution(secret, reason=Reason.PERSONAL_DATA, by=COMMAND_LINE)
    close(hour)
    sheet = visit.client.get(address).get_data().decode("utf-8-sig")
    assert "Erg warm." in sheet
    assert ";=Hoe" not in sheet, "nothing becomes a formula"
    assert "06-12345678" not in sheet


def test_an_hour_that_is_called_off_says_why(visit: Visit) -> None:
    hour = make_hour(begins_at=clock.now() + timedelta(days=2))
    make_question(hour)
    with transaction():
        operations.cancel_hour(hour, "De zaal is te klein.", by=COMMAND_LINE)
    page = visit.get(address_of(hour))
    assert "Dit vragenuur gaat niet door." in page.text
    assert "De zaal is te klein." in page.text
    assert "Er was al 1 vraag gesteld." in page.text


def test_another_language_is_said_in_words_and_marked(visit: Visit) -> None:
    hour = make_hour(title="Question hour", language="en")
    page = visit.get(address_of(hour))
    assert "Taal: Engels" in page.text
    assert page.soup.h1 is not None
    assert page.soup.h1["lang"] == "en"


@pytest.mark.parametrize("tail", ["/gisteren", "/2026-13-40", "/2020-01-01"])
def test_an_hour_that_is_not_there(visit: Visit, tail: str) -> None:
    hour = make_hour()
    visit.get(address_of(hour).rsplit("/", 1)[0] + tail, status=404)


def test_a_question_has_its_own_page(visit: Visit) -> None:
    hour = make_hour()
    question, other = make_question(hour, "Hoe warm is de jas?"), make_question(hour)
    answer(question, "Erg warm.")
    with transaction():
        hide_contribution(other, reason=Reason.ADVERTISING, by=COMMAND_LINE)
    page = visit.get(f"{address_of(hour)}/vraag/1")
    assert "Hoe warm is de jas?" in page.text
    assert "Erg warm." in page.text
    assert "De reden: Het is reclame" in visit.get(f"{address_of(hour)}/vraag/2").text
    visit.get(f"{address_of(hour)}/vraag/3", status=404)
    make_question(hour, is_placed=False)
    visit.get(f"{address_of(hour)}/vraag/3", status=404)


def test_the_big_screen_shows_whose_turn_it_is(visit: Visit) -> None:
    hour = make_hour()
    for number in range(4):
        make_question(hour, f"Vraag over jas {number}?")
    address = f"{address_of(hour)}/scherm"
    assert "De volgende vraag komt zo." in visit.get(address).text
    with transaction():
        operations.take_question(question_numbered(hour, 1, reader=SYSTEM), by=COMMAND_LINE)
        operations.support_questions(hour, [Wish(2, "a")], by=ANYONE)
    page = visit.get(address)
    assert page.h1 == "Nu aan de beurt: vraag 1"
    assert "Vraag over jas 0?" in page.text
    assert "3 vragen wachten" in page.text
    assert f"localhost/r/{code_of(hour, reader=ANYONE)}" in page.text
    assert page.soup.find("svg", attrs={"role": "img"})
    assert "wil dit ook weten" not in page.text, "no number that ranks"
    close(hour)
    assert "Het vragenuur is voorbij." in visit.get(address).text


def test_an_hour_goes_into_a_calendar_and_moves_in_it(visit: Visit) -> None:
    begins_at = clock.now() + timedelta(days=1)
    hour = make_hour(begins_at=begins_at)
    address = f"{address_of(hour)}/agenda.ics"
    assert visit.get(address_of(hour)).links()["Zet in mijn agenda"] == address
    first = visit.client.get(address).text
    with transaction():
        plan = hour_plan(begins_at=begins_at + timedelta(minutes=1))
        operations.edit_hour(hour, plan, by=COMMAND_LINE)
    moved = visit.client.get(address).text
    for calendar, edition in ((first, 0), (moved, 1)):
        assert calendar.count("BEGIN:VEVENT") == 1
        assert f"UID:vragenuur-{hour.public_id}@" in calendar
        assert f"SEQUENCE:{edition}" in calendar
    assert visit.client.get(address.replace(str(hour.day), "2020-01-01")).status_code == 404


def test_the_short_address_leads_to_the_page(visit: Visit) -> None:
    hour = make_hour()
    assert visit.get(f"/r/{hour.public_id.lower()}").h1 == hour.title
    assert visit.get(f"/r/{code_of(hour, reader=ANYONE).lower()}").h1 == hour.title
    visit.get("/r/UBESTAAT", status=404)


def test_reading_leaves_nothing_in_a_browser(database: Flask) -> None:
    hour = make_hour()
    make_question(hour)
    client = database.test_client()
    for tail in ("", "/vraag/1", "/gebeurtenissen"):
        answered = client.get(address_of(hour) + tail)
        assert answered.status_code == 200
        assert "Set-Cookie" not in answered.headers


@pytest.mark.parametrize("ended", [False, True])
def test_a_full_hour_costs_as_many_statements_as_an_empty_one(
    database: Flask, visit: Visit, ended: bool
) -> None:
    hour = make_hour()
    for number in range(25):
        question = make_question(hour)
        if number % 2:
            answer(question, "Ja.")
    if ended:
        close(hour)
    address = address_of(hour)
    visit.get(address)
    with counted() as sent:
        visit.get(address)
    assert len(sent) <= MOST_STATEMENTS, "\n".join(sent)


# --- kept pages ------------------------------------------------------------------------------


@pytest.fixture
def keeps(database: Flask) -> Iterator[KeptPages]:
    before = database.extensions["kept_pages"]
    pages = database.extensions["kept_pages"] = KeptPages(is_on=True)
    yield pages
    database.extensions["kept_pages"] = before


@pytest.fixture
def stranger(database: Flask) -> FlaskClient:
    return database.test_client(use_cookies=False)


def test_a_crowd_reads_one_page(stranger: FlaskClient, keeps: KeptPages) -> None:
    hour = make_hour()
    address = address_of(hour)
    first = stranger.get(address)
    assert first.headers["Cache-Control"].startswith("public")
    assert keeps._pages
    with counted() as sent:
        again = stranger.get(address)
    assert again.data == first.data
    assert len(sent) <= 2, "\n".join(sent)
    known = {"If-None-Match": first.headers["ETag"]}
    assert stranger.get(address, headers=known).status_code == 304


def test_who_only_has_the_number_of_a_browser_reads_it_too(
    database: Flask, stranger: FlaskClient, keeps: KeptPages
) -> None:
    hour = make_hour()
    make_question(hour)
    address = address_of(hour)
    first = stranger.get(address)
    visit = Visit(database)
    visit.client.get(f"{address}/mijn")
    with counted() as sent:
        again = visit.client.get(address)
    assert again.data == first.data
    assert len(sent) <= 3, "\n".join(sent)
    visit.send(f"{address}/vraag/1/ook-weten", "ook-weten")
    visit.client.delete_cookie("sessie")
    assert visit.get(address).soup.select_one("[data-vraag='1'] [data-aan]")
    assert "data-aan>" not in stranger.get(address).text


def test_no_page_is_older_than_the_last_event(stranger: FlaskClient, keeps: KeptPages) -> None:
    hour = make_hour()
    question = make_question(hour, "Bel Jan op 06-12345678.")
    assert "06-12345678" in stranger.get(address_of(hour)).text
    with transaction():
        operations.support_questions(hour, [Wish(1, "a")], by=ANYONE)
    assert "1 mens wil dit ook weten" in stranger.get(address_of(hour)).text
    with transaction():
        hide_contribution(question, reason=Reason.PERSONAL_DATA, by=COMMAND_LINE)
    assert "06-12345678" not in stranger.get(address_of(hour)).text
    with clock.frozen(hour.ends_at):
        assert "Verslag:" in stranger.get(address_of(hour)).text


def test_a_dialogue_is_called_one_and_its_report_has_everything(visit: Visit) -> None:
    """R29 to R31."""
    hour = make_hour(kind=HourKind.DIALOGUE, title="Dialoog over jassen")
    page = visit.get(address_of(hour))
    assert "Over deze dialoogsessie" in page.text
    assert "vragenuur" not in page.text.casefold()
    with transaction():
        operations.close_hour(hour, by=COMMAND_LINE)
        report = Report(
            recap=["Tien dagen kan."],
            present=["Voorbeeldbond, 2 mensen"],
            opening_round=["Repareren moet sneller."],
            central_question="Hoe is een jas binnen tien dagen terug?",
            ideas=["Laat een atelier in de buurt het doen."],
            next_steps=[{"what": "Een middag houden", "owner": "inkoper", "day": ""}],
            links=["Het plan: https://voorbeeld.nl/plan"],
        )
        operations.write_report(hour, report, by=COMMAND_LINE)
    assert "Voorbeeldbond" not in visit.get(address_of(hour)).text
    with transaction():
        operations.publish_report(hour, by=COMMAND_LINE)
    page = visit.get(address_of(hour))
    for words in (
        "Dialoogsessie", "Tien dagen kan.", "Voorbeeldbond, 2 mensen", "Repareren moet sneller.",
        "Hoe is een jas binnen tien dagen terug?", "Laat een atelier in de buurt het doen.",
        "Een middag houden", "Gerda Gespreksleider",
    ):  # fmt: skip
        assert words in page.text, words
    assert "Joke Jurist" not in page.text
    assert "https://voorbeeld.nl/plan" in page.links().values()
