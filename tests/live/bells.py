"""A feed without a table: bells that are rung, so that the way of news can be tested alone."""

import fcntl
import json
import os
import threading
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any

from flask import request

from consultation.database import db
from consultation.live import Event, Feed, gather, gathers, kick, on, online, register_feed, watch
from consultation.permissions import Permission


class Bells:
    """What rang, by bell; a bell may be rung from any thread."""

    def __init__(self) -> None:
        self.rung: dict[int, list[Event]] = {}
        self.hidden = 0
        self.reads = 0
        self.fails = False
        self.listeners: dict[str, bool] = {}
        self._lock = threading.Lock()

    def newest(self, bells: Collection[int]) -> dict[int, int]:
        self._may_fail()
        return {bell: len(self.rung.get(bell, ())) - self.hidden for bell in bells}

    def after(self, bell: int, number: int) -> list[Event]:
        self._may_fail()
        self.reads += 1
        found = self.rung.get(bell, [])
        return found[number : len(found) - self.hidden]

    def _may_fail(self) -> None:
        if self.fails:
            raise RuntimeError("the bells are out of order")

    def ring(self, bell: int, **more: Any) -> int:
        """Ring without telling anybody, as a transaction of another process would."""
        with self._lock:
            rung = self.rung.setdefault(bell, [])
            rung.append({"nummer": len(rung) + 1, "soort": "geluid", **more})
            return len(rung)


class FileBells:
    """Bells of which every process hears: each has a file with a line for each time it rang."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.listeners: dict[str, bool] = {}

    def _lines(self, bell: int) -> list[str]:
        place = self.folder / str(bell)
        return place.read_text(encoding="utf-8").splitlines() if place.exists() else []

    def newest(self, bells: Collection[int]) -> dict[int, int]:
        return {bell: len(self._lines(bell)) for bell in bells}

    def after(self, bell: int, number: int) -> list[Event]:
        return [json.loads(line) for line in self._lines(bell)[number:]]

    def ring(self, bell: int, **more: Any) -> int:
        with (self.folder / f"{bell}.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            number = len(self._lines(bell)) + 1
            event = {"nummer": number, "soort": "geluid", "om": time.time(), **more}
            with (self.folder / str(bell)).open("a", encoding="utf-8") as file:
                file.write(json.dumps(event) + "\n")
        return number


FOLDER = os.environ.get("BELLS")
BELLS: Any = FileBells(Path(FOLDER)) if FOLDER else Bells()
TOGETHER: list[list[int]] = []

register_feed(Feed("bells", BELLS.newest, BELLS.after))
register_feed(
    Feed(
        "guarded bells",
        BELLS.newest,
        BELLS.after,
        names=lambda bell: {"uur": f"bel-{bell}", "regie": True},
    )
)


def ring(bell: int, **more: Any) -> int:
    """Ring and tell."""
    number = BELLS.ring(bell, **more)
    kick("bells", bell)
    kick("guarded bells", bell)
    return int(number)


@on("listen", Permission.READ_PUBLIC)
def listen(sent: dict[str, Any]) -> dict[str, Any]:
    bell, since = int(sent["uur"]), int(sent.get("na", 0))
    take_a_connection()
    if not sent.get("regie"):
        time.sleep(sent.get("eerst", 0))
        heard = watch("bells", bell, since)
        time.sleep(sent.get("daarna", 0))
        return {"ok": True, "gebeurtenissen": heard}
    name = str(sent["wie"])
    BELLS.listeners.setdefault(name, True)
    heard = watch("guarded bells", bell, since, allowed=lambda: BELLS.listeners[name])
    return {"ok": True, "gebeurtenissen": heard}


@on("ring", Permission.READ_PUBLIC)
def ring_over_the_socket(sent: dict[str, Any]) -> dict[str, Any]:
    return {"ok": True, "nummer": ring(int(sent["uur"]), tekst=str(sent.get("tekst", "")))}


@on("count", Permission.READ_PUBLIC)
def count(sent: dict[str, Any]) -> dict[str, Any]:
    return {"ok": True, "hier": online("bells", int(sent["uur"])), "van": request.remote_addr}


@on("dismiss", Permission.READ_PUBLIC)
def dismiss(sent: dict[str, Any]) -> dict[str, Any]:
    BELLS.listeners[str(sent["wie"])] = False
    return {"ok": True}


@on("together", Permission.READ_PUBLIC)
def together(sent: dict[str, Any]) -> dict[str, Any]:
    take_a_connection()
    return {"ok": True, "samen": gather("rings", int(sent["uur"]))}


def take_a_connection() -> None:
    """As a handler does that looks something up first."""
    db.session.execute(db.text("SELECT 1"))


@gathers("rings")
def ring_together(bells: list[int]) -> list[int]:
    take_a_connection()
    TOGETHER.append(bells)
    return [len(bells)] * len(bells)
