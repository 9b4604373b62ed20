"""The meter ranks what was written to be plain above what was written as policy."""

from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import mean, median

import pytest

from consultation.plain_language.measurement import Verdict
from tests.plain_language import kinds

PLAIN = [kinds.summaries, kinds.web_pages, kinds.site_pages, kinds.meanings]


def good(texts: Iterable[str]) -> float:
    verdicts = [kinds.measured(text).verdict is Verdict.GOOD for text in texts]
    return sum(verdicts) / len(verdicts)


@pytest.mark.parametrize("plain", PLAIN, ids=lambda kind: kind.__name__)
def test_plain_text_ranks_above_a_plan(plain: Callable[[], list[str]]) -> None:
    assert kinds.plainer(plain(), kinds.plan()) >= 0.8
    assert median(map(kinds.hard_places, plain())) < median(map(kinds.hard_places, kinds.plan()))


def test_summaries_rank_above_the_plan_they_summarise() -> None:
    assert kinds.plainer(kinds.summaries(), kinds.plan()) >= 0.95


@pytest.mark.real
@pytest.mark.parametrize("plain", PLAIN, ids=lambda kind: kind.__name__)
def test_plain_text_ranks_above_a_real_policy(
    plain: Callable[[], list[str]], real_documents: Path
) -> None:
    assert real_documents.is_dir()
    assert kinds.plainer(plain(), kinds.real_policy()) >= 0.95


@pytest.mark.real
def test_the_verdict_tells_summaries_from_a_real_policy(real_documents: Path) -> None:
    assert real_documents.is_dir()
    assert good(kinds.summaries()) >= 0.9
    assert good(kinds.real_policy()) <= 0.1


@pytest.mark.real
def test_the_formula_alone_would_rank_plain_pages_too_low(real_documents: Path) -> None:
    """Why the score is an indication: long names of things weigh more in it than long sentences."""
    assert real_documents.is_dir()
    pages, policy = kinds.web_pages(), kinds.real_policy()
    score_of_pages = mean(kinds.measured(text).score for text in pages)
    assert score_of_pages < mean(kinds.measured(text).score for text in policy) + 10
    assert kinds.plainer(pages, policy) >= 0.95
