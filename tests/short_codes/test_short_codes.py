"""Short codes: given once and for ever, forgiving to who types them, followed to what is now."""

from collections.abc import Callable

import pytest
from flask import Flask

from consultation.accounts.models import Account
from consultation.database import db
from consultation.errors import NotAllowed, NotFound
from consultation.logbook import ANYONE, SYSTEM, Entry, What, transaction
from consultation.permissions import Role
from consultation.rounds.models import Round
from consultation.rounds.operations import publish_round, withdraw_round
from consultation.short_codes import operations
from consultation.short_codes.models import ShortCode
from consultation.short_codes.operations import give_code, give_section_codes
from consultation.short_codes.queries import code_of, find_code, section_codes
from consultation.short_codes.states import ALPHABET, LENGTH, CodeFor, new_code, parse_code
from tests.factories import make_account, make_category, make_round
from tests.page import Page, Visit

SignIn = Callable[[Account], Visit]


def given(about: object) -> str:
    with transaction():
        return give_code(db.session.merge(about), by=SYSTEM)


# --- what a code looks like ----------------------------------------------------------------


def test_a_code_has_no_look_alikes_and_is_no_word() -> None:
    assert LENGTH == 4
    assert not set(ALPHABET) & set("0O1IDAEU")
    for _ in range(200):
        code = new_code()
        assert parse_code(code) == code


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("jk3s", "JK3S"),
        (" J K 3 S ", "JK3S"),
        ("JK-3S", "JK3S"),
        ("0KOS", "QKQS"),
        ("1KIS", "LKLS"),
        ("JK3", None),
        ("JK3S5", None),
        ("JK3E", None),
        ("", None),
        ("ＪK3S", None),
        ("JK3S" * 100, None),
    ],
)
def test_a_code_is_read_as_people_type_it(typed: str, read: str | None) -> None:
    assert parse_code(typed) == read


# --- giving out ----------------------------------------------------------------------------


def test_what_has_a_code_keeps_it(database: Flask) -> None:
    round = make_round()
    first = given(round)
    assert given(round) == first
    assert code_of(round, reader=ANYONE) == first
    assert db.session.query(Entry).filter_by(what=What.SHORT_CODE_GIVEN).count() == 1


