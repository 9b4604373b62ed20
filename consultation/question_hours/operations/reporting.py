"""The report of an hour: the same address, after it ended (R30, R31, R56)."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from consultation import clock
from consultation.errors import Incomplete, Invalid, Lack, WrongStep
from consultation.logbook import SYSTEM, Actor, What, enter
from consultation.permissions import Permission, require
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import count_in_control
from consultation.question_hours.states import OVER, EventKind

LONGEST_LINE = 500


@dataclass(frozen=True)
class Report:
    """What is written about an hour afterwards, beside its questions and answers (R31).

    `present` holds who was there besides the table; `central_question` what everybody was asked,
    and `ideas` what they said to it. `quotes` hold text, speaker and is_approved: only an approved
    one is public. `next_steps` hold what, owner, day and is_done. Each link has an address in it.
    """

    recap: Sequence[str] = ()
    opening_round: Sequence[str] = ()
    quotes: Sequence[dict[str, Any]] = ()
    next_steps: Sequence[dict[str, Any]] = ()
    present: Sequence[str] = ()
    central_question: str = ""
    ideas: Sequence[str] = ()
    links: Sequence[str] = ()


LISTS = ("recap", "opening_round", "present", "ideas", "links")
"""What a report says in short lines."""


def write_report(hour: QuestionHour, report: Report, *, by: Actor) -> QuestionHour:
    """Keep what was written; a report that is public changes at once, and says when."""
    require(by, Permission.HOST_HOUR, hour)
    hour.lock()
    _check_ended(hour)
    _check_lines(report)
    for name in LISTS:
        setattr(hour, name, _filled(getattr(report, name)))
    hour.central_question = report.central_question.strip()
    hour.quotes = [dict(one) for one in report.quotes if str(one.get("text", "")).strip()]
    hour.next_steps = [dict(one) for one in report.next_steps if str(one.get("what", "")).strip()]
    enter(What.REPORT_WRITTEN, hour, by=by, round_id=hour.round_id)
    if hour.reported_at is not None:
        hour.tell(EventKind.STATE)
    return hour


def name_guests(hour: QuestionHour, shown: Collection[int], *, by: Actor) -> QuestionHour:
    """Keep of whom at the table the name may be known: consent can be taken back (R55).

    `shown` holds their positions. Nothing happens when it stays as it is.
    """
    require(by, Permission.HOST_HOUR, hour)
    hour.lock()
    changed = [one for one in hour.table if one.shows_name != (one.position in shown)]
    for guest in changed:
        guest.shows_name = not guest.shows_name
    if changed:
        enter(What.HOUR_EDITED, hour, by=by, round_id=hour.round_id)
        hour.tell(EventKind.STATE)
    return hour


def publish_report(hour: QuestionHour, *, by: Actor) -> QuestionHour:
    """Make the report public; deferred questions are answered on it later.

    Raises Incomplete with what is missing, WrongStep before the end or when it is public.
    """
    require(by, Permission.PLAN_HOUR, hour)
    hour.lock()
    _check_ended(hour)
    if hour.reported_at is not None:
        raise WrongStep("report_is_public")
    lacks = report_lacks(hour)
    if lacks:
        raise Incomplete("report_incomplete", lacks)
    hour.reported_at = clock.now()
    hour.told = hour.told_now(clock.now())
    hour.tell(EventKind.STATE)
    enter(What.REPORT_PUBLISHED, hour, by=by, round_id=hour.round_id)
    return hour


def report_lacks(hour: QuestionHour) -> list[Lack]:
    """What is missing before the report can be public."""
    lacks = []
    if not hour.recap:
        lacks.append(Lack("report_recap"))
    waiting = count_in_control(hour, reader=SYSTEM)
    if waiting:
        lacks.append(Lack("report_in_control", (("count", waiting),)))
    return lacks


def _check_lines(report: Report) -> None:
    problems = {}
    quotes = [str(one.get("text", "")) for one in report.quotes]
    if any(len(line) > LONGEST_LINE for line in quotes):
        problems["quotes"] = "report_line_too_long"
    for name in LISTS:
        if any(len(line) > LONGEST_LINE for line in getattr(report, name)):
            problems[name] = "report_line_too_long"
    if not all(re.search(r"https?://\S", line) for line in _filled(report.links)):
        problems["links"] = "report_link_needed"
    if problems:
        raise Invalid(**problems)


def _check_ended(hour: QuestionHour) -> None:
    if hour.state(clock.now()) not in OVER:
        raise WrongStep("hour_not_over")


def _filled(lines: Sequence[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]
