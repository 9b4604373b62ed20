"""The minutes of a meeting: written after it, approved, and public with its report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from consultation import clock
from consultation.errors import Incomplete, Invalid, Lack, Outdated
from consultation.forums.models import Meeting
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.question_hours.operations import (
    Report,
    publish_report,
    report_lacks,
    write_report,
)
from consultation.safe_html import clean_line, clean_typed

LONGEST_SAID = 10_000
LONGEST_LINE = 200


@dataclass(frozen=True)
class Minutes:
    """What is written of a meeting: its report, and what was said of each point, by its place."""

    report: Report
    said: Mapping[int, str] = field(default_factory=dict)
    approved_by: str = ""
    approved_on: date | None = None


def write_minutes(meeting: Meeting, minutes: Minutes, *, seen: str = "", by: Actor) -> Meeting:
    """Keep what was written; minutes that are public change at once, and stay approved.

    `seen` is the fingerprint of what was read before writing; raises Outdated when another person
    changed it since, Incomplete when public minutes would lack something.
    """
    require(by, Permission.HOST_HOUR, meeting)
    meeting.lock()
    if seen and seen != meeting.fingerprint:
        raise Outdated("meeting_outdated")
    _check(minutes)
    write_report(meeting.hour, minutes.report, by=by)
    for item in meeting.items:
        item.said = clean_typed(minutes.said.get(item.position, "")).strip()
    meeting.approved_by = clean_line(minutes.approved_by)
    meeting.approved_on = minutes.approved_on
    if meeting.hour.reported_at is not None:
        _check_gate(meeting)
    enter(What.MINUTES_WRITTEN, meeting, by=by)
    return meeting


def publish_minutes(meeting: Meeting, *, by: Actor) -> Meeting:
    """Make approved minutes public, with the report and the actions that were agreed.

    Raises Incomplete with what is missing, WrongStep before the end or when they are public.
    """
    require(by, Permission.PLAN_HOUR, meeting)
    meeting.lock()
    _check_gate(meeting)
    publish_report(meeting.hour, by=by)
    return meeting


def minutes_lacks(meeting: Meeting) -> list[Lack]:
    """Everything that is missing before minutes can be public (R28)."""
    lacks = report_lacks(meeting.hour)
    lacks += [
        Lack("minutes_of_item", (("title", item.title),)) for item in meeting.items if not item.said
    ]
    if not meeting.approved_by or meeting.approved_on is None:
        lacks.append(Lack("minutes_approval"))
    return lacks


def _check_gate(meeting: Meeting) -> None:
    lacks = minutes_lacks(meeting)
    if lacks:
        raise Incomplete("minutes_incomplete", lacks)


def _check(minutes: Minutes) -> None:
    problems = {}
    if any(len(text) > LONGEST_SAID for text in minutes.said.values()):
        problems["said"] = "minutes_too_long"
    if len(minutes.approved_by) > LONGEST_LINE:
        problems["approved_by"] = "line_too_long"
    if minutes.approved_on is not None and minutes.approved_on > clock.today():
        problems["approved_on"] = "approval_to_come"
    if problems:
        raise Invalid(**problems)
