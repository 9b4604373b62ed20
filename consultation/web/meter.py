"""The meter of a text as people see it: numbered places first, marked in the text, then figures."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from consultation.plain_language.measurement import Measurement, Place, PlaceKind, measure

MARKS = {
    PlaceKind.LONG_SENTENCE: "long",
    PlaceKind.HARD_WORD: "hard",
    PlaceKind.PASSIVE: "passive",
    PlaceKind.NOMINALISATION: "hard",
    PlaceKind.TONGS: "passive",
    PlaceKind.PREPOSITIONS: "passive",
    PlaceKind.DOUBLE_DENIAL: "passive",
    PlaceKind.LONG_WORD: "hard",
    PlaceKind.TOO_LONG: "long",
}
"""How each kind of place is underlined; the number beside it says what it is in words."""

WEIGHED_FROM = 20
"""Below so many words a score says nothing at all."""


@dataclass(frozen=True)
class Remark:
    """Something that may be hard, under the number by which it is found in the text."""

    number: int
    kind: str
    fragment: str
    suggestion: str | None
    words: int


@dataclass(frozen=True)
class Piece:
    """A stretch of the text with its underlining, and the remarks whose place ends there."""

    text: str
    mark: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Meter:
    """What the desk shows of a text; it advises and blocks nothing."""

    measured: Measurement
    most_words: int
    remarks: tuple[Remark, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]

    @property
    def has_score(self) -> bool:
        """Whether the text is long enough for a score to say something."""
        return self.measured.words >= WEIGHED_FROM


def meter_of(
    text: str, *, most_words: int = 0, explained: frozenset[str] = frozenset()
) -> Meter | None:
    """The meter of a text; nothing when there is no word to measure. `most_words` 0: no limit."""
    measured = measure(text, explained=explained, max_words=most_words)
    if not measured.words:
        return None
    numbers = _numbers(measured.places)
    remarks = {
        number: Remark(number, place.kind.value, place.fragment, place.suggestion, place.words)
        for place, number in reversed(numbers)
    }
    return Meter(
        measured=measured,
        most_words=most_words,
        remarks=tuple(remarks[number] for number in sorted(remarks)),
        paragraphs=tuple(_paragraphs(text, numbers)),
    )


def _numbers(places: tuple[Place, ...]) -> list[tuple[Place, int]]:
    """Each place with the number of its remark; a word that comes back keeps its number."""
    known: dict[tuple[PlaceKind, str, int], int] = {}
    numbered = []
    for place in places:
        comes_back = place.kind in {PlaceKind.HARD_WORD, PlaceKind.LONG_WORD}
        key = (place.kind, place.fragment.casefold(), 0 if comes_back else place.start)
        numbered.append((place, known.setdefault(key, len(known) + 1)))
    return numbered


def _paragraphs(text: str, numbers: list[tuple[Place, int]]) -> Iterator[tuple[Piece, ...]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield tuple(_pieces(text, start, start + len(line), numbers))
        start += len(line) + 1


def _pieces(text: str, start: int, end: int, numbers: list[tuple[Place, int]]) -> Iterator[Piece]:
    here = [(place, number) for place, number in numbers if place.start < end and place.end > start]
    inside = {at for place, _ in here for at in (place.start, place.end) if start < at < end}
    cuts = sorted({start, end} | inside)
    for first, last in itertools.pairwise(cuts):
        over = [
            (place, number) for place, number in here if place.start < last and place.end > first
        ]
        marks = dict.fromkeys(MARKS[place.kind] for place, _ in over)
        ends = tuple(number for place, number in over if place.end == last)
        yield Piece(text[first:last], " ".join(marks), ends)
