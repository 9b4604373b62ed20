"""The regie of an hour on its page: every act is a form that works without script."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from consultation import clock
from consultation.accounts.models import Account
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.logbook import COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.question_hours import operations
from consultation.question_hours.models import LiveQuestion, QuestionHour
from consultation.question_hours.states import HourState, LiveState
from tests.factories import make_account
from tests.page import Page, Visit
from tests.question_hours.factories import make_host, make_hour, make_question
from tests.rounds.factories import statements

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]


@pytest.fixture
def hour() -> QuestionHour:
    return make_hour()


@pytest.fixture
def account(hour: QuestionHour) -> Account:
    return make_host(hour)


@pytest.fixture
def host(signed_in_as: SignIn, account: Account) -> Visit:
    return signed_in_as(account)


def regie(hour: QuestionHour, page: str = "") -> str:
    assert hour.round is not None
    return f"/werk/rondes/{hour.round.slug}/vragenuur/{hour.day}/regie{page}"


def lane(page: Page, name: str) -> str:
    found = page.soup.find(id=name)
    assert found is not None
    return " ".join(found.get_text(" ").split())


def act(visitor: Visit, hour: QuestionHour, number: int, name: str, **more: str) -> Page:
    """Press one button of the board."""
    return visitor.send(regie(hour), f"/vraag/{number}/{name}", **more)


def fill(visitor: Visit, hour: QuestionHour, number: int, name: str, **typed: str) -> Page:
    """Open the form of an act, fill it in and send it."""
    status = int(typed.pop("status", "200"))
    changes = {f"{name}-{number}-{field}": value for field, value in typed.items()}
    address = regie(hour, f"?vraag={number}&doe={name}")
    return visitor.send(address, f"/vraag/{number}/{name}", status=status, **changes)


def state_of(question: LiveQuestion) -> LiveState:
    db.session.expire_all()
    return question.live_state


def test_the_first_act_takes_the_regie_and_lets_a_question_in(
    host: Visit, account: Account, hour: QuestionHour
) -> None:
    question = make_question(hour, "Past de jas mij?", is_placed=False)
    page = host.get(regie(hour))
    assert "Niemand heeft nu de regie." in page.text
    assert "Past de jas mij?" in lane(page, "nieuw")
    page = act(host, hour, 1, "laat-toe")
    assert "Vraag 1 staat in de wachtrij." in page.text
    assert "Past de jas mij?" in lane(page, "wachtrij")
    assert (state_of(question), hour.host_id) == (LiveState.PLACED, account.id)


def test_the_host_orders_takes_and_answers(host: Visit, hour: QuestionHour) -> None:
    first, second = make_question(hour, "Eerste vraag?"), make_question(hour, "Tweede vraag?")
    page = act(host, hour, 2, "omhoog")
    assert lane(page, "wachtrij").index("Tweede") < lane(page, "wachtrij").index("Eerste")
    act(host, hour, 2, "omlaag")
    page = act(host, hour, 1, "zet-klaar")
    assert "Straks" in lane(page, "wachtrij")
    page = act(host, hour, 1, "neem")
    assert "Eerste vraag?" in lane(page, "nu")
    page = host.send(
        regie(hour), "/vraag/1/antwoord", **{"antwoord-1-tekst": "Ja, in alle maten.",
        "antwoord-1-door": "Ingrid Inkoper, inkoper", "antwoord-1-mondeling": "y",
        "volgende": "ja"},
    )  # fmt: skip
    assert state_of(first) is LiveState.ANSWERED
    assert first.is_spoken
    assert "Tweede vraag?" in lane(page, "nu")
    assert "Ja, in alle maten. Ingrid Inkoper, inkoper, mondeling" in lane(page, "geweest")
    page = act(host, hour, 2, "laat-toe")
    assert state_of(second) is LiveState.PLACED


def test_later_has_an_owner_and_a_day_and_can_come_back(host: Visit, hour: QuestionHour) -> None:
    question = make_question(hour)
    page = fill(host, hour, 1, "later", eigenaar="", uiterlijk="gisteren", status="422")
    assert page.errors() == [
        "Zeg wie het antwoord geeft: een naam of een functie.",
        "Schrijf een datum zoals 20-11-2026.",
    ]
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    page = fill(host, hour, 1, "later", eigenaar="de jurist", uiterlijk=yesterday, status="422")
    assert "Kies vandaag of een latere dag." in page.errors()[0]
    assert page.soup.find(id="later-1-uiterlijk")["aria-invalid"] == "true"
    page = fill(host, hour, 1, "later", eigenaar="de jurist", waarom="Dat moet ik opzoeken.")
    assert "de jurist" in lane(page, "geweest")
    assert (question.owner, question.due) == ("de jurist", hour.later_by)
    act(host, hour, 1, "laat-toe")
    assert state_of(question) is LiveState.PLACED


def test_a_question_that_looks_like_another_is_merged_with_one_press(
    host: Visit, hour: QuestionHour
) -> None:
    make_question(hour, "Wordt alle kleding in Europa gemaakt?")
    double = make_question(hour, "Wordt kleding in Europa gemaakt?", is_placed=False)
    page = host.get(regie(hour))
    assert "Lijkt op vraag 1" in lane(page, "nieuw")
    page = act(host, hour, 2, "voeg-samen")
    assert state_of(double) is LiveState.MERGED
    assert "Samen met vraag 1" in lane(page, "geweest")


def test_any_question_of_the_hour_can_be_chosen_to_merge_with(
    host: Visit, hour: QuestionHour
) -> None:
    one, _other = make_question(hour, "Over jassen?"), make_question(hour, "Over schoenen?")
    page = host.get(regie(hour, "?vraag=1&doe=voeg-samen"))
    offered = page.soup.find(id="voeg-samen-1-met")
    assert [option["value"] for option in offered.find_all("option")] == ["2"]
    fill(host, hour, 1, "voeg-samen", met="1", status="422")
    assert state_of(one) is LiveState.PLACED
    fill(host, hour, 1, "voeg-samen", met="2", waarom="Eén antwoord kan.")
    assert state_of(one) is LiveState.MERGED


def test_declining_asks_for_a_reason_and_shows_the_hints(host: Visit, hour: QuestionHour) -> None:
    question = make_question(hour, "Bel 06-12345678, een jas kost 80 euro.", is_placed=False)
    page = host.get(regie(hour))
    assert "Let op: telefoonnummer" in lane(page, "nieuw")
    assert "Let op: prijs" in lane(page, "nieuw")
    page = fill(host, hour, 1, "niet", status="422")
    assert page.errors() == ["Kies een reden."]
    page = fill(host, hour, 1, "niet", reden="other", status="422")
    assert page.soup.find(id="niet-1-uitleg")["aria-invalid"] == "true"
    page = fill(host, hour, 1, "niet", reden="personal-data")
    assert question.state is ContributionState.NOT_PLACED
    assert "Dit mag niet volgens spelregel 3." in lane(page, "geweest")
    act(host, hour, 1, "laat-toe")
    assert state_of(question) is LiveState.PLACED


def test_a_question_that_moved_on_is_left_alone(host: Visit, hour: QuestionHour) -> None:
    question = make_question(hour, is_placed=False)
    page = host.get(regie(hour))
    with transaction():
        again = db.session.get_one(LiveQuestion, question.id)
        operations.place_question(again, by=COMMAND_LINE)
        operations.answer_question(again, "Ja.", by=COMMAND_LINE)
    page = host.send_from(page, regie(hour), "/vraag/1/laat-toe", status=409)
    assert page.errors() == [
        "Vraag 1 is intussen veranderd. Er is niets gedaan. Kijk opnieuw en kies dan."
    ]
    assert state_of(question) is LiveState.ANSWERED


def test_an_empty_answer_keeps_what_was_typed(host: Visit, hour: QuestionHour) -> None:
    make_question(hour)
    act(host, hour, 1, "neem")
    page = host.send(regie(hour), "/vraag/1/antwoord", status=422, **{"antwoord-1-tekst": ""})
    assert page.errors() == ["Schrijf het antwoord op, of een samenvatting ervan."]
    long = "a" * 20_001
    page = host.send(regie(hour), "/vraag/1/antwoord", status=422, **{"antwoord-1-tekst": long})
    assert page.soup.find(id="antwoord-1-tekst").get_text().strip() == long


def test_an_act_that_is_none_is_not_found(host: Visit, hour: QuestionHour) -> None:
    make_question(hour)
    token = host.get(regie(hour)).form("/neem")["csrf_token"]
    host.post(regie(hour, "/vraag/1/verf"), {"csrf_token": token}, status=404)
    host.post(regie(hour, "/vraag/99/laat-toe"), {"csrf_token": token}, status=404)


def test_a_colleague_watches_and_takes_over_after_fifteen_seconds(
    signed_in_as: SignIn, account: Account, hour: QuestionHour
) -> None:
    make_question(hour)
    with transaction():
        operations.take_over_hour(hour, by=account.as_actor())
        operations.keep_hosting(hour, by=account.as_actor())
    second = make_host(hour)
    visitor = signed_in_as(second)
    page = visitor.get(regie(hour))
    assert f"{account.name} heeft de regie." in page.text
    assert not page.soup.select('form[action*="/vraag/"]')
    page = visitor.send(regie(hour), "/regie/neem", status=422)
    assert f"{account.name} heeft nu de regie." in page.errors()[0]
    with clock.frozen(clock.now() + timedelta(seconds=16)):
        assert "U kunt de regie overnemen." in visitor.get(regie(hour)).text
        visitor.send(regie(hour), "/regie/neem")
    db.session.expire_all()
    assert hour.host_id == second.id


def test_the_sign_of_life_says_who_hosts(
    host: Visit, account: Account, hour: QuestionHour, signed_in_as: SignIn
) -> None:
    token = host.get(regie(hour)).form("/neem")["csrf_token"]
    host.post(regie(hour, "/neem"), {"csrf_token": token})
    answer = host.client.post(regie(hour, "/hier"), data={"csrf_token": token})
    assert answer.get_json() == {"ok": True, "regie": True}
    db.session.expire_all()
    assert hour.host_seen_at is not None
    other = signed_in_as(make_host(hour))
    token = other.get(regie(hour)).form("/neem")["csrf_token"]
    answer = other.client.post(regie(hour, "/hier"), data={"csrf_token": token})
    assert answer.get_json() == {"ok": True, "regie": False}


def test_who_has_no_socket_reads_the_list_of_the_host(
    host: Visit, hour: QuestionHour, visit: Visit
) -> None:
    make_question(hour, "Past de jas?", is_placed=False)
    told = host.client.get(regie(hour, "/gebeurtenissen")).get_json()
    assert [one["soort"] for one in told["gebeurtenissen"]] == ["gesteld"]
    assert told["gebeurtenissen"][0]["vraag"]["tekst"] == "Past de jas?"
    again = host.client.get(regie(hour, f"/gebeurtenissen?na={told['nummer']}")).get_json()
    assert again["gebeurtenissen"] == []
    assert visit.client.get(regie(hour, "/gebeurtenissen")).status_code == 302


def test_the_regie_is_given_to_a_colleague_who_may_host(host: Visit, hour: QuestionHour) -> None:
    colleague = make_host(hour)
    make_account(Role.PANEL_MEMBER, organisation=hour.organisation)
    page = host.get(regie(hour))
    offered = [option["value"] for option in page.soup.select("#naar option")]
    assert offered == [str(colleague.id)]
    page = host.send(regie(hour), "/regie/geef", naar=str(colleague.id))
    assert f"{colleague.name} heeft de regie." in page.text
    token = page.form("/neem")["csrf_token"]
    host.post(regie(hour, "/geef"), {"csrf_token": token, "naar": "999"}, status=422)


def test_the_hour_pauses_goes_on_and_lasts_longer(host: Visit, hour: QuestionHour) -> None:
    ends_at = hour.ends_at
    page = host.send(regie(hour), "/regie/pauzeer")
    assert "gepauzeerd" in page.text
    token = page.form("/ga-verder")["csrf_token"]
    host.post(regie(hour, "/pauzeer"), {"csrf_token": token}, status=409)
    host.send(regie(hour), "/regie/ga-verder")
    host.send(regie(hour), "/regie/verleng")
    db.session.expire_all()
    assert hour.ends_at >= ends_at + timedelta(minutes=15)
    page = host.post(regie(hour, "/verleng"), {"csrf_token": token, "minutes": "999"}, status=422)
    assert page.errors() == ["Kies een aantal minuten van 1 tot en met 120."]


def test_notes_for_who_cannot_hear(host: Visit, hour: QuestionHour) -> None:
    host.send(regie(hour), "/regie/notities", notes="De inkoper legt uit hoe maten werken.")
    db.session.expire_all()
    assert hour.notes == "De inkoper legt uit hoe maten werken."
    long = "a" * 20_001
    page = host.send(regie(hour), "/regie/notities", status=422, notes=long)
    assert page.form("/notities")["notes"] == long


def test_closing_says_how_many_are_left_and_who_answers_them(
    host: Visit, hour: QuestionHour
) -> None:
    make_question(hour)
    make_question(hour, is_placed=False)
    page = host.get(regie(hour, "/sluit"))
    assert "Er is nog 1 vraag zonder antwoord. 1 nieuwe vraag wacht nog op controle." in page.text
    page = host.send(regie(hour, "/sluit"), status=422, later_owner="", later_by="2020-01-01")
    assert len(page.errors()) == 1
    page = host.send(regie(hour, "/sluit"), status=422, later_by="2020-01-01")
    assert "Kies vandaag of een latere dag." in page.errors()[0]
    host.send(regie(hour, "/sluit"), later_owner="Joke Jurist")
    db.session.expire_all()
    assert hour.state(clock.now()) is HourState.ENDED
    assert hour.later_owner == "Joke Jurist"
    page = host.get(regie(hour))
    assert "Het vragenuur is voorbij." in page.text
    assert "Joke Jurist" in lane(page, "geweest")


def test_the_board_says_whether_everything_fits(host: Visit, hour: QuestionHour) -> None:
    assert "Na het eerste antwoord" in host.get(regie(hour)).text
    for question in [make_question(hour) for _n in range(4)]:
        with transaction():
            operations.answer_question(question, "Ja.", by=COMMAND_LINE)
    make_question(hour)
    page = host.get(regie(hour))
    assert "De vraag die wacht, past in het uur." in page.text
    with transaction():
        hour.ends_at = clock.now() + timedelta(minutes=3)
    for _more in range(4):
        make_question(hour)
    page = host.get(regie(hour))
    assert "krijgen daarna antwoord van de inkoper, voor" in page.text


def test_the_board_looks_back_on_the_last_five(host: Visit, hour: QuestionHour) -> None:
    assert hour.round is not None
    assert hour.round.version is not None
    jackets, sustainable = hour.round.version.sections[2:4]
    for section in (jackets, jackets, sustainable):
        question = make_question(hour, section=section)
        with transaction():
            operations.answer_question(question, "Ja.", by=COMMAND_LINE)
    text = lane(host.get(regie(hour)), "wachtrij")
    assert "2 van de laatste 3 vragen gingen over hoofdstuk 2." in text
    assert "bepaalt niet de volgorde" in text


def test_a_moderator_orders_and_an_officer_answers(
    signed_in_as: SignIn, hour: QuestionHour
) -> None:
    make_question(hour)
    moderator = signed_in_as(make_account(Role.MODERATOR, organisation=hour.organisation))
    page = act(moderator, hour, 1, "neem")
    assert "Een inkoper schrijft het antwoord." in lane(page, "nu")
    token = page.form("/later")["csrf_token"]
    sent = {"csrf_token": token, "antwoord-1-tekst": "Ja."}
    moderator.post(regie(hour, "/vraag/1/antwoord"), sent, status=403)


def test_others_do_not_host(signed_in_as: SignIn, hour: QuestionHour, visit: Visit) -> None:
    make_question(hour)
    for role in (Role.PANEL_MEMBER, Role.PROGRAMME):
        visitor = signed_in_as(make_account(role, organisation=hour.organisation))
        visitor.get(regie(hour), status=403)
        visitor.get(regie(hour, "/sluit"), status=403)
    outsider = signed_in_as(make_host(make_hour()))
    outsider.get(regie(hour), status=403)
    assert visit.get(regie(hour)).h1 == "Inloggen voor medewerkers"


def test_the_board_costs_the_same_for_many_questions(host: Visit, hour: QuestionHour) -> None:
    def count() -> int:
        host.get(regie(hour))
        with statements() as sent:
            host.get(regie(hour))
        return len(sent)

    for is_placed in (True, False):
        make_question(hour, is_placed=is_placed)
    few = count()
    for number in range(10):
        make_question(hour, is_placed=bool(number % 2))
    assert count() == few


def test_a_crowd_of_new_questions_is_shown_bit_by_bit(host: Visit, hour: QuestionHour) -> None:
    for _n in range(32):
        make_question(hour, is_placed=False)
    page = host.get(regie(hour))
    assert len(page.soup.select("#nieuw li")) == 30
    assert "Daarna nog 2 nieuwe vragen." in page.text
