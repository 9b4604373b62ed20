"""Texts of which every sentence is known."""

from collections.abc import Iterator
from pathlib import Path

from consultation.plain_language.sentences import LIST_MARK

FILE = Path(__file__).with_name("sentences.txt")


def texts() -> Iterator[tuple[str, set[int]]]:
    """Each text, and where its sentences begin; a mark of a list is no part of one."""
    lines = [one for one in FILE.read_text("utf-8").splitlines() if not one.startswith("#")]
    for part in "\n".join(lines).split("\n\n"):
        text, starts = "", set()
        for line in filter(None, part.split("\n")):
            said = line.removeprefix("> ")
            text += ("\n" if said != line else " ") if text else ""
            mark = LIST_MARK.match(said)
            starts.add(len(text) + (mark.end() if mark else 0))
            text += said
        if starts:
            yield text, starts
