"""What officers send when they write or judge a note, and the note as a file."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import (
    Field,
    FieldList,
    FormField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional, ValidationError

from consultation.answers.forms import OUTCOME_WORDS
from consultation.answers.states import Outcome
from consultation.errors import Refused
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.operations import NoteTexts, ThemeTexts
from consultation.sheets.guard import guarded
from consultation.web.forms import TOO_LONG_FOR_FIELD, Form, Needed, SharedForm, tidied

STATE_WORDS = {
    "draft": _("Concept"),
    "under-review": _("Ligt ter goedkeuring"),
    "approved": _("Goedgekeurd"),
    "published": _("Openbaar"),
}


STATE_TONES = {
    "draft": "neutral",
    "under-review": "caution",
    "approved": "info",
    "published": "positive",
}

COLUMN_WORDS = {
    "adopted": _("Overgenomen"),
    "partly": _("Deels"),
    "not": _("Niet"),
    "answered": _("Beantwoord"),
    "later": _("Later of elders"),
    "elsewhere": _("Ander plan"),
}
"""The columns of the board."""

SPARE = 2
"""Empty themes at the end of the form."""
MOST_THEMES = 40


class ThemeForm(wtforms.Form):
    """What the note says about one theme; a part of its form."""

    title = StringField(_("Titel"), [Length(max=200, message=TOO_LONG_FOR_FIELD)])
    sections = StringField(_("Bij welke paragrafen?"), [Optional()])
    heard = TextAreaField(_("Wat hoorden wij?"))
    done = TextAreaField(_("Wat doen wij?"))
    why = TextAreaField(_("Waarom?"))
    not_done = TextAreaField(_("Wat doen wij niet?"))

    @property
    def is_filled(self) -> bool:
        """Whether somebody typed in this part."""
        return any((field.data or "").strip() for field in self)

    def validate_title(self, field: Field) -> None:
        """A theme with words needs a title too: nothing typed is lost."""
        if self.is_filled and not (field.data or "").strip():
            raise ValidationError(str(_("Geef dit thema een titel, of maak het leeg.")))

    def theme(self) -> ThemeTexts:
        """The theme as it was filled in."""
        return ThemeTexts(
            title=tidied(self.title.data or ""),
            heard=tidied(self.heard.data or ""),
            done=tidied(self.done.data or ""),
            why=tidied(self.why.data or ""),
            not_done=tidied(self.not_done.data or ""),
            sections=tuple(filter(None, map(tidied, (self.sections.data or "").split(",")))),
        )


class NoteForm(SharedForm):
    """The words of a note beside what follows from the answers."""

    in_short = TextAreaField(_("In het kort"))
    too_little_heard = TextAreaField(_("Wie hoorden wij niet genoeg?"))
    themes = FieldList(FormField(ThemeForm), label=_("Thema's"), max_entries=MOST_THEMES)

    @classmethod
    def of(cls, note: ResponseNote, numbers: Mapping[str, str]) -> "NoteForm":
        """The form filled with what the note says now; `numbers` are those of the sections."""
        themes = [
            {
                "title": one.title,
                "heard": one.heard,
                "done": one.done,
                "why": one.why,
                "not_done": one.not_done,
                "sections": ", ".join(numbers.get(place) or place for place in one.sections),
            }
            for one in note.themes
        ]
        form: NoteForm = cls(
            data={
                "seen": note.fingerprint,
                "in_short": note.in_short,
                "too_little_heard": note.too_little_heard,
                "themes": themes,
            }
        )
        return form

    def leave_room(self) -> None:
        """See that there are empty themes at the end."""
        empty = sum(not row.form.is_filled for row in self.themes)
        for _number in range(min(SPARE - empty, MOST_THEMES - len(self.themes))):
            self.themes.append_entry()

    def texts(self) -> NoteTexts:
        """What was filled in; an empty theme is none."""
        themes = tuple(row.form.theme() for row in self.themes if row.form.is_filled)
        return NoteTexts(self.in_short.data or "", self.too_little_heard.data or "", themes)


class StepForm(Form):
    """Submitting, approving, publishing: only to be sure."""


class ReturnForm(Form):
    """What must be mended before the note can go on."""

    reason = TextAreaField(_("Wat moet er beter?"), [Needed(_("Schrijf op wat er beter moet."))])


def note_texts_from(given: Any) -> NoteTexts:
    """The texts of a note as they stand in a file, by their Dutch names.

    Raises Refused with `note_file_unreadable` when it has another shape.
    """
    if not isinstance(given, dict) or not isinstance(given.get("themas") or [], list):
        raise Refused("note_file_unreadable")
    themes = given.get("themas") or []
    return NoteTexts(
        _typed(given.get("in_het_kort")),
        _typed(given.get("wie_hoorden_wij_niet_genoeg")),
        tuple(_theme(one) for one in themes),
    )


def _theme(given: Any) -> ThemeTexts:
    if not isinstance(given, dict) or not _typed(given.get("titel")):
        raise Refused("note_file_unreadable")
    sections = given.get("paragrafen") or []
    return ThemeTexts(
        title=_typed(given.get("titel")),
        heard=_typed(given.get("wat_hoorden_wij")),
        done=_typed(given.get("wat_doen_wij")),
        why=_typed(given.get("waarom")),
        not_done=_typed(given.get("wat_niet") or given.get("niet")),
        sections=tuple(str(one) for one in sections if isinstance(sections, list)),
    )


def _typed(value: Any) -> str:
    """Words from a file: a text, a list of lines, or parts with a name each."""
    if isinstance(value, dict):
        return "\n\n".join(filter(None, map(_typed, value.values())))
    if isinstance(value, list):
        return "\n".join(f"- {_typed(line)}" for line in value)
    return str(value).strip() if value is not None else ""


COLUMNS = ("nummer", "soort", "paragraaf", "stand", "uitkomst", "reden", "antwoord", "door")


def note_as_csv(content: Mapping[str, Any], facts: Mapping[str, str]) -> bytes:
    """A published note as a table: a row for each point, with its owner and licence on top."""
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow([cell for pair in facts.items() for cell in pair])
    table.writerow(COLUMNS)
    for entry in content.get("inbreng", ()):
        for point in entry["punten"] or [{}]:
            table.writerow([guarded(cell) for cell in _cells(entry, point)])
    return written.getvalue().encode("utf-8-sig")


def _cells(entry: Mapping[str, Any], point: Mapping[str, str]) -> Iterable[str]:
    word = point.get("uitkomst", "")
    return (
        entry["nummer"],
        entry["soort"],
        entry.get("naam", ""),
        entry["stand"],
        str(OUTCOME_WORDS[Outcome(word)]) if word else "",
        point.get("reden", ""),
        point.get("antwoord", ""),
        point.get("door", ""),
    )
