"""What happens to a meeting of others: sent in, corrected, judged with a reason, cancelled."""

import dataclasses
import re
import secrets
from datetime import date, time

from sqlalchemy.exc import IntegrityError

from consultation import clock, mail
from consultation.database import db
from consultation.errors import Invalid, Outdated, Refused, WrongStep
from consultation.gatherings import queries
from consultation.gatherings.models import Gathering, GatheringText
from consultation.gatherings.states import (
    Details,
    GatheringState,
    Slot,
    Span,
    Unit,
    happenings,
    overlap,
)
from consultation.logbook import Actor, Entry, What, enter
from consultation.moderation.states import Reason
from consultation.permissions import Permission, require
from consultation.public_record.receipts import ALPHABET
from consultation.safe_html import clean_line, clean_typed

LONGEST_TEXT = 2000
LONGEST_LINE = 200
LONGEST_LINK = 500
MOST_SLOTS = 60
MOST_TIMES = 52
"""Times in a series: a year of weeks."""
MOST_INTERVAL = 12
MOST_DAYS = 366
FARTHEST = 3 * 366
"""Days ahead, beyond which a day must be a typing mistake."""

LINK = re.compile(r"https?://[^\s/?#@]+\.[^\s@?#/]+([/?#]\S*)?", re.IGNORECASE)

DECIDED = (What.GATHERING_PLACED, What.GATHERING_REFUSED, What.GATHERING_CANCELLED)
"""What its organiser gets a letter about, which waits a little and can be held back."""


def checked(details: Details) -> Details:
    """The same, cleaned; raises Invalid or Refused when it cannot be a meeting that is to come."""
    cleaned = _cleaned(details)
    problems = {**_text_problems(cleaned), **_day_problems(cleaned)}
    if problems:
        raise Invalid(**problems)
    times = happenings(cleaned)
    if times[-1].last_day < clock.today():
        raise Invalid(first_day="day_is_past")
    _check_timetable(cleaned, [one.first_day for one in times])
    return cleaned


def send_gathering(
    details: Details, *, email: str, key: str, by: Actor, is_example: bool = False
) -> Gathering:
    """Take a meeting in, to be judged before it is shown. The same key gives the same meeting.

    Raises Invalid or Refused when it cannot be one that is to come.
    """
    require(by, Permission.SEND_GATHERING)
    told = checked(details)
    known = queries.gathering_by_key(key, reader=by)
    if known is not None:
        return known
    now = clock.now()
    gathering = Gathering(
        public_id=_new_public_id(),
        token=secrets.token_urlsafe(24),
        send_key=key,
        state=GatheringState.WAITING,
        email=email,
        is_example=is_example,
        sent_at=now,
        changed_at=now,
    )
    gathering.texts.append(GatheringText.of(told, 1, now))
    try:
        with db.session.begin_nested():
            db.session.add(gathering)
    except IntegrityError:
        # The same form, sent twice at once, reached another process just before.
        return _sent_before(key, by=by)
    enter(What.GATHERING_SENT, gathering, by=by)
    return gathering


def _sent_before(key: str, *, by: Actor) -> Gathering:
    known = queries.gathering_by_key(key, reader=by)
    if known is None:
        raise Refused("sending_failed")
    return known


def correct_gathering(gathering: Gathering, details: Details, *, seen: int, by: Actor) -> Gathering:
    """Its organiser sends a new text, which is judged again; until then the old one stays.

    `seen` is the number of the text that was corrected. Raises Outdated when that is not the
    newest, WrongStep once it is cancelled, Invalid or Refused like sending.
    """
    require(by, Permission.CHANGE_GATHERING, gathering)
    _lock(gathering, seen)
    if gathering.is_cancelled:
        raise WrongStep("gathering_is_cancelled")
    told = checked(details)
    gathering.move_to(GatheringState.WAITING)
    gathering.texts.append(GatheringText.of(told, gathering.text.number + 1, clock.now()))
    gathering.state_before = None
    _hold_back_letters(gathering)
    enter(What.GATHERING_CORRECTED, gathering, by=by)
    return gathering


