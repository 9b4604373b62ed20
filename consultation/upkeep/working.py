"""The job process: it does what was asked, delivers mail and keeps house, until it is stopped."""

import logging
import threading
import time
from collections.abc import Callable

from flask import Flask

from consultation.jobs import work
from consultation.open_data.jobs import ask_for_files
from consultation.upkeep.chores import keep_house
from consultation.upkeep.delivery import deliver
from consultation.web.pages import settings

log = logging.getLogger(__name__)

PAUSE = 2.0
"""Seconds between two looks at the outbox."""

AFTER_A_PROBLEM = 30.0
"""Seconds before a mail server that does not answer is asked again."""

BETWEEN_CHORES = 60.0
"""Seconds between two rounds of keeping house; a checkpoint is never older than that."""

BETWEEN_FILES = 30.0
"""Seconds between two looks for plans and notes that were frozen and have no files yet."""


def work_until_stopped(app: Flask) -> None:
    """Do jobs in the main thread and everything that returns by the clock beside it."""
    stopping = threading.Event()
    beside = threading.Thread(target=_by_the_clock, args=(app, stopping), name="upkeep")
    beside.start()
    try:
        work(app)
    finally:
        stopping.set()
        beside.join()


def _by_the_clock(app: Flask, stopping: threading.Event) -> None:
    next_mail = next_chores = 0.0
    next_files = time.monotonic() + BETWEEN_FILES
    while not stopping.wait(PAUSE):
        with app.app_context():
            now = time.monotonic()
            if now >= next_mail:
                next_mail = now + (0.0 if _guarded(_mail) else AFTER_A_PROBLEM)
            if now >= next_chores:
                next_chores = now + BETWEEN_CHORES
                _guarded(_chores)
            if now >= next_files:
                next_files = now + BETWEEN_FILES
                _guarded(ask_for_files)


def _mail() -> bool:
    told = deliver(settings())
    if told.problem:
        log.warning(told.problem)
    return not told.problem


def _chores() -> bool:
    keep_house()
    return True


def _guarded(chore: Callable[[], bool]) -> bool:
    """Whether it went well; a failure is written down and never ends the process."""
    try:
        return chore()
    except Exception:
        log.exception("upkeep failed")
        return False
