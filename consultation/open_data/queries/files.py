"""The files of plans and notes, as facts."""

from collections.abc import Sequence

from consultation.logbook import Actor
from consultation.open_data.queries.downloads import FileLink, Source, files_of
from consultation.open_data.queries.slices import Facts
from consultation.papers.paper import MEDIA_TYPES
from consultation.response_notes.models import ResponseNote
from consultation.rounds.models import Round


def files_by_round(rounds: Sequence[Round], *, reader: Actor, base: str) -> dict[int, list[Facts]]:
    """The consulted version of each of these rounds as files, by the number of the round."""
    sources = [Source(one, version=one.version) for one in rounds if one.version is not None]
    found = files_of(sources, base, reader=reader)
    return {
        source.round.id: [file_facts(one, base) for one in files]
        for source, files in zip(sources, found, strict=True)
    }


def note_file_facts(note: ResponseNote, *, reader: Actor, base: str) -> list[Facts]:
    """A note as files."""
    [files] = files_of([Source(note.round, note=note)], base, reader=reader)
    return [file_facts(one, base) for one in files]


def file_facts(file: FileLink, base: str) -> Facts:
    """A file as the API tells of it."""
    return {
        "formaat": file.format.value,
        "mediatype": MEDIA_TYPES[file.format].split(";")[0],
        "adres": base + file.address,
        "bytes": file.size,
    }
