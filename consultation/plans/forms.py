"""The columns of the section sheet, and what an officer sends on the plan screens."""

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField

from consultation.errors import DomainError, Refused
from consultation.plain_language.draft import draft_summary
from consultation.plans.models import Section
from consultation.plans.operations import DRAFT_MARK, MOST_QUESTIONS, SectionTexts
from consultation.plans.states import Room
from consultation.sheets.columns import Column
from consultation.web.forms import Form, Needed

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
    Column("id", ("code",), required=True, width=8),
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
)
"""The section sheet: only id, summary, room, reason, questions and reactions are taken back in."""

NOTE = _(
    "Vul in: samenvatting, speelruimte (open, deels of vast), reden en vragen. "
    "Haal [CONCEPT] weg als u de samenvatting zelf heeft geschreven."
)


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
        }
        for number, question in enumerate(section.questions, start=1):
            row |= {f"vraag {number}": question.text, f"waarom {number}": question.why}
        yield row


def _draft(text: str) -> str:
    drafted = draft_summary(text)
    return f"{DRAFT_MARK} {drafted}" if drafted else ""


def texts_of_row(row: Mapping[str, str]) -> SectionTexts:
    """What one row of the sheet says about its section.

    Raises Refused when the summary is still the marked draft or the room is no room.
    """
    if DRAFT_MARK.casefold() in row["samenvatting"].casefold():
        raise Refused("summary_still_a_draft")
    questions = tuple(
        (row[f"vraag {number}"].strip(), row[f"waarom {number}"].strip())
        for number in range(1, MOST_QUESTIONS + 1)
        if row[f"vraag {number}"].strip() or row[f"waarom {number}"].strip()
    )
    return SectionTexts(
        summary=row["samenvatting"].strip(),
        room=_room(row["speelruimte"]),
        room_reason=row["reden"].strip(),
        questions=questions,
        asks_reactions=row["reacties"].strip().casefold() not in {"nee", "n", "no"},
    )


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
