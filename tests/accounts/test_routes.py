"""Signing in, passwords, and the pages of who manages accounts."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from consultation import clock
from consultation.accounts import operations
from consultation.accounts.models import Account, BrowserSession
from consultation.accounts.session import own_path
from consultation.accounts.states import AccountState
from consultation.database import db
from consultation.logbook import COMMAND_LINE, Entry, What, transaction
from consultation.mail import Letter
from consultation.permissions import Role
from consultation.web import limits, passwords
from tests.accounts.factories import (
    PASSWORD,
    is_signed_in,
    make_account_with_password,
    make_invitation,
    sign_in,
    token_of,
)
from tests.factories import make_account, make_organisation
from tests.page import Visit


def last_link() -> str:
    letter = db.session.scalars(db.select(Letter).order_by(Letter.id.desc())).first()
    assert letter is not None
    address = next(line for line in letter.text.split() if line.startswith("http"))
    return address.removeprefix("http://localhost")


def entered(what: What) -> int:
    return db.session.query(Entry).filter_by(what=what).count()


def try_sign_in(visit: Visit, email: str, password: str) -> tuple[int, str]:
    form = visit.get("/inloggen").form()
    answer = visit.client.post("/inloggen", data={**form, "email": email, "password": password})
    return answer.status_code, answer.get_data(as_text=True)


# --- signing in ----------------------------------------------------------------------------


def test_staff_sign_in_and_out(database: Flask) -> None:
    account = make_account_with_password(Role.PROGRAMME)
    visitor = sign_in(database, account)
    assert "Mijn account" in visitor.get("/mijn-account").text
    assert entered(What.ACCOUNT_SIGNED_IN) == 1
    token = visitor.get("/mijn-account").form("/overal-uitloggen")["csrf_token"]
    visitor.client.post("/uitloggen", data={"csrf_token": token})
    assert visitor.get("/mijn-account").h1 == "Inloggen voor medewerkers"
    assert entered(What.ACCOUNT_SIGNED_OUT) == 1


def test_an_empty_form_says_what_to_fill_in(visit: Visit) -> None:
    page = visit.send("/inloggen", status=422)
    assert page.errors() == ["Vul uw e-mailadres in.", "Vul uw wachtwoord in."]


@pytest.mark.parametrize("state", [AccountState.INVITED, AccountState.BLOCKED, AccountState.ACTIVE])
def test_every_refusal_is_the_same(visit: Visit, state: AccountState) -> None:
    make_account_with_password(Role.OFFICER, email="iris@voorbeeld.nl", state=state)
    password = "een ander wachtwoord" if state is AccountState.ACTIVE else PASSWORD
    known = try_sign_in(visit, "iris@voorbeeld.nl", password)
    unknown = try_sign_in(Visit(visit.app), "niemand@voorbeeld.nl", PASSWORD)
    assert known[0] == unknown[0] == 422
    assert "Het e-mailadres of het wachtwoord klopt niet." in known[1]
    assert without_token(known[1]) == without_token(unknown[1].replace("niemand@", "iris@"))


def without_token(text: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", text)


def test_unknown_accounts_cost_the_same_work(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    make_account_with_password(Role.OFFICER, email="iris@voorbeeld.nl")
    make_account(Role.OFFICER, email="leeg@voorbeeld.nl")
    done: list[str] = []
    real = passwords._matches
    monkeypatch.setattr(passwords, "_matches", lambda *given: done.append(given[1]) or real(*given))
    counts = []
    for email in ("iris@voorbeeld.nl", "leeg@voorbeeld.nl", "niemand@voorbeeld.nl"):
        done.clear()
        try_sign_in(visit, email, "een ander wachtwoord")
        counts.append(len(done))
    assert counts == [1, 1, 1]


def test_a_very_long_password_costs_no_work(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    make_account_with_password(Role.OFFICER, email="iris@voorbeeld.nl")
    monkeypatch.setattr(passwords, "_matches", lambda *_given: pytest.fail("argon2 was asked"))
    assert try_sign_in(visit, "iris@voorbeeld.nl", "w" * 201)[0] == 422


def test_one_account_can_be_tried_ten_times_in_a_quarter(visit: Visit) -> None:
    make_account_with_password(Role.PROGRAMME, email="iris@voorbeeld.nl")
    make_account_with_password(Role.PROGRAMME, email="mo@voorbeeld.nl")
    for _ in range(10):
        try_sign_in(visit, "IRIS@voorbeeld.nl ", "een ander wachtwoord")
    _, text = try_sign_in(visit, "iris@voorbeeld.nl", PASSWORD)
    assert "Er is te vaak geprobeerd. Wacht 15 minuten" in text
    assert try_sign_in(visit, "mo@voorbeeld.nl", PASSWORD)[0] == 303, "a limit is never for all"
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        assert try_sign_in(Visit(visit.app), "iris@voorbeeld.nl", PASSWORD)[0] == 303


def test_one_network_can_try_sixty_times_in_a_quarter(visit: Visit) -> None:
    for number in range(60):
        with visit.app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.7"}):
            limits.count_attempt(
                limits.Limit(f"sign in network {limits.network()}", 60, timedelta(minutes=15))
            )
        del number
    visit.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert "te vaak" in try_sign_in(visit, "niemand@voorbeeld.nl", PASSWORD)[1]
    visit.client.environ_base["REMOTE_ADDR"] = "192.0.2.8"
    assert "klopt niet" in try_sign_in(visit, "ander@voorbeeld.nl", PASSWORD)[1]


def test_an_ipv6_network_is_a_64(app: Flask) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": "2001:db8:1:2:3::9"}):
        assert limits.network() == "2001:db8:1:2::/64"


def test_signing_in_right_does_not_count(visit: Visit) -> None:
    make_account_with_password(Role.PROGRAMME, email="iris@voorbeeld.nl")
    for _ in range(12):
        assert try_sign_in(Visit(visit.app), "iris@voorbeeld.nl", PASSWORD)[0] == 303


# --- where one goes next -------------------------------------------------------------------

TRICKS = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
    "https://evil.example", "http:evil.example", "https:evil.example", "javascript:alert(1)",
    "data:text/html,x", "evil.example", ".evil.example", "@evil.example", "?x", "#x", "",
    " //evil.example", "/\t/evil.example", "\t//evil.example", "/\n/evil.example",
    "/\r\nLocation: https://evil.example", "/\x00/evil.example", "http://localhost@evil.example",
    "http://localhost.evil.example", "HTTPS://EVIL.EXAMPLE", "ftp://evil.example",
    "/ /evil.example", "/\u2028/evil.example", "/\u00a0/evil.example", "mailto:a@b", "\u2028//x",
    "/\u200b/evil.example", "//localhost@evil.example", "/\\/evil.example", "/\\\\evil.example",
]  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_nobody_is_sent_elsewhere(trick: str) -> None:
    assert own_path(trick) == ""


def test_signing_in_goes_on_where_one_was(database: Flask) -> None:
    make_account_with_password(Role.PROGRAMME, email="iris@voorbeeld.nl")
    for verder, expected in (
        ("/mijn-account?a=1", "/mijn-account?a=1"),
        ("//evil.example", "/programma"),
    ):
        visitor = Visit(database)
        form = visitor.get("/inloggen?verder=" + verder).form()
        values = {**form, "email": "iris@voorbeeld.nl", "password": PASSWORD}
        assert visitor.client.post("/inloggen", data=values).headers["Location"] == expected


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.PROGRAMME, "/programma"),
        (Role.ADMINISTRATOR, "/beheer/accounts"),
        (Role.OFFICER, "/werk"),
    ],
)
def test_everybody_begins_where_their_work_is(visit: Visit, role: Role, page: str) -> None:
    account = make_account_with_password(role, organisation=make_organisation())
    form = visit.get("/inloggen").form()
    values = {**form, "email": account.email, "password": PASSWORD}
    assert visit.client.post("/inloggen", data=values).headers["Location"] == page


# --- old tokens are of no use (T11) ---------------------------------------------------------


def fixation(app: Flask, account: Account) -> str:
    visitor = Visit(app)
    form = visitor.get("/inloggen").form()
    before = token_of(visitor)
    values = {**form, "email": account.email, "password": PASSWORD}
    visitor.client.post("/inloggen", data=values)
    assert token_of(visitor) != before
    return before


def after_sign_out(app: Flask, account: Account) -> str:
    visitor = sign_in(app, account)
    token = token_of(visitor)
    form = visitor.get("/mijn-account").form("/overal-uitloggen")
    visitor.client.post("/uitloggen", data=form)
    return token


def after_sign_out_everywhere(app: Flask, account: Account) -> str:
    first, second = sign_in(app, account), sign_in(app, account)
    form = second.get("/mijn-account").form("/overal-uitloggen")
    second.client.post("/mijn-account/overal-uitloggen", data=form)
    return token_of(first)


def after_password_change(app: Flask, account: Account) -> str:
    visitor = sign_in(app, account)
    token = token_of(visitor)
    page = visitor.send(
        "/mijn-account", "/mijn-account", current=PASSWORD, password="vier heel losse woorden"
    )
    assert "Uw wachtwoord is veranderd" in page.text
    return token


def after_role_given(app: Flask, account: Account) -> str:
    token, place = token_of(sign_in(app, account)), make_organisation()
    with transaction():
        operations.give_role(account, Role.OFFICER, place, by=COMMAND_LINE)
    return token


def after_role_taken(app: Flask, account: Account) -> str:
    token = token_of(sign_in(app, account))
    with transaction():
        operations.take_role(account, Role.PROGRAMME, None, by=COMMAND_LINE)
    return token


def after_block(app: Flask, account: Account) -> str:
    token = token_of(sign_in(app, account))
    with transaction():
        operations.block_account(account, by=COMMAND_LINE)
    with transaction():
        operations.unblock_account(account, by=COMMAND_LINE)
    return token


def after_reset(app: Flask, account: Account) -> str:
    token = token_of(sign_in(app, account))
    Visit(app).send("/wachtwoord-vergeten", email=account.email)
    Visit(app).send(last_link(), password="vier heel losse woorden")
    return token


WAYS = (
    fixation, after_sign_out, after_sign_out_everywhere, after_password_change,
    after_role_given, after_role_taken, after_block, after_reset,
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_no_old_session_token_works(database: Flask, way: Callable[[Flask, Account], str]) -> None:
    account = make_account_with_password(Role.PROGRAMME)
    assert not is_signed_in(database, way(database, account))


def test_an_ended_session_is_not_written_back(database: Flask) -> None:
    account = make_account_with_password(Role.PROGRAMME)
    visitor = sign_in(database, account)
    with transaction():
        db.session.execute(db.delete(BrowserSession))
    visitor.client.get("/inloggen")
    assert db.session.query(BrowserSession).filter_by(account_id=account.id).count() == 0


def test_a_made_up_token_opens_nothing(database: Flask) -> None:
    assert not is_signed_in(database, "verzonnen")
    assert is_signed_in(
        database, token_of(sign_in(database, make_account_with_password(Role.PROGRAMME)))
    )


# --- links (T12) ----------------------------------------------------------------------------


def test_an_invited_colleague_chooses_a_password(visit: Visit) -> None:
    account, token = make_invitation()
    page = visit.send(f"/uitnodiging/{token}", password=PASSWORD)
    assert "U kunt nu inloggen" in page.text
    assert db.session.get_one(Account, account.id).state is AccountState.ACTIVE
    assert "werkt niet meer" in visit.get(f"/uitnodiging/{token}", status=404).text
    sign_in(visit.app, account)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("kort", "Kies een wachtwoord van 12 tekens of meer."),
        ("w" * 201, "Kies een wachtwoord van 200 tekens of minder."),
        ("nieuw@voorbeeld.nl", "Kies iets anders dan uw e-mailadres."),
        ("Wachtwoord123!", "Dit wachtwoord is makkelijk te raden."),
        ("123456789012", "Dit wachtwoord is makkelijk te raden."),
        ("abababababab", "Dit wachtwoord is makkelijk te raden."),
    ],
)
def test_a_weak_password_is_refused(visit: Visit, password: str, sentence: str) -> None:
    account, token = make_invitation()
    page = visit.send(f"/uitnodiging/{token}", password=password, status=422)
    assert page.errors()[0].startswith(sentence)
    assert db.session.get_one(Account, account.id).password_hash is None


def test_a_link_works_for_its_own_purpose_only(visit: Visit) -> None:
    _, token = make_invitation()
    visit.get(f"/wachtwoord/{token}", status=404)
    visit.get(f"/uitnodiging/{token}")


@pytest.mark.parametrize(("path", "lives"), [("uitnodiging", 14 * 24), ("wachtwoord", 2)])
def test_a_link_expires(visit: Visit, path: str, lives: int) -> None:
    if path == "uitnodiging":
        address = f"/uitnodiging/{make_invitation()[1]}"
    else:
        visit.send("/wachtwoord-vergeten", email=make_account(Role.PROGRAMME).email)
        address = last_link()
    form = visit.get(address).form()
    with clock.frozen(clock.now() + timedelta(hours=lives, seconds=1)):
        visit.get(address, status=404)
        visit.post(address, {**form, "password": PASSWORD}, status=404 if lives == 2 else 400)


def test_a_newer_link_ends_the_older(visit: Visit) -> None:
    account = make_account(Role.PROGRAMME)
    visit.send("/wachtwoord-vergeten", email=account.email)
    first = last_link()
    visit.send("/wachtwoord-vergeten", email=account.email)
    visit.get(first, status=404)
    visit.send(last_link(), password=PASSWORD)
    visit.get(last_link(), status=404)


@pytest.mark.parametrize("state", [None, AccountState.BLOCKED, AccountState.INVITED])
def test_asking_for_a_password_gives_nothing_away(visit: Visit, state: AccountState | None) -> None:
    known = make_account(Role.PROGRAMME, email="iris@voorbeeld.nl")
    if state is not None:
        make_account(Role.PROGRAMME, email="mo@voorbeeld.nl", state=state)
    other = visit.send("/wachtwoord-vergeten", email="mo@voorbeeld.nl")
    assert db.session.query(Letter).count() == 0
    same = visit.send("/wachtwoord-vergeten", email=known.email)
    assert other.text == same.text
    assert db.session.query(Letter).count() == 1


def test_a_letter_names_our_own_address_whatever_the_host_says(visit: Visit) -> None:
    account = make_account(Role.PROGRAMME)
    form = visit.get("/wachtwoord-vergeten").form()
    visit.client.post(
        "/wachtwoord-vergeten",
        data={**form, "email": account.email},
        headers={"X-Forwarded-Host": "evil.example"},
    )
    letter = db.session.scalars(db.select(Letter)).one()
    assert "http://localhost/wachtwoord/" in letter.text
    assert "evil" not in letter.text + letter.html


def test_no_token_stands_in_the_logbook(visit: Visit) -> None:
    visit.send("/wachtwoord-vergeten", email=make_account(Role.PROGRAMME).email)
    token = last_link().rsplit("/", 1)[1]
    lines = [f"{entry.details} {entry.reason}" for entry in db.session.query(Entry)]
    assert lines
    assert not any(token in line for line in lines)


# --- one's own account ------------------------------------------------------------------------


def test_a_password_is_changed_with_the_old_one_only(database: Flask) -> None:
    visitor = sign_in(database, make_account_with_password(Role.PROGRAMME))
    page = visitor.send(
        "/mijn-account", "/mijn-account", current="iets anders", password=PASSWORD + "!", status=422
    )
    assert page.errors() == ["Dit is niet uw wachtwoord van nu."]


# --- managing accounts -------------------------------------------------------------------------


@pytest.fixture
def admin(database: Flask) -> Visit:
    visitor = Visit(database)
    visitor.sign_in(make_account(Role.ADMINISTRATOR, name="Bo Beheer"))
    return visitor


def test_an_administrator_invites_a_colleague(admin: Visit) -> None:
    place = make_organisation()
    page = admin.send(
        "/beheer/accounts/nieuw",
        name="Iris",
        email=" Iris@Voorbeeld.nl",
        role="officer",
        organisation=str(place.id),
    )
    assert "Iris" in page.text
    account = db.session.query(Account).filter_by(email="iris@voorbeeld.nl").one()
    assert {(g.role, g.organisation_id) for g in account.grants} == {(Role.OFFICER, place.id)}
    assert account.password_hash is None
    Visit(admin.app).get(last_link())


def test_an_invitation_that_cannot_be_sent_is_given_back(admin: Visit) -> None:
    page = admin.send("/beheer/accounts/nieuw", name="", email="x", role="officer", status=422)
    assert page.errors() == ["Vul de naam in."]
    page = admin.send(
        "/beheer/accounts/nieuw", name="Iris", email="x", role="programme", status=422
    )
    assert page.errors() == ["Vul een e-mailadres in zoals naam@voorbeeld.nl."]
    page = admin.send(
        "/beheer/accounts/nieuw", name="Iris", email="i@x.nl", role="officer", status=422
    )
    assert page.errors() == ["Kies bij deze rol een organisatie."]


def test_roles_are_given_and_taken(admin: Visit) -> None:
    place = make_organisation(name="Voorbeeldministerie A")
    account = make_account()
    address = f"/beheer/accounts/{account.id}"
    page = admin.send(address, "/rollen", role="officer", organisation=str(place.id))
    assert "inkoper, Voorbeeldministerie A" in page.text
    page = admin.send(address, "/rollen", role="officer", organisation=str(place.id), status=422)
    assert page.errors() == ["Deze collega heeft deze rol al."]
    page = admin.send(address, "/rollen/weg")
    assert "Deze collega heeft geen rol." in page.text


def test_an_account_is_blocked_with_a_reason_and_let_in_again(admin: Visit) -> None:
    account = make_account_with_password(Role.PROGRAMME)
    address = f"/beheer/accounts/{account.id}"
    assert admin.send(address, "/blokkeren", status=422).errors() == ["Vul een reden in."]
    assert "Geblokkeerd" in admin.send(address, "/blokkeren", reason="Uit dienst").text
    assert db.session.query(Entry).filter_by(what=What.ACCOUNT_BLOCKED).one().reason == "Uit dienst"
    assert "Actief" in admin.send(address, "/deblokkeren").text


def test_an_invitation_is_sent_again(admin: Visit) -> None:
    account, token = make_invitation()
    admin.send(f"/beheer/accounts/{account.id}", "/uitnodigen")
    Visit(admin.app).get(f"/uitnodiging/{token}", status=404)
    Visit(admin.app).get(last_link())


def test_organisations_are_taken_in_once(admin: Visit) -> None:
    assert (
        "Ministerie van Zand" in admin.send("/beheer/organisaties", name="Ministerie van Zand").text
    )
    page = admin.send("/beheer/organisaties", name="Ministerie van zand", status=422)
    assert page.errors() == ["Er is al een organisatie met deze naam."]


def test_an_administrator_does_not_shut_himself_out(admin: Visit) -> None:
    me = db.session.query(Account).filter_by(name="Bo Beheer").one()
    address = f"/beheer/accounts/{me.id}"
    page = admin.send(address, "/blokkeren", reason="Proef", status=422)
    assert "niet bij uzelf" in page.text
    assert "niet bij uzelf" in admin.send(address, "/rollen/weg", status=422).text


ADMIN_PAGES = (
    "/beheer/accounts",
    "/beheer/accounts/nieuw",
    "/beheer/accounts/1",
    "/beheer/organisaties",
)


@pytest.mark.parametrize("address", ADMIN_PAGES)
def test_others_do_not_manage_accounts(database: Flask, address: str) -> None:
    visitor = Visit(database)
    visitor.sign_in(make_account(Role.PROGRAMME))
    visitor.get(address, status=403)
    assert Visit(database).get(address).h1 == "Inloggen voor medewerkers"


def test_a_blocked_account_is_gone_at_once(database: Flask) -> None:
    account = make_account_with_password(Role.PROGRAMME)
    token = token_of(sign_in(database, account))
    assert is_signed_in(database, token)
    with transaction():
        operations.block_account(account, by=COMMAND_LINE)
    assert not is_signed_in(database, token)


def test_a_session_that_was_left_is_of_no_use_to_a_blocked_account(database: Flask) -> None:
    account = make_account_with_password(Role.PROGRAMME)
    token = token_of(sign_in(database, account))
    with transaction():
        account.state = AccountState.BLOCKED
    assert db.session.query(BrowserSession).count() == 1
    assert not is_signed_in(database, token)
