"""Editing the official text of a draft: what is found again keeps its permanent id (I11)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from consultation.comparison.tree import Section as SectionText
from consultation.database import db
from consultation.documents.assembly import Heading
from consultation.documents.notation.reading import KEPT_NOTE, Stays, read_notation, same
from consultation.documents.numbers import split_number
from consultation.documents.references import notes_in
from consultation.documents.tree import Block, BlockKind
from consultation.errors import Invalid, Outdated
from consultation.logbook import Actor, What, enter
from consultation.permissions import Permission, require
from consultation.plans.models import Alinea, Section
from consultation.plans.operations.arranging import DEEPEST, checked_heading
from consultation.plans.operations.carrying import (
    AlineaFinder,
    Carried,
    Known,
    PermanentIds,
    alineas_of,
)
from consultation.plans.operations.freezing import must_be_draft
from consultation.plans.operations.keeping import drop_working_copy
from consultation.plans.operations.ordering import Order
from consultation.plans.queries import alinea_text, section_text, text_fingerprint
from consultation.plans.states import CopyOf
from consultation.safe_html import clean_imported, clean_typed


@dataclass(frozen=True)
class TypedText:
    """A section as somebody typed it: its heading, and its text in the notation."""

    title: str
    number: str = ""
    level: int = 1
    text: str = ""


@dataclass
class _Chunk:
    """What stands under one heading: blocks, and for each the alinea that it was, if known."""

    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)
    was: list[Alinea | None] = field(default_factory=list)


def write_text(
    section: Section, typed: TypedText, *, by: Actor, seen: str | None = None
) -> list[Section]:
    """Write the official text of a section of a draft; gives the section and those split off.

    A heading in the text begins a new section. What is written about the section is stale when its
    words changed, and its chapter has to be checked anew. `seen` shows which text the writer saw:
    raises Outdated when it is another one now, WrongStep on a published version, and Invalid for a
    text that would lose something: a footnote without a reference, a kept block that is unknown.
    """
    require(by, Permission.EDIT_PLAN, section)
    must_be_draft(section.version)
    db.session.refresh(section, ["number", "title", "level", "footnotes", "alineas"])
    if seen not in {None, text_fingerprint(section)}:
        raise Outdated("outdated")
    number, title, level = checked_heading(typed.number, typed.title, typed.level)
    before, was_seen = section_text(section), text_fingerprint(section)
    chunks, notes = _read(section, typed.text)
    ids = PermanentIds(section.version.plan)
    texts = _carried(section, chunks, title, number, level)
    section.number, section.title, section.level = number, title, level
    olds = {one.permanent_id: one for one in section.alineas}
    news = [_new_section(section, chunk, ids) for chunk in chunks[1:]]
    _fill(section, chunks[0], texts[0], notes, ids)
    for one, chunk, text in zip(news, chunks[1:], texts[1:], strict=True):
        _fill(one, chunk, text, notes, ids)
    db.session.flush()
    order = Order(section.version)
    place = order.index(section) + 1
    order.become(order[:place] + news + order[place:])
    if text_fingerprint(section) != was_seen or news:
        section.text_changed(is_other=section_text(section).says != before.says)
    drop_working_copy(section, CopyOf.TEXT, by=by)
    gone = len(
        olds.keys() - {one.permanent_id for each in (section, *news) for one in each.alineas}
    )
    enter(What.SECTION_TEXT_EDITED, section, by=by, split=len(news), gone=gone)
    return [section, *news]


def _read(section: Section, text: str) -> tuple[list[_Chunk], dict[str, str]]:
    """The text in chunks, with the footnotes by label; raises Invalid."""
    read = read_notation(clean_typed(text))
    left = {one.permanent_id: one for one in section.alineas}
    chunks = [_Chunk(None)]
    for part in read.parts:
        if isinstance(part, Heading):
            chunks.append(_Chunk(part))
            continue
        alinea = left.pop(part.id, None) if isinstance(part, Stays) else _equal(part, left)
        if alinea is not None:
            left.pop(alinea.permanent_id, None)
            part = Block(BlockKind(alinea.kind), alinea.html, alinea.text)
        elif isinstance(part, Stays):
            raise Invalid(text="kept_block_unknown")
        chunks[-1].blocks.append(part)
        chunks[-1].was.append(alinea)
    blocks = [block for chunk in chunks for block in chunk.blocks]
    return chunks, _notes(section, read.notes, read.unused, read.missing, blocks)


def _equal(block: Block, left: Mapping[str, Alinea]) -> Alinea | None:
    """The alinea that says just this, to be left as it is to the last sign."""
    words = " ".join(block.text.split())
    for one in left.values():
        if " ".join(one.text.split()) == words and same(
            block, Block(BlockKind(one.kind), one.html, one.text)
        ):
            return one
    return None


def _notes(
    section: Section,
    typed: Mapping[str, str],
    unused: Iterable[str],
    missing: Iterable[str],
    blocks: Sequence[Block],
) -> dict[str, str]:
    before = {note["label"]: note["html"] for note in section.footnotes}
    was_used = {label for one in section.alineas for label in notes_in(one.html)}
    is_used = {label for block in blocks for label in notes_in(block.html)}
    if set(unused) - is_used - (before.keys() - was_used):
        raise Invalid(text="note_without_reference")
    if set(missing) - before.keys():
        raise Invalid(text="note_missing")
    return {
        label: before.get(label, "") if KEPT_NOTE in html else clean_imported(html)
        for label, html in {**{m: before[m] for m in missing}, **typed}.items()
    }


def _carried(
    section: Section, chunks: Sequence[_Chunk], title: str, number: str, level: int
) -> list[Carried]:
    """Each chunk as a text of which the alineas that were found again have their id."""
    found = []
    for chunk in chunks:
        alineas = tuple(
            alinea_text(block.text, block.html, was.permanent_id if was else "")
            for block, was in zip(chunk.blocks, chunk.was, strict=True)
        )
        heading = chunk.heading.text if chunk.heading else title
        found.append(Carried(SectionText(heading, number, level, alineas)))
    found[0].text = replace(found[0].text, id=section.permanent_id)
    finder = AlineaFinder(found)
    finder.look_in([Known.of(section)])
    previous = section.version.previous
    if previous is not None:
        finder.look_in(list(_free(section, previous.sections)))
    return found


def _free(section: Section, olds: Iterable[Section]) -> Iterable[Known]:
    """The sections of the version before, with the alineas that stand nowhere in the draft."""
    taken = {alinea.permanent_id for one in section.version.sections for alinea in one.alineas}
    for old in olds:
        known = Known.of(old)
        left = tuple(one for one in known.text.alineas if one.id not in taken)
        yield replace(known, text=replace(known.text, alineas=left))


def _new_section(section: Section, chunk: _Chunk, ids: PermanentIds) -> Section:
    heading = chunk.heading or Heading(1, "")
    read = split_number(heading.text)
    number, title, level = checked_heading(
        read.number, read.title, min(DEEPEST, section.level + heading.level - 1)
    )
    return Section(
        permanent_id=ids.for_section(),
        number=number,
        title=title,
        level=level,
        position=section.position,
        chapter_position=section.chapter_position,
        asks_reactions=bool(chunk.blocks),
    )


def _fill(
    section: Section,
    chunk: _Chunk,
    kept: Carried,
    notes: Mapping[str, str],
    ids: PermanentIds,
) -> None:
    """Put the blocks of a chunk under its section, with the footnotes they refer to."""
    labels = {label for block in chunk.blocks for label in notes_in(block.html)}
    if chunk.heading is None:
        elsewhere = {label for one in section.alineas for label in notes_in(one.html)}
        labels |= {note["label"] for note in section.footnotes} - elsewhere
    section.footnotes = [
        {"label": label, "html": html} for label, html in notes.items() if label in labels
    ]
    section.alineas.clear()
    if section.id is not None:
        db.session.flush()
    section.alineas.extend(alineas_of(chunk.blocks, kept, ids))
    section.words = sum(len(block.text.split()) for block in chunk.blocks)
