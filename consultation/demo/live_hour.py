"""Keeping an hour of the demo live, day and night, and letting something happen in it."""

from datetime import datetime, timedelta

from consultation import clock
from consultation.accounts.models import Account
from consultation.database import db
from consultation.demo.accounts import LOOKS
from consultation.demo.material import words_of
from consultation.demo.script import (
    OF_THE_HOST,
    Act,
    Cast,
    Deed,
    Given,
    acts_of,
    perform,
    plan_at,
    report_at,
)
from consultation.demo.timeline import HOUR, MINUTE
from consultation.errors import DomainError, NotFound
from consultation.logbook import SYSTEM, What, enter
from consultation.mail import Bookmark
from consultation.question_hours import operations
from consultation.question_hours.forms.files import report_from
from consultation.question_hours.models import HourEvent, QuestionHour
from consultation.question_hours.queries import hours_of_round
from consultation.question_hours.states import CHANGEABLE, OVER, EventKind, HourState
from consultation.rounds.models import Round
from consultation.rounds.queries import round_by_slug
from consultation.rounds.states import Phase

AT_ONCE = 3
"""Acts in one go, so that somebody who watches sees one thing after another."""

NEARLY_OVER = timedelta(minutes=10)
LONGER = 60
"""Minutes that an hour gets when it is nearly over."""

PATIENCE = timedelta(minutes=5)
"""Silence after which a visitor who had the regie has left."""

AGAIN = timedelta(minutes=15)
"""How long an hour that a visitor closed stays closed, so that its report can be seen."""


def keep_hour_live(now: datetime) -> int:
    """See to it that the example round has a live hour, and play on; says how many acts.

    Each day has its own hour. It lasts longer as long as the day does, and goes on again a while
    after a visitor closed it. Outside the days of the round nothing happens.
    """
    given = live_hour()
    round = _example_round(given["ronde"], now)
    if round is None:
        return 0
    hour = _hour_of_today(round, given, now)
    _report_earlier(round, given, now)
    if hour is None:
        return 0
    _relieve(hour, now)
    if hour.ends_at - now < NEARLY_OVER:
        operations.lengthen_hour(hour, LONGER, by=SYSTEM)
    return _play_on(hour, given, now)


def live_hour() -> Given:
    """The hour of the content that is live whenever one looks."""
    found: Given = next(one for one in words_of("vragenuren.yaml") if "nu_minuut" in one)
    return found


def _example_round(slug: str, now: datetime) -> Round | None:
    try:
        round = round_by_slug(slug, reader=SYSTEM)
    except NotFound:
        return None
    return round if round.is_example and round.phase(now) is Phase.OPEN else None


def _hour_of_today(round: Round, given: Given, now: datetime) -> QuestionHour | None:
    """The hour that is live now; made, brought forward or opened again when there is none."""
    hours = hours_of_round(round, reader=SYSTEM)
    today = clock.amsterdam(now).date()
    for hour in hours:
        if hour.state(now) is HourState.LIVE and not _is_to_end(hour, now):
            return hour
    found = next((hour for hour in hours if hour.day == today), None)
    state = found.state(now) if found is not None else HourState.PLANNED
    if state in CHANGEABLE:
        return _begin(round, found, given, now)
    if found is not None and state in OVER:
        return _open_again(found, now)
    return None


def _is_to_end(hour: QuestionHour, now: datetime) -> bool:
    """End the hour of an earlier day that had its time, unless a visitor hosts it."""
    if hour.day == clock.amsterdam(now).date() or now < hour.begins_at + HOUR:
        return False
    _relieve(hour, now)
    if hour.host_id is not None:
        return False
    operations.close_hour(hour, later_by=clock.today() + timedelta(days=7), by=SYSTEM)
    return True


def _begin(
    round: Round, planned: QuestionHour | None, given: Given, now: datetime
) -> QuestionHour | None:
    """Start the hour of a new day; one that was to be held today is brought forward."""
    plan = plan_at(given, now.replace(second=0, microsecond=0))
    if plan.ends_at > (round.closes_at or now):
        return None
    hour = planned
    if hour is None:
        hour = operations.plan_hour(round, plan, by=SYSTEM)
    else:
        operations.edit_hour(hour, plan, by=SYSTEM)
    if hour.announced_at is None:
        operations.announce_hour(hour, by=SYSTEM)
    operations.tell_changes(hour, by=SYSTEM)
    return hour


