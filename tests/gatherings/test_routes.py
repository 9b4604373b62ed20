"""The doors of meetings: written, looked over, sent; one's own page; the queue of moderators."""

from collections.abc import Callable
from typing import Any

import pytest

from consultation.accounts.models import Account
from consultation.database import db
from consultation.gatherings.models import Gathering
from consultation.gatherings.routes.blueprint import MOST_FOR_ADDRESS
from consultation.gatherings.states import GatheringState
from consultation.permissions import Role
from tests.factories import make_account, make_organisation
from tests.gatherings.factories import in_days, make_gathering, make_placed_gathering
from tests.page import Page, Visit

SignIn = Callable[[Account], Visit]

FORM = "/agenda/aanmelden"


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Reparatiemiddag",
        "kind": "meeting",
        "text": "Breng kapotte werkkleding mee.",
        "span": "moment",
        "first_day": str(in_days(10)),
        "begins": "13:00",
        "ends": "17.00",
        "unit": "weeks",
        "place": "Werkplaats in Tilburg",
        "organiser": "Stichting Tweede Draad",
        "language": "nl",
        "email": "Repair@voorbeeld.nl",
        "actie": "controle",
        **changes,
    }


def all_gatherings() -> list[Gathering]:
    return list(db.session.scalars(db.select(Gathering).order_by(Gathering.id)))


def check(visit: Visit, status: int = 200, **changes: Any) -> Page:
    return visit.send(FORM, "aanmelden", status=status, **filled(**changes))


def test_a_meeting_is_written_looked_over_and_sent(visit: Visit) -> None:
    looked_over = check(visit)
    assert looked_over.h1 == "Klopt dit?"
    assert "13.00 tot 17.00 uur" in looked_over.text
    assert not all_gatherings(), "nothing is kept before it is sent"
    own = visit.send_from(looked_over, FORM, "aanmelden", actie="verstuur")
    (gathering,) = all_gatherings()
    assert own.h1 == "Uw bijeenkomst"
    assert gathering.token in own.text
    assert gathering.email == "repair@voorbeeld.nl"
    assert "voorbeeld.nl" not in visit.get("/agenda").text
    again = visit.send_from(looked_over, FORM, "aanmelden", actie="verstuur")
    assert len(all_gatherings()) == 1, "sending twice sends once"
    assert again.h1 == "Uw bijeenkomst"


def test_one_can_go_back_and_nothing_is_lost(visit: Visit) -> None:
    looked_over = check(visit, text="Regel een.\n\nRegel twee.")
    form = visit.send_from(looked_over, FORM, "aanmelden", actie="wijzig").form("aanmelden")
    wanted = filled(text="Regel een.\n\nRegel twee.", ends="17:00")
    del wanted["actie"]
    assert {name: form[name].replace("\r\n", "\n") for name in wanted} == wanted


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Vul de naam van de bijeenkomst in."),
        ({"first_day": ""}, "Kies een dag."),
        ({"first_day": "morgen"}, "Schrijf een datum zoals 20-11-2026."),
        ({"first_day": "2020-01-01"}, "Deze dag is al geweest. Kies een dag die nog komt."),
        ({"begins": "zeven"}, "Schrijf een tijd zoals 19:00."),
        ({"ends": "12:00"}, "De bijeenkomst moet later eindigen dan zij begint."),
        ({"email": "geen"}, "Vul een e-mailadres in zoals naam@voorbeeld.nl."),
        ({"span": "series", "count": "x"}, "Schrijf een getal zoals 4."),
        ({"span": "series", "count": "99"}, "Een reeks heeft 2 tot en met 52 keer."),
        ({"slots-0-what": "Opening"},
         "Vul bij elke regel van het tijdschema in: van, tot en wat er is."),
    ],
)  # fmt: skip
def test_bad_input_is_told_and_given_back(
    visit: Visit, changes: dict[str, str], words: str
) -> None:
    page = check(visit, status=422, **changes)
    assert words in " ".join(page.errors())
    form = page.form("aanmelden")
    for name, typed in {**filled(ends="17:00"), **changes}.items():
        if name not in {"actie", "ends"}:
            assert form[name] == typed, name


def test_two_things_in_one_room_are_refused(visit: Visit) -> None:
    rows = {}
    for number, what in enumerate(("Opening", "Kleding")):
        rows |= {f"slots-{number}-{name}": value for name, value in (
            ("begins", "10:00"), ("ends", "11:00"), ("what", what), ("room", "Zaal 1"),
        )}  # fmt: skip
    page = check(visit, status=422, **rows)
    assert "“Kleding”" in page.errors()[0] or "“Opening”" in page.errors()[0]
    assert check(visit, **{**rows, "slots-1-room": "Zaal 2"}).h1 == "Klopt dit?"


def test_more_rows_can_be_asked_for(visit: Visit) -> None:
    page = visit.send(FORM, "aanmelden", status=200, **filled(actie="rijen"))
    assert "slots-3-what" in page.form("aanmelden")


def test_a_session_that_is_over_gives_the_text_back(visit: Visit) -> None:
    page = visit.post(FORM, filled(actie="verstuur"), status=422)
    assert page.form("aanmelden")["title"] == "Reparatiemiddag"
    assert not all_gatherings()


def test_a_machine_falls_in_the_trap(visit: Visit) -> None:
    check(visit, status=422, website="https://spam.example", actie="verstuur")
    assert not all_gatherings()


