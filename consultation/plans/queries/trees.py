"""A version as a tree that can be compared, in a fixed number of statements."""

from consultation.comparison.tree import Alinea as AlineaText
from consultation.comparison.tree import Section as SectionText
from consultation.documents.rows import pictures_of, rows_of
from consultation.logbook import Actor
from consultation.plans.models import PlanVersion, Section
from consultation.plans.queries.sections import all_sections


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
    )


def alinea_text(text: str, html: str, permanent_id: str = "", number: int = 0) -> AlineaText:
    """An alinea as it is compared: its words, the rows it is made of, and its pictures."""
    return AlineaText(text, rows_of(html), pictures_of(html), permanent_id, number)
