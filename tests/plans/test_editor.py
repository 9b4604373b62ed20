"""The editor of a section: what is typed is kept, and two people at once lose nothing (F17)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from consultation import clock
from consultation.accounts.models import Account
from consultation.database import db
from consultation.errors import NotAllowed, Refused, WrongStep
from consultation.logbook import COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.plans import operations, queries
from consultation.plans.models import Plan, Section, WorkingCopy
from consultation.plans.operations import SectionTexts, texts_of
from consultation.plans.operations.keeping import MOST_TYPED
from consultation.plans.states import CopyOf
from tests.factories import make_account, make_plan
from tests.page import Page, Visit
from tests.plans.factories import HARD_TO_READ, keep, make_draft

SignIn = Callable[[Account], Visit]

MINE, THEIRS = "Wij kopen jassen die lang meegaan.", "Wij kopen jassen van gerecycled textiel."


@pytest.fixture
def plan(database: Flask) -> Plan:
    return make_draft()


@pytest.fixture
def account(plan: Plan) -> Account:
    return make_account(Role.OFFICER, organisation=plan.organisation, name="Ina Koper")


@pytest.fixture
def officer(account: Account, signed_in_as: SignIn) -> Visit:
    return signed_in_as(account)


@pytest.fixture
def colleague(plan: Plan) -> Account:
    return make_account(Role.OFFICER, organisation=plan.organisation, name="Bo Tekst")


def section_of(plan: Plan, place: int = 0) -> Section:
    db.session.rollback()
    return db.session.get_one(Plan, plan.id).versions[-1].sections[place]


def at(plan: Plan, place: int = 0) -> str:
    return f"/werk/plannen/{plan.slug}/{section_of(plan, place).permanent_id}"


def types(visitor: Visit, address: str, page: Page | None = None, **changes: str) -> str:
    """What the script does while somebody types; gives what comes back."""
    sent = {**(page or visitor.get(address)).form(address), **changes}
    answer = visitor.client.post(f"{address}/werkkopie", data=sent)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def saved_by(account: Account, plan: Plan, texts: SectionTexts) -> None:
    with transaction():
        operations.write_section(section_of(plan), texts, by=account.as_actor())


def copies() -> list[WorkingCopy]:
    db.session.rollback()
    return list(db.session.scalars(db.select(WorkingCopy)))


# --- what is typed --------------------------------------------------------------------------


def test_what_is_typed_is_kept_and_changes_nothing_in_the_plan(officer: Visit, plan: Plan) -> None:
    before = section_of(plan).summary
    heard = types(officer, at(plan), summary=MINE)
    assert "Zinnen goed" in heard, "the meter goes along"
    assert [one.typed["summary"] for one in copies()] == [MINE]
    assert section_of(plan).summary == before
    assert section_of(plan).edition == 1


def test_who_comes_back_finds_it_with_when_it_was(officer: Visit, plan: Plan) -> None:
    types(officer, at(plan), summary=MINE, room="", room_reason="  Nog open. ")
    page = officer.get(at(plan))
    assert "U heeft het nog niet bewaard." in page.text
    assert clock.moment_words(copies()[0].kept_at) in page.text
    form = page.form(at(plan))
    assert (form["summary"], form["room_reason"]) == (MINE, "Nog open.")
    assert "nog niet bewaard" in page.soup.select_one("[aria-current=page]").get_text()


def test_each_has_a_working_copy_of_their_own(
    officer: Visit, plan: Plan, colleague: Account, signed_in_as: SignIn
) -> None:
    types(officer, at(plan), summary=MINE)
    other = signed_in_as(colleague)
    assert MINE not in other.get(at(plan)).text
    types(other, at(plan), summary=THEIRS)
    assert len(copies()) == 2
    assert officer.get(at(plan)).form(at(plan))["summary"] == MINE


def test_saving_ends_the_working_copy(officer: Visit, plan: Plan) -> None:
    types(officer, at(plan), summary=MINE)
    officer.send(at(plan), at(plan), doe="bewaar")
    assert copies() == []
    assert section_of(plan).summary == MINE


def test_a_late_copy_of_what_was_saved_is_not_given_back(officer: Visit, plan: Plan) -> None:
    page = officer.get(at(plan))
    officer.send_from(page, at(plan), at(plan), summary=MINE, doe="bewaar")
    types(officer, at(plan), page, summary=MINE)
    assert "nog niet bewaard" not in officer.get(at(plan)).text


def test_a_working_copy_can_be_thrown_away(officer: Visit, plan: Plan) -> None:
    before = section_of(plan).summary
    types(officer, at(plan), summary=MINE)
    page = officer.send(at(plan), "werkkopie/weg")
    assert copies() == []
    assert page.form(at(plan))["summary"] == before


def test_without_script_looking_at_the_places_keeps_the_text_too(
    officer: Visit, plan: Plan
) -> None:
    officer.send(at(plan), at(plan), doe="meet", summary=MINE)
    assert officer.get(at(plan)).form(at(plan))["summary"] == MINE


def test_a_working_copy_outlives_a_file_that_is_read_in_again(officer: Visit, plan: Plan) -> None:
    plan = keep(make_plan(category=plan.category, published=False), HARD_TO_READ)
    types(officer, at(plan), summary=MINE)
    keep(plan, HARD_TO_READ)
    page = officer.get(at(plan))
    assert MINE in str(page.soup)


def test_strangers_the_command_line_and_too_much_are_refused(plan: Plan, account: Account) -> None:
    reader = make_account(Role.PANEL_MEMBER, organisation=plan.organisation)
    cases = (
        (NotAllowed, reader.as_actor(), MINE),
        (NotAllowed, COMMAND_LINE, MINE),
        (Refused, account.as_actor(), "x" * (MOST_TYPED + 1)),
    )
    for kind, actor, text in cases:
        with pytest.raises(kind), transaction():
            operations.keep_working_copy(
                section_of(plan), CopyOf.ABOUT, {"summary": text}, seen="1", by=actor
            )
    frozen = make_plan(category=plan.category)
    with pytest.raises(WrongStep), transaction():
        operations.keep_working_copy(
            section_of(frozen), CopyOf.ABOUT, {}, seen="1", by=account.as_actor()
        )


def test_who_may_not_edit_keeps_nothing(plan: Plan, signed_in_as: SignIn) -> None:
    reader = signed_in_as(make_account(Role.PANEL_MEMBER, organisation=plan.organisation))
    token = reader.get("/mijn-account").soup.find("input", attrs={"name": "csrf_token"})["value"]
    answer = reader.client.post(f"{at(plan)}/werkkopie", data={"csrf_token": token})
    assert answer.status_code == 403
    assert copies() == []


# --- two people -----------------------------------------------------------------------------


def test_who_else_is_at_work_is_said_for_ten_minutes(
    officer: Visit, plan: Plan, colleague: Account
) -> None:
    with transaction():
        operations.keep_working_copy(
            section_of(plan), CopyOf.ABOUT, {}, seen="1", by=colleague.as_actor()
        )
    since = clock.hours_words(copies()[0].begun_at)
    assert f"Bo Tekst werkt sinds {since} aan deze paragraaf" in officer.get(at(plan)).text
    assert "Bo Tekst" in types(officer, at(plan))
    with transaction():
        kept = db.session.scalars(
            db.select(WorkingCopy).where(WorkingCopy.account_id == colleague.id)
        ).one()
        kept.kept_at = clock.now() - timedelta(minutes=11)
    assert "Bo Tekst" not in officer.get(at(plan)).text


def test_two_officers_at_once_see_both_texts(
    officer: Visit, plan: Plan, colleague: Account
) -> None:
    page = officer.get(at(plan))
    saved_by(colleague, plan, SectionTexts(THEIRS, questions=(("Vraag?", "Daarom."),)))
    conflict = officer.send_from(page, at(plan), at(plan), status=409, doe="volgende", summary=MINE)
    assert "Iemand anders heeft dit intussen veranderd." in conflict.errors()[0]
    assert conflict.h1 == "Twee teksten naast elkaar"
    assert "Bo Tekst bewaarde deze paragraaf op" in conflict.text
    theirs = [one.get_text(" ", strip=True) for one in conflict.soup.select(".plan-quote")]
    assert "gerecycled" in theirs[0]
    assert "Vraag" in theirs[-1]
    assert "Daarom" in theirs[-1]
    assert conflict.form(at(plan))["summary"] == MINE
    assert section_of(plan).summary == THEIRS, "nothing is overwritten"


def in_conflict(officer: Visit, plan: Plan, colleague: Account) -> Page:
    page = officer.get(at(plan))
    theirs = SectionTexts(THEIRS, questions=(("Vraag?", "Daarom."),))
    saved_by(colleague, plan, theirs)
    return officer.send_from(
        page, at(plan), at(plan), status=409, doe="bewaar", summary=MINE, room_reason="De wet."
    )


def test_a_choice_for_each_part_makes_one_text_of_two(
    officer: Visit, plan: Plan, colleague: Account
) -> None:
    conflict = in_conflict(officer, plan, colleague)
    choices = {"neem-summary": "mijne", "neem-questions": "hunne", "neem-room_reason": "mijne"}
    officer.send_from(conflict, at(plan), at(plan), doe="bewaar", **choices)
    texts = texts_of(section_of(plan))
    assert (texts.summary, texts.room_reason) == (MINE, "De wet.")
    assert texts.questions == (("Vraag?", "Daarom."),)


def test_all_of_the_colleague_can_stay(officer: Visit, plan: Plan, colleague: Account) -> None:
    conflict = in_conflict(officer, plan, colleague)
    page = officer.send_from(conflict, at(plan), at(plan), doe="hunne")
    assert page.form(at(plan))["summary"] == THEIRS
    assert section_of(plan).summary == THEIRS
    assert copies() == []


def test_a_third_text_in_between_is_a_conflict_again(
    officer: Visit, plan: Plan, colleague: Account
) -> None:
    conflict = in_conflict(officer, plan, colleague)
    saved_by(colleague, plan, SectionTexts("Nog een keer anders."))
    again = officer.send_from(
        conflict, at(plan), at(plan), status=409, doe="bewaar", **{"neem-summary": "hunne"}
    )
    assert again.form(at(plan))["summary"] == MINE, "what was typed is still there"
    assert section_of(plan).summary == "Nog een keer anders."


def test_a_working_copy_of_before_a_colleague_saved_is_a_conflict(
    officer: Visit, plan: Plan, colleague: Account
) -> None:
    types(officer, at(plan), summary=MINE)
    saved_by(colleague, plan, SectionTexts(THEIRS))
    page = officer.get(at(plan))
    assert page.h1 == "Twee teksten naast elkaar"
    officer.send_from(page, at(plan), at(plan), doe="bewaar")
    assert section_of(plan).summary == MINE


def test_when_both_wrote_the_same_there_is_nothing_to_choose(
    officer: Visit, plan: Plan, colleague: Account
) -> None:
    page = officer.get(at(plan))
    saved_by(colleague, plan, texts_of(section_of(plan)))
    again = officer.send_from(page, at(plan), at(plan), status=409, doe="bewaar")
    assert "maar niet in deze velden" in again.text
    officer.send_from(again, at(plan), at(plan), doe="bewaar")


# --- the outline ----------------------------------------------------------------------------


def test_the_outline_says_in_words_how_far_each_section_is(officer: Visit, plan: Plan) -> None:
    with transaction():
        one, two, three, _four = section_of(plan).version.sections
        one.is_stale = True
        two.summary, two.room = "", None
        three.summary = "Dit is een zin van veel te veel woorden. " + "woord " * 20 + "."
    shown = officer.get(at(plan, 1)).soup.select(".work-list a")
    words = [" ".join(one.get_text(" ").split()) for one in shown]
    assert "bij de oude tekst" in words[0]
    assert "niet nagekeken" in words[0]
    assert "samenvatting ontbreekt" in words[1]
    assert "ruimte ontbreekt" in words[1]
    assert "te moeilijk" in words[2]
    assert "samenvatting goed" in words[3]


def test_a_doubt_of_the_import_stands_with_its_section(officer: Visit, plan: Plan) -> None:
    plan = keep(make_plan(category=plan.category, published=False), HARD_TO_READ)
    page = officer.get(at(plan, 2))
    assert "Twijfel bij het inlezen:" in page.text
    here = page.soup.select_one(".work-list [aria-current=page]")
    assert "twijfel" in here.get_text()


def test_a_section_with_words_costs_one_action(officer: Visit, plan: Plan) -> None:
    page = officer.get(at(plan))
    page = officer.send_from(page, at(plan), at(plan), summary=MINE, doe="volgende")
    lines = queries.outline(section_of(plan).version, reader=COMMAND_LINE)
    assert page.h1 == lines[1].name
