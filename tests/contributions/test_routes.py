"""Reacting from the first page to the receipt, and every moment at which that can go wrong."""

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from consultation import clock
from consultation.contributions import operations
from consultation.contributions.models import Contribution, Submission
from consultation.contributions.states import LIMIT, ContributionState, Kind
from consultation.database import db
from consultation.logbook import transaction
from consultation.mail import Letter
from consultation.public_record import record
from consultation.reactions.models import Reaction
from consultation.rounds.models import Round
from tests.contributions.factories import make_contribution
from tests.factories import make_round
from tests.page import Page, Visit

pytestmark = pytest.mark.usefixtures("database")

S = ContributionState
TEXT = "De jas houdt geen water tegen. “Na een jaar” sta ik nat & koud."
SANNE = "sanne@voorbeeld.nl"


@pytest.fixture
def round_() -> Round:
    return make_round()


def form_address(round_: Round) -> str:
    """The form of the section on jackets."""
    return f"/rondes/{round_.slug}/plan/{round_.version.sections[2].permanent_id}/reageren"


def written(visit: Visit, round_: Round, text: str = TEXT, **changes: Any) -> Page:
    """The check page, after writing something."""
    return visit.send(form_address(round_), "reageren", tekst=text, **changes)


def sent(visit: Visit, check: Page, **changes: Any) -> Page:
    return visit.send_from(check, "", "controle", **{"actie": "zonder", **changes})


def received() -> list[Submission]:
    db.session.expire_all()
    return [one for one in db.session.query(Submission) if one.receipt]


def code_in_mail() -> str:
    letter = db.session.scalars(db.select(Letter).order_by(Letter.id.desc())).first()
    assert letter is not None
    return re.findall(r"\b\d{6}\b", letter.text)[0]


# --- the way without trouble ---------------------------------------------------------------


def test_somebody_reacts_for_the_first_time_in_four_actions(visit: Visit, round_: Round) -> None:
    address = form_address(round_)
    form = visit.get(address)  # 1: Reageer
    check = visit.send_from(form, address, "reageren", tekst=TEXT)  # 2: Kijk mijn reactie na
    assert check.h1 == "Klopt dit?"
    assert TEXT in check.text
    code = sent(visit, check, actie="verstuur", naam="Sanne de Boer", email=SANNE)  # 3: Verstuur
    assert code.soup.select_one("#code")["autocomplete"] == "one-time-code"
    assert "Uw tekst is bewaard." in code.text
    receipt = visit.send_from(code, "", "bevestigen", code=code_in_mail())  # 4: Klaar
    assert receipt.h1 == "Uw reactie is binnen. Dank u wel."
    (submission,) = received()
    assert submission.receipt in receipt.text
    assert (submission.email, submission.public_name) == (SANNE, "Sanne")
    assert submission.contributions[0].state is S.RECEIVED


def test_without_email_it_takes_one_action_less(visit: Visit, round_: Round) -> None:
    receipt = sent(visit, written(visit, round_))
    assert receipt.h1 == "Uw reactie is binnen. Dank u wel."
    assert db.session.query(Letter).count() == 0


def test_who_comes_back_is_not_asked_the_same_again(visit: Visit, round_: Round) -> None:
    check = written(visit, round_)
    code = sent(visit, check, actie="verstuur", naam="Sanne", email=SANNE)
    visit.send_from(code, "", "bevestigen", code=code_in_mail())
    again = written(visit, round_, "Nog iets over de jas.")
    assert (again.form("controle")["email"], again.form("controle")["naam"]) == (SANNE, "Sanne")
    receipt = sent(visit, again, actie="verstuur")
    assert receipt.h1 == "Uw reactie is binnen. Dank u wel."


def test_the_alinea_is_chosen_from_a_list(visit: Visit, round_: Round) -> None:
    form = visit.get(form_address(round_))
    choices = [option.get_text() for option in form.soup.select("#alinea option")]
    assert choices[0] == "De hele paragraaf"
    assert choices[2].startswith("Alinea 2: De jas is brandveilig")
    check = written(visit, round_, alinea="2", soort="proposal")
    assert "alinea 2" in check.text
    sent(visit, check)
    (reaction,) = db.session.query(Reaction)
    assert (reaction.quote, reaction.kind) == ("De jas is brandveilig.", Kind.PROPOSAL)
    assert reaction.quote_before == "De jas houdt water tegen."


