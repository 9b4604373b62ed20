"""The columns of the section sheet: a row for each section, out and back in."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _

from consultation.errors import DomainError, Refused
from consultation.plain_language.draft import draft_summary
from consultation.plans.forms.words import ROOM_WORDS
from consultation.plans.models import Section
from consultation.plans.operations import DRAFT_MARK, MOST_QUESTIONS, SheetRow
from consultation.plans.states import Room
from consultation.sheets.columns import Column, Row, SheetRefused
from consultation.sheets.reading import read_rows
from consultation.typed import whole_number

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
    Column("doelgroepen", ("doelgroep", "voor wie"), width=24),
    Column("editie", width=8),
)
"""The section sheet: what an officer writes is taken back in, from the summary to the audiences.

The id (or else the number) says about which section a row is, the edition what its writer saw.
"""

NOTE = _(
    "Vul in: samenvatting, speelruimte (open, deels of vast), reden en vragen. "
    "Zet bij doelgroepen met komma's voor wie de paragraaf is. "
    "Haal [CONCEPT] weg als u de samenvatting zelf heeft geschreven. "
    "Verander de kolommen id en editie niet."
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
            "doelgroepen": ", ".join(section.audiences),
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
        edition=whole_number(edition),
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
    if "doelgroepen" in row.columns:
        yield "audiences", tuple(row["doelgroepen"].replace(";", ",").split(","))
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
