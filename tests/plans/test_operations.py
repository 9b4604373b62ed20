"""From a document to a frozen version."""

import pytest
from flask import Flask

from consultation.database import db
from consultation.documents.tree import Block, BlockKind, DocSection, Document, ImportReport
from consultation.errors import Incomplete, Invalid, NotAllowed, Outdated, WrongStep
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.plans import operations, queries
from consultation.plans.models import Plan, PlanVersion
from consultation.plans.operations import SectionTexts
from consultation.plans.states import Room
from tests.factories import make_account, make_category, make_organisation


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, f"<p>{text}</p>", text)


def document(*sections: tuple[str, str, int, str]) -> Document:
    parts = tuple(
        DocSection(number, title, level, (paragraph(text),) if text else ())
        for number, title, level, text in sections
    )
    return Document("Plan", parts, report=ImportReport({"sections": len(parts)}, {}, ()))


FIRST = document(
    ("1", "Inleiding", 1, "Waarom."),
    ("2", "Kleding", 1, ""),
    ("2.1", "Jassen", 2, "De jas."),
    ("2.2", "Broeken", 2, "De broek."),
)


def kept(plan: Plan, doc: Document) -> PlanVersion:
    with transaction():
        return operations.keep_document(
            plan, doc, filename="plan.docx", sha256="0" * 64, by=COMMAND_LINE
        )


@pytest.fixture
def plan(database: Flask) -> Plan:
    category = make_category()
    with transaction():
        return operations.start_plan("Kleding 2027", category=category, by=COMMAND_LINE)


def test_a_document_becomes_a_draft_with_permanent_ids_and_numbered_alineas(plan: Plan) -> None:
    version = kept(plan, FIRST)
    lines = queries.outline(version, reader=COMMAND_LINE)
    assert [line.number for line in lines] == ["1", "2", "2.1", "2.2"]
    assert len({line.permanent_id for line in lines}) == 4
    assert [line.chapter_position for line in lines] == [0, 1, 1, 1]
    section = queries.section_by_number(version, "par. 2.1", reader=COMMAND_LINE)
    assert section is not None
    assert [alinea.number for alinea in section.alineas] == [1]
    assert not version.is_published


def test_reading_a_file_in_again_keeps_what_people_wrote(plan: Plan) -> None:
    version = kept(plan, FIRST)
    jackets = version.sections[2]
    texts = SectionTexts("De jas, kort.", Room.OPEN, "Nog open.", (("Wat mist u?", "Wij kiezen."),))
    with transaction():
        operations.write_section(jackets, texts, by=COMMAND_LINE)
    ids = {s.title: s.permanent_id for s in version.sections}
    again = kept(plan, document(("1", "Inleiding", 1, "Nieuw."), ("1.1", "Jassen", 2, "De jas.")))
    assert again.id == version.id
    moved = again.sections[1]
    assert (moved.permanent_id, moved.summary) == (ids["Jassen"], "De jas, kort.")
    assert [(q.text, q.why) for q in moved.questions] == [("Wat mist u?", "Wij kiezen.")]


def test_a_new_version_keeps_the_permanent_ids_of_alineas_with_the_same_text(plan: Plan) -> None:
    version = kept(plan, FIRST)
    publish(version)
    before = version.sections[2].alineas[0].permanent_id
    following = kept(plan, FIRST)
    assert following.number == 2
    assert following.sections[2].alineas[0].permanent_id == before


def publish(version: PlanVersion) -> None:
    with transaction():
        for section in version.sections:
            if section.is_chapter:
                operations.check_chapter(section, by=COMMAND_LINE)
        operations.publish_version(version, by=COMMAND_LINE)


def test_publishing_waits_for_each_chapter_to_be_checked(plan: Plan) -> None:
    version = kept(plan, FIRST)
    with pytest.raises(Incomplete) as refused, transaction():
        operations.publish_version(version, by=COMMAND_LINE)
    assert [dict(lack.params)["chapter"] for lack in refused.value.lacks] == [
        "1 Inleiding",
        "2 Kleding",
    ]
    publish(version)
    assert version.is_published