def test_a_draft_is_changed_before_it_is_sent(visit: Visit, round_: Round) -> None:
    check = written(visit, round_)
    edit = visit.get(check.links()["Wijzig mijn reactie"])
    assert edit.form()["tekst"] == TEXT
    check = visit.send_from(edit, check.links()["Wijzig mijn reactie"], tekst="Toch iets anders.")
    sent(visit, check)
    assert [one.text.full for one in db.session.query(Contribution)] == ["Toch iets anders."]


def test_from_reageer_to_verstuur_there_are_few_stops(visit: Visit, round_: Round) -> None:
    """At most eight stops of the Tab key lie between the text and Verstuur (U6)."""
    write = _stops(visit.get(form_address(round_)).soup.select_one("#formulier"))
    check = _stops(written(visit, round_).soup.select_one("#versturen"))
    upto = next(i for i, one in enumerate(check) if one.get("value") == "verstuur")
    assert len(write) + upto + 1 <= 8, [str(one)[:60] for one in write + check[: upto + 1]]


def _stops(form: Any) -> list[Any]:
    """What the Tab key meets: a group of radio buttons is one stop, what is folded none."""
    seen: set[str] = set()
    stops = []
    for one in form.select("a[href], button, input:not([type=hidden]), select, textarea, summary"):
        folded = one.find_parent("details") is not None and one.name != "summary"
        if folded or one.find_parent(attrs={"hidden": True}) is not None:
            continue
        if one.get("type") == "radio" and one["name"] in seen:
            continue
        seen.add(one.get("name", ""))
        stops.append(one)
    return stops


# --- nothing is doubled (I1) ---------------------------------------------------------------


def test_sending_twice_gives_the_same_receipt(visit: Visit, round_: Round) -> None:
    check = written(visit, round_)
    first, second = sent(visit, check), sent(visit, check)
    assert first.answer.request.path == second.answer.request.path
    assert len(received()) == 1
    assert record.head().size == 1


def test_a_form_that_is_sent_again_after_its_receipt_is_another_input(
    visit: Visit, round_: Round
) -> None:
    """The key made the first draft; what is typed in the same form later is not thrown away."""
    address = form_address(round_)
    form = visit.get(address)
    sent(visit, visit.send_from(form, address, "reageren", tekst=TEXT))
    sent(visit, visit.send_from(form, address, "reageren", tekst="En nog iets."))
    assert len(received()) == 2


def test_parallel_sends_of_one_form_give_one_receipt(
    database: Flask, visit: Visit, round_: Round
) -> None:
    address = form_address(round_)
    form = visit.get(address)
    values = {**form.form("reageren"), "tekst": TEXT}
    cookie = visit.client.get_cookie("sessie")
    places: list[str] = []

    def at_once(where: str, data: dict[str, Any]) -> None:
        with database.app_context():
            client = database.test_client()
            client.set_cookie("sessie", cookie.value if cookie else "")
            places.append(client.post(where, data=data).headers["Location"])

    _together(at_once, address, values)
    assert len(set(places)) == 1
    check = visit.get(places[0])
    _together(at_once, places[0], {**check.form("controle"), "actie": "zonder"})
    assert len(set(places)) == 2
    assert len(received()) == 1
    assert record.head().size == 1


