"""Everything that has a date, as facts."""

from consultation.agenda.queries import agenda_items
from consultation.agenda.states import AgendaItem
from consultation.logbook import Actor
from consultation.open_data.queries.slices import Facts, Slice, slice_of


def agenda_facts(*, reader: Actor, base: str, page: int) -> Slice:
    """A page of everything that has a date, the oldest first."""
    items = agenda_items(reader=reader)
    return slice_of(items, page, lambda here: [_agenda_item(one, base) for one in here])


def _agenda_item(item: AgendaItem, base: str) -> Facts:
    return {
        "id": item.uid,
        "adres": base + item.address,
        "soort": item.kind,
        "titel": item.title,
        "wat": item.what or None,
        "tekst": item.text,
        "eerste_dag": item.first_day,
        "laatste_dag": item.last_day,
        "begint_op": item.starts_at,
        "eindigt_op": item.ends_at,
        "plaats": item.place,
        "organisator": item.organiser,
        "taal": item.language,
        "gaat_niet_door": item.is_cancelled,
        "reden": item.reason or None,
    }
