"""The reference for sockets: the bare library as its documentation shows it, on our server."""

import os
import time
from typing import Any

from flask import Flask
from flask_socketio import SocketIO, join_room

app = Flask("bare")
sockets = SocketIO(app, async_mode="gevent", cors_allowed_origins="*")
count = 0


@sockets.on("listen", namespace="/vragenuur")
def listen(sent: dict[str, Any]) -> dict[str, Any]:
    join_room(str(sent["uur"]))
    return {"ok": True, "gebeurtenissen": []}


@app.get("/healthz")
def healthz() -> str:
    return "ok"


@app.get("/bel/<int:bell>")
def ring(bell: int) -> dict[str, float]:
    global count
    count += 1
    event = {"nummer": count, "soort": "geluid", "tekst": "x" * 200, "door": os.getpid()}
    told_at = time.monotonic()
    sockets.emit("gebeurtenis", event, namespace="/vragenuur", to=str(bell))
    return {"nummer": count, "om": told_at}