def _together(do: Any, *given: Any) -> None:
    threads = [threading.Thread(target=do, args=given) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()


# --- nothing is lost (I2) ------------------------------------------------------------------


def test_an_ended_session_gives_the_text_back_and_writes_nothing(
    visit: Visit, round_: Round
) -> None:
    address = form_address(round_)
    form = visit.get(address)
    visit.client.delete_cookie("sessie")
    again = visit.send_from(form, address, "reageren", tekst=TEXT, alinea="2", status=422)
    assert "U was te lang weg. Uw tekst staat er nog." in again.errors()[0]
    assert (again.form("reageren")["tekst"], again.form("reageren")["alinea"]) == (TEXT, "2")
    assert db.session.query(Submission).count() == 0
    check = visit.send_from(again, address, "reageren")
    assert TEXT in check.text


def test_an_ended_session_on_the_check_page_keeps_what_was_typed(
    visit: Visit, round_: Round
) -> None:
    check = written(visit, round_)
    visit.client.delete_cookie("sessie")
    again = sent(visit, check, naam="Sanne", status=422)
    assert TEXT in again.text
    assert again.form("controle")["naam"] == "Sanne"
    assert not received()
    assert sent(visit, again).h1 == "Uw reactie is binnen. Dank u wel."


def test_an_empty_text_is_told_at_its_field(visit: Visit, round_: Round) -> None:
    page = visit.send(form_address(round_), "reageren", tekst="  ", status=422)
    assert page.errors() == ["Vul uw reactie in."]
    field = page.soup.select_one("#tekst")
    assert field["aria-invalid"] == "true"
    assert "tekst-error" in field["aria-describedby"]


def test_a_text_that_is_too_long_comes_back_whole_and_can_be_cut(
    visit: Visit, round_: Round
) -> None:
    sentence = "De jas houdt geen water tegen en dat is vervelend. "
    text = (sentence * 100).strip()
    page = written(visit, round_, text, status=422)
    assert page.form("reageren")["tekst"] == text
    assert f"Uw tekst is {len(text) - LIMIT} tekens te lang. Niets is weg." in page.text
    check = visit.send_from(page, form_address(round_), "reageren", knip="ja")
    assert "Deel 2" in check.text
    sent(visit, check)
    (submission,) = received()
    parts = [one.text.full for one in submission.contributions]
    assert " ".join(parts) == text
    assert [one.sub_number for one in submission.contributions] == [1, 2]


@pytest.mark.parametrize("operation", ["draft_submission", "send_submission"])
def test_a_failing_database_gives_a_number_and_loses_nothing(
    visit: Visit, round_: Round, monkeypatch: pytest.MonkeyPatch, operation: str
) -> None:
    address = form_address(round_)
    form = visit.get(address)

    def fails(*_given: object, **_named: object) -> None:
        raise OSError("the disk of the test is full")

    if operation == "draft_submission":
        monkeypatch.setattr(operations, operation, fails)
        page = visit.send_from(form, address, "reageren", tekst=TEXT, status=500)
        assert page.soup.select_one("textarea").get_text().strip() == TEXT
        monkeypatch.undo()
        check = visit.send_from(page, address)
    else:
        check = visit.send_from(form, address, "reageren", tekst=TEXT)
        monkeypatch.setattr(record, "append", fails)
        page = sent(visit, check, status=500)
        assert not received()
        assert record.head().size == 0
        monkeypatch.undo()
        check = visit.get(check.answer.request.path)
    assert re.search(r"Nummer van de fout: [0-9a-f]{8}", page.text)
    assert TEXT in check.text
    assert sent(visit, check).h1 == "Uw reactie is binnen. Dank u wel."


# --- around closing (I4) -------------------------------------------------------------------


def closes_at(round_: Round) -> Any:
    assert round_.closes_at is not None
    return round_.closes_at


def test_who_had_begun_may_send_until_half_an_hour_later(visit: Visit, round_: Round) -> None:
    closing = closes_at(round_)
    with clock.frozen(closing - timedelta(minutes=5)):
        form = visit.get(form_address(round_))
        assert "Deze ronde sluit op" in form.text
    with clock.frozen(closing + timedelta(minutes=10)):
        check = visit.send_from(form, form_address(round_), "reageren", tekst=TEXT)
        assert "De ronde is net gesloten. U was al begonnen" in check.text
    with clock.frozen(closing + timedelta(minutes=29)):
        receipt = sent(visit, check)
        assert "kwam na de sluiting binnen" not in receipt.text
    (submission,) = received()
    assert not submission.is_late


def test_later_still_it_is_kept_as_late(visit: Visit, round_: Round) -> None:
    closing = closes_at(round_)
    with clock.frozen(closing - timedelta(minutes=5)):
        check = written(visit, round_)
    with clock.frozen(closing + timedelta(minutes=31)):
        receipt = sent(visit, check)
        assert "Uw reactie kwam na de sluiting binnen. Wij bewaren hem" in receipt.text
    (submission,) = received()
    assert submission.is_late


def test_a_text_first_written_after_closing_is_refused_and_given_back(
    visit: Visit, round_: Round
) -> None:
    with clock.frozen(closes_at(round_) - timedelta(minutes=5)):
        form = visit.get(form_address(round_))
    with clock.frozen(closes_at(round_) + timedelta(minutes=5)):
        page = visit.send_from(
            form, form_address(round_), "reageren", tekst=TEXT, geopend="", status=409
        )
        visit.get(form_address(round_), status=409)
    assert page.errors() == [
        "Deze ronde is gesloten. U kunt niet meer reageren. U kunt wel alles lezen."
    ]
    assert page.form("reageren")["tekst"] == TEXT
    assert db.session.query(Submission).count() == 0


def test_a_round_that_stops_meanwhile_gives_the_text_back(visit: Visit, round_: Round) -> None:
    check = written(visit, round_)
    form = visit.get(form_address(round_))
    with transaction():
        round_.withdrawn_at = clock.now()
    page = visit.send_from(form, form_address(round_), "reageren", tekst="Nog iets.", status=409)
    assert page.form("reageren")["tekst"] == "Nog iets."
    again = sent(visit, check, status=409)
    assert TEXT in again.text
    assert not received()


# --- the code (F8, F14) --------------------------------------------------------------------


@pytest.fixture
def unconfirmed(visit: Visit, round_: Round) -> Page:
    """The page that asks for the code."""
    return sent(visit, written(visit, round_), actie="verstuur", email=SANNE)


def test_an_address_that_is_none_is_told_at_its_field(visit: Visit, round_: Round) -> None:
    page = sent(visit, written(visit, round_), actie="verstuur", email="sanne@", status=422)
    assert "naam@voorbeeld.nl" in page.errors()[0]
    assert page.form("controle")["email"] == "sanne@"
    page = sent(visit, page, actie="verstuur", email="", status=422)
    assert "Of kies: ik heb geen e-mailadres." in page.errors()[0]


def test_a_wrong_code_says_how_often_one_may_try(visit: Visit, unconfirmed: Page) -> None:
    right = code_in_mail()
    wrong = "000000" if right != "000000" else "111111"
    page = visit.send_from(unconfirmed, "", "bevestigen", code=wrong, status=422)
    assert page.errors() == [
        "Deze code klopt niet. U kunt het nog 4 keer proberen of een nieuwe code vragen."
    ]
    assert visit.send_from(page, "", "bevestigen", code=f" {right[:3]} {right[3:]} ").h1


def test_the_receipt_says_that_it_is_not_confirmed_and_how_to_go_on(
    visit: Visit, unconfirmed: Page
) -> None:
    (submission,) = received()
    receipt = visit.get(f"/ontvangst/{submission.receipt}")
    assert "Uw reactie staat klaar, maar is nog niet bevestigd." in receipt.text
    code = visit.get(receipt.links()["Vul de code in, of ga verder zonder e-mail"])
    visit.send_from(code, "", "zonder-email")
    (submission,) = received()
    assert (submission.email, submission.is_unconfirmed) == ("", False)


def test_a_new_code_goes_to_another_address_and_the_old_one_is_void(
    visit: Visit, unconfirmed: Page
) -> None:
    old = code_in_mail()
    page = visit.send_from(unconfirmed, "", "nieuwe-code", adres="ander@voorbeeld.nl")
    assert "Er gaat een nieuwe code naar ander@voorbeeld.nl." in page.text
    new = code_in_mail()
    if new != old:
        page = visit.send_from(page, "", "bevestigen", code=old, status=422)
    visit.send_from(page, "", "bevestigen", code=new)
    (submission,) = received()
    assert submission.email == "ander@voorbeeld.nl"


# --- what may be personal (F16), machines --------------------------------------------------

PHONE = "Bel mij op 06-12345678 over de jas."


@pytest.mark.parametrize(
    ("action", "public", "confidential"),
    [
        ("weg", "Bel mij op [weggehaald] over de jas.", ""),
        ("apart", "Bel mij op [vertrouwelijk] over de jas.", "06-12345678"),
    ],
)
def test_a_hint_is_taken(
    visit: Visit, round_: Round, action: str, public: str, confidential: str
) -> None:
    check = written(visit, round_, PHONE)
    assert "U schreef misschien een telefoonnummer op (06-12345678)." in check.text
    check = visit.send_from(check, "", "gegevens", actie=action)
    assert "U schreef misschien" not in check.text
    sent(visit, check)
    text = received()[0].contributions[0].text
    assert (text.public_part, text.confidential_part) == (public, confidential)


def test_a_hint_is_never_in_the_way(visit: Visit, round_: Round) -> None:
    check = written(visit, round_, PHONE)
    sent(visit, check)
    assert received()[0].contributions[0].text.full == PHONE


def test_a_machine_that_fills_in_everything_is_stopped_politely(
    visit: Visit, round_: Round
) -> None:
    page = written(visit, round_, website="http://koop.nu", status=422)
    assert page.form("reageren")["tekst"] == TEXT
    assert db.session.query(Submission).count() == 0


# --- with the receipt ----------------------------------------------------------------------


def test_changing_asks_for_the_key_and_keeps_the_text_when_the_session_is_over(
    visit: Visit, round_: Round
) -> None:
    sent(visit, written(visit, round_))
    (submission,) = received()
    address = f"/ontvangst/{submission.receipt}/wijzig"
    page = visit.get(address)
    assert page.form()["tekst"] == TEXT
    visit.client.delete_cookie("sessie")
    page = visit.send_from(page, address, tekst="Mijn nieuwe tekst.", status=403)
    assert page.form()["tekst"] == "Mijn nieuwe tekst."
    page = visit.send_from(page, address, geheime_sleutel="ABCD-EFGH", status=403)
    assert page.errors() == ["Deze geheime sleutel past niet bij dit nummer."]
    assert page.form()["tekst"] == "Mijn nieuwe tekst."
    visit.send_from(page, address, geheime_sleutel=submission.secret_key)
    assert received()[0].contributions[0].text.full == "Mijn nieuwe tekst."


def test_a_change_after_closing_is_refused_and_given_back(visit: Visit, round_: Round) -> None:
    sent(visit, written(visit, round_))
    address = f"/ontvangst/{received()[0].receipt}/wijzig"
    page = visit.get(address)
    with transaction():
        round_.closes_at = clock.now()
    page = visit.send_from(page, address, tekst="Te laat bedacht.", status=422)
    assert "U kunt uw reactie niet meer veranderen" in page.errors()[0]
    assert page.form()["tekst"] == "Te laat bedacht."


def test_others_cannot_see_change_or_withdraw(visit: Visit) -> None:
    contribution = make_contribution(text="Alleen van mij.")
    for verb in ("wijzig", "trek-in"):
        address = f"/ontvangst/{contribution.submission.receipt}/{verb}"
        page = visit.get(address, status=403)
        assert "Alleen van mij." not in page.soup.get_text()
        visit.send_from(page, address, tekst="Gekaapt.", status=403)
    db.session.expire_all()
    assert contribution.text.full == "Alleen van mij."
    assert contribution.state is S.RECEIVED


def test_a_reaction_is_taken_back(visit: Visit, round_: Round) -> None:
    sent(visit, written(visit, round_))
    (submission,) = received()
    page = visit.send(f"/ontvangst/{submission.receipt}/trek-in")
    assert "Uw reactie is ingetrokken." in page.text
    assert received()[0].contributions[0].state is S.WITHDRAWN


def test_a_shared_computer_forgets(visit: Visit, round_: Round) -> None:
    receipt = sent(visit, written(visit, round_))
    visit.send_from(receipt, "", "vergeet")
    (submission,) = received()
    page = visit.get(f"/ontvangst/{submission.receipt}")
    assert TEXT not in page.text
    assert (submission.secret_key or "") not in page.text


@pytest.mark.parametrize("known", [True, False])
def test_a_lost_number_is_answered_the_same_for_everybody(visit: Visit, known: bool) -> None:
    if known:
        round_ = make_round()
        code = sent(visit, written(visit, round_), actie="verstuur", email=SANNE)
        visit.send_from(code, "", "bevestigen", code=code_in_mail())
    page = visit.send("/ontvangst", "kwijt", email=SANNE)
    assert "Kennen wij dit adres? Dan krijgt u binnen tien minuten een mail" in page.text


def test_the_key_is_typed_in_any_grouping(visit: Visit) -> None:
    submission = make_contribution(text="De jas lekt.").submission
    number, key = submission.receipt or "", submission.secret_key or ""
    page = visit.send("/ontvangst", "ontvangst", nummer=number.lower(), sleutel=key.lower())
    assert "De jas lekt." in page.text
    wrong = visit.send("/ontvangst", "ontvangst", nummer=number, sleutel="AAAA", status=422)
    assert wrong.errors() == ["Deze geheime sleutel past niet bij dit nummer."]
