"""The columns of the section sheet, and what an officer sends on the plan screens."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField

from consultation.errors import DomainError, Refused
from consultation.plain_language.draft import draft_summary
from consultation.plans.models import Section
from consultation.plans.operations import (
    DRAFT_MARK,
    MOST_QUESTIONS,
    SectionTexts,
    SheetRow,
)
from consultation.plans.states import Room
from consultation.sheets.columns import Column, Row, SheetRefused
from consultation.sheets.reading import read_rows
from consultation.web.forms import Form, Needed
from consultation.web.sentences import sentence

REPORT_KINDS = {
    "sections": _("paragrafen"),
    "paragraphs": _("alinea’s"),
    "lists": _("lijsten"),
    "tables": _("tabellen"),
    "images": _("afbeeldingen"),
    "footnotes": _("voetnoten"),
    "links": _("links"),
    "words": _("woorden"),
}
"""What the import report counts, in its order."""

ROOM_WORDS = {Room.OPEN: _("open"), Room.PARTLY: _("deels"), Room.FIXED: _("vast")}

TYPED_ROOMS = {
    "open": Room.OPEN,
    "deels": Room.PARTLY,
    "deels open": Room.PARTLY,
    "partly": Room.PARTLY,
    "vast": Room.FIXED,
    "ligt vast": Room.FIXED,
    "fixed": Room.FIXED,
}
"""Room as people write it in a sheet."""

SHEET = (
    Column("id", ("code",), width=8),
    Column("paragraaf", ("nummer",), width=10),
    Column("titel", width=30),
    Column("tekst", width=60),
    Column("samenvatting", ("in het kort",), width=50),
    Column("speelruimte", ("ruimte",), width=12),
    Column("reden", ("reden speelruimte",), width=40),
    *(
        Column(f"{word} {number}", width=40)
        for number in range(1, MOST_QUESTIONS + 1)
        for word in ("vraag", "waarom")
    ),
    Column("reacties", ("reacties vragen",), width=10),
    Column("editie", width=8),
)
"""The section sheet: only summary, room, reason, questions and reactions are taken back in.

