"""What fits in the time that somebody has."""

from dataclasses import dataclass

from consultation.moderation.states import SECONDS_EACH

SECONDS_AN_ANSWER = 150
"""Seconds that answering one reaction takes."""

TIMES = (5, 15, 30, 60)


@dataclass(frozen=True)
class Fitting:
    """What somebody can do in their time: control first, because people wait for it."""

    minutes: int
    controls: int
    answers: int

    @property
    def control_minutes(self) -> int:
        """The part of the time for control, at least a minute when there is any."""
        return max(1, round(self.controls * SECONDS_EACH / 60)) if self.controls else 0


def fitting(minutes: int, *, to_control: int, to_answer: int) -> Fitting:
    """Share a time over what waits: first what is held up, then what asks for an answer."""
    seconds = minutes * 60
    controls = min(to_control, seconds // SECONDS_EACH)
    answers = min(to_answer, (seconds - controls * SECONDS_EACH) // SECONDS_AN_ANSWER)
    return Fitting(minutes, controls, answers)
