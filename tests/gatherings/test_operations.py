"""The life of a meeting: sent, placed or refused, corrected, cancelled, taken back."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest

from consultation import clock
from consultation.errors import Invalid, NotAllowed, NotFound, Outdated, Refused, WrongStep
from consultation.gatherings import operations, queries
from consultation.gatherings.models import Gathering
from consultation.gatherings.states import GatheringState, Slot, Span
from consultation.logbook import ANYONE, SYSTEM, Actor, transaction
from consultation.moderation.states import Reason
from consultation.permissions import Role
from tests.factories import make_account, make_organisation
from tests.gatherings.factories import (
    in_days,
    make_gathering,
    make_placed_gathering,
    organiser_of,
    some_details,
)

pytestmark = pytest.mark.usefixtures("database")


def staff(role: Role = Role.MODERATOR) -> Actor:
    return make_account(role, organisation=make_organisation()).as_actor()


def correct(gathering: Gathering, **changes: object) -> None:
    with transaction():
        operations.correct_gathering(
            gathering,
            some_details(**changes),
            seen=gathering.text.number,
            by=organiser_of(gathering),
        )


def refuse(gathering: Gathering, **changes: object) -> None:
    values = {"reason": Reason.ADVERTISING, "seen": gathering.text.number, "by": staff()}
    with transaction():
        operations.refuse_gathering(gathering, **{**values, **changes})


def test_what_was_sent_waits_and_is_not_public() -> None:
    gathering = make_gathering()
    assert gathering.state is GatheringState.WAITING
    assert queries.waiting_gatherings(reader=SYSTEM) == [gathering]
    assert not queries.placed_gatherings(reader=ANYONE)
    with pytest.raises(NotFound):
        queries.gathering_by_public_id(gathering.public_id, reader=ANYONE)


def test_the_same_key_gives_the_same_meeting() -> None:
    with transaction():
        first, second = (
            operations.send_gathering(some_details(), email="a@b.nl", key="k", by=ANYONE)
            for _ in range(2)
        )
    assert first is second


def test_a_double_press_that_meets_in_the_database_gives_the_same_meeting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = make_gathering()
    real, asked = queries.gathering_by_key, []

    def too_early(key: str, *, reader: Actor) -> Gathering | None:
        """Before the other process committed, nothing is found."""
        asked.append(key)
        return real(key, reader=reader) if len(asked) > 1 else None

    monkeypatch.setattr(queries, "gathering_by_key", too_early)
    with transaction():
        second = operations.send_gathering(
            some_details(), email="quiz@voorbeeld.nl", key=first.send_key, by=ANYONE
        )
    assert second.id == first.id
    assert len(queries.waiting_gatherings(reader=SYSTEM)) == 1


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"title": "  "}, "title", "gathering_title_needed"),
        ({"text": "x" * 2001}, "text", "gathering_text_too_long"),
        ({"organiser": ""}, "organiser", "organiser_needed"),
        ({"place": ""}, "place", "place_or_link_needed"),
        ({"link": "javascript:alert(1)"}, "link", "link_unreadable"),
        ({"link": "https://naam@voorbeeld.nl"}, "link", "link_unreadable"),
        ({"begins": None}, "begins", "begin_needed"),
        ({"ends": time(18)}, "ends", "ends_before_it_begins"),
        ({"first_day": in_days(-1)}, "first_day", "day_is_past"),
        ({"first_day": in_days(4000)}, "first_day", "date_unlikely"),
        ({"span": Span.DAYS}, "last_day", "last_day_needed"),
        ({"span": Span.DAYS, "last_day": in_days(10)}, "last_day", "last_day_not_later"),
        ({"span": Span.DAYS, "last_day": in_days(900)}, "last_day", "too_many_days"),
        ({"span": Span.SERIES, "count": 1}, "count", "times_out_of_range"),
        ({"span": Span.SERIES, "count": 10**9}, "count", "times_out_of_range"),
        ({"span": Span.SERIES, "count": 2, "interval": 0}, "interval", "interval_out_of_range"),
    ],
)
def test_what_cannot_be_a_meeting_is_refused(
    changes: dict[str, object], field: str, code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        operations.checked(some_details(**changes))
    assert refusal.value.fields[field] == code


@pytest.mark.parametrize(
    ("slots", "code"),
    [
        ([Slot(time(10), time(11), "Een", "Zaal"), Slot(time(10), time(11), "Twee", "zaal")],
         "slots_overlap"),
        ([Slot(time(11), time(10), "Een")], "slot_ends_before_it_begins"),
        ([Slot(time(10), time(11), " ")], "slot_what_needed"),
        ([Slot(time(10), time(11), "Een", "z" * 300)], "slot_too_long"),
        ([Slot(time(10), time(11), "Een")] * 61, "too_many_slots"),
    ],
)  # fmt: skip
def test_a_timetable_must_be_possible(slots: list[Slot], code: str) -> None:
    with pytest.raises(Refused, match=code):
        operations.checked(some_details(slots=tuple(slots)))


@pytest.mark.parametrize("day", [None, 9, 13])
def test_a_line_of_several_days_is_on_one_of_them(day: int | None) -> None:
    line = Slot(time(10), time(11), "Een", day=in_days(day) if day else None)
    with pytest.raises(Refused, match="slot_day"):
        operations.checked(some_details(span=Span.DAYS, last_day=in_days(12), slots=(line,)))


def test_what_does_not_belong_to_its_span_is_left_out() -> None:
    told = operations.checked(some_details(span=Span.DAY, last_day=in_days(30), count=4))
    assert (told.begins, told.ends, told.last_day, told.count) == (None, None, None, 1)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ROUND_MANAGER, Role.PROGRAMME])
def test_moderators_of_any_organisation_place(role: Role) -> None:
    gathering, by = make_gathering(), staff(role)
    with transaction():
        operations.place_gathering(gathering, seen=1, by=by)
    assert queries.gathering_by_public_id(gathering.public_id, reader=ANYONE) is gathering


@pytest.mark.parametrize("role", [Role.OFFICER, Role.PANEL_MEMBER, Role.ADMINISTRATOR])
def test_others_do_not(role: Role) -> None:
    gathering, by = make_gathering(), staff(role)
    for judge in (
        lambda: operations.place_gathering(gathering, seen=1, by=by),
        lambda: operations.refuse_gathering(gathering, reason=Reason.ABUSE, seen=1, by=by),
        lambda: operations.cancel_gathering(gathering, reason="Nee", by=by),
        lambda: operations.undo_gathering_decision(gathering, by=by),
        lambda: queries.waiting_gatherings(reader=by),
    ):
        with pytest.raises(NotAllowed):
            judge()


def test_only_the_organiser_corrects() -> None:
    gathering, other = make_gathering(), make_gathering()
    for by in (ANYONE, staff(), organiser_of(other)):
        with pytest.raises(NotAllowed):
            operations.correct_gathering(gathering, some_details(), seen=1, by=by)


def test_a_correction_waits_while_the_old_text_is_read() -> None:
    gathering = make_placed_gathering()
    correct(gathering, title="Lentequiz", begins=time(18))
    assert gathering.state is GatheringState.WAITING
    ((_same, shown),) = queries.placed_gatherings(reader=ANYONE)
    assert shown.title == "Winterquiz voor inkopers"
    with transaction():
        operations.place_gathering(gathering, seen=2, by=SYSTEM)
    ((_same, shown),) = queries.placed_gatherings(reader=ANYONE)
    assert (shown.title, shown.begins) == ("Lentequiz", time(18))


def test_a_refused_correction_leaves_the_old_text() -> None:
    gathering = make_placed_gathering()
    correct(gathering, title="Koop nu")
    refuse(gathering)
    ((_same, shown),) = queries.placed_gatherings(reader=ANYONE)
    assert shown.title == "Winterquiz voor inkopers"
    assert gathering.reason is Reason.ADVERTISING


def test_a_text_that_nobody_read_is_not_judged() -> None:
    gathering = make_gathering()
    correct(gathering, title="Lentequiz")
    for judge in (
        lambda: operations.place_gathering(gathering, seen=1, by=SYSTEM),
        lambda: operations.refuse_gathering(gathering, reason=Reason.ABUSE, seen=1, by=SYSTEM),
    ):
        with pytest.raises(Outdated):
            judge()


def test_a_refused_meeting_can_be_mended_and_sent_again() -> None:
    gathering = make_gathering()
    refuse(gathering, explanation="Noem geen prijzen.")
    correct(gathering, text="Zonder prijzen.")
    assert gathering.state is GatheringState.WAITING
    with pytest.raises(WrongStep):
        operations.undo_gathering_decision(gathering, by=SYSTEM)


def test_another_reason_must_be_explained() -> None:
    with pytest.raises(Invalid):
        refuse(make_gathering(), reason=Reason.OTHER)


def test_a_meeting_is_judged_once() -> None:
    gathering = make_placed_gathering()
    with pytest.raises(WrongStep):
        operations.place_gathering(gathering, seen=1, by=SYSTEM)


@pytest.mark.parametrize("who", ["organiser", "moderator"])
def test_a_cancelled_meeting_stays_and_says_why(who: str) -> None:
    gathering = make_placed_gathering()
    by = organiser_of(gathering) if who == "organiser" else staff()
    revision = gathering.revision
    with pytest.raises(Invalid):
        operations.cancel_gathering(gathering, reason=" ", by=SYSTEM)
    with transaction():
        operations.cancel_gathering(gathering, reason="De zaal is dicht.", by=by)
    ((shown, _text),) = queries.placed_gatherings(reader=ANYONE)
    assert (shown.is_cancelled, shown.cancelled_reason) == (True, "De zaal is dicht.")
    assert shown.revision > revision
    with pytest.raises(WrongStep):
        correct(gathering)


def placed(gathering: Gathering, by: Actor) -> None:
    operations.place_gathering(gathering, seen=gathering.text.number, by=by)


def refused(gathering: Gathering, by: Actor) -> None:
    operations.refuse_gathering(gathering, reason=Reason.ABUSE, seen=gathering.text.number, by=by)


def cancelled(gathering: Gathering, by: Actor) -> None:
    operations.cancel_gathering(gathering, reason="De zaal is dicht.", by=by)


@pytest.mark.parametrize(
    ("make", "judge"),
    [(make_gathering, placed), (make_gathering, refused), (make_placed_gathering, cancelled)],
)
def test_a_decision_is_taken_back(
    make: Callable[[], Gathering], judge: Callable[[Gathering, Actor], None]
) -> None:
    gathering, by = make(), staff()
    before = (gathering.state, gathering.placed_number)
    revision = gathering.revision
    with transaction():
        judge(gathering, by)
    with transaction():
        operations.undo_gathering_decision(gathering, by=by)
    assert (gathering.state, gathering.placed_number) == before
    assert gathering.revision >= revision, "calendars only follow a number that rises"
    assert (gathering.reason, gathering.cancelled_reason) == (None, "")
    with pytest.raises(WrongStep):
        operations.undo_gathering_decision(gathering, by=by)


def test_an_organiser_who_cancels_is_not_overruled() -> None:
    gathering = make_placed_gathering()
    with transaction():
        operations.cancel_gathering(gathering, reason="Ziek.", by=organiser_of(gathering))
    with pytest.raises(WrongStep):
        operations.undo_gathering_decision(gathering, by=staff())


def test_a_series_that_is_partly_past_can_be_corrected() -> None:
    gathering = make_placed_gathering(span=Span.SERIES, count=4)
    with clock.frozen(clock.now() + timedelta(days=20)):
        correct(gathering, span=Span.SERIES, count=6, first_day=gathering.text.first_day)
    assert gathering.text.count == 6


def test_a_timetable_is_kept_in_its_order() -> None:
    slots = (
        Slot(time(11), time(12), "Later", speakers=("Ada", " ")),
        Slot(time(9), time(10), "Eerst"),
    )
    gathering = make_gathering(slots=slots)
    kept = gathering.text.details.slots
    assert [one.what for one in kept] == ["Eerst", "Later"]
    assert kept[1].speakers == ("Ada",)