def test_one_address_sends_only_so_many(visit: Visit) -> None:
    for number in range(MOST_FOR_ADDRESS):
        check(visit, title=f"Nummer {number}", actie="verstuur")
    page = check(visit, status=422, title="Te veel", actie="verstuur")
    assert len(all_gatherings()) == MOST_FOR_ADDRESS
    assert page.form("aanmelden")["title"] == "Te veel"
    check(visit, title="Iemand anders", email="ander@voorbeeld.nl", actie="verstuur")


def test_the_organiser_corrects(visit: Visit) -> None:
    gathering = make_placed_gathering()
    own = f"{FORM}/{gathering.token}"
    page = visit.send(f"{own}/wijzig", "wijzig", title="Lentequiz", actie="controle")
    assert page.h1 == "Klopt dit?"
    done = visit.send_from(page, own, "wijzig", actie="verstuur")
    assert "Tot die tijd blijft de oude tekst" in done.text
    assert db.session.get(Gathering, gathering.id).text.title == "Lentequiz"
    stale = visit.send_from(page, own, "wijzig", status=409, actie="verstuur")
    assert "intussen veranderd" in stale.errors()[0]
    assert "Hier staat nog de oude tekst" in visit.get(f"/agenda/{gathering.public_id}").text


def test_the_organiser_cancels(visit: Visit) -> None:
    gathering = make_placed_gathering()
    address = f"{FORM}/{gathering.token}/gaat-niet-door"
    assert visit.send(address, "gaat-niet-door", status=422, reason="").errors()
    visit.send(address, "gaat-niet-door", reason="De zaal is dicht.")
    for page in ("/agenda", f"/agenda/{gathering.public_id}"):
        text = visit.get(page).text
        assert "De zaal is dicht." in text
        assert "gaat niet door" in text.lower()
    assert visit.send(address, "gaat-niet-door", status=409, reason="Nog eens.").errors()


def test_a_strange_link_opens_nothing(visit: Visit) -> None:
    make_gathering()
    for rest in ("", "/wijzig", "/gaat-niet-door"):
        visit.get(f"{FORM}/verzonnen{rest}", status=404)


def test_a_page_in_another_language_says_so(visit: Visit) -> None:
    gathering = make_placed_gathering(title="Open afternoon", language="en")
    page = visit.get(f"/agenda/{gathering.public_id}-wat-dan-ook")
    assert page.soup.find("h1")["lang"] == "en"
    assert "Taal Engels" in page.text
    link = visit.get("/agenda").soup.find("a", string="Open afternoon")
    assert link["lang"] == "en"
    assert "Taal: Engels" in visit.get("/agenda").text


def test_what_waits_is_not_on_the_site(visit: Visit) -> None:
    gathering = make_gathering()
    visit.get(f"/agenda/{gathering.public_id}", status=404)
    assert visit.client.get(f"/agenda/{gathering.public_id}/agenda.ics").status_code == 404
    assert "Winterquiz" not in visit.get("/agenda").text


def moderator() -> Account:
    return make_account(Role.MODERATOR, organisation=make_organisation())


def test_a_moderator_places_and_takes_it_back(signed_in_as: SignIn) -> None:
    gathering = make_gathering()
    visit = signed_in_as(moderator())
    assert "1 bijeenkomst nakijken" in visit.get("/werk").text
    queue = visit.get("/werk/agenda")
    address = queue.links()["Winterquiz voor inkopers"]
    visit.send(address, "plaats")
    assert "Winterquiz" in visit.get("/agenda").text
    visit.send(address, "ongedaan")
    assert db.session.get(Gathering, gathering.id).state is GatheringState.WAITING
    assert "Winterquiz" not in visit.get("/agenda").text


def test_a_moderator_refuses_with_a_reason(signed_in_as: SignIn) -> None:
    gathering = make_gathering()
    visit = signed_in_as(moderator())
    address = f"/werk/agenda/{gathering.id}"
    assert visit.send(address, "weiger", status=422).errors() == [
        "Kies een reden uit de spelregels."
    ]
    page = visit.send(
        address, "weiger", status=422, **{"niet-reason": "other", "niet-explanation": ""}
    )
    assert page.errors()
    visit.send(address, "weiger", **{"niet-reason": "advertising"})
    own = visit.get(f"{FORM}/{gathering.token}")
    assert "Dit mag niet volgens spelregel 4." in own.text
    assert "opnieuw sturen" in own.text


def test_a_text_that_changed_is_not_judged_blindly(signed_in_as: SignIn) -> None:
    gathering = make_gathering()
    visit = signed_in_as(moderator())
    page = visit.send(f"/werk/agenda/{gathering.id}", "plaats", status=409, gezien="0")
    assert "intussen veranderd" in page.errors()[0]


def test_a_moderator_cancels(signed_in_as: SignIn) -> None:
    gathering = make_placed_gathering()
    visit = signed_in_as(moderator())
    address = f"/werk/agenda/{gathering.id}"
    assert visit.send(address, "gaat-niet-door", status=422).errors()
    visit.send(address, "gaat-niet-door", **{"af-reason": "De organisator belde ons."})
    assert "De organisator belde ons." in visit.get(f"/agenda/{gathering.public_id}").text


def test_an_officer_does_not_judge_meetings(signed_in_as: SignIn) -> None:
    gathering = make_gathering()
    visit = signed_in_as(make_account(Role.OFFICER, organisation=make_organisation()))
    assert "/werk/agenda" not in visit.get("/werk").links().values()
    visit.get("/werk/agenda", status=403)
    visit.get(f"/werk/agenda/{gathering.id}", status=403)