def _open_again(hour: QuestionHour, now: datetime) -> QuestionHour | None:
    """Let an hour of today that is over go on; a comfort of the demo that no real hour has."""
    closed_at = hour.reported_at or hour.closed_at
    if closed_at is not None and now < closed_at + AGAIN:
        return None
    hour.lock()
    hour.closed_at = hour.reported_at = None
    hour.ends_at = now + LONGER * MINUTE
    hour.renew_edition()
    enter(What.HOUR_LENGTHENED, hour, by=SYSTEM, round_id=hour.round_id, demo=True)
    operations.tell_changes(hour, by=SYSTEM)
    return hour


def _relieve(hour: QuestionHour, now: datetime) -> None:
    """Take the regie back from a visitor who left, and go on when they had paused."""
    if hour.host_id is not None and _last_sign(hour) < now - PATIENCE:
        operations.take_over_hour(hour, by=SYSTEM)
    if hour.host_id is None and hour.paused_at is not None and hour.paused_at < now - PATIENCE:
        operations.resume_hour(hour, by=SYSTEM)


def _last_sign(hour: QuestionHour) -> datetime:
    """The last sign of life of the host's page, or when they took the regie."""
    query = db.select(db.func.max(HourEvent.at)).where(
        HourEvent.hour_id == hour.id, HourEvent.kind == EventKind.HOSTING
    )
    return hour.host_seen_at or db.session.scalar(query) or hour.begins_at


def _report_earlier(round: Round, given: Given, now: datetime) -> None:
    """Write the report of hours that ended on earlier days, as far as nobody did."""
    for hour in hours_of_round(round, reader=SYSTEM):
        today = clock.amsterdam(now).date()
        if hour.state(now) is not HourState.ENDED or hour.day >= today:
            continue
        for act in acts_of(given):
            if act.deed is Deed.JUDGE:
                _played(act, hour, given)
        if not hour.recap:
            written = report_at(given, lambda _day: None, today)
            operations.write_report(hour, report_from(written), by=SYSTEM)
        if not operations.report_lacks(hour):
            operations.publish_report(hour, by=SYSTEM)


# --- playing -------------------------------------------------------------------------------


def mark_played(hour: QuestionHour, count: int) -> None:
    """Remember how many acts of its script an hour has had."""
    mark = _mark(hour)
    mark.entry_id = count


def _mark(hour: QuestionHour) -> Bookmark:
    name = f"example-{hour.public_id}"
    found: Bookmark | None = db.session.scalar(db.select(Bookmark).where(Bookmark.name == name))
    if found is None:
        found = Bookmark(name=name, entry_id=0)
        db.session.add(found)
    return found


def _play_on(hour: QuestionHour, given: Given, now: datetime) -> int:
    """Let happen what is due: all that was asked in advance at once, then a little at a time."""
    mark, minutes = _mark(hour), (now - hour.begins_at) // MINUTE
    rest = acts_of(given)[mark.entry_id :]
    early = sum(act.minute <= 0 for act in rest)
    due = [act for act in rest if act.minute <= minutes][: early + AT_ONCE]
    mark.entry_id += len(due)
    return sum(_played(act, hour, given) for act in due)


def _played(act: Act, hour: QuestionHour, given: Given) -> bool:
    """Do an act as long as the place is free: what a visitor who hosts decides, stands."""
    has_visitor = hour.host_id is not None
    if hour.paused_at is not None or (has_visitor and act.deed in OF_THE_HOST):
        return False
    try:
        with db.session.begin_nested():
            return perform(act, hour, given, Cast(SYSTEM, _moderator().as_actor()))
    except DomainError:
        return False


def _moderator() -> Account:
    email = LOOKS["moderator"][0]
    found: Account = db.session.scalars(db.select(Account).where(Account.email == email)).one()
    return found
