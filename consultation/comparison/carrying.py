"""Which section of a new text is which section of the text before, and the same for alineas."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

ALIKE = 0.5
"""Share of words two texts have in common from which a section with the same number is the same."""


@dataclass(frozen=True)
class Part:
    """A section as it is recognised."""

    number: str
    title: str
    text: str

    @property
    def plain_number(self) -> str:
        """The number without the dot some write behind it."""
        return self.number.strip().rstrip(".").casefold()

    @property
    def plain_title(self) -> str:
        """The title without the difference that capitals and white space make."""
        return " ".join(self.title.split()).casefold()


Key = Callable[[Part], Hashable]


def carried_parts(before: Sequence[Part], now: Sequence[Part]) -> list[int | None]:
    """For each section of now: the place in before of the section that it was, or None.

    Number and title together weigh most, then the title alone, then the number with a text that
    is alike. Every section before is found at most once; a surer likeness is never given away
    to a less sure one. Where several have one title, the text that is most alike wins.
    """
    found: list[int | None] = [None] * len(now)
    words = _Words(before, now)
    keys: tuple[tuple[Key, float], ...] = (
        (lambda part: (part.plain_number, part.plain_title), 0.0),
        (lambda part: part.plain_title, 0.0),
        (lambda part: part.plain_number, ALIKE),
    )
    for key, least in keys:
        _match(before, now, found, key=key, least=least, words=words)
    return found


def _match(
    before: Sequence[Part],
    now: Sequence[Part],
    found: list[int | None],
    *,
    key: Key,
    least: float,
    words: "_Words",
) -> None:
    used = {place for place in found if place is not None}
    free: dict[Hashable, list[int]] = defaultdict(list)
    for place, part in enumerate(before):
        if place not in used and key(part):
            free[key(part)].append(place)
    for place, part in enumerate(now):
        candidates = free.get(key(part), []) if found[place] is None else []
        likeness = {other: words.likeness(other, place) for other in candidates}
        # The first of equals wins, so that the order of the text is kept.
        best = max(candidates, key=lambda other: likeness[other], default=None)
        if best is not None and likeness[best] >= least:
            candidates.remove(best)
            found[place] = best


class _Words:
    """How alike two sections are: Dice's coefficient over their words."""

    def __init__(self, before: Sequence[Part], now: Sequence[Part]) -> None:
        self._before = [Counter(part.text.casefold().split()) for part in before]
        self._now = [Counter(part.text.casefold().split()) for part in now]

    def likeness(self, before: int, now: int) -> float:
        """Between 0 and 1; two empty texts are alike."""
        one, other = self._before[before], self._now[now]
        total = one.total() + other.total()
        return 2 * (one & other).total() / total if total else 1.0


def carried_texts(before: Sequence[str], now: Sequence[str]) -> list[int | None]:
    """For each text of now: the place in before of the same text, in order, each found once."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(before):
        places[text].append(place)
    return [places[text].pop(0) if places.get(text) else None for text in now]
