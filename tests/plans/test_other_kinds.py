"""A corrected file in another kind finds again what people wrote about the first one."""

import pytest

from consultation.documents.reading import read_document
from consultation.logbook import COMMAND_LINE, transaction
from consultation.plans import operations
from consultation.plans.models import Plan, PlanVersion
from consultation.plans.operations import SectionTexts
from consultation.plans.states import Room
from tests.documents.one_plan import KINDS
from tests.plans.factories import make_draft
from tests.plans.versions import frozen

SUMMARY = SectionTexts(
    summary="Wij leggen uit waarom er een plan is.",
    room=Room.OPEN,
    room_reason="Hier kan nog veel anders.",
    questions=(("Wat mist u?", "Dan passen wij het aan."),),
)


def keep(plan: Plan, kind: str, *, changed: tuple[str, str] = ("", "")) -> PlanVersion:
    """Read the plan in from this kind of file, perhaps with a correction in it."""
    data = KINDS[kind]()
    if changed[0]:
        data = data.replace(changed[0].encode(), changed[1].encode())
    with transaction():
        return operations.keep_document(
            plan,
            read_document(data, f"plan.{kind}"),
            filename=f"plan.{kind}",
            sha256="0" * 64,
            by=COMMAND_LINE,
        )


def names(version: PlanVersion) -> dict[str, tuple[str, list[str]]]:
    """The permanent ids of each section and of its alineas."""
    return {
        section.title: (section.permanent_id, [one.permanent_id for one in section.alineas])
        for section in version.sections
    }


@pytest.fixture
def plan(database: object) -> Plan:
    plan = make_draft()
    version = keep(plan, "docx")
    with transaction():
        for section in version.sections:
            operations.write_section(section, SUMMARY, by=COMMAND_LINE)
    return plan


@pytest.mark.parametrize("kind", ["odt", "html", "md", "pdf"])
def test_a_draft_that_came_as_docx_keeps_all_when_another_kind_takes_its_place(
    plan: Plan, kind: str
) -> None:
    before = names(plan.versions[-1])
    version = keep(plan, kind)
    assert names(version) == before
    assert [(one.summary, one.room, len(one.questions)) for one in version.sections] == (
        [(SUMMARY.summary, Room.OPEN, 1)] * 4
    )
    assert not any(one.is_stale or one.is_doubtful for one in version.sections)


def test_a_new_version_in_another_kind_finds_every_section_and_alinea(plan: Plan) -> None:
    before = names(frozen(plan.versions[-1]))
    version = keep(plan, "odt")
    assert (version.number, names(version)) == (2, before)
    assert [one.title for one in version.sections if one.is_stale] == []


@pytest.mark.parametrize("kind", ["html", "md"])
def test_what_was_corrected_in_another_kind_keeps_its_id_and_is_stale(
    plan: Plan, kind: str
) -> None:
    before = names(frozen(plan.versions[-1]))
    version = keep(plan, kind, changed=("weer en wind.", "weer, wind en regen."))
    assert names(version) == before
    assert [one.title for one in version.sections if one.is_stale] == ["Inleiding"]
    assert "weer, wind en regen" in version.sections[0].alineas[0].text
