"""Keeping a forum: started, edited, published, ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from consultation import clock
from consultation.accounts.models import Organisation
from consultation.categories.models import Category
from consultation.database import db
from consultation.errors import Incomplete, Invalid, Lack, Outdated, Refused, WrongStep
from consultation.forums.models import Forum, ForumMember
from consultation.forums.states import MOST_INTERVAL, WEEKS, Rhythm
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.question_hours.states import LONGEST_HOUR
from consultation.safe_html import clean_line, clean_typed
from consultation.slugs import free_slug

LONGEST_LINE = 200
LONGEST_NAME = 120
MOST_MEMBERS = 200


@dataclass(frozen=True)
class Member:
    """Somebody who takes part, or an organisation alone."""

    name: str = ""
    function: str = ""
    affiliation: str = ""
    shows_name: bool = False


@dataclass(frozen=True)
class ForumPlan:
    """Everything an officer writes of a forum."""

    title: str
    rhythm: Rhythm
    purpose: str = ""
    category: Category | None = None
    members: Sequence[Member] = ()
    is_public: bool = True
    private_reason: str = ""
    place: str = ""
    language: str = "nl"


def forum_of(organisation: Organisation) -> Forum:
    """The forum that could be started for this organisation, only to ask who may."""
    return Forum(organisation_id=organisation.id)


def start_forum(
    organisation: Organisation,
    plan: ForumPlan,
    *,
    slug: str = "",
    is_example: bool = False,
    by: Actor,
) -> Forum:
    """Prepare a forum; nobody outside sees it until it is published.

    Raises Invalid for what cannot be, such as a rhythm of no weeks.
    """
    forum = Forum(
        organisation_id=organisation.id,
        slug=free_slug(slug or plan.title, _taken_like),
        is_example=is_example,
        created_at=clock.now(),
    )
    require(by, Permission.KEEP_FORUM, forum)
    _write(forum, plan)
    db.session.add(forum)
    enter(What.FORUM_STARTED, forum, by=by)
    return forum


def edit_forum(forum: Forum, plan: ForumPlan, *, seen: str = "", by: Actor) -> Forum:
    """Change what is written of a forum; meetings that were planned stay as they are.

    `seen` is the fingerprint of what was read before writing; raises Outdated when another person
    changed it since, and Incomplete when a public forum would lack something.
    """
    require(by, Permission.KEEP_FORUM, forum)
    forum.lock()
    if seen and seen != forum.fingerprint:
        raise Outdated("forum_outdated")
    _write(forum, plan)
    if forum.published_at is not None:
        _check_gate(forum)
    enter(What.FORUM_EDITED, forum, by=by)
    return forum


def publish_forum(forum: Forum, *, by: Actor) -> Forum:
    """Make a forum public: what it is for, who takes part and when it meets.

    Raises Incomplete with everything that is missing, WrongStep when it is public already.
    """
    require(by, Permission.KEEP_FORUM, forum)
    forum.lock()
    if forum.published_at is not None:
        raise WrongStep("forum_is_published")
    _check_gate(forum)
    forum.published_at = clock.now()
    enter(What.FORUM_PUBLISHED, forum, by=by)
    return forum


def end_forum(forum: Forum, reason: str, *, by: Actor) -> Forum:
    """Say that a forum does not meet any more, and why; what it did stays to be read."""
    require(by, Permission.KEEP_FORUM, forum)
    forum.lock()
    told = clean_typed(reason).strip()
    if not told:
        raise Invalid(reason="reason_needed")
    if forum.ended_at is not None:
        raise WrongStep("forum_has_ended")
    forum.ended_at = clock.now()
    forum.ended_reason = told
    enter(What.FORUM_ENDED, forum, by=by, reason=told)
    return forum


def forum_lacks(forum: Forum) -> list[Lack]:
    """Everything that is missing before a forum can be published (R28)."""
    lacks = []
    if not forum.purpose:
        lacks.append(Lack("forum_purpose"))
    if not forum.members:
        lacks.append(Lack("forum_members"))
    if not forum.is_public and not forum.private_reason:
        lacks.append(Lack("forum_private_reason"))
    return lacks


def _check_gate(forum: Forum) -> None:
    lacks = forum_lacks(forum)
    if lacks:
        raise Incomplete("forum_incomplete", lacks)


def _write(forum: Forum, plan: ForumPlan) -> None:
    problems = {**_text_problems(plan), **_rhythm_problems(plan.rhythm)}
    if problems:
        raise Invalid(**problems)
    if len(plan.members) > MOST_MEMBERS:
        raise Refused("too_many_members", most=MOST_MEMBERS)
    forum.title, forum.place = clean_line(plan.title), clean_line(plan.place)
    forum.purpose = clean_typed(plan.purpose).strip()
    forum.category_id = plan.category.id if plan.category else None
    forum.is_public = plan.is_public
    forum.private_reason = "" if plan.is_public else clean_typed(plan.private_reason).strip()
    forum.rhythm, forum.language = plan.rhythm, plan.language
    forum.members = [
        ForumMember(
            position=number,
            name=clean_line(one.name),
            function=clean_line(one.function),
            affiliation=clean_line(one.affiliation),
            shows_name=one.shows_name,
        )
        for number, one in enumerate(filter(_is_somebody, plan.members), start=1)
    ]


def _is_somebody(member: Member) -> bool:
    return bool(clean_line(f"{member.name} {member.function} {member.affiliation}"))


def _text_problems(plan: ForumPlan) -> dict[str, str]:
    problems = {}
    if not clean_line(plan.title):
        problems["title"] = "title_needed"
    for name in ("title", "place"):
        if len(clean_line(getattr(plan, name))) > LONGEST_LINE:
            problems[name] = "line_too_long"
    for one in plan.members:
        if max(len(one.function), len(one.affiliation)) > LONGEST_LINE:
            problems["members"] = "line_too_long"
        if len(one.name) > LONGEST_NAME:
            problems["members"] = "name_too_long"
    return problems


def _rhythm_problems(rhythm: Rhythm) -> dict[str, str]:
    problems = {}
    if not 1 <= rhythm.interval <= MOST_INTERVAL:
        problems["interval"] = "interval_out_of_range"
    if rhythm.weekday not in range(7):
        problems["weekday"] = "weekday_unknown"
    if rhythm.week not in WEEKS:
        problems["week"] = "week_unknown"
    if not 1 <= rhythm.minutes <= LONGEST_HOUR.total_seconds() / 60:
        problems["minutes"] = "meeting_length"
    return problems


def _taken_like(wanted: str) -> Iterable[str]:
    return db.session.scalars(select(Forum.slug).where(Forum.slug.startswith(wanted)))
