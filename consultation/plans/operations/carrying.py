"""What a new text keeps of the versions before: permanent ids, and what people wrote."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from consultation.comparison.alineas import match_alineas
from consultation.comparison.matching import match
from consultation.comparison.tree import Note as NoteText
from consultation.comparison.tree import Section as SectionText
from consultation.database import db
from consultation.documents.tree import Block, DocSection
from consultation.logbook import SYSTEM
from consultation.plans.models import Alinea, Plan, PlanVersion, Section
from consultation.plans.queries import alinea_text, all_sections, section_text
from consultation.safe_html import clean_imported

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Signs of permanent ids: lower case, without look-alikes."""

WRITTEN = (
    "summary", "summary_by", "summary_by_id", "summary_at",
    "signed_by", "signed_by_id", "signed_at",
    "room", "room_reason", "asks_reactions", "audiences",
)  # fmt: skip
"""What an officer wrote about a section, beside its questions."""


class PermanentIds:
    """Random ids that none of the plan's versions has had."""

    def __init__(self, plan: Plan) -> None:
        of_plan = db.select(PlanVersion.id).where(PlanVersion.plan_id == plan.id)
        sections = db.select(Section.permanent_id).where(Section.version_id.in_(of_plan))
        alineas = (
            db.select(Alinea.permanent_id).join(Section).where(Section.version_id.in_(of_plan))
        )
        self._taken = set(db.session.scalars(sections)) | set(db.session.scalars(alineas))

    def for_section(self) -> str:
        """A new id of a section."""
        return self._new(4)

    def for_alinea(self) -> str:
        """A new id of an alinea."""
        return self._new(5)

    def _new(self, length: int) -> str:
        """Never figures alone, so that nobody takes it for a number."""
        while True:
            made = "".join(secrets.choice(SIGNS) for _ in range(length))
            if made not in self._taken and not made.isdecimal():
                self._taken.add(made)
                return made


@dataclass(frozen=True)
class Known:
    """A section of a version before, with its text and what people wrote about it."""

    text: SectionText
    edition: int
    values: Mapping[str, Any]
    questions: tuple[tuple[str, str], ...]
    sureness: int
    alineas: Mapping[str, int]
    """How sure each of its alineas was, in percent."""
    is_stale: bool

    @classmethod
    def of(cls, section: Section) -> "Known":
        """A section as it stands, to be remembered after it is gone."""
        return cls(
            text=section_text(section),
            edition=section.edition,
            values={name: getattr(section, name) for name in WRITTEN},
            questions=tuple((one.text, one.why) for one in section.questions),
            sureness=100 if section.version.is_published else section.sureness,
            alineas={
                one.permanent_id: 100 if section.version.is_published else one.sureness
                for one in section.alineas
            },
            is_stale=section.is_stale,
        )

    @property
    def is_written_about(self) -> bool:
        """Whether an officer wrote anything about it."""
        return bool(self.values["summary"] or self.values["room_reason"] or self.questions)

    def give_to(self, section: Section, text: SectionText) -> None:
        """Write about a section what was written about this one; it may be out of date."""
        for name, value in self.values.items():
            setattr(section, name, value)
        section.ask(self.questions)
        is_other_text = self.text.says != text.says
        section.is_stale = self.is_written_about and (self.is_stale or is_other_text)
        if section.is_stale:
            section.lift_signature()


@dataclass
class Carried:
    """What a section of a new text keeps: the section it was, and the ids of its alineas.

    `sureness` is how sure that is, in percent, and `alineas` the same by the ids of its alineas.
    """

    text: SectionText
    known: Known | None = None
    sureness: int = 100
    alineas: dict[str, int] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether everything in it was found."""
        return self.known is not None and all(one.id for one in self.text.alineas)


def carried(plan: Plan, parts: Sequence[DocSection]) -> list[Carried]:
    """For each section of a file what it keeps of the draft, and else of the versions before it.

    What is not in the version before may be in an older one: a text that was gone comes back.
    Alineas that are found again have their permanent id; the others have none yet.
    """
    found = [Carried(part_text(part)) for part in parts]
    for version in reversed(plan.versions):
        if not all(one.is_whole for one in found):
            sections = all_sections(version, reader=SYSTEM)
            _carry_from([Known.of(section) for section in sections], found)
    return found


def part_text(part: DocSection) -> SectionText:
    """A section of a file as it is compared."""
    blocks = tuple(alinea_text(block.text, block.html) for block in part.blocks)
    notes = tuple(NoteText(one.label, one.text) for one in part.footnotes)
    return SectionText(part.title, part.number, part.level, blocks, notes=notes)


def _carry_from(before: Sequence[Known], found: Sequence[Carried]) -> None:
    """Find sections in a version that have no origin yet, and then alineas that have no id yet."""
    used = {one.text.id for one in found}
    left = [one for one in before if one.text.id not in used]
    new = [one for one in found if one.known is None]
    matching = match([one.text for one in left], [one.text for one in new])
    for one, origin in zip(new, matching.sections, strict=True):
        if origin.place is not None:
            one.known = left[origin.place]
            one.sureness = min(one.known.sureness, round(100 * origin.sureness))
            one.text = replace(one.text, id=one.known.text.id)
    AlineaFinder(found).look_in(before)


class AlineaFinder:
    """Gives the alineas of a new text the permanent id of the one that they were, each once."""

    def __init__(self, found: Sequence[Carried]) -> None:
        self.found = found

    def look_in(self, before: Sequence[Known]) -> None:
        """Find alineas that have no id yet in a text before."""
        found = self.found
        used = {alinea.id for one in found for alinea in one.text.alineas}
        olds = [_only(one.text, lambda known: known not in used) for one in before]
        news = [_only(one.text, lambda known: not known) for one in found]
        places = {one.text.id: place for place, one in enumerate(before)}
        same = {n: places[one.text.id] for n, one in enumerate(found) if one.text.id in places}
        matched = match_alineas([text for text, _ in olds], [text for text, _ in news], same)
        for (n, k), (b, i) in matched.spots.items():
            number = before[b].text.alineas[olds[b][1][i]].id
            alineas = list(found[n].text.alineas)
            place = news[n][1][k]
            alineas[place] = replace(alineas[place], id=number)
            found[n].text = replace(found[n].text, alineas=tuple(alineas))
            sure = round(100 * matched.sureness[n, k])
            found[n].alineas[number] = min(before[b].alineas[number], sure)


def _only(section: SectionText, wanted: Callable[[str], bool]) -> tuple[SectionText, list[int]]:
    """A section with some of its alineas, and the places where these stand in the whole."""
    places = [place for place, one in enumerate(section.alineas) if wanted(one.id)]
    kept = tuple(section.alineas[place] for place in places)
    return replace(section, alineas=kept), places


def alineas_of(blocks: Sequence[Block], kept: Carried, ids: PermanentIds) -> Iterator[Alinea]:
    """The blocks of a section as its alineas; what was found again keeps its permanent id."""
    pairs = zip(blocks, kept.text.alineas, strict=True)
    for number, (block, alinea) in enumerate(pairs, start=1):
        yield Alinea(
            permanent_id=alinea.id or ids.for_alinea(),
            number=number,
            kind=block.kind.value,
            html=clean_imported(block.html),
            text=block.text,
            sureness=kept.alineas.get(alinea.id, 100),
        )
