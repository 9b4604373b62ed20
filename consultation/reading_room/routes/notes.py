"""What was done with the reactions: notes, and every official answer at its own address."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from consultation import clock
from consultation.accounts.session import reader
from consultation.answers.forms import OUTCOME_WORDS
from consultation.answers.queries import answer_by_public_id, told_dispositions
from consultation.answers.states import CHANGED, FOR_LATER, NOT_CHANGED, Outcome
from consultation.charts import Bar, horizontal_bars, most_telling
from consultation.contributions.queries import round_counts
from consultation.logbook import ANYONE
from consultation.moderation.queries import reason_counts
from consultation.open_data.queries import FileLink, Source, files_of
from consultation.permissions import Permission, require
from consultation.reactions.queries import reactions_by_ids
from consultation.reading_room.queries import (
    entries_by_section,
    entries_of,
    newer_version,
    texts_of,
)
from consultation.reading_room.routes.blueprint import bp, page, round_named
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.queries import (
    content_of,
    note_in_work,
    note_of,
    published_notes,
    reasons_in,
)
from consultation.web.answers import Answer
from consultation.web.guard import permission
from consultation.web.pages import settings

LONG = 400
"""Inputs in a note from which its page opens one section at a time."""


@bp.get("/antwoorden/<string:public_id>")
@permission(Permission.READ_PUBLIC)
def show_answer(public_id: str) -> Answer:
    """An official answer at its public address, with everything it answers (I10)."""
    answer = answer_by_public_id(public_id, reader=reader())
    told = told_dispositions(answer, reader=reader())
    rows = reactions_by_ids([one.point.contribution_id for one in told], reader=ANYONE)
    return page("reading_room/answer.html", answer=answer, told=told, rows=rows, round=answer.round)


@bp.get("/antwoordnotas")
@permission(Permission.READ_PUBLIC)
def show_notes() -> Answer:
    """All response notes."""
    return page("reading_room/notes.html", notes=published_notes(reader=ANYONE))


@bp.get("/rondes/<string:slug>/antwoordnota")
@permission(Permission.READ_PUBLIC)
def show_note(slug: str) -> Answer:
    """What was done with the reactions: the published note, or the promise of it."""
    round = round_named(slug)
    if round.answered_at is None:
        counts = round_counts(round, reader=ANYONE)
        return page("reading_room/note_promised.html", round=round, counts=counts)
    note = note_of(round, reader=ANYONE)
    return page("reading_room/note.html", **_note(note, note.published_content or {}))


@bp.get("/werk/rondes/<string:slug>/nota/voorbeeld")
@permission(Permission.READ_DRAFT_NOTE)
def preview_note(slug: str) -> Answer:
    """The note as everybody will see it, before it is public."""
    round = round_named(slug)
    require(reader(), Permission.READ_DRAFT_NOTE, round)
    note = note_in_work(round, reader=reader())
    return page("reading_room/note.html", **_note(note, content_of(note, reader=reader())))


def _note(note: ResponseNote, content: dict[str, Any]) -> dict[str, Any]:
    """What the page of a note shows: its content, and beside it the texts that may be read.

    A long note opens one section at a time; every input stays on its own page of the note.
    """
    wanted = request.args.get("nummer", "")
    found = entries_of(content, wanted)
    sections = entries_by_section(content)
    is_long = len(content["inbreng"]) > LONG
    chosen = request.args.get("paragraaf", "")
    shown = [
        entry
        for section in sections
        for entry in section.entries
        if not is_long or section.key == chosen
    ]
    return {
        "round": note.round,
        "files": note_files(note) if note.published_at else [],
        "note": note,
        "is_preview": note.published_at is None,
        "on": note.published_at or clock.now(),
        "content": content,
        "texts": texts_of([*shown, *found], reader=ANYONE),
        "sections": sections,
        "is_long": is_long,
        "chosen": chosen,
        "wanted": wanted,
        "found": found,
        "not_changed": reasons_in(content, NOT_CHANGED),
        "for_later": reasons_in(content, FOR_LATER),
        "reasons": reason_counts(note.round, reader=ANYONE),
        "figure": _figure(content),
        "newer": newer_version(note.round.plan, note.round.version, reader=reader()),
    }


def note_files(note: ResponseNote) -> list[FileLink]:
    """The note as files to take along."""
    source = Source(note.round, note=note)
    return files_of([source], settings().base_url, reader=reader())[0]


def _figure(content: dict[str, Any]) -> dict[str, Any]:
    """The outcomes as a figure, with the finding that its heading states."""
    counts: dict[str, int] = content["aantallen"]["per_uitkomst"]
    bars = [
        Bar(str(OUTCOME_WORDS[Outcome(word)]), count, solid=word in CHANGED)
        for word, count in counts.items()
    ]
    shown = most_telling(bars, rest=_("De rest"))
    title = _("Uitkomsten van alle reacties")
    return {
        "changed": sum(bar.count for bar in bars if bar.solid),
        "all": sum(bar.count for bar in bars),
        "svg": horizontal_bars(shown, title=title) if bars else "",
    }
