"""How much a file may ask of us while it is read."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds of one import; sizes in bytes, times in seconds.

    `pieces` are paragraphs and stretches of text in one dress, of a Word file.
    """

    file_bytes: int = 50 * MEBIBYTE
    unpacked_bytes: int = 100 * MEBIBYTE
    entries: int = 2000
    pages: int = 1500
    pieces: int = 300_000
    memory_bytes: int = 1024 * MEBIBYTE
    cpu_seconds: int = 120
    wall_seconds: int = 180


USUAL = Limits()
"""What an ordinary deployment allows."""
