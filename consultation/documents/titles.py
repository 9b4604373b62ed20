"""The title of a document where a heading of its own level bears it."""

from collections.abc import Sequence

from consultation.documents.assembly import Heading, Placed
from consultation.documents.inline import squeezed
from consultation.documents.numbers import split_number


def title_apart(
    parts: Sequence[Heading | Placed],
) -> tuple[str, list[Heading | Placed]]:
    """The title and the rest, when the first heading is the only one of its level, above all.

    A number before it makes it a chapter, and a heading alone is one too.
    """
    headings = [part for part in parts if isinstance(part, Heading)]
    if len(headings) < 2:
        return "", list(parts)
    first, *others = headings
    numbered = bool(first.number or split_number(squeezed(first.text)).number)
    if numbered or first.notes or any(one.level <= first.level for one in others):
        return "", list(parts)
    return squeezed(first.text), [part for part in parts if part is not first]
