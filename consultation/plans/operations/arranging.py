"""The order of a draft: sections that are added, moved, put together and taken out (I11).

What was published keeps its text and its address; only the draft changes.
"""

from consultation.database import db
from consultation.documents.numbers import split_number
from consultation.documents.references import free_label, relabelled
from consultation.errors import Invalid, Outdated
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plans.models import Alinea, PlanVersion, Section
from consultation.plans.operations.carrying import PermanentIds
from consultation.plans.operations.freezing import must_be_draft
from consultation.plans.operations.ordering import Order
from consultation.plans.states import Room
from consultation.safe_html import clean_line

DEEPEST = 6
"""Levels of headings."""

LONGEST_NUMBER = 40
LONGEST_HEADING = 500

MOST_QUESTIONS_KEPT = 3


def checked_heading(number: str, title: str, level: int) -> tuple[str, str, int]:
    """A heading as it can be kept; raises Invalid without a title, or when it is too long.

    A number typed before the title is taken for the number when there is no other.
    """
    number, title = clean_line(number).rstrip("."), clean_line(title)
    if not number:
        read = split_number(title)
        number, title = read.number, read.title or title
    if not title:
        raise Invalid(title="heading_needed")
    if len(title) > LONGEST_HEADING or len(number) > LONGEST_NUMBER:
        raise Invalid(title="heading_too_long")
    return number, title, min(max(level, 1), DEEPEST)


def add_section(
    after: Section, title: str, *, by: Actor, number: str = "", level: int | None = None
) -> Section:
    """Add an empty section after this one and what stands under it.

    Raises WrongStep on a published version, Invalid without a title.
    """
    require(by, Permission.EDIT_PLAN, after)
    must_be_draft(after.version)
    number, title, level = checked_heading(number, title, level or after.level)
    order = Order(after.version)
    last = order.index(after) + len(order.with_those_under(after))
    new = Section(
        permanent_id=PermanentIds(after.version.plan).for_section(),
        number=number,
        title=title,
        level=level,
        position=after.position,
        chapter_position=after.chapter_position,
        asks_reactions=True,
    )
    order.become([*order[:last], new, *order[last:]])
    enter(What.SECTION_ADDED, new, by=by)
    return new


def move_section(section: Section, after: Section | None, *, by: Actor) -> Section:
    """Move a section with all that stands under it behind another one, or to the beginning.

    Raises WrongStep on a published version, Invalid for a place within itself.
    """
    require(by, Permission.EDIT_PLAN, section)
    must_be_draft(section.version)
    order = Order(section.version)
    moved = order.with_those_under(section)
    if after in moved:
        raise Invalid(after="place_within_itself")
    left = [one for one in order if one not in moved]
    place = left.index(after) + 1 if after is not None else 0
    order.become(left[:place] + moved + left[place:])
    enter(What.SECTION_MOVED, section, by=by, sections=len(moved))
    return section


def merge_section(section: Section, *, by: Actor) -> Section:
    """Put a section into the one before it: its alineas with their ids, and what was written.

    Raises WrongStep on a published version, Invalid for the first section.
    """
    require(by, Permission.EDIT_PLAN, section)
    must_be_draft(section.version)
    order = Order(section.version)
    place = order.index(section)
    if place == 0:
        raise Invalid(after="nothing_before")
    goal = order[place - 1]
    _take_text(goal, section)
    _take_writing(goal, section)
    section.version.sections.remove(section)
    order.become(order[:place] + order[place + 1 :])
    goal.text_changed(is_other=True)
    enter(What.SECTION_MERGED, goal, by=by, merged=section.permanent_id)
    return goal


def remove_section(section: Section, *, by: Actor, edition: int) -> PlanVersion:
    """Take a section out of a draft; what was published of it keeps answering.

    What stands under it stays. `edition` is the one that this person saw. Raises WrongStep on a
    published version, Outdated when somebody saved since.
    """
    require(by, Permission.EDIT_PLAN, section)
    version = section.version
    must_be_draft(version)
    if edition != section.edition:
        raise Outdated("section_changed")
    order = Order(version)
    enter(What.SECTION_REMOVED, section, by=by, permanent_id=section.permanent_id)
    version.sections.remove(section)
    order.become([one for one in order if one is not section])
    return version


def _take_text(goal: Section, section: Section) -> None:
    """Put the alineas and the footnotes of one section under another one."""
    taken = {note["label"] for note in goal.footnotes}
    labels = {}
    for note in section.footnotes:
        labels[note["label"]] = free_label(note["label"], taken)
        taken.add(labels[note["label"]])
    goal.footnotes = goal.footnotes + [
        {**note, "label": labels[note["label"]]} for note in section.footnotes
    ]
    last = len(goal.alineas)
    for alinea in list(section.alineas):
        goal.alineas.append(
            Alinea(
                permanent_id=alinea.permanent_id,
                number=last + alinea.number,
                kind=alinea.kind,
                html=relabelled(alinea.html, labels),
                text=alinea.text,
                sureness=alinea.sureness,
            )
        )
    goal.words += section.words


def _take_writing(goal: Section, section: Section) -> None:
    """Nothing that somebody wrote about either section is lost."""
    goal.summary = "\n\n".join(filter(None, (goal.summary, section.summary)))
    goal.room_reason = "\n".join(filter(None, (goal.room_reason, section.room_reason)))
    if goal.room != section.room and None not in {goal.room, section.room}:
        goal.room = Room.PARTLY
    goal.room = goal.room or section.room
    goal.asks_reactions = goal.asks_reactions or section.asks_reactions
    asked = [(one.text, one.why) for one in (*goal.questions, *section.questions)]
    goal.questions.clear()
    db.session.flush()
    goal.ask(asked[:MOST_QUESTIONS_KEPT])
