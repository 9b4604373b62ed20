"""The real policy and a real government form: what is kept, counted apart from our reader."""

import json
import re
import unicodedata
import zipfile
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from consultation.documents.limits import USUAL
from consultation.documents.numbers import depth_of
from consultation.documents.pdf.reading import read_pdf
from consultation.documents.reading import read_document
from consultation.documents.tree import DocSection, Document

pytestmark = pytest.mark.real

POLICY = "inkoopbeleid-ggz-2024-2026"
COVER_AND_CONTENTS = {1, 5, 6, 7}
"""Pages of the policy that hold no text of a section."""

WORD_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
WORD_PARAGRAPH = WORD_TEXT[:-1] + "p"


@pytest.fixture(scope="module")
def policy(real_documents: Path) -> Document:
    file = real_documents / f"{POLICY}.pdf"
    return read_document(file.read_bytes(), file.name)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def kept_words(section: DocSection) -> list[str]:
    notes = [f"{note.label} {note.text}" for note in section.footnotes]
    texts = [block.text for block in section.blocks]
    return words_of(" ".join([section.number, section.title, *texts, *notes]))


def test_at_least_95_percent_of_the_headings_are_sections(
    policy: Document, real_documents: Path
) -> None:
    wanted = json.loads((real_documents / f"{POLICY}.headings.json").read_text("utf-8"))
    by_number = {section.number: section for section in policy.sections}
    wrong = [
        f"{one['number']} {one['title_starts']}"
        for one in wanted
        if not _is_section(by_number.get(one["number"]), one["number"], one["title_starts"])
    ]
    assert len(wrong) <= 0.05 * len(wanted), wrong
    assert not wrong, "all of them were found before"


def _is_section(section: DocSection | None, number: str, starts: str) -> bool:
    """The reference gives the first words of title and text together."""
    if section is None or section.level != depth_of(number):
        return False
    title, said = words_of(section.title), words_of(starts)
    length = min(len(title), len(said))
    return length > 0 and title[:length] == said[:length]


def raw_words(file: Path) -> list[str]:
    """The words as PDFium gives them page by page, without cover, contents and page numbers."""
    words: list[str] = []
    for number, page in enumerate(pypdfium2.PdfDocument(file), start=1):
        if number in COVER_AND_CONTENTS:
            continue
        text = re.sub(r"[\ufffe\u00ad]\r?\n?", "", page.get_textpage().get_text_range())
        lines = [line for line in text.splitlines() if line.strip() != str(number)]
        words += words_of("\n".join(lines))
    return words


def test_at_least_99_percent_of_the_words_of_each_section_are_kept(
    policy: Document, real_documents: Path
) -> None:
    words = raw_words(real_documents / f"{POLICY}.pdf")
    ends = _places(policy, words)
    notes = Counter(
        word
        for section in policy.sections
        for note in section.footnotes
        for word in words_of(f"{note.label} {note.text}")
    )
    short = []
    for section, (first, last) in zip(policy.sections, pairwise(ends), strict=True):
        said = Counter(words[first:last])
        lost = said - Counter(kept_words(section)) - notes
        # A note stands at the foot of its page, and belongs to the section that refers to it.
        share = sum(lost.values()) / max(1, said.total())
        if share > 0.01:
            short.append((section.number, section.title, share, lost))
    assert not short


def _places(document: Document, words: list[str]) -> list[int]:
    """Where each section begins among the words, and where the last one ends."""
    stream = "".join(words)
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    places, at = [], 0
    for section in document.sections:
        heading = "".join(words_of(f"{section.number} {section.title}"))
        at = stream.index(heading, at)
        places.append(bisect_left(starts, at))
        at += len(heading)
    return [*places, len(words)]


def test_over_the_whole_policy_hardly_a_word_is_lost(
    policy: Document, real_documents: Path
) -> None:
    words = Counter(raw_words(real_documents / f"{POLICY}.pdf"))
    kept = Counter(word for section in policy.sections for word in kept_words(section))
    assert (words - kept).total() <= 0.001 * words.total()
    assert (kept - words).total() <= 0.001 * words.total()


def test_what_the_policy_holds_is_kept_or_named(policy: Document) -> None:
    found, kept = policy.report.found, policy.report.kept
    named = {doubt.code for doubt in policy.report.doubts}
    for kind, count in found.items():
        slack = 0.002 * count if kind == "words" else 0
        assert count - kept[kind] <= slack or f"fewer_{kind}" in named, kind
    assert kept["tables"] == 7, "one of them runs over five pages"
    assert kept["images"] == 5
    assert kept["footnotes"] == 16
    assert "footnote_without_reference" in named, "note 15 is referred to by no raised number"


def test_the_notes_inside_a_table_are_notes(policy: Document) -> None:
    section = next(one for one in policy.sections if one.number == "7.5")
    assert [note.label for note in section.footnotes] == ["13", "14"]
    assert 'Kwaliteitskader<sup><a href="#noot-13">13</a></sup>' in "".join(
        block.html for block in section.blocks
    )


def test_without_its_tags_the_policy_reads_nearly_as_well(
    policy: Document, real_documents: Path
) -> None:
    """Another publisher's PDF may have no structure: then place and letter must do."""
    file = real_documents / f"{POLICY}.pdf"
    bare = read_pdf(file.read_bytes(), file.name, USUAL, lambda *_: None, use_tags=False)
    wanted = {(one.number, one.level, one.title) for one in policy.sections if one.number}
    found = {(one.number, one.level, one.title) for one in bare.sections}
    assert len(wanted - found) <= 0.05 * len(wanted), sorted(wanted - found)
    words = Counter(word for one in policy.sections for word in kept_words(one))
    kept = Counter(word for one in bare.sections for word in kept_words(one))
    assert (words - kept).total() <= 0.01 * words.total()


def test_a_government_form_keeps_every_word_and_table(real_documents: Path) -> None:
    file = real_documents / "invultemplate-aiia-2.0.docx"
    document = read_document(file.read_bytes(), file.name)
    with zipfile.ZipFile(file) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    paragraphs = [
        "".join(t.text or "" for t in p.iter(WORD_TEXT)) for p in root.iter(WORD_PARAGRAPH)
    ]
    wanted = Counter(words_of(" ".join(paragraphs)))
    kept = Counter(word for section in document.sections for word in kept_words(section))
    assert not wanted - kept
    assert document.report.found == document.report.kept
    assert document.report.kept["tables"] == 110
    numbers = [one.number for one in document.sections if one.number[:1].isdecimal()]
    assert numbers[:4] == ["1", "1.1", "1.2", "1.3"]
