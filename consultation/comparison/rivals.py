"""How sure a find is: less when another one is almost as like."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

DOUBTFUL = 0.6
"""Below this a person must look at what was found."""

RIVAL = 0.1
"""Another that is so near in likeness makes what was found doubtful."""

Place = TypeVar("Place", bound=Hashable)


def sureness(score: float, lead: float) -> float:
    """How sure a find of this likeness is, when it leads the next best by so much."""
    return round(min(1.0, score) * (DOUBTFUL if lead < RIVAL else 1), 3)


def rivals_of(
    scores: Mapping[tuple[Place, Place], float], chosen: Mapping[tuple[Place, Place], float]
) -> dict[tuple[Place, Place], float]:
    """For each chosen pair the best other one of its two that got nothing better."""
    got: dict[tuple[str, Place], tuple[tuple[Place, Place], float]] = {}
    for pair, score in chosen.items():
        got["b", pair[0]] = got["n", pair[1]] = (pair, score)
    best: dict[tuple[Place, Place], float] = {}
    for (b, n), score in scores.items():
        for end, other in ((("b", b), ("n", n)), (("n", n), ("b", b))):
            pair = got.get(end, ((b, n), 0.0))[0]
            if end in got and pair != (b, n) and got.get(other, (pair, 0.0))[1] <= score:
                best[pair] = max(best.get(pair, 0.0), score)
    return best
