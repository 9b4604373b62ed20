"""The sections of a consulted plan, as facts."""

from consultation.logbook import Actor
from consultation.open_data.queries.slices import Facts, Slice, slice_of
from consultation.plans.models import Section
from consultation.plans.queries import all_sections
from consultation.rounds.models import Round


def section_facts(round: Round, *, reader: Actor, base: str, page: int) -> Slice:
    """A page of the sections of the consulted version: text, summary, room and questions."""
    if round.version is None:
        return Slice([], has_more=False)
    sections = all_sections(round.version, reader=reader)
    return slice_of(sections, page, lambda here: [_section(round, one, base) for one in here])


def _section(round: Round, section: Section, base: str) -> Facts:
    return {
        "id": section.permanent_id,
        "adres": f"{base}/rondes/{round.slug}/plan/{section.permanent_id}",
        "nummer": section.number,
        "titel": section.title,
        "niveau": section.level,
        "samenvatting": section.summary,
        "speelruimte": section.room,
        "speelruimte_reden": section.room_reason,
        "vragen": [{"vraag": one.text, "waarom": one.why} for one in section.questions],
        "alineas": [
            {"id": one.permanent_id, "nummer": one.number, "soort": one.kind, "tekst": one.text}
            for one in section.alineas
        ],
    }
