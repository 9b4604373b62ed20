"""What comes in over a line: messages that a client of ours would send, and no more than that."""

import socket
import time
from collections import deque
from collections.abc import Callable

from wsproto.frame_protocol import CloseReason, Frame, FrameProtocol, Opcode, ParseFailed

from consultation.live.packets import LONGEST_MESSAGE, frame, is_sound, says_goodbye

IN_A_SECOND = 20.0
AT_ONCE = 60.0
"""Frames a client may send: so many a second, and so many more after a silence."""

CONNECTS_WITHIN = 10.0
"""Seconds in which a client must have come in."""

SILENCE = 50.0
"""Seconds after which a client that says nothing, not even that it is there, is gone."""

RECEIVED_AT_ONCE = 4096


class NotSound(Exception):
    """A client sent what it may not; the number says why."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Incoming:
    """The messages of one client."""

    def __init__(self, taken: socket.socket, answer: Callable[[bytes], None]) -> None:
        self._socket = taken
        self._answer = answer
        self._protocol = FrameProtocol(client=False, extensions=[])
        self._messages: deque[str] = deque()
        self._parts: list[str] = []
        self._length = 0
        self._budget = AT_ONCE
        self._counted_at = self._heard_at = time.monotonic()
        self._has_come_in = self._is_last = False

    def admit(self) -> None:
        """The client came in: it may stay as long as it shows it is there."""
        self._has_come_in = True

    def next_message(self) -> str | None:
        """The next message, or None when there will be none; raises NotSound."""
        while not self._messages and not self._is_last:
            data = self._receive()
            if not data:
                return None
            self._take(data)
        if not self._messages:
            return None
        message = self._messages.popleft()
        self._is_last = self._is_last or says_goodbye(message)
        return message

    def _receive(self) -> bytes:
        patience = SILENCE if self._has_come_in else CONNECTS_WITHIN
        left = self._heard_at + patience - time.monotonic()
        if left <= 0:
            raise NotSound(CloseReason.POLICY_VIOLATION)
        self._socket.settimeout(left)
        try:
            return self._socket.recv(RECEIVED_AT_ONCE)
        except TimeoutError:
            raise NotSound(CloseReason.POLICY_VIOLATION) from None

    def _take(self, data: bytes) -> None:
        self._protocol.receive_bytes(data)
        try:
            for part in self._protocol.received_frames():
                self._take_part(part)
        except ParseFailed as error:
            raise NotSound(error.code) from None

    def _take_part(self, part: Frame) -> None:
        """A frame or what came of it so far."""
        if part.frame_finished:
            self._count()
        if part.opcode is Opcode.TEXT:
            self._take_text(part)
        elif part.opcode is Opcode.PING:
            self._answer(frame(Opcode.PONG, _bytes_of(part)))
        elif part.opcode is Opcode.CLOSE:
            raise NotSound(CloseReason.NORMAL_CLOSURE)
        elif part.opcode is not Opcode.PONG:
            raise NotSound(CloseReason.UNSUPPORTED_DATA)

    def _count(self) -> None:
        """A client that sends more frames than a person or a program of ours would is cut."""
        now = time.monotonic()
        self._budget = min(AT_ONCE, self._budget + (now - self._counted_at) * IN_A_SECOND) - 1
        self._counted_at = now
        if self._budget < 0:
            raise NotSound(CloseReason.POLICY_VIOLATION)

    def _take_text(self, part: Frame) -> None:
        text = str(part.payload)
        self._length += len(text.encode())
        if self._length > LONGEST_MESSAGE:
            raise NotSound(CloseReason.MESSAGE_TOO_BIG)
        self._parts.append(text)
        if part.message_finished:
            message = "".join(self._parts)
            self._parts, self._length = [], 0
            if not is_sound(message):
                raise NotSound(CloseReason.POLICY_VIOLATION)
            if self._has_come_in:
                self._heard_at = time.monotonic()
            self._messages.append(message)


def _bytes_of(part: Frame) -> bytes:
    return part.payload if isinstance(part.payload, bytes) else b""
