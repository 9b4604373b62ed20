"""Plan files and drafts for a test."""

from typing import Any

from consultation.documents.tree import Block, BlockKind, DocSection, Document, Doubt, ImportReport
from consultation.logbook import COMMAND_LINE, transaction
from consultation.plans.models import Plan
from consultation.plans.operations import keep_document
from tests.factories import make_plan

FILE = b"""# Kleding

## 1 Inleiding

Dit plan gaat over kleding.

## 2 Wat kopen wij?

### 2.1 Jassen

De jas houdt water tegen.

De jas is brandveilig.
"""
"""A plan as Markdown: small, and read by the same process as every other file."""

SCAN = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
"""A file that begins as a pdf and is none."""


def make_draft(**changes: Any) -> Plan:
    """A plan with a draft version of which no chapter is checked yet."""
    plan = make_plan(published=False, **changes)
    with transaction():
        for section in plan.versions[0].sections:
            section.checked_at = None
    return plan


def block(html: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind, html, "tekst")


PICTURE = "ab" * 32

HARD_TO_READ = Document(
    "Plan",
    (
        DocSection("1", "Inleiding", 1, (block("<p>Waarom.</p>"),), page=3),
        DocSection(
            "2",
            "Kleding",
            1,
            (
                block("<table><tr><td>maat</td></tr><tr><td>48</td></tr></table>", BlockKind.TABLE),
                block(f'<p><img src="image:{PICTURE}" alt=""></p>', BlockKind.FIGURE),
            ),
            page=5,
        ),
        DocSection("2.1.1", "Jassen", 3, (block("<p>De jas.</p>"),), page=7),
    ),
    report=ImportReport(
        {"sections": 3, "tables": 1, "images": 2, "words": 100},
        {"sections": 3, "tables": 1, "images": 1, "words": 99},
        (
            Doubt("table_without_header", "p. 6"),
            Doubt("heading_guessed", "2.1.1 Jassen"),
            Doubt("fewer_images", "", {"found": 2, "kept": 1}),
        ),
    ),
)
"""A plan with everything that somebody cannot read who does not see it."""


def keep(plan: Plan, document: Document = HARD_TO_READ, sha256: str = "0" * 64) -> Plan:
    """Keep a document as the draft of a plan."""
    with transaction():
        keep_document(plan, document, filename="plan.docx", sha256=sha256, by=COMMAND_LINE)
    return plan
