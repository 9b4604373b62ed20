"""Plans and notes as papers that people take along, with the address where they stand for ever."""

from flask_babel import lazy_gettext as _

from consultation.errors import NotFound
from consultation.logbook import Actor
from consultation.open_data.forms.papers.note import note_paper
from consultation.open_data.forms.papers.plan import plan_paper
from consultation.open_data.queries import Source
from consultation.papers.paper import Format, Paper
from consultation.plans.models import PlanVersion
from consultation.plans.queries import all_sections, pictures_of
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.queries import content_of
from consultation.rounds.models import Round
from consultation.web.pages import settings

__all__ = ["FORMAT_WORDS", "as_paper", "note_as_paper", "plan_as_paper"]

FORMAT_WORDS = {
    Format.PDF: _("PDF"),
    Format.ODT: _("ODT, om in te schrijven"),
    Format.HTML: _("HTML, om offline te lezen"),
    Format.MARKDOWN: _("Markdown, platte tekst"),
}


def as_paper(source: Source, *, reader: Actor) -> Paper:
    """A version or a note as a paper; raises NotFound when this person may not read it."""
    if source.version is not None:
        return plan_as_paper(source.version, source.round, reader=reader)
    if source.note is None:
        raise NotFound("not_found")
    return note_as_paper(source.note, reader=reader)


def plan_as_paper(version: PlanVersion, round: Round | None, *, reader: Actor) -> Paper:
    """A version as it stands in a round; without one it has no address of its own yet.

    Raises NotFound when this person may not read the version.
    """
    base = settings().base_url
    address = f"{base}/rondes/{round.slug}/versies/{version.number}/plan" if round else base
    sections = all_sections(version, reader=reader)
    pictures = pictures_of(version, reader=reader)
    return plan_paper(version, sections, pictures, address=address, base=base)


def note_as_paper(note: ResponseNote, *, reader: Actor) -> Paper:
    """The published note, or for who may read it what a note in the making says now."""
    content = note.published_content or content_of(note, reader=reader)
    address = f"{settings().base_url}/rondes/{note.round.slug}/antwoordnota"
    return note_paper(note, content, address=address)
