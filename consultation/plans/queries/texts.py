"""The official text of a section as people edit it."""

from html import escape

from consultation.documents.assembly import Heading
from consultation.documents.notation.reading import Stays, read_notation
from consultation.documents.notation.writing import KeptBlock, Written, write_notation
from consultation.documents.tree import Block, BlockKind
from consultation.errors import NotFound
from consultation.fingerprints import fingerprint_of
from consultation.logbook import Actor
from consultation.plans.models import Section
from consultation.plans.queries.plans import may_read
from consultation.safe_html import clean_imported, clean_typed


def written_text(section: Section, *, reader: Actor) -> Written:
    """The official text to edit, with the blocks that stay as they are; raises NotFound."""
    if not may_read(section.version, reader=reader):
        raise NotFound("section_unknown", section=section.permanent_id)
    blocks = [
        KeptBlock(one.permanent_id, Block(BlockKind(one.kind), one.html, one.text))
        for one in section.alineas
    ]
    return write_notation(blocks, [(note["label"], note["html"]) for note in section.footnotes])


def text_fingerprint(section: Section) -> str:
    """By which somebody who edits a text shows which one they saw."""
    alineas = [[one.permanent_id, one.html] for one in section.alineas]
    return fingerprint_of(section.number, section.title, section.level, alineas, section.footnotes)


def previewed(text: str, section: Section, *, reader: Actor) -> list[str]:
    """What somebody typed as it will stand there, a block of safe HTML at a time."""
    if not may_read(section.version, reader=reader):
        raise NotFound("section_unknown", section=section.permanent_id)
    stays = {one.permanent_id: one.html for one in section.alineas}
    shown = []
    for part in read_notation(clean_typed(text)).parts:
        if isinstance(part, Heading):
            shown.append(f"<p><strong>{escape(part.text)}</strong></p>")
        else:
            shown.append(stays.get(part.id, "") if isinstance(part, Stays) else part.html)
    return [clean_imported(html) for html in shown]
