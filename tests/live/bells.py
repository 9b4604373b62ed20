"""A feed without a table: bells that are rung, so that the way of news can be tested alone."""

import threading
from collections.abc import Collection
from typing import Any

from flask import request

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


BELLS = Bells()
TOGETHER: list[list[int]] = []

register_feed(Feed("bells", BELLS.newest, BELLS.after))
register_feed(Feed("guarded bells", BELLS.newest, BELLS.after, marks={"regie": True}))


def ring(bell: int, **more: Any) -> int:
    """Ring and tell."""
    number = BELLS.ring(bell, **more)
    kick("bells", bell)
    kick("guarded bells", bell)
    return number


@on("listen", Permission.READ_PUBLIC)
def listen(sent: dict[str, Any]) -> dict[str, Any]:
    bell, since = int(sent["uur"]), int(sent.get("na", 0))
    if not sent.get("regie"):
        return {"ok": True, "gebeurtenissen": watch("bells", bell, since)}
    name = str(sent["wie"])
    BELLS.listeners.setdefault(name, True)
    heard = watch("guarded bells", bell, since, allowed=lambda: BELLS.listeners[name])
    return {"ok": True, "gebeurtenissen": heard}


@on("ring", Permission.READ_PUBLIC)
def ring_over_the_socket(sent: dict[str, Any]) -> dict[str, Any]:
    return {"ok": True, "nummer": ring(int(sent["uur"]), tekst=str(sent.get("tekst", "")))}


@on("count", Permission.READ_PUBLIC)
def count(sent: dict[str, Any]) -> dict[str, Any]:
    return {"ok": True, "hier": online("bells", int(sent["uur"])), "wie": request.remote_addr}


@on("together", Permission.READ_PUBLIC)
def together(sent: dict[str, Any]) -> dict[str, Any]:
    return {"ok": True, "samen": gather("rings", int(sent["uur"]))}


@gathers("rings")
def ring_together(bells: list[int]) -> list[int]:
    TOGETHER.append(bells)
    return [len(bells)] * len(bells)