def place_gathering(gathering: Gathering, *, seen: int, by: Actor) -> Gathering:
    """Put a meeting in the agenda as its organiser wrote it.

    Raises Outdated when the organiser wrote another text since, WrongStep when it was judged.
    """
    require(by, Permission.MODERATE_GATHERING, gathering)
    _lock(gathering, seen)
    _decide(gathering, GatheringState.PLACED, by=by)
    gathering.placed_number = gathering.text.number
    _change_in_public(gathering)
    enter(What.GATHERING_PLACED, gathering, by=by, text=gathering.text.number)
    return gathering


def refuse_gathering(
    gathering: Gathering, *, reason: Reason, explanation: str = "", seen: int, by: Actor
) -> Gathering:
    """Keep a text out of the agenda; its organiser is told why. A text that was placed stays.

    Raises Invalid when the reason is "other" and nothing explains it, else like placing.
    """
    require(by, Permission.MODERATE_GATHERING, gathering)
    if reason is Reason.OTHER and not explanation:
        raise Invalid(explanation="explanation_needed")
    _lock(gathering, seen)
    _decide(gathering, GatheringState.REFUSED, by=by)
    gathering.reason = reason
    gathering.explanation = clean_typed(explanation).strip()
    enter(What.GATHERING_REFUSED, gathering, by=by, reason=reason.value, text=gathering.text.number)
    return gathering


def cancel_gathering(gathering: Gathering, *, reason: str, by: Actor) -> Gathering:
    """Say that a meeting does not take place; it stays in the agenda as such, with the reason.

    Raises Invalid without a reason, WrongStep when it was cancelled already.
    """
    require(by, Permission.CANCEL_GATHERING, gathering)
    told = clean_typed(reason).strip()
    if not told:
        raise Invalid(reason="cancel_reason_needed")
    if len(told) > LONGEST_TEXT:
        raise Invalid(reason="gathering_text_too_long")
    _lock(gathering, gathering.text.number)
    _decide(gathering, GatheringState.CANCELLED, by=by)
    gathering.cancelled_reason = told
    _change_in_public(gathering)
    enter(What.GATHERING_CANCELLED, gathering, by=by, text=gathering.text.number)
    return gathering


def undo_gathering_decision(gathering: Gathering, *, by: Actor) -> Gathering:
    """Take the last decision of a moderator back; its letter does not leave.

    Raises WrongStep when something followed since, or the organiser decided it.
    """
    require(by, Permission.MODERATE_GATHERING, gathering)
    _lock(gathering, gathering.text.number)
    before = gathering.state_before
    if before is None or gathering.decided_by_id is None:
        raise WrongStep("gathering_not_undoable")
    if gathering.state is not GatheringState.REFUSED:
        _change_in_public(gathering)
    gathering.move_to(before)
    gathering.placed_number = gathering.placed_before
    gathering.state_before = gathering.decided_at = gathering.decided_by_id = None
    gathering.reason, gathering.explanation, gathering.cancelled_reason = None, "", ""
    _hold_back_letters(gathering)
    enter(What.GATHERING_DECISION_UNDONE, gathering, by=by)
    return gathering


def _lock(gathering: Gathering, seen: int) -> None:
    """One judge at a time; the state is read again, and the text must be the one that was read."""
    query = db.select(Gathering.id).where(Gathering.id == gathering.id)
    db.session.execute(query.with_for_update())
    db.session.refresh(gathering, ["state", "texts", "state_before", "placed_number"])
    if gathering.text.number != seen:
        raise Outdated("gathering_changed_by_organiser")


def _decide(gathering: Gathering, state: GatheringState, *, by: Actor) -> None:
    before, placed = gathering.state, gathering.placed_number
    gathering.move_to(state)
    gathering.state_before, gathering.placed_before = before, placed
    gathering.decided_at = clock.now()
    gathering.decided_by_id = by.account_id
    gathering.reason, gathering.explanation = None, ""


def _change_in_public(gathering: Gathering) -> None:
    gathering.revision += 1
    gathering.changed_at = clock.now()


def _hold_back_letters(gathering: Gathering) -> None:
    """Cancel the letters about decisions on this meeting that have not left yet."""
    query = db.select(Entry.id).where(
        Entry.subject_kind == gathering.__tablename__,
        Entry.subject_id == gathering.id,
        Entry.what.in_(DECIDED),
    )
    for number in db.session.scalars(query):
        mail.cancel(f"{number}-0")


def _new_public_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(8)).lower()


