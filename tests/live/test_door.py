"""Who is let in to the sockets, and by what name a site is known."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from config import Profile, Settings
from consultation.live.door import Door, origin_of

HANDSHAKE = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": "/socket.io/",
    "HTTP_UPGRADE": "WebSocket",
    "HTTP_CONNECTION": "keep-alive, Upgrade",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
    "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ==",
    "HTTP_HOST": "intern:5000",
    "wsgi.url_scheme": "http",
    "REMOTE_ADDR": "10.0.0.1",
    "gunicorn.socket": object(),
}


class Inside:
    """What lies behind the door; somebody stays until told to go."""

    def __init__(self, settings: Settings) -> None:
        self.door = Door(self, settings)
        self.status = ""
        self.visitors: list[dict[str, Any]] = []

    def __call__(self, environ: dict[str, Any], _start_response: object) -> Iterable[bytes]:
        self.visitors.append(environ)
        return []

    def knock(self, **changes: Any) -> str:
        """The status somebody gets, empty when let in."""
        self.status = ""
        self.door({**HANDSHAKE, **changes}, self._start)
        return self.status[:3]

    def _start(self, status: str, _headers: object) -> None:
        self.status = status


@pytest.fixture
def settings(app: Flask) -> Settings:
    known: Settings = app.config["SETTINGS"]
    return replace(known, profile=Profile.REAL, base_url="https://meedenken.example.nl")


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://meedenken.example.nl", ""),
        ("https://Meedenken.Example.nl:443", ""),
        ("http://meedenken.example.nl", "403"),
        ("https://meedenken.example.nl:444", "403"),
        ("https://meedenken.example.nl.kwaad.nl", "403"),
        ("https://kwaad.nl/https://meedenken.example.nl", "403"),
        ("http://intern:5000", "403"),
        ("file://", "403"),
        ("https://[", "403"),
        ("null", "403"),
        ("", "403"),
    ],
)
def test_a_real_site_lets_in_only_its_own_pages(
    settings: Settings, origin: str, status: str
) -> None:
    assert Inside(settings).knock(HTTP_ORIGIN=origin) == status


def test_a_demo_goes_by_the_name_it_was_asked_by(settings: Settings) -> None:
    demo = Inside(replace(settings, profile=Profile.DEMO))
    assert demo.knock(HTTP_ORIGIN="http://intern:5000") == ""
    assert demo.knock(HTTP_ORIGIN="http://intern:5001") == "403"


OURS = "https://meedenken.example.nl"


@pytest.mark.parametrize(
    "wrong",
    [
        {"REQUEST_METHOD": "POST"},
        {"HTTP_UPGRADE": "h2c"},
        {"HTTP_UPGRADE": ""},
        {"HTTP_CONNECTION": "keep-alive"},
        {"HTTP_SEC_WEBSOCKET_VERSION": "8"},
        {"HTTP_SEC_WEBSOCKET_KEY": "a"},
        {"HTTP_SEC_WEBSOCKET_KEY": "é"},
        {"HTTP_SEC_WEBSOCKET_KEY": "YQ=="},
    ],
    ids=str,
)
def test_only_a_handshake_for_a_websocket_is_heard(
    settings: Settings, wrong: dict[str, str]
) -> None:
    inside = Inside(settings)
    assert inside.knock(HTTP_ORIGIN=OURS, **wrong) == "400"
    assert not inside.visitors


def test_a_page_does_not_notice_the_door(settings: Settings) -> None:
    inside = Inside(replace(settings, live_most=0))
    assert inside.knock(PATH_INFO="/rondes", REQUEST_METHOD="POST") == ""
    assert len(inside.visitors) == 1


@pytest.mark.parametrize(
    ("changes", "other", "status"),
    [
        ({"live_per_network": 1}, "10.0.0.1", "503"),
        ({"live_per_network": 1}, "10.0.0.2", ""),
        ({"live_most": 1}, "10.0.0.2", "503"),
        ({"live_most": 2}, "10.0.0.2", ""),
    ],
)
def test_so_many_are_let_in_and_no_more(
    settings: Settings, changes: dict[str, int], other: str, status: str
) -> None:
    full = replace(settings, **{"live_per_network": 9, "live_most": 9, **changes})
    statuses: list[str] = []

    class Crowded(Inside):
        def __call__(self, environ: dict[str, Any], _start_response: object) -> Iterable[bytes]:
            self.visitors.append(environ)
            if len(self.visitors) == 1:
                statuses.append(self.knock(HTTP_ORIGIN=OURS, REMOTE_ADDR=other))
            return []

    inside = Crowded(full)
    for _ in range(2):
        inside.visitors.clear()
        inside.knock(HTTP_ORIGIN=OURS)
    assert statuses == [status] * 2, "the second time all have left"


def test_an_origin_is_always_written_the_same_way() -> None:
    assert origin_of("HTTPS://Een.nl/pad?x") == "https://een.nl:443" == origin_of("https://een.nl")
    assert origin_of("ftp://een.nl") == origin_of("een.nl") == ""
