"""The real policy in a round, with the questions that people really asked about it."""

import json
from pathlib import Path

from consultation import clock
from consultation.contributions.states import ContributionState
from consultation.documents.child import read_in_child
from consultation.logbook import COMMAND_LINE, transaction
from consultation.plain_language.draft import draft_summary
from consultation.plans.models import Plan, PlanVersion
from consultation.plans.operations import keep_document, start_plan
from consultation.plans.states import Room, VersionState
from consultation.rounds.models import Round
from tests.contributions.factories import make_contribution
from tests.factories import make_category, make_round

POLICY = "inkoopbeleid-ggz-2024-2026.pdf"
QUESTIONS = "nota-van-inlichtingen-ggz-2024-2026.json"


def policy_round(documents: Path) -> Round:
    """An open round on the policy, as the reader reads it, with all questions as reactions."""
    plan = _read(documents / POLICY)
    round = make_round(plan=plan, slug="beleid", title="Wat vindt u van het inkoopbeleid?")
    version = plan.versions[0]
    by_number = {section.number: section for section in version.sections}
    for row in json.loads((documents / QUESTIONS).read_text(encoding="utf-8")):
        section = by_number.get(row["section"])
        make_contribution(
            round,
            row["question"][:4000],
            state=ContributionState.PLACED,
            version_id=version.id if section else None,
            section_permanent_id=section.permanent_id if section else None,
        )
    return round


def _read(file: Path) -> Plan:
    document = read_in_child(file.read_bytes(), file.name, progress=lambda _percent, _step: None)
    category = make_category()
    with transaction():
        plan = start_plan("Inkoopbeleid", category=category, by=COMMAND_LINE)
        version = keep_document(
            plan, document, filename=file.name, sha256="0" * 64, by=COMMAND_LINE
        )
        _make_readable(version)
    return plan


def _make_readable(version: PlanVersion) -> None:
    """What an officer adds: a summary of each section, its room, and that it was checked."""
    version.summary = "Dit beleid gaat over zorg. U kunt meedenken."
    version.state = VersionState.PUBLISHED
    version.published_at = clock.now()
    for section in version.sections:
        text = " ".join(alinea.text for alinea in section.alineas)
        section.summary = draft_summary(text)[:500] or "Hier staat alleen een kop."
        section.room, section.room_reason = Room.OPEN, "Hier kan nog veel anders."
        section.checked_at = clock.now()
        section.ask([(f"Wat mist u bij {section.title}?", "Dan passen wij het aan.")])
