"""Editing the official text into a new version: what is found again keeps its id (I5, I11)."""

from collections.abc import Callable

import pytest
from flask import Flask

from consultation.accounts.models import Account
from consultation.database import db
from consultation.errors import Invalid, NotAllowed, Outdated, WrongStep
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.plans import operations, queries
from consultation.plans.models import Picture, Plan, PlanVersion, Section, WorkingCopy
from consultation.plans.operations import TypedText
from tests.factories import make_account, make_plan
from tests.page import Visit
from tests.plans.factories import HARD_TO_READ, PICTURE, keep
from tests.plans.versions import FIRST, JACKET, PAY, RETURN, TROUSERS, WASH, first_version, frozen

SignIn = Callable[[Account], Visit]


@pytest.fixture
def plan(database: Flask) -> Plan:
    return first_version()


@pytest.fixture
def draft(plan: Plan) -> PlanVersion:
    with transaction():
        return operations.begin_version(plan, by=COMMAND_LINE)


def write(section: Section, text: str, **heading: object) -> list[Section]:
    values = {"title": section.title, "number": section.number, "level": section.level, **heading}
    with transaction():
        return operations.write_text(section, TypedText(text=text, **values), by=COMMAND_LINE)


def ids(section: Section) -> list[str]:
    return [one.permanent_id for one in section.alineas]


def titles(version: PlanVersion) -> list[tuple[str, int]]:
    lines = queries.outline(version, reader=COMMAND_LINE)
    return [(line.title, line.chapter_position) for line in lines]


# --- a new version ----------------------------------------------------------------------------


def test_a_new_version_is_the_frozen_one_with_its_ids(plan: Plan, draft: PlanVersion) -> None:
    old = plan.versions[0]
    assert (draft.number, draft.is_published, draft.summary) == (2, False, old.summary)
    for was, now in zip(old.sections, draft.sections, strict=True):
        assert (now.permanent_id, ids(now)) == (was.permanent_id, ids(was))
        assert (now.summary, now.room, now.is_stale) == (was.summary, was.room, False)
        assert [q.text for q in now.questions] == [q.text for q in was.questions]
        assert now.checked_at == was.checked_at
    assert titles(draft) == titles(old)
    frozen(draft)


def test_pictures_go_along(database: Flask) -> None:
    plan = keep(make_plan(published=False), HARD_TO_READ)
    version = plan.versions[0]
    with transaction():
        db.session.add(Picture(version_id=version.id, sha256=PICTURE, media_type="x", data=b"1"))
        version.state = "published"
    with transaction():
        new = operations.begin_version(plan, by=COMMAND_LINE)
    assert queries.picture(new.id, PICTURE, reader=COMMAND_LINE).data == b"1"


def test_a_second_draft_and_strangers_are_refused(plan: Plan) -> None:
    with pytest.raises(NotAllowed), transaction():
        operations.begin_version(plan, by=ANYONE)
    with transaction():
        operations.begin_version(plan, by=COMMAND_LINE)
    with pytest.raises(WrongStep), transaction():
        operations.begin_version(plan, by=COMMAND_LINE)


def test_the_command_line_begins_a_version(plan: Plan, database: Flask) -> None:
    answer = database.test_cli_runner().invoke(args=["plan", "draft", plan.slug])
    assert (answer.exit_code, "Versie 2" in answer.output) == (0, True)


# --- the text -----------------------------------------------------------------------------------


def test_a_changed_alinea_keeps_its_id_and_the_rest_stays_to_the_letter(draft: PlanVersion) -> None:
    section = draft.sections[0]
    before, html = ids(section), section.alineas[1].html
    changed = JACKET.replace("water", "regen en sneeuw")
    write(section, f"{changed}\n\n{TROUSERS}\n\nEen heel nieuwe alinea over sjaals en mutsen.")
    assert ids(section)[:2] == before
    assert ids(section)[2] not in before
    assert section.alineas[0].text == changed
    assert section.alineas[1].html == html
    assert section.words == sum(len(one.text.split()) for one in section.alineas)


