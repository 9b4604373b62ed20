"""Headings that nobody marked as such: bold lines with a number, or bold lines standing alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from consultation.documents.assembly import Heading, Placed
from consultation.documents.numbers import follows, split_number
from consultation.documents.refusal import DocumentRefused
from consultation.documents.tree import BlockKind, Doubt

LONGEST = 140
"""Signs; a longer bold line is a paragraph with emphasis."""


@dataclass
class Guess:
    """Where the numbers have come so far."""

    number: str = ""
    any_marked: bool = False


def with_guessed_headings(
    parts: Sequence[Heading | Placed], doubts: list[Doubt]
) -> list[Heading | Placed]:
    """Turn bold lines into headings where their numbers go on from those before.

    Without any heading in the file, every bold line that stands alone becomes one. Each guess is
    a doubt. Raises DocumentRefused when there is no heading even so.
    """
    guess = Guess(any_marked=any(isinstance(part, Heading) for part in parts))
    made = []
    for part in parts:
        heading = part if isinstance(part, Heading) else _guessed(part, guess)
        if heading is None:
            made.append(part)
            continue
        if heading is not part:
            doubts.append(Doubt("heading_guessed", heading.text))
        guess.number = heading.number or split_number(heading.text).number or guess.number
        made.append(heading)
    if not any(isinstance(part, Heading) for part in made):
        raise DocumentRefused("no_headings")
    return made


def _guessed(part: Placed, guess: Guess) -> Heading | None:
    text = part.block.text
    if part.block.kind is not BlockKind.PARAGRAPH or len(text) > LONGEST:
        return None
    html = part.block.html
    if html.count("<strong>") != 1 or not html.startswith("<p><strong>"):
        return None
    if not html.endswith("</strong></p>") or text.endswith((".", ",", ";", ":")):
        return None
    read = split_number(text)
    if read.depth and read.title and follows(read.number, guess.number):
        return Heading(read.depth, text)
    return None if guess.any_marked else Heading(max(1, read.depth), text)
