"""Plans and notes as papers that people take along, with the address where they stand for ever."""

from consultation.logbook import Actor
from consultation.open_data.forms.papers.note import note_paper
from consultation.open_data.forms.papers.plan import plan_paper
from consultation.papers.paper import Paper
from consultation.plans.models import PlanVersion
from consultation.plans.queries import all_sections, pictures_of
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.queries import content_of
from consultation.rounds.models import Round
from consultation.web.pages import settings

__all__ = ["note_as_paper", "plan_as_paper"]


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
