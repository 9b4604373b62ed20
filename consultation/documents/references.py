"""References to footnotes in the text of blocks: which there are, and under which label."""

import re
from collections.abc import Container, Mapping

REFERENCE = re.compile(r'href="#noot-([^"]+)"')


def notes_in(html: str) -> list[str]:
    """The labels of the notes that a text refers to, in its order."""
    return REFERENCE.findall(html)


def relabelled(html: str, labels: Mapping[str, str]) -> str:
    """The text with other labels for the notes that have one."""
    return REFERENCE.sub(lambda found: f'href="#noot-{labels.get(found[1], found[1])}"', html)


def free_label(label: str, taken: Container[str]) -> str:
    """The label, or with a number after it when another note has it already."""
    free, number = label, 1
    while free in taken:
        number += 1
        free = f"{label}-{number}"
    return free
