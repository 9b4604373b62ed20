"""Hosting an hour: who has the regie, and how long the hour lasts."""

from datetime import date, datetime, timedelta

from consultation import clock
from consultation.accounts.models import Account
from consultation.errors import Invalid, Refused, WrongStep
from consultation.logbook import SYSTEM, Actor, ActorKind, What, enter
from consultation.permissions import Permission, require
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.states import EventKind, HourState

LONGEST_NOTES = 20_000
MOST_MINUTES = 120
"""Minutes that an hour can be lengthened at once."""


def check_host(hour: QuestionHour, *, by: Actor) -> None:
    """Whether this person may host and does; when nobody hosts, who acts does.

    Raises NotAllowed, and Refused with `other_hosts` naming who does. Lock the hour first.
    """
    require(by, Permission.HOST_HOUR, hour)
    if by.kind is ActorKind.SYSTEM or hour.host_id == by.account_id:
        return
    if hour.host_id is not None:
        raise Refused("other_hosts", name=hour.host.name if hour.host else "")
    _give(hour, by.account_id, by=by)


def take_over_hour(hour: QuestionHour, *, by: Actor) -> QuestionHour:
    """Take the regie: when nobody has it, or its host was silent for 15 seconds (F4).

    A host whose page gives no signs of life is never silent, and can be relieved at any time.
    The hour is lengthened by the minutes that were lost. Raises Refused with `other_hosts`.
    """
    require(by, Permission.HOST_HOUR, hour)
    hour.lock()
    now = clock.now()
    if hour.host_id not in {None, by.account_id} and not _is_silent(hour, now):
        raise Refused("other_hosts", name=hour.host.name if hour.host else "")
    if hour.host_is_away(now):
        _give_back_lost_time(hour, now)
    _give(hour, by.account_id, by=by)
    _tell_state(hour, now)
    return hour


def hand_over_hour(hour: QuestionHour, to: Account, *, by: Actor) -> QuestionHour:
    """Give the regie to another who may host; raises NotAllowed when that person may not."""
    require(by, Permission.HOST_HOUR, hour)
    hour.lock()
    check_host(hour, by=by)
    require(to.as_actor(), Permission.HOST_HOUR, hour)
    _give(hour, to.id, by=by)
    return hour


def keep_hosting(hour: QuestionHour, *, by: Actor) -> bool:
    """A sign of life of the host's screen; says whether this person still hosts.

    Who comes back after a silence gets the lost minutes back. Nothing is entered in the logbook.
    """
    require(by, Permission.HOST_HOUR, hour)
    hour.lock()
    if hour.host_id is None or hour.host_id != by.account_id:
        return False
    now = clock.now()
    was_away = hour.host_is_away(now)
    if was_away:
        _give_back_lost_time(hour, now)
    hour.host_seen_at = now
    if was_away:
        _tell_state(hour, now)
    return True


def lengthen_hour(hour: QuestionHour, minutes: int, *, by: Actor) -> QuestionHour:
    """Let the hour last longer; an hour that ended by its date may so go on.

    Raises Invalid, WrongStep when it was closed or never began.
    """
    require(by, Permission.HOST_HOUR, hour)
    hour.lock()
    check_host(hour, by=by)
    if not 0 < minutes <= MOST_MINUTES:
        raise Invalid(minutes="minutes_impossible")
    now = clock.now()
    if hour.closed_at is not None or hour.state(now) is HourState.CANCELLED:
        raise WrongStep("hour_closed")
    hour.ends_at = max(hour.ends_at, now) + timedelta(minutes=minutes)
    hour.renew_edition()
    enter(What.HOUR_LENGTHENED, hour, by=by, round_id=hour.round_id, minutes=minutes)
    _tell_state(hour, now)
    return hour


def pause_hour(hour: QuestionHour, *, by: Actor) -> QuestionHour:
    """Stop for a moment; everybody sees it."""
    require(by, Permission.HOST_HOUR, hour)
    hour.lock()
    check_host(hour, by=by)
    now = clock.now()
    if hour.state(now) is not HourState.LIVE or hour.paused_at is not None:
        raise WrongStep("hour_not_live")
    hour.paused_at = now
    enter(What.HOUR_PAUSED, hour, by=by, round_id=hour.round_id)
    _tell_state(hour, now)
    return hour


