"""Processes that are started, watched, started again when they die, and stopped."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

MOST_DEATHS = 5
WITHIN = 60.0
"""A process that dies so often within so many seconds is not started again."""

PATIENCE = 20.0
"""Seconds in which a process may finish what it does."""

TELL_WHEN_PARENT_DIES = 1
"""PR_SET_PDEATHSIG of Linux."""


class KeepsDying(Exception):
    """A process dies again and again, so that starting it helps nobody."""


@dataclass
class Child:
    """A process in a session of its own, so that Ctrl-C reaches it through us alone."""

    name: str
    command: Sequence[str]
    stops_on: signal.Signals
    process: "subprocess.Popen[bytes] | None" = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it; it stops when we are killed before we can tell it."""
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            list(self.command),
            start_new_session=True,
            preexec_fn=_ask_for_signal(self.stops_on),
        )

    def has_died(self) -> bool:
        """Whether it ended by itself."""
        return self.process is not None and self.process.poll() is not None

    def start_again(self) -> None:
        """Start a process that died once more.

        Raises KeepsDying when it did so too often.
        """
        now = time.monotonic()
        self.deaths = [*(at for at in self.deaths if now - at < WITHIN), now]
        if len(self.deaths) >= MOST_DEATHS:
            raise KeepsDying(self.name)
        self.start()

    def stop(self) -> None:
        """Ask it to finish."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.stops_on)

    def wait(self, deadline: float) -> None:
        """Wait until it ended; end it when it takes too long."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def stop_all(children: Sequence[Child]) -> None:
    """Stop processes side by side."""
    for child in children:
        child.stop()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        child.wait(deadline)


def _ask_for_signal(number: signal.Signals) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    tell = ctypes.CDLL(None, use_errno=True).prctl

    def ask() -> None:
        tell(TELL_WHEN_PARENT_DIES, int(number))

    return ask