def test_a_code_is_never_given_twice(database: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = iter(["BBBB", "BBBB", "BBBB", "CCCC"])
    monkeypatch.setattr(operations, "new_code", lambda: next(codes))
    one, other = make_round(), make_round()
    assert (given(one), given(other)) == ("BBBB", "CCCC")


def test_a_code_outlives_a_withdrawn_round(database: Flask) -> None:
    round = make_round()
    code = given(round)
    with transaction():
        withdraw_round(db.session.merge(round), reason="Het plan vervalt.", by=SYSTEM)
    assert find_code(code, reader=ANYONE).subject_id == round.id


def test_rounds_sections_and_categories_have_codes_of_their_own(database: Flask) -> None:
    round = make_round()
    assert round.version is not None
    sections = [one.permanent_id for one in round.version.sections]
    with transaction():
        codes = give_section_codes(db.session.merge(round), sections, by=SYSTEM)
    everything = {given(round), given(make_category()), *codes.values()}
    assert set(codes) == set(sections)
    assert len(everything) == len(sections) + 2
    assert find_code(codes[sections[0]], reader=ANYONE).kind is CodeFor.SECTION


def test_announcing_a_round_gives_it_and_its_sections_codes(database: Flask) -> None:
    round = make_round(published_at=None, opens_in=2)
    assert round.version is not None
    with transaction():
        publish_round(db.session.merge(round), by=SYSTEM)
    assert code_of(round, reader=ANYONE)
    assert len(section_codes(round, reader=ANYONE)) == len(round.version.sections)


def test_only_who_works_on_a_round_gives_it_a_code(database: Flask) -> None:
    round = make_round()
    stranger = make_account(Role.OFFICER, organisation=make_category().organisation)
    for actor in (ANYONE, stranger.as_actor()):
        with pytest.raises(NotAllowed), transaction():
            give_code(db.session.merge(round), by=actor)
        with pytest.raises(NotAllowed), transaction():
            give_section_codes(db.session.merge(round), ["abcdef12"], by=actor)
    assert db.session.query(ShortCode).count() == 0


def test_an_unknown_code_is_not_found(database: Flask) -> None:
    for typed in ("ZZZZ", "geen code", ""):
        with pytest.raises(NotFound):
            find_code(typed, reader=ANYONE)


# --- following -----------------------------------------------------------------------------


def section_code(round: Round, section: str) -> str:
    with transaction():
        return give_section_codes(db.session.merge(round), [section], by=SYSTEM)[section]


def test_a_code_leads_by_a_redirect_that_nobody_keeps(visit: Visit) -> None:
    round = make_round()
    assert round.version is not None
    section = round.version.sections[2]
    for code, address in (
        (given(round), f"/rondes/{round.slug}"),
        (section_code(round, section.permanent_id), f"/rondes/{round.slug}/plan/"),
        (given(round.category), f"/categorieen/{round.category.slug}" if round.category else ""),
    ):
        for typed in (code, code.lower()):
            answer = visit.client.get(f"/r/{typed}")
            assert answer.status_code == 302
            assert address in answer.headers["Location"]
            assert answer.headers["Cache-Control"] == "no-store"


def test_who_types_a_code_gets_there_and_may_be_wrong(visit: Visit) -> None:
    round = make_round()
    code = given(round)
    assert visit.get("/r").h1 == "Typ de code van de flyer"
    for typed in (code, code.lower(), f"voorbeeld.nl/r/{code}", f" {code}/ "):
        assert visit.get(f"/r?code={typed}").h1 == round.title
    page = visit.get("/r?code=zzzz", status=404)
    assert page.h1 == "Deze code kennen wij niet"
    assert page.form("/r") == {"code": "zzzz"}
    assert "<script>" not in str(visit.get("/r/<script>alert(1)<", status=404).soup.find("main"))


def test_a_code_of_a_round_in_preparation_is_unknown_to_strangers(
    visit: Visit, signed_in_as: SignIn
) -> None:
    round = make_round(published_at=None)
    code = given(round)
    visit.get(f"/r/{code}", status=404)
    officer = make_account(Role.OFFICER, organisation=round.organisation)
    assert signed_in_as(officer).get(f"/r/{code}").h1 == round.title


# --- flyer and form on paper ---------------------------------------------------------------


def test_staff_give_codes_and_print_a_flyer(signed_in_as: SignIn) -> None:
    round = make_round()
    assert round.version is not None
    officer = signed_in_as(make_account(Role.OFFICER, organisation=round.organisation))
    address = f"/werk/rondes/{round.slug}/flyer"
    assert "nog geen code" in officer.get(address).text
    done = officer.post(address, {"csrf_token": page_token(officer.get(address))})
    assert "Alles heeft nu een code." in done.text
    code = code_of(round, reader=ANYONE)
    assert f"localhost/r/{code}" in done.text
    section = round.version.sections[2]
    flyer = officer.get(f"{address}?waarvoor={section.permanent_id}&maat=a4")
    sheet = flyer.soup.select_one(".flyer--a4")
    assert sheet is not None
    own = section_codes(round, reader=ANYONE)[section.permanent_id]
    assert f"localhost/r/{own}" in sheet.get_text()
    assert sheet.find("svg", attrs={"role": "img"})
    officer.get(f"{address}?waarvoor=bestaat-niet", status=404)


def page_token(page: Page) -> str:
    field = page.soup.select_one("main [name=csrf_token]")
    assert field is not None
    return str(field["value"])


def test_a_flyer_is_for_who_works_on_the_round(visit: Visit, signed_in_as: SignIn) -> None:
    round = make_round()
    stranger = make_account(Role.OFFICER, organisation=make_category().organisation)
    signed_in_as(stranger).get(f"/werk/rondes/{round.slug}/flyer", status=403)
    reader = make_account(Role.PANEL_MEMBER, organisation=round.organisation)
    page = signed_in_as(reader).get(f"/werk/rondes/{round.slug}/flyer")
    assert "Maak de codes" not in page.text
    assert db.session.query(ShortCode).count() == 0, "looking gives no codes"
