"""The comforts of the demo, and that they exist nowhere else."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from config import Profile, Settings
from consultation import clock
from consultation.accounts.models import Account, Organisation
from consultation.accounts.operations import ask_password_reset
from consultation.accounts.queries import kept_password
from consultation.app import create_app
from consultation.database import db
from consultation.demo.accounts import LOOKS, ORGANISATIONS, ensure_demo_accounts
from consultation.demo.routes import register_demo
from consultation.logbook import ANYONE, transaction
from consultation.mail import Draft, post
from consultation.permissions import Role
from tests.page import Visit


def look_as(visitor: Visit, who: str, **more: str) -> tuple[int, str]:
    values = {**visitor.get("/demo").form(), "who": who, **more}
    answer = visitor.client.post("/demo/kijk-als", data=values)
    return answer.status_code, answer.headers.get("Location", "")


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("inkoper", "/werk"),
        ("moderator", "/werk"),
        ("gespreksleider", "/werk"),
        ("tweede", "/werk"),
        ("bzk", "/programma"),
        ("beheer", "/beheer/accounts"),
    ],
)
def test_one_click_to_look_as_staff(visit: Visit, who: str, page: str) -> None:
    assert look_as(visit, who) == (303, page)
    assert LOOKS[who][0] in visit.get("/mijn-account").text
    assert look_as(visit, "burger") == (303, "/")
    assert visit.get("/mijn-account").h1 == "Inloggen voor medewerkers"


def test_a_strange_word_is_nobody(visit: Visit) -> None:
    assert look_as(visit, "koning")[0] == 422
    assert db.session.query(Account).count() == 0


def test_one_goes_on_where_one_was_on_this_site_only(visit: Visit) -> None:
    assert look_as(visit, "bzk", verder="/rondes") == (303, "/rondes")
    assert look_as(visit, "bzk", verder="//evil.example") == (303, "/programma")


def test_example_accounts_are_made_once_and_have_no_password(database: Flask) -> None:
    for _ in range(2):
        with transaction():
            accounts = ensure_demo_accounts()
    assert set(accounts) == set(LOOKS)
    assert db.session.query(Account).count() == len(LOOKS)
    assert db.session.query(Organisation).count() == len(ORGANISATIONS)
    for account in accounts.values():
        assert account.is_example
        assert kept_password(account.email) is None
        with transaction():
            assert ask_password_reset(account.email, by=ANYONE) is None
    roles = {grant.role for grant in accounts["inkoper"].grants}
    assert roles == {Role.OFFICER, Role.ROUND_MANAGER, Role.MODERATOR}


def test_the_mailbox_shows_letters_newest_first(visit: Visit) -> None:
    with transaction():
        for number, to in enumerate(("jan@voorbeeld.nl", "an@voorbeeld.nl", "jan@voorbeeld.nl")):
            text = f"Beste {to},\n\nUw code is <{number}>."
            post(Draft(to, f"Brief {number}", text, "<p>x</p>"), key=f"k{number}")
    page = visit.get("/demo/postvak")
    assert [h.get_text() for h in page.soup.find_all("h3")] == ["Brief 2", "Brief 1", "Brief 0"]
    assert "Uw code is <1>." in page.text
    page = visit.get("/demo/postvak?to=JAN@voorbeeld.nl")
    assert [h.get_text() for h in page.soup.find_all("h3")] == ["Brief 2", "Brief 0"]


def test_the_clock_can_be_set_and_put_back(visit: Visit) -> None:
    look_as(visit, "bzk")
    page = visit.send("/demo/klok", "/demo/klok", day="2031-03-04", time="14:05")
    assert "Het is hier nu 4 maart 2031, 14.05 uur" in page.text
    assert clock.now().year == 2031
    assert "bzk@voorbeeld.nl" in visit.get("/mijn-account").text, "one stays signed in"
    page = visit.send("/demo/klok", "/vooruit", days="7")
    assert "11 maart 2031" in page.text
    visit.send("/demo/klok", "/vooruit", days="0")
    assert clock.now().year != 2031


def test_another_process_follows_the_clock(visit: Visit) -> None:
    visit.send("/demo/klok", "/vooruit", days="7")
    ahead = clock.now()
    clock.set_offset(timedelta())
    with visit.app.app_context():
        assert clock.now() >= ahead


def test_a_moment_that_does_not_exist_is_refused(visit: Visit) -> None:
    page = visit.send("/demo/klok", "/demo/klok", day="2031-03-30", time="02:30", status=422)
    assert page.errors()[0].startswith("Dit tijdstip bestaat niet")


# --- nowhere else -------------------------------------------------------------------------------

PLACES = ("/demo", "/demo/kijk-als", "/demo/postvak", "/demo/klok", "/demo/klok/vooruit")


def real_app(folder: Path, **more: str) -> Flask:
    return create_app(
        {
            "CONSULTATION_PROFILE": "real",
            "INSTANCE": str(folder),
            "BASE_URL": "https://meedenken.example",
            **more,
        }
    )


@pytest.mark.parametrize(
    "tricks",
    [
        {},
        {"FLASK_DEBUG": "1", "FLASK_ENV": "development", "DEMO": "1", "TESTING": "1"},
        {"CONSULTATION_DEMO": "1", "PROFILE": "demo", "FLASK_CONSULTATION_PROFILE": "demo"},
    ],
)
def test_a_real_deployment_has_none_of_it(tmp_path: Path, tricks: dict[str, str]) -> None:
    app = real_app(tmp_path, **tricks)
    with app.app_context():
        db.create_all()
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    for place in PLACES:
        for answer in (client.get(place), client.post(place, data={"who": "bzk", "days": "7"})):
            assert answer.status_code == 404, place
    assert not [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("demo.")]
    (tmp_path / "clock_offset").write_text("86400")
    before = clock.now()
    with app.app_context():
        assert clock.now() - before < timedelta(hours=1), "a file does not move a real clock"
        db.engine.dispose()


def test_a_real_deployment_cannot_be_given_them(tmp_path: Path) -> None:
    app = real_app(tmp_path)
    with pytest.raises(RuntimeError):
        register_demo(app, app.config["SETTINGS"])


@pytest.mark.parametrize("profile", list(Profile))
def test_only_two_profiles_have_comforts(tmp_path: Path, profile: Profile) -> None:
    app = create_app(
        {"CONSULTATION_PROFILE": profile, "INSTANCE": str(tmp_path), "BASE_URL": "http://x"}
    )
    settings: Settings = app.config["SETTINGS"]
    assert settings.has_demo_comforts is (profile is not Profile.REAL)
    assert ("demo" in app.blueprints) is settings.has_demo_comforts
