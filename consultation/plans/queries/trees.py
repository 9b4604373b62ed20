"""A version as a tree that can be compared, in a fixed number of statements."""

from collections import OrderedDict
from collections.abc import Sequence

from consultation.comparison.comparing import compare
from consultation.comparison.tree import Alinea as AlineaText
from consultation.comparison.tree import Note as NoteText
from consultation.comparison.tree import Row as RowText
from consultation.comparison.tree import Section as SectionText
from consultation.comparison.verdicts import SectionChange
from consultation.documents.rows import links_of, pictures_of, rows_of, text_of, words_of
from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.plans.models import PlanVersion, Section
from consultation.plans.queries.plans import may_read
from consultation.plans.queries.sections import all_sections

Changes = Sequence[SectionChange]

MOST_KEPT = 8
"""Comparisons of frozen versions that a process keeps; they can never become wrong."""

_kept: OrderedDict[tuple[str, str], Changes] = OrderedDict()


def changes_between(before: PlanVersion, now: PlanVersion, *, reader: Actor) -> Changes:
    """What happened to every section and alinea between two versions of a plan.

    Raises NotFound when this person may not read one of them.
    """
    for version in (before, now):
        if not may_read(version, reader=reader):
            raise NotFound("version_unknown", number=version.number)
    key = (before.mark, now.mark)
    found = _kept.get(key)
    if found is None:
        found = compare(tree_of(before, reader=reader), tree_of(now, reader=reader))
        if before.is_published and now.is_published:
            _kept[key] = found
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return found


def tree_of(version: PlanVersion, *, reader: Actor) -> list[SectionText]:
    """The sections of a version with their alineas, known by their permanent ids."""
    return [section_text(section) for section in all_sections(version, reader=reader)]


def section_text(section: Section) -> SectionText:
    """A section as it is compared."""
    return SectionText(
        title=section.title,
        number=section.number,
        level=section.level,
        alineas=tuple(
            alinea_text(one.text, one.html, one.permanent_id, one.number) for one in section.alineas
        ),
        id=section.permanent_id,
        notes=tuple(_note(one["label"], one["html"]) for one in section.footnotes),
    )


def _note(label: str, html: str) -> NoteText:
    return NoteText(label, words_of(html))


def alinea_text(text: str, html: str, permanent_id: str = "", number: int = 0) -> AlineaText:
    """An alinea as it is compared: without the numbers of footnotes, which shift by themselves."""
    return AlineaText(
        text=text_of(text, html),
        rows=tuple(RowText(*row) for row in rows_of(html)),
        picture=pictures_of(html),
        id=permanent_id,
        number=number,
        links=links_of(html),
    )