def test_the_frozen_version_stays_as_it_was(plan: Plan, draft: PlanVersion) -> None:
    write(draft.sections[0], "Iets heel anders.")
    old = plan.versions[0].sections[0]
    assert [one.text for one in old.alineas] == [JACKET, TROUSERS]
    with pytest.raises(WrongStep):
        write(old, "Iets heel anders.")


def test_other_words_make_stale_and_lift_what_was_checked_and_signed(draft: PlanVersion) -> None:
    section = draft.sections[0]
    with transaction():
        section.signed_by, section.signed_at = "Cor Coach", section.checked_at
    write(section, f"{JACKET}\n\nAnders.")
    assert section.is_stale
    assert section.signed_at is None
    assert section.checked_at is None
    assert [one.checked_at is None for one in draft.sections[1:]] == [False, False]


def test_saving_what_stands_there_changes_nothing(draft: PlanVersion) -> None:
    section = draft.sections[0]
    edition, checked = section.edition, section.checked_at
    write(section, queries.written_text(section, reader=COMMAND_LINE).text)
    assert (section.edition, section.checked_at, section.is_stale) == (edition, checked, False)


def test_a_heading_in_the_text_splits_the_section(draft: PlanVersion) -> None:
    section = draft.sections[2]
    before = ids(section)
    found = write(section, f"{PAY}\n\n# 4 Inleveren\n\n{RETURN}")
    assert [(one.number, one.title, one.level) for one in found] == [
        ("3", "Betalen", 1),
        ("4", "Inleveren", 1),
    ]
    assert (ids(found[0]), ids(found[1])) == (before[:1], before[1:])
    assert titles(draft)[-1] == ("Inleveren", 3)


def test_an_alinea_that_is_cut_here_and_pasted_there_keeps_its_id(draft: PlanVersion) -> None:
    here, there = draft.sections[2], draft.sections[1]
    moved = ids(here)[1]
    write(here, PAY)
    write(there, f"{WASH}\n\n{RETURN}")
    assert ids(there)[1] == moved


def test_a_section_gets_another_number_and_title_and_keeps_its_id(draft: PlanVersion) -> None:
    section = draft.sections[1]
    before = section.permanent_id
    write(section, WASH, title="Wassen", number="2a")
    assert (section.number, section.title, section.permanent_id) == ("2a", "Wassen", before)