def _cleaned(details: Details) -> Details:
    """Without white space around words, and without what does not belong to its span."""
    is_days, is_series = details.span is Span.DAYS, details.span is Span.SERIES
    has_hours = is_series or details.span is Span.MOMENT
    slots = tuple(
        dataclasses.replace(
            one,
            day=one.day if is_days else None,
            what=clean_line(one.what),
            room=clean_line(one.room),
            speakers=tuple(filter(None, map(clean_line, one.speakers))),
        )
        for one in details.slots
    )
    return dataclasses.replace(
        details,
        title=clean_line(details.title),
        place=clean_line(details.place),
        link=clean_line(details.link),
        organiser=clean_line(details.organiser),
        text=clean_typed(details.text).strip(),
        last_day=details.last_day if is_days else None,
        begins=details.begins if has_hours else None,
        ends=details.ends if has_hours else None,
        interval=details.interval if is_series else 1,
        unit=details.unit if is_series else Unit.WEEKS,
        count=details.count if is_series else 1,
        slots=tuple(sorted(slots, key=lambda one: (one.day or date.min, one.begins, one.ends))),
    )


def _text_problems(details: Details) -> dict[str, str]:
    problems = {}
    for name, code in (
        ("title", "gathering_title_needed"),
        ("text", "gathering_text_needed"),
        ("organiser", "organiser_needed"),
    ):
        if not getattr(details, name):
            problems[name] = code
    for name in ("title", "organiser", "place"):
        if len(getattr(details, name)) > LONGEST_LINE:
            problems[name] = "line_too_long"
    if len(details.text) > LONGEST_TEXT:
        problems["text"] = "gathering_text_too_long"
    if details.link and not (len(details.link) <= LONGEST_LINK and LINK.fullmatch(details.link)):
        problems["link"] = "link_unreadable"
    if not details.place and not details.link:
        problems["place"] = "place_or_link_needed"
    return problems


def _day_problems(details: Details) -> dict[str, str]:
    if (details.first_day - clock.today()).days > FARTHEST:
        return {"first_day": "date_unlikely"}
    if details.span is Span.DAYS:
        return _days_problems(details.first_day, details.last_day)
    problems: dict[str, str] = {}
    if details.span in {Span.MOMENT, Span.SERIES}:
        problems |= _hour_problems(details.begins, details.ends)
    if details.span is Span.SERIES and not 2 <= details.count <= MOST_TIMES:
        problems["count"] = "times_out_of_range"
    if details.span is Span.SERIES and not 1 <= details.interval <= MOST_INTERVAL:
        problems["interval"] = "interval_out_of_range"
    return problems


def _hour_problems(begins: time | None, ends: time | None) -> dict[str, str]:
    if begins is None:
        return {"begins": "begin_needed"}
    if ends is None:
        return {"ends": "end_needed"}
    return {"ends": "ends_before_it_begins"} if ends <= begins else {}


def _days_problems(first: date, last: date | None) -> dict[str, str]:
    if last is None:
        return {"last_day": "last_day_needed"}
    if last <= first:
        return {"last_day": "last_day_not_later"}
    return {"last_day": "too_many_days"} if (last - first).days > MOST_DAYS else {}


def _check_timetable(details: Details, days: list[date]) -> None:
    """Each line ends after it begins, on a day of the meeting, alone in its room."""
    if len(details.slots) > MOST_SLOTS:
        raise Refused("too_many_slots", most=MOST_SLOTS)
    for slot in details.slots:
        _check_slot(slot, details, days)
    both = overlap(details.slots)
    if both is not None:
        raise Refused("slots_overlap", one=both[0].what, other=both[1].what)


def _check_slot(slot: Slot, details: Details, days: list[date]) -> None:
    if not slot.what:
        raise Refused("slot_what_needed")
    if max(len(slot.what), len(slot.room), *map(len, slot.speakers), 0) > LONGEST_LINE:
        raise Refused("slot_too_long", slot=slot.what[:40])
    if slot.ends <= slot.begins:
        raise Refused("slot_ends_before_it_begins", slot=slot.what)
    if details.span is not Span.DAYS:
        return
    if slot.day is None:
        raise Refused("slot_day_needed", slot=slot.what)
    if not days[0] <= slot.day <= (details.last_day or days[0]):
        raise Refused("slot_day_outside", slot=slot.what)
