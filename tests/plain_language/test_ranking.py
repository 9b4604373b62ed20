"""The meter ranks what was written to be plain above what was written as policy."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml

from consultation.documents.reading import read_document
from consultation.documents.tree import BlockKind, Document
from consultation.plain_language.measurement import Measurement, Verdict, measure

CONTENT = Path(__file__).parents[2] / "consultation" / "demo" / "content"

LONG_ENOUGH = 200
"""Characters; shorter text says little about how it is written."""


@cache
def summaries() -> list[str]:
    """The summaries of the demo's sections, which were written on plain Dutch."""
    files = sorted(CONTENT.glob("*/paragrafen-v1.yaml"))
    return [text for file in files for text in _summaries(yaml.safe_load(file.read_text("utf-8")))]


def _summaries(node: Any) -> Iterator[str]:
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if key == "samenvatting" and isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            yield from _summaries(value)


def policy_texts(document: Document) -> list[str]:
    texts = (
        " ".join(block.text for block in section.blocks if block.kind is BlockKind.PARAGRAPH)
        for section in document.sections
    )
    return [text for text in texts if len(text) > LONG_ENOUGH]


@cache
def measured(text: str) -> Measurement:
    return measure(text)


def hard_places(text: str) -> float:
    """Places to look at in a hundred words: what the meter shows first."""
    found = measured(text)
    return 100 * len(found.places) / max(1, found.words)


def plainer(plain: Sequence[str], policy: Sequence[str]) -> float:
    """How often a plain text ranks above a policy text, of all pairs; 0.5 is a coin."""
    easy, hard = list(map(hard_places, plain)), list(map(hard_places, policy))
    won = sum((one < other) + 0.5 * (one == other) for one in easy for other in hard)
    return won / (len(easy) * len(hard))


def good(texts: Iterable[str]) -> float:
    verdicts = [measured(text).verdict is Verdict.GOOD for text in texts]
    return sum(verdicts) / len(verdicts)


def test_summaries_rank_above_the_plan_they_summarise() -> None:
    plan = CONTENT / "bedrijfskleding" / "plan-v1.md"
    policy = policy_texts(read_document(plan.read_bytes(), plan.name))
    assert plainer(summaries(), policy) >= 0.95
    assert median(map(hard_places, summaries())) < median(map(hard_places, policy))


@pytest.mark.real
def test_summaries_rank_above_a_real_policy(real_documents: Path) -> None:
    file = real_documents / "inkoopbeleid-ggz-2024-2026.pdf"
    policy = policy_texts(read_document(file.read_bytes(), file.name))
    assert plainer(summaries(), policy) >= 0.95
    assert good(summaries()) >= 0.9
    assert good(policy) <= 0.1