The id (or else the number) says about which section a row is, the edition what its writer saw.
"""

NOTE = _(
    "Vul in: samenvatting, speelruimte (open, deels of vast), reden en vragen. "
    "Haal [CONCEPT] weg als u de samenvatting zelf heeft geschreven. "
    "Verander de kolommen id en editie niet."
)


def doubt_words(doubt: Mapping[str, Any]) -> str:
    """What a person must look at, as a sentence."""
    params = dict(doubt.get("params") or {})
    if "kind" in params:
        params["kind"] = REPORT_KINDS.get(str(params["kind"]), params["kind"])
    return sentence(f"doubt_{doubt['code']}", params)


def sheet_rows(sections: Iterable[Section]) -> Iterable[dict[str, str]]:
    """A row for each section; an empty summary is given as a marked draft out of its own text."""
    for section in sections:
        text = "\n".join(alinea.text for alinea in section.alineas)
        row = {
            "id": section.permanent_id,
            "paragraaf": section.number,
            "titel": section.title,
            "tekst": text,
            "samenvatting": section.summary or _draft(text),
            "speelruimte": str(ROOM_WORDS[section.room]) if section.room else "",
            "reden": section.room_reason,
            "reacties": "ja" if section.asks_reactions else "nee",
            "editie": str(section.edition),
        }
        for number, question in enumerate(section.questions, start=1):
            row |= {f"vraag {number}": question.text, f"waarom {number}": question.why}
        yield row


def _draft(text: str) -> str:
    drafted = draft_summary(text)
    return f"{DRAFT_MARK} {drafted}" if drafted else ""


def rows_of_sheet(data: bytes, filename: str) -> list[SheetRow]:
    """The rows of a section sheet that came back, each with only what its columns say.

    Raises SheetRefused when it is no sheet, or does not say which sections it is about.
    """
    rows = read_rows(data, filename, columns=SHEET)
    if rows and not rows[0].columns & {"id", "paragraaf"}:
        raise SheetRefused("missing_columns", columns="paragraaf")
    return [_row(row) for row in rows]


def _row(row: Row) -> SheetRow:
    is_draft = DRAFT_MARK.casefold() in row["samenvatting"].casefold()
    refusal: DomainError | None = None
    try:
        changes = dict(_changes(row, is_draft=is_draft))
    except DomainError as error:
        changes, refusal = {}, error
    edition = row["editie"].strip()
    return SheetRow(
        number=row.number,
        permanent_id=row["id"].strip(),
        section_number=row["paragraaf"].strip(),
        changes=changes,
        is_draft=is_draft,
        edition=int(edition) if edition.isdecimal() else None,
        refusal=refusal,
    )


def _changes(row: Row, *, is_draft: bool) -> Iterable[tuple[str, Any]]:
    if "samenvatting" in row.columns and not is_draft:
        yield "summary", row["samenvatting"].strip()
    if "speelruimte" in row.columns:
        yield "room", _room(row["speelruimte"])
    if "reden" in row.columns:
        yield "room_reason", row["reden"].strip()
    if row.columns & {f"vraag {number}" for number in range(1, MOST_QUESTIONS + 1)}:
        yield "questions", tuple(_questions(row))
    if row["reacties"].strip():
        yield "asks_reactions", row["reacties"].strip().casefold() not in {"nee", "n", "no"}


def _questions(row: Row) -> Iterable[tuple[str, str]]:
    for number in range(1, MOST_QUESTIONS + 1):
        text, why = row[f"vraag {number}"].strip(), row[f"waarom {number}"].strip()
        if text or why:
            yield text, why


def _room(typed: str) -> Room | None:
    plain = " ".join(typed.split()).casefold()
    if not plain:
        return None
    if plain not in TYPED_ROOMS:
        raise Refused("room_unknown")
    return TYPED_ROOMS[plain]


class UploadForm(Form):
    """A plan to read in."""

    title = StringField(_("Titel van het plan"), [Needed(_("Vul een titel in."))])
    category = SelectField(_("Inkoopcategorie"), [Needed(_("Kies een categorie."))])
    file = FileField(_("Bestand (docx of pdf)"), [Needed(_("Kies een bestand."))])


class AgainForm(Form):
    """A new file for a plan that is there."""

    file = FileField(_("Bestand (docx of pdf)"), [Needed(_("Kies een bestand."))])


class SheetForm(Form):
    """A section sheet that comes back."""

    file = FileField(_("Ingevuld blad (ods, xlsx of csv)"), [Needed(_("Kies een bestand."))])


class StepForm(Form):
    """Checking a chapter, publishing: only to be sure."""


class PlanSummaryForm(Form):
    """The summary of the plan as a whole."""

    summary = TextAreaField(_("Het plan in het kort"), [Needed(_("Schrijf een samenvatting."))])


class SectionForm(Form):
    """What an officer writes about a section."""

    edition = HiddenField()
    summary = TextAreaField(_("In het kort (hooguit 80 woorden)"))
    room = RadioField(
        _("Speelruimte"),
        choices=[
            (Room.OPEN.value, _("Open: hier kan nog veel anders")),
            (Room.PARTLY.value, _("Deels open: een deel ligt vast")),
            (Room.FIXED.value, _("Ligt vast: wet of besluit")),
        ],
        validate_choice=False,
    )
    room_reason = TextAreaField(_("Waarom is er zoveel ruimte?"))
    question_1 = TextAreaField(_("Vraag 1"))
    why_1 = TextAreaField(_("Waarom stelt u vraag 1?"))
    question_2 = TextAreaField(_("Vraag 2"))
    why_2 = TextAreaField(_("Waarom stelt u vraag 2?"))
    question_3 = TextAreaField(_("Vraag 3"))
    why_3 = TextAreaField(_("Waarom stelt u vraag 3?"))
    asks_reactions = BooleanField(_("Mensen kunnen op deze paragraaf reageren"))

    @classmethod
    def of(cls, section: Section) -> "SectionForm":
        """The form filled with what stands there now."""
        form: SectionForm = cls(
            data={
                "edition": str(section.edition),
                "summary": section.summary,
                "room": section.room.value if section.room else None,
                "room_reason": section.room_reason,
                "asks_reactions": section.asks_reactions,
                **{f"question_{n}": q.text for n, q in enumerate(section.questions, start=1)},
                **{f"why_{n}": q.why for n, q in enumerate(section.questions, start=1)},
            }
        )
        return form

    def texts(self) -> SectionTexts:
        """What was filled in."""
        questions = tuple(
            (self[f"question_{n}"].data or "", self[f"why_{n}"].data or "")
            for n in range(1, MOST_QUESTIONS + 1)
            if self[f"question_{n}"].data or self[f"why_{n}"].data
        )
        return SectionTexts(
            summary=self.summary.data or "",
            room=Room(self.room.data) if self.room.data in set(Room) else None,
            room_reason=self.room_reason.data or "",
            questions=questions,
            asks_reactions=bool(self.asks_reactions.data),
        )

    def refuse(self, error: DomainError) -> None:
        """A fault in the questions is shown at the first of them."""
        fields = getattr(error, "fields", {})
        if "questions" in fields:
            fields["question_1"] = fields.pop("questions")
        super().refuse(error)