NOTE = "De wet[^1] geldt voor iedere drager.\n\n[^1]: Zie de wet."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tekst.\n\n[^1]: Een noot zonder verwijzing.", "note_without_reference"),
        ("Tekst[^7].", "note_missing"),
        ("Tekst.\n\n{{blijft zzzzz: tabel}}", "kept_block_unknown"),
    ],
)
def test_a_text_that_would_lose_something_is_refused(
    draft: PlanVersion, text: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        write(draft.sections[0], text)
    assert refused.value.fields == {"text": code}
    db.session.expire_all()
    assert len(draft.sections[0].alineas) == 2


def test_a_section_without_a_title_is_refused(draft: PlanVersion) -> None:
    with pytest.raises(Invalid):
        write(draft.sections[0], JACKET, title=" ")


def test_footnotes_are_kept_changed_and_let_go(draft: PlanVersion) -> None:
    section = draft.sections[0]
    write(section, NOTE)
    assert section.footnotes == [{"label": "1", "html": "Zie de wet."}]
    assert "[^1]: Zie de wet." in queries.written_text(section, reader=COMMAND_LINE).text
    write(section, NOTE.replace("Zie", "Lees"))
    assert section.footnotes[0]["html"] == "Lees de wet."
    write(section, "De wet geldt voor iedere drager.")
    assert section.footnotes == []


def test_a_block_that_cannot_be_written_out_stays_to_the_letter(database: Flask) -> None:
    plan = keep(make_plan(published=False), HARD_TO_READ)
    section = plan.versions[0].sections[1]
    picture = section.alineas[1]
    html, kept = picture.html, picture.permanent_id
    text = queries.written_text(section, reader=COMMAND_LINE).text
    assert f"{{{{blijft {kept}: afbeelding" in text
    write(section, text + "\nEr staat iets bij.")
    assert [one.html for one in section.alineas if one.permanent_id == kept] == [html]
    write(section, "Alleen dit.")
    assert len(section.alineas) == 1


def test_two_people_at_once_do_not_overwrite_each_other(draft: PlanVersion) -> None:
    section = draft.sections[0]
    seen = queries.text_fingerprint(section)
    write(section, "Van een collega.")
    typed = TypedText(title=section.title, text="Van mij.")
    with pytest.raises(Outdated), transaction():
        operations.write_text(section, typed, seen=seen, by=COMMAND_LINE)


# --- the order ----------------------------------------------------------------------------------


def test_sections_are_added_moved_and_taken_out(plan: Plan, draft: PlanVersion) -> None:
    one, two, three = draft.sections
    with transaction():
        new = operations.add_section(one, "Mutsen", number="1.1", level=2, by=COMMAND_LINE)
    assert titles(draft) == [("Kleding", 0), ("Mutsen", 0), ("Onderhoud", 2), ("Betalen", 3)]
    with transaction():
        operations.move_section(one, three, by=COMMAND_LINE)
    assert titles(draft) == [("Onderhoud", 0), ("Betalen", 1), ("Kleding", 2), ("Mutsen", 2)]
    with pytest.raises(Invalid), transaction():
        operations.move_section(one, new, by=COMMAND_LINE)
    with transaction():
        operations.remove_section(two, edition=two.edition, by=COMMAND_LINE)
    assert titles(draft) == [("Betalen", 0), ("Kleding", 1), ("Mutsen", 1)]
    assert len(plan.versions[0].sections) == 3


def test_a_section_joins_the_one_before_it(draft: PlanVersion) -> None:
    one, two, _three = draft.sections
    before = ids(one) + ids(two)
    summaries = (one.summary, two.summary)
    with transaction():
        goal = operations.merge_section(two, by=COMMAND_LINE)
    assert ids(goal) == before
    assert all(text in goal.summary for text in summaries)
    assert goal.is_stale
    assert goal.checked_at is None
    with pytest.raises(Invalid), transaction():
        operations.merge_section(goal, by=COMMAND_LINE)


def test_only_chapters_with_other_sections_are_checked_anew(draft: PlanVersion) -> None:
    one, two, three = draft.sections
    with transaction():
        operations.add_section(one, "Mutsen", level=2, by=COMMAND_LINE)
    assert one.checked_at is None
    assert two.checked_at is not None
    assert three.checked_at is not None


# --- the screens --------------------------------------------------------------------------------


@pytest.fixture
def officer(plan: Plan, signed_in_as: SignIn) -> Visit:
    return signed_in_as(make_account(Role.OFFICER, organisation=plan.organisation))


def at(plan: Plan, rest: str = "", place: int = 0) -> str:
    db.session.rollback()
    section = db.session.get_one(Plan, plan.id).versions[-1].sections[place]
    return f"/werk/plannen/{plan.slug}/{section.permanent_id}{rest}"


def test_an_officer_begins_a_version_and_changes_a_text(officer: Visit, plan: Plan) -> None:
    page = officer.send(f"/werk/plannen/{plan.slug}", "nieuwe-versie")
    assert "Versie 2 is begonnen." in page.text
    page = officer.send(at(plan, "/tekst"), "/tekst", text=f"Anders.\n\n{TROUSERS}")
    assert "is bewaard" in page.text
    assert "De tekst is gewijzigd sinds dit is geschreven." in page.text
    assert "Anders." in page.text


def test_looking_first_keeps_the_text_and_changes_nothing(
    officer: Visit, plan: Plan, draft: PlanVersion
) -> None:
    page = officer.send(at(plan, "/tekst"), "/tekst", doe="bekijk", text="**Vet** en [^x]")
    assert page.soup.select_one(".sheet strong").get_text() == "Vet"
    assert officer.get(at(plan, "/tekst")).form("/tekst")["text"] == "**Vet** en [^x]"
    assert [one.text for one in draft.sections[0].alineas] == [JACKET, TROUSERS]
    officer.send(at(plan, "/tekst"), "werkkopie/weg")
    assert db.session.query(WorkingCopy).count() == 0


def test_two_texts_at_once_stand_side_by_side(
    officer: Visit, plan: Plan, draft: PlanVersion
) -> None:
    page = officer.get(at(plan, "/tekst"))
    write(draft.sections[0], "Van een collega.")
    conflict = officer.send_from(page, at(plan, "/tekst"), "/tekst", status=409, text="Van mij.")
    assert "Van een collega." in conflict.soup.find("pre").get_text()
    assert conflict.form("/tekst")["text"] == "Van mij."
    officer.send_from(conflict, at(plan, "/tekst"), "/tekst")
    db.session.expire_all()
    assert [one.text for one in draft.sections[0].alineas] == ["Van mij."]


def test_a_refused_text_is_given_back(officer: Visit, plan: Plan, draft: PlanVersion) -> None:
    page = officer.send(at(plan, "/tekst"), "/tekst", status=422, text="Tekst[^9].", title="Kop")
    assert "voetnoot die er niet staat" in page.errors()[0]
    assert page.form("/tekst")["text"] == "Tekst[^9]."


def test_an_officer_arranges_sections(officer: Visit, plan: Plan, draft: PlanVersion) -> None:
    page = officer.get(at(plan, "/indeling", 1))
    sent = {**page.form("/indeling")}
    for changes, words in (
        ({"doe": "voeg-toe", "title": "Mutsen", "level": "2"}, "is toegevoegd"),
        ({"doe": "verplaats", "after": ""}, "is verplaatst"),
        ({"doe": "voeg-samen"}, "staat nu in"),
        ({"doe": "verwijder"}, "uit deze versie gehaald"),
    ):
        place = 2 if changes["doe"] == "voeg-samen" else 1
        shown = officer.post(at(plan, "/indeling", place), {**sent, **changes})
        if changes["doe"] in {"voeg-samen", "verwijder"}:
            assert "niet ongedaan" in shown.text
            again = shown.form("/indeling")
            shown = officer.post(at(plan, "/indeling", place), {**again, **changes})
        assert words in shown.text
    refused = officer.post(at(plan, "/indeling"), {**sent, "doe": "voeg-toe"}, status=422)
    assert refused.errors()


def test_a_section_that_a_colleague_wrote_in_is_not_taken_out_unseen(
    officer: Visit, plan: Plan, draft: PlanVersion
) -> None:
    sent = officer.get(at(plan, "/indeling")).form("/indeling")
    sure = officer.post(at(plan, "/indeling"), {**sent, "doe": "verwijder"})
    write(draft.sections[0], "Van een collega.")
    old = {**sure.form("/indeling"), "doe": "verwijder"}
    again = officer.post(at(plan, "/indeling"), old, status=409)
    assert "Iemand anders heeft deze paragraaf intussen veranderd." in again.errors()[0]
    db.session.expire_all()
    assert len(draft.sections) == 3
    officer.post(at(plan, "/indeling"), {**again.form("/indeling"), "doe": "verwijder"})
    db.session.expire_all()
    assert len(draft.sections) == 2


@pytest.mark.parametrize("rest", ["/tekst", "/indeling"])
def test_a_panel_member_changes_nothing(
    plan: Plan, draft: PlanVersion, signed_in_as: SignIn, rest: str
) -> None:
    reader = signed_in_as(make_account(Role.PANEL_MEMBER, organisation=plan.organisation))
    reader.get(at(plan, rest), status=403)
    assert titles(draft) == [(one[1], place) for place, one in enumerate(FIRST)]
