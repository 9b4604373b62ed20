"""The pages on which officers and BZK run a round."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from consultation import clock
from consultation.accounts.models import Account
from consultation.contributions.states import Sender
from consultation.database import db
from consultation.logbook import transaction
from consultation.permissions import Role
from consultation.rounds.models import Round
from consultation.rounds.states import Phase
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_organisation, make_plan, make_round
from tests.page import Page, Visit
from tests.rounds.factories import make_prepared_round, statements

pytestmark = pytest.mark.usefixtures("database")

SignIn = Callable[[Account], Visit]


@pytest.fixture
def round() -> Round:
    return make_prepared_round()


@pytest.fixture
def officer(signed_in_as: SignIn, round: Round) -> Visit:
    return signed_in_as(make_account(Role.OFFICER, organisation=round.organisation))


@pytest.fixture
def bzk(signed_in_as: SignIn) -> Visit:
    return signed_in_as(make_account(Role.PROGRAMME))


def day(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def gate(page: Page) -> dict[str, str]:
    """What is missing, each with the address where it is mended."""
    return {
        line.span.get_text(" ").split(" Vul aan")[0].strip(): line.a["href"] if line.a else ""
        for line in page.soup.select(".checklist:not(.checklist--advice) li")
    }


# --- the list ------------------------------------------------------------------------------


def test_the_list_shows_what_each_round_lacks(officer: Visit, round: Round) -> None:
    page = officer.get("/werk/rondes")
    assert round.title in page.text
    assert "Niets, u kunt haar aankondigen" in page.text
    with transaction():
        round.intro, round.disclaimer = "", ""
    assert "Nog 2 dingen" in officer.get("/werk/rondes").text


def test_the_list_shows_no_round_of_others(officer: Visit) -> None:
    strange = make_prepared_round(title="Een vreemde ronde")
    assert strange.title not in officer.get("/werk/rondes").text
    officer.get(f"/werk/rondes/{strange.slug}", status=404)


def test_an_empty_list_says_so(signed_in_as: SignIn) -> None:
    visitor = signed_in_as(make_account(Role.MODERATOR, organisation=make_organisation()))
    page = visitor.get("/werk/rondes")
    assert "Er is nog geen ronde." in page.text
    assert "Begin een ronde" not in page.text


def test_the_list_costs_the_same_for_many_rounds(bzk: Visit) -> None:
    def count() -> int:
        with statements() as sent:
            bzk.get("/werk/rondes")
        return len(sent)

    make_prepared_round()
    make_round()
    bzk.get("/werk/rondes")
    few = count()
    for _ in range(4):
        make_prepared_round()
        make_round()
    assert count() == few


# --- beginning -----------------------------------------------------------------------------


def test_an_officer_begins_a_round_with_a_title_and_a_plan(officer: Visit, round: Round) -> None:
    plan = make_plan(category=round.category, title="Kleding 2027")
    page = officer.get("/werk/rondes/nieuw")
    offered = [option["value"] for option in page.soup.select("#about option")]
    assert f"plan:{plan.slug}" in offered
    page = officer.send("/werk/rondes/nieuw", title="Welke jas past u?", about=f"plan:{plan.slug}")
    assert page.h1 == "Welke jas past u?"
    assert "In voorbereiding" in page.text
    made = db.session.query(Round).filter_by(slug="welke-jas-past-u").one()
    assert made.opens_at == clock.start_of_day(clock.today() + timedelta(days=14))


@pytest.mark.parametrize("kind", ["categorie", "organisatie"])
def test_a_round_can_be_questions_alone(bzk: Visit, round: Round, kind: str) -> None:
    about = round.category.slug if kind == "categorie" else round.organisation.slug
    page = bzk.send("/werk/rondes/nieuw", title="Wat mist u?", about=f"{kind}:{about}")
    assert "alleen vragen, geen plan" in page.text


def test_others_do_not_begin_a_round(signed_in_as: SignIn, round: Round) -> None:
    visitor = signed_in_as(make_account(Role.MODERATOR, organisation=round.organisation))
    visitor.get("/werk/rondes/nieuw", status=403)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"title": ""}, "Vul een titel in."),
        ({"title": "x" * 301}, "Deze tekst is te lang. Maak hem korter."),
        ({"opens_on": "morgen"}, "Schrijf een datum zoals 20-11-2026."),
        ({"opens_on": "9999-12-31"}, "Kijk het jaar van deze datum na."),
        (
            {"opens_on": day(20), "closes_on": day(10)},
            "De ronde moet later sluiten dan zij opent.",
        ),
        (
            {"closes_on": day(40), "answer_by": day(30)},
            "Het antwoord kan niet komen voordat de ronde sluit.",
        ),
    ],
)
def test_a_round_that_cannot_be_is_given_back(
    officer: Visit, changes: dict[str, str], line: str
) -> None:
    values = {"title": "Welke jas past u?", **changes}
    page = officer.send("/werk/rondes/nieuw", status=422, **values)
    assert page.errors() == [line]
    assert page.form()["title"] == values["title"]
    assert db.session.query(Round).count() == 1


def test_a_subject_that_was_not_offered_is_refused(officer: Visit) -> None:
    strange = make_plan()
    page = officer.send("/werk/rondes/nieuw", status=422, title="Jas", about=f"plan:{strange.slug}")
    assert page.errors()


# --- the gate and announcing (I3) ----------------------------------------------------------


def test_the_gate_leads_to_the_field_of_each_lack(officer: Visit, round: Round) -> None:
    with transaction():
        round.intro, round.can_change, round.contact_how = "", [], ""
        round.questions[0].why = ""
        round.version_id = None
    lines = gate(officer.get(f"/werk/rondes/{round.slug}"))
    assert len(lines) == 5
    for address in lines.values():
        path, _hash, field = address.partition("#")
        assert officer.get(path).soup.find(id=field), address


def test_what_the_plan_lacks_stands_apart_and_a_long_list_folds(
    officer: Visit, round: Round
) -> None:
    with transaction():
        for section in round.version.sections:
            section.summary, section.room = "", None
    page = officer.get(f"/werk/rondes/{round.slug}")
    assert "Nog 8 dingen bij het plan" in page.text
    assert not page.soup.select("#ontbreekt ~ details")


def test_what_a_draft_of_the_plan_lacks_leads_to_its_editor(officer: Visit, round: Round) -> None:
    plan = make_plan(category=round.category, published=False)
    version = plan.versions[0]
    with transaction():
        round.plan_id, round.version_id = plan.id, version.id
        version.summary, version.sections[1].room = "", None
    lines = gate(officer.get(f"/werk/rondes/{round.slug}"))
    assert list(lines.values()) == [
        f"/werk/plannen/{plan.slug}/vastzetten",
        f"/werk/plannen/{plan.slug}/samenvatting",
        f"/werk/plannen/{plan.slug}/{version.sections[1].permanent_id}",
    ]
    for address in lines.values():
        officer.get(address)


def test_announcing_asks_once_more_and_then_everybody_reads_it(
    officer: Visit, round: Round, visit: Visit
) -> None:
    visit.get(f"/rondes/{round.slug}", status=404)
    page = officer.get(f"/werk/rondes/{round.slug}/aankondigen")
    assert "Dit leest iedereen" in page.text
    assert "De eisen aan de jas." in page.text
    page = officer.send(f"/werk/rondes/{round.slug}/aankondigen")
    assert "De ronde is aangekondigd." in page.text
    assert round.title in visit.get(f"/rondes/{round.slug}").text
    assert "Aangekondigd" in officer.get(f"/werk/rondes/{round.slug}/aankondigen").text


def test_announcing_is_refused_with_everything_that_is_missing(
    officer: Visit, round: Round
) -> None:
    address = f"/werk/rondes/{round.slug}/aankondigen"
    token = officer.get(address).form()["csrf_token"]
    with transaction():
        round.intro, round.is_fixed = "", []
    page = officer.get(address)
    assert "Dit kan nog niet" in page.text
    assert len(gate(page)) == 2
    page = officer.post(address, {"csrf_token": token}, status=422)
    assert page.errors() == ["Deze ronde kan nog niet worden aangekondigd. Dit ontbreekt nog:"]
    assert len(gate(page)) == 2
    assert round.published_at is None


def test_bzk_announces_a_round_of_any_organisation(bzk: Visit, round: Round) -> None:
    bzk.send(f"/werk/rondes/{round.slug}/aankondigen")
    assert db.session.get(Round, round.id).published_at


@pytest.mark.parametrize("door", ["wijzig", "aankondigen", "verleng", "trek-in"])
def test_a_moderator_reads_a_round_and_decides_nothing(
    signed_in_as: SignIn, round: Round, door: str
) -> None:
    visitor = signed_in_as(make_account(Role.MODERATOR, organisation=round.organisation))
    page = visitor.get(f"/werk/rondes/{round.slug}")
    assert not any(door in address for address in page.links().values())
    visitor.get(f"/werk/rondes/{round.slug}/{door}", status=403)


# --- writing -------------------------------------------------------------------------------


def edited(officer: Visit, round: Round, status: int = 200, **changes: Any) -> Page:
    return officer.send(f"/werk/rondes/{round.slug}/wijzig", status=status, **changes)


def test_an_officer_writes_all_texts_and_questions(officer: Visit, round: Round) -> None:
    section = round.version.sections[1].permanent_id
    page = edited(
        officer,
        round,
        intro="Nieuwe inleiding.",
        can_change="De kleur.\n\nDe stof.",
        **{
            "questions-1-text": "Welke kleur?",
            "questions-1-why": "Dan kiezen wij.",
            "questions-1-kind": "choice",
            "questions-1-choices": "Rood\nBlauw",
            "questions-1-section": section,
        },
    )
    assert "De ronde is bewaard." in page.text
    assert round.can_change == ["De kleur.", "De stof."]
    assert [one.text for one in round.questions] == ["Welke kleding zit niet goed?", "Welke kleur?"]
    assert round.questions[1].section_permanent_id == section
    assert round.questions[1].choices == ["Rood", "Blauw"]


def test_saving_without_a_change_changes_nothing(officer: Visit, round: Round) -> None:
    with transaction():
        round.opens_at = clock.start_of_day(clock.today() + timedelta(days=7))
        round.closes_at = clock.end_of_day(clock.today() + timedelta(days=42))
    before = round.fingerprint
    edited(officer, round)
    db.session.expire_all()
    assert round.fingerprint == before


def test_a_reason_without_its_question_is_given_back(officer: Visit, round: Round) -> None:
    page = edited(officer, round, 422, **{"questions-1-why": "Omdat wij dit willen weten."})
    assert page.errors() == ["Schrijf de vraag erbij, of maak deze rij leeg."]
    assert page.form()["questions-1-why"] == "Omdat wij dit willen weten."


def test_a_text_that_somebody_else_changed_is_given_back(officer: Visit, round: Round) -> None:
    page = officer.get(f"/werk/rondes/{round.slug}/wijzig")
    with transaction():
        round.intro = "Van een collega."
    page = officer.send_from(page, "", status=422, intro="Van mij.")
    assert "Iemand anders heeft deze ronde intussen veranderd." in page.errors()[0]
    assert page.form()["intro"] == "Van mij."
    db.session.expire_all()
    assert round.intro == "Van een collega."
    officer.send_from(page, "")
    db.session.expire_all()
    assert round.intro == "Van mij."


def test_an_announced_round_is_not_written_any_more(officer: Visit, round: Round) -> None:
    page = officer.get(f"/werk/rondes/{round.slug}/wijzig")
    with transaction():
        round.published_at = clock.now()
    page = officer.send_from(page, "", status=200, intro="Te laat.")
    assert "Aangekondigd" in page.text
    db.session.expire_all()
    assert round.intro != "Te laat."


def test_an_officer_chooses_the_version_people_read(officer: Visit, round: Round) -> None:
    other = make_plan(category=round.category, title="Het andere plan")
    address = f"/werk/rondes/{round.slug}"
    page = officer.send(address, "versie", version=f"{other.slug}:1")
    assert "Het andere plan, versie 1" in page.text
    page = officer.send(address, "versie", status=422, version=f"{make_plan().slug}:1")
    assert page.errors()


# --- extending and withdrawing -------------------------------------------------------------


@pytest.fixture
def open_round(round: Round) -> Round:
    with transaction():
        round.published_at = clock.now() - timedelta(days=3)
        round.opens_at = clock.now() - timedelta(days=2)
    return round


def test_an_extension_is_told_on_the_page_of_the_round(
    officer: Visit, open_round: Round, visit: Visit
) -> None:
    make_contribution(open_round, sender=Sender(email="sanne@voorbeeld.nl"))
    page = officer.send(
        f"/werk/rondes/{open_round.slug}/verleng",
        closes_on=day(60),
        answer_by=day(100),
        reason="Het was vakantie.",
    )
    assert "De ronde sluit later." in page.text
    assert "Het was vakantie." in page.text
    assert "Het was vakantie." in visit.get(f"/rondes/{open_round.slug}").text


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"reason": ""}, "Schrijf op waarom. Iedereen leest dit."),
        ({"closes_on": ""}, "Kies een dag."),
        ({"closes_on": day(1)}, "Kies een dag na de dag waarop de ronde nu sluit."),
        ({"closes_on": "31-02-2027"}, "Schrijf een datum zoals 20-11-2026."),
    ],
)
def test_an_extension_without_reason_or_later_day_is_given_back(
    officer: Visit, open_round: Round, changes: dict[str, str], line: str
) -> None:
    values = {"closes_on": day(60), "answer_by": day(120), "reason": "Storing", **changes}
    page = officer.send(f"/werk/rondes/{open_round.slug}/verleng", status=422, **values)
    assert page.errors() == [line]
    assert page.form()["reason"] == values["reason"]


def test_a_round_that_is_over_says_that_it_cannot_be_extended(
    officer: Visit, open_round: Round
) -> None:
    with transaction():
        open_round.withdrawn_at, open_round.withdrawn_reason = clock.now(), "Klaar"
    for door in ("verleng", "trek-in"):
        page = officer.get(f"/werk/rondes/{open_round.slug}/{door}")
        assert not page.soup.select("main form")


def test_a_round_is_withdrawn_with_a_reason_that_everybody_reads(
    officer: Visit, open_round: Round, visit: Visit
) -> None:
    address = f"/werk/rondes/{open_round.slug}/trek-in"
    assert officer.send(address, status=422, reason=" ").errors()
    assert "De ronde is ingetrokken." in officer.send(address, reason="Het plan vervalt.").text
    assert "Het plan vervalt." in visit.get(f"/rondes/{open_round.slug}").text
    assert open_round.phase(clock.now()) is Phase.WITHDRAWN
