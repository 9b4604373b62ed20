"""From process to process: a word over Redis that a thing has news, never the news itself.

And how many watch it in the process that speaks.

Without Redis, or while it is gone, nothing is lost: each pump looks at the counters each second.
"""

import json
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from consultation.live.crowds import Crowds
from consultation.live.feeds import Key

log = logging.getLogger(__name__)

CHANNEL = "consultation:live"
MOST_WAITING = 1_000
"""Words that wait for a Redis that is gone; older ones are forgotten, the pumps find out."""

LONGEST_WORD = 500
AGAIN = 1.0
"""Seconds until Redis is tried again."""

TELL_AGAIN = 60.0
"""Seconds in which the log says it only once."""

SILENCE = 5.0
"""Seconds after which is asked whether Redis is still there."""


class Bus:
    """Says and hears words in threads of its own, so that no request ever waits for Redis."""

    def __init__(self, url: str, heard: Callable[[Key], None], crowds: Crowds) -> None:
        self._url = url
        self._heard = heard
        self._crowds = crowds
        self._waiting: deque[str] = deque(maxlen=MOST_WAITING)
        self._something = threading.Event()
        self._starting = threading.Lock()
        self._threads: dict[str, threading.Thread] = {}

    def say(self, key: Key) -> None:
        """Tell the other processes that a thing has news; returns at once."""
        self._put(*key)

    def count(self, key: Key, watchers: int) -> None:
        """Tell the other processes how many watch a thing here; returns at once."""
        self._put(*key, self._crowds.name, watchers)

    def _put(self, *word: str | int) -> None:
        self._waiting.append(json.dumps(word))
        self._something.set()
        self._start("live-says", self._speak)

    def listen(self) -> None:
        """Begin to hear the others."""
        self._start("live-hears", self._listen)

    def _start(self, name: str, work: Callable[["redis.Redis[str]"], None]) -> None:
        with self._starting:
            if name not in self._threads:
                thread = threading.Thread(target=self._keep_at, args=(work,), name=name)
                thread.daemon = True
                self._threads[name] = thread
                thread.start()

    def _keep_at(self, work: Callable[["redis.Redis[str]"], None]) -> None:
        """Work with a Redis that may be gone for a while."""
        told_at = -TELL_AGAIN
        while True:
            connection = redis.Redis.from_url(
                self._url,
                socket_connect_timeout=2,
                socket_timeout=2,
                retry=Retry(NoBackoff(), 0),
                decode_responses=True,
            )
            try:
                work(connection)
            except Exception as error:
                if time.monotonic() - told_at > TELL_AGAIN:
                    told_at = time.monotonic()
                    log.warning("live: Redis gives no answer, news comes each second: %s", error)
            finally:
                connection.close()
            time.sleep(AGAIN)

    def _speak(self, connection: "redis.Redis[str]") -> None:
        while True:
            while self._waiting:
                connection.publish(CHANNEL, self._waiting.popleft())
            self._something.wait()
            self._something.clear()

    def _listen(self, connection: "redis.Redis[str]") -> None:
        with connection.pubsub(ignore_subscribe_messages=True) as subscription:
            subscription.subscribe(CHANNEL)
            heard_at = time.monotonic()
            while True:
                message = subscription.get_message(timeout=SILENCE)
                if message is not None:
                    heard_at = time.monotonic()
                    self._hear(message)
                elif time.monotonic() - heard_at > 2 * SILENCE:
                    raise redis.ConnectionError("it has been silent for too long")
                else:
                    subscription.ping()

    def _hear(self, message: Mapping[str, object]) -> None:
        """Take a word that has the shape of one; a bus may carry anything."""
        word = message.get("data")
        if message.get("type") != "message" or not isinstance(word, str):
            return
        if len(word) > LONGEST_WORD:
            return
        with suppress(ValueError, RecursionError):
            said = json.loads(word)
            shape = [type(part) for part in said] if isinstance(said, list) else []
            if shape == [str, int]:
                self._heard((said[0], said[1]))
            elif shape == [str, int, str, int]:
                self._crowds.hear((said[0], said[1]), said[2], said[3])
