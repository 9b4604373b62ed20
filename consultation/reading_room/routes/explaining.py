"""Hard words on the pages of a plan: explained where they stand, and in lists."""

from dataclasses import dataclass

from flask import request
from markupsafe import Markup

from consultation.accounts.session import reader
from consultation.glossary.states import Word, Words, finder_of
from consultation.plans.models import PlanVersion, Section
from consultation.plans.queries import words_of_version, words_when_frozen
from consultation.safe_html import typed_to_html
from consultation.web.explained import Explainer

OFF = "uit"


@dataclass(frozen=True)
class ExplainedWord:
    """A word under a section, and what the version said of it when that was something else."""

    word: Word
    earlier: str = ""


@dataclass(frozen=True)
class ExplainedSection:
    """The texts of a section with links at its hard words, and those words."""

    summary: Markup
    alineas: dict[int, Markup]
    words: list[ExplainedWord]


def wants_words() -> bool:
    """Whether the reader did not turn the explanations off."""
    return request.args.get("woorden") != OFF


def explained_now(section: Section, version: PlanVersion) -> ExplainedSection:
    """A section with the words as they are explained now.

    Where that is not what they meant when the version was frozen, the earlier meaning is told.
    """
    words = words_of_version(version, reader=reader())
    is_changed = any(_is_changed_since(version, word) for word in words.values())
    before = words_when_frozen(version, reader=reader()) if is_changed else {}
    return _explained(section, words, before)


def explained_when_frozen(section: Section, version: PlanVersion) -> ExplainedSection:
    """A section with the words as they were explained when its version was frozen."""
    return _explained(section, words_when_frozen(version, reader=reader()), {})


def _explained(section: Section, words: Words, before: Words) -> ExplainedSection:
    anchors = {key: word.anchor for key, word in words.items()}
    explain = Explainer(finder_of(words), anchors)
    summary = explain(typed_to_html(section.summary)) if section.summary else Markup()
    alineas = {alinea.number: explain(alinea.html) for alinea in section.alineas}
    found = [ExplainedWord(words[key], _earlier(words[key], before)) for key in explain.explained]
    return ExplainedSection(summary, alineas, found)


def _is_changed_since(version: PlanVersion, word: Word) -> bool:
    at = version.published_at
    return at is not None and word.changed_at is not None and word.changed_at > at


def _earlier(word: Word, before: Words) -> str:
    was = before.get(word.key)
    return was.texts.meaning if was and was.texts.meaning != word.texts.meaning else ""
