"""The actions that a meeting agrees on, each with who does it and before which day (R28)."""

from datetime import date

from consultation import clock
from consultation.database import db
from consultation.errors import Invalid, WrongStep
from consultation.forums.models import ForumAction, Meeting
from consultation.forums.states import ActionState
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.question_hours.states import OVER, HourState
from consultation.safe_html import clean_line, clean_typed

LONGEST_WHAT = 500
LONGEST_OWNER = 120

BEGUN = OVER | {HourState.LIVE}
"""A meeting agrees on actions from its beginning."""


def add_action(meeting: Meeting, what: str, *, owner: str, due: date, by: Actor) -> ForumAction:
    """Put an action on the list of a forum; it stays there until it is done or dropped.

    Raises Invalid when a part is missing or its day was before the meeting, WrongStep before the
    meeting began.
    """
    require(by, Permission.HOST_HOUR, meeting)
    if meeting.hour.state(clock.now()) not in BEGUN:
        raise WrongStep("meeting_not_begun")
    what, owner = clean_line(what), clean_line(owner)
    problems = {}
    if not what or len(what) > LONGEST_WHAT:
        problems["what"] = "action_needed"
    if not owner or len(owner) > LONGEST_OWNER:
        problems["owner"] = "action_owner_needed"
    if due < meeting.hour.day:
        problems["due"] = "action_due_needed"
    if problems:
        raise Invalid(**problems)
    action = ForumAction(
        forum=meeting.forum,
        meeting=meeting,
        what=what,
        owner=owner,
        due=due,
        state=ActionState.OPEN,
        created_at=clock.now(),
    )
    db.session.add(action)
    enter(What.ACTION_ADDED, action, by=by)
    return action


def finish_action(action: ForumAction, *, by: Actor) -> ForumAction:
    """Say that an action is done; raises WrongStep when it is not open."""
    require(by, Permission.HOST_HOUR, action)
    _settle(action, ActionState.DONE)
    enter(What.ACTION_DONE, action, by=by)
    return action


def drop_action(action: ForumAction, reason: str, *, by: Actor) -> ForumAction:
    """Say that an action is not done any more, with a reason that everybody reads."""
    require(by, Permission.HOST_HOUR, action)
    told = clean_typed(reason).strip()
    if not told:
        raise Invalid(reason="reason_needed")
    _settle(action, ActionState.DROPPED)
    action.reason = told
    enter(What.ACTION_DROPPED, action, by=by, reason=told)
    return action


def reopen_action(action: ForumAction, *, by: Actor) -> ForumAction:
    """Put an action back on the list, when it turns out not to be settled."""
    require(by, Permission.HOST_HOUR, action)
    _lock(action)
    action.move_to(ActionState.OPEN)
    action.settled_at, action.reason = None, ""
    enter(What.ACTION_REOPENED, action, by=by)
    return action


def _settle(action: ForumAction, state: ActionState) -> None:
    _lock(action)
    action.move_to(state)
    action.settled_at = clock.now()


def _lock(action: ForumAction) -> None:
    """Wait for whoever settles this action now, and see what they did."""
    db.session.refresh(action, with_for_update={"of": ForumAction})