def resume_hour(hour: QuestionHour, *, by: Actor) -> QuestionHour:
    """Go on after a pause; the hour gets its minutes back."""
    require(by, Permission.HOST_HOUR, hour)
    hour.lock()
    check_host(hour, by=by)
    if hour.paused_at is None:
        raise WrongStep("hour_not_paused")
    now = clock.now()
    hour.ends_at += _whole_minutes(now - hour.paused_at)
    hour.renew_edition()
    hour.paused_at = None
    enter(What.HOUR_RESUMED, hour, by=by, round_id=hour.round_id)
    _tell_state(hour, now)
    return hour


def close_hour(
    hour: QuestionHour, *, later_owner: str = "", later_by: date | None = None, by: Actor
) -> QuestionHour:
    """End the hour. What is left is answered by somebody with a name, before a day.

    Raises Invalid when there is no such name or day, WrongStep when it did not begin.
    """
    require(by, Permission.HOST_HOUR, hour)
    hour.lock()
    check_host(hour, by=by)
    now = clock.now()
    if hour.closed_at is not None or now < hour.begins_at or hour.cancelled_at is not None:
        raise WrongStep("hour_not_live")
    hour.later_owner = later_owner.strip() or hour.later_owner
    hour.later_by = later_by or hour.later_by
    if not hour.later_owner:
        raise Invalid(later_owner="owner_needed")
    if hour.later_by is None or hour.later_by < clock.today():
        raise Invalid(later_by="due_needed")
    hour.closed_at = min(now, hour.ends_at)
    hour.paused_at = None
    hour.host_id = None
    enter(What.HOUR_CLOSED, hour, by=by, round_id=hour.round_id)
    _tell_state(hour, now)
    return hour


def write_notes(hour: QuestionHour, notes: str, *, by: Actor) -> QuestionHour:
    """Keep what is said beside the video in words, for who cannot hear it."""
    require(by, Permission.HOST_HOUR, hour)
    hour.lock()
    if len(notes) > LONGEST_NOTES:
        raise Invalid(notes="text_too_long")
    hour.notes = notes.strip()
    enter(What.HOUR_NOTED, hour, by=by, round_id=hour.round_id)
    hour.tell(EventKind.STATE)
    return hour


def tell_changes(hour: QuestionHour, *, by: Actor = SYSTEM) -> bool:
    """Tell once what changed by the clock alone: it began, it ended, its host is away."""
    require(by, Permission.HOST_HOUR, hour)
    hour.lock()
    now = clock.now()
    if hour.told == hour.told_now(now):
        return False
    _tell_state(hour, now)
    return True


def _is_silent(hour: QuestionHour, now: datetime) -> bool:
    """Whether the regie is there to take: its host is silent, or gives no signs of life at all."""
    gives_none = hour.host_seen_at is None
    return gives_none or hour.host_is_away(now) or hour.state(now) is not HourState.LIVE


def _give(hour: QuestionHour, account_id: int | None, *, by: Actor) -> None:
    hour.host_id = account_id
    hour.host_seen_at = None
    enter(What.HOUR_HOSTED, hour, by=by, round_id=hour.round_id, host=account_id)
    hour.tell(EventKind.HOSTING)


def _give_back_lost_time(hour: QuestionHour, now: datetime) -> None:
    lost = now - max(hour.host_seen_at or hour.begins_at, hour.begins_at)
    hour.ends_at += _whole_minutes(lost)
    hour.renew_edition()


def _whole_minutes(time: timedelta) -> timedelta:
    """Rounded up, so that nobody gets less than was lost."""
    return timedelta(minutes=-(-time // timedelta(minutes=1)))


def _tell_state(hour: QuestionHour, now: datetime) -> None:
    hour.told = hour.told_now(now)
    hour.tell(EventKind.STATE)
