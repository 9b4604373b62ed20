"""The history of the demo: acts at their moments, done in the order of time under a set clock."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from consultation import clock

Act = Callable[[], None]
Progress = Callable[[int, str], None]

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def spread(key: str, size: int) -> int:
    """A number below a size that is always the same for a key and different between keys."""
    return zlib.crc32(key.encode()) % size


@dataclass
class Timeline:
    """Acts with their moments, counted in days from today; nothing happens in the future."""

    today: date
    now: datetime
    acts: list[tuple[datetime, Act]] = field(default_factory=list)

    def day(self, offset: int) -> date:
        """The day that lies this many days from today."""
        return self.today + timedelta(days=offset)

    def moment(self, offset: int, hour: int, minute: int = 0) -> datetime:
        """An instant on such a day, never after now."""
        return min(clock.local_moment(self.day(offset), time(hour, minute)), self.now - MINUTE)

    def waking(self, offset: int, key: str) -> datetime:
        """A moment between seven in the morning and ten at night, as people write."""
        minutes = spread(key, 15 * 60)
        return self.moment(offset, 7 + minutes // 60, minutes % 60)

    def office(self, moment: datetime, key: str, *, days: int = 1) -> datetime:
        """A moment in office hours some working days after another, never after now."""
        day = clock.working_days_after(clock.amsterdam(moment).date(), days)
        minutes = spread(key, 7 * 60)
        at = clock.local_moment(day, time(9 + minutes // 60, minutes % 60))
        return max(min(at, self.now - MINUTE), moment + MINUTE)

    def at(self, moment: datetime, act: Act) -> None:
        """Plan an act, now at the latest; acts of one moment keep the order of planning."""
        self.acts.append((min(moment, self.now), act))

    def play(self, after_a_pause: Act, progress: Progress) -> int:
        """Do everything in the order of time, and say how many acts there were.

        `after_a_pause` is called when nothing more happens within the hour.
        """
        planned = sorted(self.acts, key=lambda one: one[0])
        following = [moment for moment, _ in planned[1:]] + [datetime.max.replace(tzinfo=UTC)]
        for number, ((moment, act), next_moment) in enumerate(zip(planned, following, strict=True)):
            with clock.frozen(moment):
                act()
                if next_moment - moment > HOUR:
                    after_a_pause()
            progress((number + 1) * 100 // len(planned), "playing_history")
        return len(planned)
