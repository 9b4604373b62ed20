"""The clock of the demo: how far it is shifted stands in a file, so that every process follows."""

from datetime import timedelta
from pathlib import Path

from flask import Flask, appcontext_pushed

from config import Settings
from consultation import clock

FILE = "clock_offset"


def shift_clock(settings: Settings, offset: timedelta) -> None:
    """Shift the clock of this process and, at their next work, of all others."""
    place = settings.instance / FILE
    fresh = place.with_suffix(".new")
    fresh.write_text(str(offset.total_seconds()), encoding="ascii")
    fresh.replace(place)
    clock.set_offset(offset)


def clock_shift(settings: Settings) -> timedelta | None:
    """How far the clock was shifted; None when nobody ever set it."""
    place: Path = settings.instance / FILE
    try:
        return timedelta(seconds=float(place.read_text(encoding="ascii")))
    except FileNotFoundError:
        return None


def follow_clock(app: Flask, settings: Settings) -> None:
    """Before each request, job and command, set the clock as the file says."""

    def follow(_sender: object, **_rest: object) -> None:
        offset = clock_shift(settings)
        if offset is not None:
            clock.set_offset(offset)

    appcontext_pushed.connect(follow, app, weak=False)
