"""The title of a document: said apart from its text, or borne by a heading."""

from collections.abc import Sequence

from consultation.documents.assembly import Assembled, Heading, Placed
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


def shown_title(
    styled: str, said: str, assembled: Assembled, parts: Sequence[Heading | Placed]
) -> str:
    """The title as styled, as the file says, on the title page, or the first heading."""
    if styled:
        return styled
    if said.strip():
        return squeezed(said)
    if assembled.title_page:
        return assembled.title_page[0].text
    return next(part.text for part in parts if isinstance(part, Heading))
