"""What may pass over a connection: frames we make, and messages we take."""

import base64
import hashlib
import struct

from socketio.packet import CONNECT, DISCONNECT, EVENT, Packet
from wsproto.frame_protocol import Opcode

NAMESPACE = "/vragenuur"
"""The one namespace of Socket.IO that we speak."""

LONGEST_MESSAGE = 16 * 1024
"""Bytes of the longest message a socket may send: a question of 5,000 characters fits."""

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""From RFC 6455: what the answer to a key is made with."""

CLOSE, PONG, MESSAGE = "1", "3", "4"
"""What a client may say in Engine.IO once it has a websocket."""

TYPES = {str(CONNECT), str(DISCONNECT), str(EVENT)}
"""What a client may say in Socket.IO: nothing binary, and no answers to what we never ask."""

RESERVED = {"connect", "disconnect", "connect_error"}
"""Events that the library makes itself; a client may not play them."""


def frame(opcode: Opcode, payload: bytes) -> bytes:
    """A frame of a server: whole, without mask, not compressed."""
    first, length = 0x80 | opcode, len(payload)
    if length < 126:
        return struct.pack("!BB", first, length) + payload
    if length < 1 << 16:
        return struct.pack("!BBH", first, 126, length) + payload
    return struct.pack("!BBQ", first, 127, length) + payload


def text_frame(text: str) -> bytes:
    """A message as a frame."""
    return frame(Opcode.TEXT, text.encode())


def close_frame(code: int) -> bytes:
    """The last frame, with the reason as a number of RFC 6455."""
    return frame(Opcode.CLOSE, struct.pack("!H", code))


def greeting(key: str) -> bytes:
    """The answer to a handshake. It takes up no extension, so nothing comes compressed."""
    proof = base64.b64encode(hashlib.sha1(key.encode() + MAGIC, usedforsecurity=False).digest())
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + proof + b"\r\n\r\n"
    )


def is_sound(message: str) -> bool:
    """Whether a client of ours would send this; the library never sees anything else."""
    if message[:1] in {CLOSE, PONG}:
        return len(message) == 1
    if message[:1] != MESSAGE or message[1:2] not in TYPES:
        return False
    try:
        packet = Packet(encoded_packet=message[1:])
    except (ValueError, RecursionError):
        return False
    if packet.packet_type == CONNECT:
        return True  # to another namespace too: the library says no in a way clients understand
    if packet.namespace != NAMESPACE or packet.attachment_count:
        return False
    return packet.packet_type != EVENT or _is_event(packet.data)


def _is_event(data: object) -> bool:
    if not isinstance(data, list) or not data or not isinstance(data[0], str):
        return False
    return data[0] not in RESERVED


def says_goodbye(message: str) -> bool:
    """Whether nothing more comes after this message."""
    return message[:1] == CLOSE or message[:2] == f"{MESSAGE}{DISCONNECT}"
