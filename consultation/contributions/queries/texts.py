"""What is shown of a text: its words, and marks where words are not for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import aliased

from consultation.contributions.models import Contribution, ContributionText, Passage
from consultation.contributions.queries.seeing import visible_to
from consultation.contributions.states import ContributionState, PassageKind
from consultation.database import db
from consultation.logbook import Actor
from consultation.permissions import Permission, may

MARKS = {PassageKind.CONFIDENTIAL: "confidential", PassageKind.REDACTED: "redacted"}


@dataclass(frozen=True)
class Shown:
    """A stretch of a text as somebody may read it: words, or the mark of what is left out.

    `mark` is empty, "confidential" or "redacted"; who may read the words gets both.
    """

    text: str
    mark: str = ""
    reason: str = ""


def shown_passages(contribution: Contribution, reader: Actor) -> list[list[Shown]]:
    """The newest text, a list of stretches per paragraph; what is not for this reader is a mark."""
    reads_all = may(reader, Permission.READ_CONTRIBUTION, contribution)
    if contribution.state is ContributionState.ERASED or not contribution.texts:
        return []
    return [_stretches(passage, reads_all) for passage in contribution.text.passages]


def shown_text(contribution: Contribution, reader: Actor) -> str:
    """The newest text as one string, without what is not for this reader: for search and lists."""
    paragraphs = (
        "".join(stretch.text for stretch in stretches)
        for stretches in shown_passages(contribution, reader)
    )
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


@dataclass(frozen=True)
class SaidText:
    """The public words of a contribution in one text, with where in the plan it stands."""

    id: int
    round_id: int
    version_id: int | None
    section_permanent_id: str | None
    alinea_permanent_id: str | None
    text: str


Told = Passage | Row[*tuple[Any, ...]]
"""A passage, or the row of a query with its kind, text, spans and reason."""

LEFT_OUT = "…"
"""Stands in a text where words are that not everybody may read."""


def said_texts(rounds: Iterable[int], *, reader: Actor) -> list[SaidText]:
    """What this person may see of what was said in these rounds, in one statement.

    Only words that everybody may read, whoever asks: to look for words in, and for nothing else.
    """
    other = aliased(ContributionText)
    newest = (
        select(func.max(other.number))
        .where(other.contribution_id == Contribution.id)
        .scalar_subquery()
    )
    query = (
        select(
            Contribution.id,
            Contribution.round_id,
            Contribution.version_id,
            Contribution.section_permanent_id,
            Contribution.alinea_permanent_id,
            Passage.kind,
            Passage.text,
            Passage.spans,
            Passage.reason,
        )
        .join(Contribution.texts)
        .join(ContributionText.passages)
        .where(
            Contribution.round_id.in_(list(rounds)),
            ContributionText.number == newest,
            visible_to(reader),
        )
        .order_by(Contribution.id, Passage.position)
    )
    said: dict[int, SaidText] = {}
    for row in db.session.execute(query):
        number, round_id, version, section, alinea, *_told = row
        pieces = (one.text or LEFT_OUT for one in _stretches(row, reads_all=False))
        before = f"{said[number].text}\n" if number in said else ""
        text = before + "".join(pieces).strip()
        said[number] = SaidText(number, round_id, version, section, alinea, text)
    return list(said.values())


def _stretches(passage: Told, reads_all: bool) -> list[Shown]:
    if passage.kind is PassageKind.PUBLIC:
        return [Shown(passage.text)]
    mark = MARKS[passage.kind]
    if passage.kind is PassageKind.REDACTED and passage.spans:
        return list(_around(passage, reads_all))
    return [Shown(passage.text if reads_all else "", mark, passage.reason)]


def _around(passage: Told, reads_all: bool) -> Iterable[Shown]:
    """The words around what is blacked out, and the marks between them."""
    at = 0
    for begin, end in sorted(passage.spans):
        if begin > at:
            yield Shown(passage.text[at:begin])
        hidden = passage.text[max(begin, at) : end]
        if hidden:
            yield Shown(hidden if reads_all else "", "redacted", passage.reason)
        at = max(at, end)
    if at < len(passage.text):
        yield Shown(passage.text[at:])
