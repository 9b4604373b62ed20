"""What can be done with a forum: keeping it, planning its meetings, minutes and actions."""

from consultation.forums.operations.actions import (
    add_action,
    drop_action,
    finish_action,
    reopen_action,
)
from consultation.forums.operations.keeping import (
    ForumPlan,
    Member,
    edit_forum,
    end_forum,
    forum_lacks,
    forum_of,
    publish_forum,
    start_forum,
)
from consultation.forums.operations.meeting import (
    Item,
    announce_meeting,
    cancel_meeting,
    edit_meeting,
    meeting_lacks,
    next_meeting_day,
    plan_next_meeting,
)
from consultation.forums.operations.reporting import (
    Minutes,
    minutes_lacks,
    publish_minutes,
    write_minutes,
)

__all__ = [
    "ForumPlan", "Item", "Member", "Minutes", "add_action", "announce_meeting", "cancel_meeting",
    "drop_action", "edit_forum", "edit_meeting", "end_forum", "finish_action", "forum_lacks",
    "forum_of", "meeting_lacks", "minutes_lacks", "next_meeting_day", "plan_next_meeting",
    "publish_forum", "publish_minutes", "reopen_action", "start_forum", "write_minutes",
]  # fmt: skip
