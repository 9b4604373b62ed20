"""The part of docs/measurements.md between two marks, which a measurement writes anew."""

import os
import platform
from collections.abc import Sequence

from consultation import clock
from tests.house.source import REPOSITORY

DOCUMENT = REPOSITORY / "docs" / "measurements.md"


def say(text: str) -> None:
    """Print for who waits."""
    print(text, flush=True)  # noqa: T201 - a script that people watch


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def when_and_where() -> str:
    """The first words of a report."""
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return f"Seen on {clock.date_words(clock.today())}, {machine}"


def busy() -> float:
    """How many processes wanted the machine in the last minute, ours among them."""
    return os.getloadavg()[0]


def write_part(mark: str, text: str) -> None:
    """Put a text between its marks, which are added at the end when they are not there yet."""
    begin, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    paper = DOCUMENT.read_text(encoding="utf-8")
    if begin not in paper:
        paper = f"{paper.rstrip()}\n\n{begin}\n{end}\n"
    head, _, rest = paper.partition(begin)
    _, _, tail = rest.partition(end)
    DOCUMENT.write_text(f"{head}{begin}\n{text.strip()}\n{end}{tail}", encoding="utf-8")
    say(f"written in {DOCUMENT.relative_to(REPOSITORY)}")