def test_a_published_version_is_frozen(plan: Plan) -> None:
    version = kept(plan, FIRST)
    publish(version)
    section = version.sections[0]
    for act in (
        lambda: operations.write_section(section, SectionTexts("Anders."), by=COMMAND_LINE),
        lambda: operations.check_chapter(section, by=COMMAND_LINE),
        lambda: operations.write_plan_summary(version, "Anders.", by=COMMAND_LINE),
        lambda: operations.publish_version(version, by=COMMAND_LINE),
    ):
        with pytest.raises(WrongStep), transaction():
            act()
    db.session.refresh(section)
    assert section.summary == ""


def test_two_people_at_once_do_not_overwrite_each_other(plan: Plan) -> None:
    section = kept(plan, FIRST).sections[0]
    with transaction():
        operations.write_section(section, SectionTexts("Eerst."), by=COMMAND_LINE, edition=1)
    with pytest.raises(Outdated), transaction():
        operations.write_section(section, SectionTexts("Later."), by=COMMAND_LINE, edition=1)
    db.session.refresh(section)
    assert section.summary == "Eerst."


@pytest.mark.parametrize(
    ("questions", "code"),
    [
        ((("Vraag?", ""),), "question_needs_reason"),
        ((("Vraag?", "Reden."),) * 4, "too_many_questions"),
    ],
)
def test_a_question_needs_its_reason_and_there_are_three_at_most(
    plan: Plan, questions: tuple[tuple[str, str], ...], code: str
) -> None:
    section = kept(plan, FIRST).sections[0]
    with pytest.raises(Invalid) as refused, transaction():
        operations.write_section(section, SectionTexts(questions=questions), by=COMMAND_LINE)
    assert refused.value.fields == {"questions": code}


def test_strangers_and_officers_elsewhere_may_not_touch_a_plan(plan: Plan) -> None:
    section = kept(plan, FIRST).sections[0]
    elsewhere = make_account(Role.ROUND_MANAGER, organisation=make_organisation()).as_actor()
    for actor in (ANYONE, elsewhere):
        with pytest.raises(NotAllowed), transaction():
            operations.write_section(section, SectionTexts("Mis."), by=actor)


def test_an_officer_of_the_organisation_may(plan: Plan) -> None:
    section = kept(plan, FIRST).sections[0]
    officer = make_account(Role.OFFICER, organisation=plan.organisation).as_actor()
    with transaction():
        operations.write_section(section, SectionTexts("Kort."), by=officer)
    assert (section.summary, section.summary_by) == ("Kort.", officer.name)


@pytest.mark.parametrize("typed", ["2.1", "par. 2.1", "Paragraaf 2.1.", " 2.1 ", "2. 1"])
def test_a_section_is_found_as_people_write_its_number(plan: Plan, typed: str) -> None:
    version = kept(plan, FIRST)
    found = queries.section_by_number(version, typed, reader=COMMAND_LINE)
    assert found is not None
    assert found.title == "Jassen"


def test_two_plans_with_one_title_have_their_own_addresses(plan: Plan) -> None:
    with transaction():
        other = operations.start_plan("Kleding 2027", category=plan.category, by=COMMAND_LINE)
    assert other.slug == "kleding-2027-2"


def test_who_had_a_section_open_while_a_file_was_read_in_overwrites_nothing(plan: Plan) -> None:
    section = kept(plan, FIRST).sections[0]
    with transaction():
        operations.write_section(section, SectionTexts("Van een ander."), by=COMMAND_LINE)
    again = kept(plan, FIRST).sections[0]
    for seen in (1, 2):
        with pytest.raises(Outdated), transaction():
            operations.write_section(again, SectionTexts("Oud."), by=COMMAND_LINE, edition=seen)
    assert again.summary == "Van een ander."


def test_a_chapter_is_not_marked_by_who_saw_another_file(plan: Plan) -> None:
    chapter = kept(plan, FIRST).sections[0]
    with pytest.raises(Outdated), transaction():
        operations.check_chapter(chapter, by=COMMAND_LINE, seen_file="1" * 64)
    with transaction():
        operations.check_chapter(chapter, by=COMMAND_LINE, seen_file="0" * 64)
    assert chapter.checked_at is not None


def test_a_title_must_be_there_and_fit(database: Flask) -> None:
    category = make_category()
    for title, code in (("  ", "title_needed"), ("J" * 301, "title_too_long")):
        with pytest.raises(Invalid) as refused, transaction():
            operations.start_plan(title, category=category, by=COMMAND_LINE)
        assert refused.value.fields == {"title": code}
