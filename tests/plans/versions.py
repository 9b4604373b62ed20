"""A plan with two versions for a test: what was frozen, and a new text for it."""

import re
from typing import Any

from consultation.documents.tree import Block, BlockKind, DocSection, Document
from consultation.logbook import COMMAND_LINE, transaction
from consultation.plans import operations
from consultation.plans.models import Plan, PlanVersion
from tests.factories import make_plan

JACKET = "De jas houdt water tegen en is brandveilig bij grote hitte."
TROUSERS = "De broek is leverbaar in drie lengtes voor iedere drager."
WASH = "Dragers wassen hun kleding thuis en krijgen daarvoor een vergoeding."
PAY = "Het Rijk betaalt elke rekening binnen dertig dagen na ontvangst."
RETURN = "Wie uit dienst gaat levert de kleding binnen vijf dagen weer in."

FIRST = (
    ("1", "Kleding", 1, (JACKET, TROUSERS)),
    ("2", "Onderhoud", 1, (WASH,)),
    ("3", "Betalen", 1, (PAY, RETURN)),
)


def text_of(*sections: tuple[str, str, int, tuple[str, ...]]) -> Document:
    """A document of paragraphs."""
    return Document(
        "Plan",
        tuple(
            DocSection(
                number,
                title,
                level,
                tuple(_block(text) for text in texts),
            )
            for number, title, level, texts in sections
        ),
    )


def _block(text: str) -> Block:
    """A paragraph; a table or a list is given as its HTML."""
    if not text.startswith("<"):
        return Block(BlockKind.PARAGRAPH, f"<p>{text}</p>", text)
    kind = BlockKind.TABLE if text.startswith("<table") else BlockKind.LIST
    return Block(kind, text, " ".join(re.sub("<[^>]+>", " ", text).split()))


def first_version(**changes: Any) -> Plan:
    """A plan whose first version is frozen, with a summary and a question at each section."""
    return make_plan(sections=FIRST, **changes)


def next_version(
    plan: Plan,
    *sections: tuple[str, str, int, tuple[str, ...]],
    publish: bool = True,
    looked_at: bool = False,
) -> PlanVersion:
    """Read a new text in, say of each section that what is written still holds, and freeze it."""
    with transaction():
        version = operations.keep_document(
            plan, text_of(*sections), filename="plan.md", sha256="1" * 64, by=COMMAND_LINE
        )
        for section in version.sections if looked_at else ():
            operations.write_section(section, operations.texts_of(section), by=COMMAND_LINE)
    return frozen(version) if publish else version


def frozen(version: PlanVersion) -> PlanVersion:
    """Mark every chapter as checked and freeze the version."""
    with transaction():
        for section in version.sections:
            if section.is_chapter:
                operations.check_chapter(section, by=COMMAND_LINE)
        operations.publish_version(version, by=COMMAND_LINE, unsigned_reason="Een toets.")
    return version
