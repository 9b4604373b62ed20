"""The rules by which the journey fills in what officers would: summaries, room, outcomes."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DRAFT_MARK = "[CONCEPT]"

Rows = list[dict[str, str]]


def read_sheet(file: Path) -> Rows:
    """A sheet as csv; what stands above the header is a note to people."""
    lines = list(csv.reader(file.open(encoding="utf-8-sig", newline=""), delimiter=";"))
    at = next(number for number, line in enumerate(lines) if len(line) > 1 and all(line[:3]))
    return [dict(zip(lines[at], line, strict=True)) for line in lines[at + 1 :]]


def write_sheet(file: Path, rows: Rows) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return file


def filled_sections(rows: Rows) -> Rows:
    """Every section gets a summary, room with a reason, and a question where there is text."""
    return [{**row, **_texts(row)} for row in rows]


def _texts(row: dict[str, str]) -> dict[str, str]:
    drafted = row["samenvatting"].replace(DRAFT_MARK, "").strip()
    is_procedure = row["paragraaf"].startswith(("6", "8"))
    texts = {
        "samenvatting": drafted or f"Dit deel gaat over: {row['titel']}.",
        "speelruimte": "ligt vast" if is_procedure else "open",
        "reden": "Dit volgt uit de wet." if is_procedure else "Hier kan nog veel anders.",
    }
    if row["tekst"].strip():
        texts |= {
            "vraag 1": f"Wat moet anders in: {row['titel'][:80]}?",
            "waarom 1": "Dan passen wij dit deel aan.",
        }
    return texts


def input_rows(notes: list[dict[str, str]]) -> Rows:
    return [
        {"paragraaf": note["section"], "soort": "vraag", "tekst": note["question"]}
        for note in notes
    ]


REFERRED = re.compile(r"\b(NZa|CIZ|VWS|gemeente[n]?) (is|zijn) verantwoordelijk|landelijke", re.I)
LATER = re.compile(r"\b(later|nog niet bekend|volgt|in de loop van)\b", re.IGNORECASE)
OUTSIDE = re.compile(r"geen onderdeel van|valt buiten|niet van toepassing", re.IGNORECASE)

REASONS = {
    "doorverwezen": "Een andere organisatie gaat hierover.",
    "hoort niet bij dit plan": "Dit plan gaat hier niet over.",
    "later": "Wij weten dit nu nog niet.",
    "beantwoord": "Het antwoord staat hieronder.",
}


SHOWN = {
    "doorverwezen": "Doorverwezen",
    "hoort niet bij dit plan": "Hoort niet bij dit plan",
    "later": "Bewaard voor later",
    "beantwoord": "Beantwoord",
}
"""The outcomes as a status page names them."""


def outcome_for(answer: str) -> str:
    """Which outcome fits an official answer, by the words it uses."""
    if OUTSIDE.search(answer):
        return "hoort niet bij dit plan"
    if REFERRED.search(answer):
        return "doorverwezen"
    return "later" if LATER.search(answer) else "beantwoord"


def answer_rows(notes: list[dict[str, str]], receipts: list[str]) -> Iterator[dict[str, str]]:
    for note, receipt in zip(notes, receipts, strict=True):
        yield answer_row(receipt, outcome_for(note["answer"]), note["answer"])


def answer_row(receipt: str, outcome: str, answer: str) -> dict[str, str]:
    return {
        "nummer": receipt,
        "uitkomst": outcome,
        "reden": REASONS[outcome],
        "antwoord": answer,
    }


def notes_of(folder: Path) -> list[dict[str, Any]]:
    file = folder / "nota-van-inlichtingen-ggz-2024-2026.json"
    found: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))
    return found


ROUND = """
titel: Wat vindt u van het inkoopbeleid voor de langdurige ggz?
sleutel: {slug}
plan: {plan}
opent: {opens}
sluit: {closes}
antwoord_voor: {answer_by}
achtergrond: Het oude beleid loopt af. Dit beleid geldt voor drie jaar.
charter:
  wat_kan_nog_anders:
    - De tarieven voor complexe zorg.
    - De afspraken in de regio.
  wat_ligt_vast:
    - De wet en de inkoopprocedure.
  wie_beslist: De directeur langdurige zorg beslist.
"""

NOTE = """
in_het_kort: >
  Wij kregen 207 vragen over het inkoopbeleid, waarvan vijf in het vragenuur. Bijna de helft gaat
  over de hardheidsclausule.
  Elke vraag heeft hieronder een antwoord met een reden.
wie_hoorden_wij_niet_genoeg: Cliënten en hun naasten.
"""
