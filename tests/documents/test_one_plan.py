"""The same text gives the same sections, whatever kind of file it comes in."""

import pytest

from consultation.documents.child import read_in_child
from consultation.documents.rows import rows_of
from consultation.documents.tree import BlockKind, Document
from tests.documents.one_plan import END, FIRST, KINDS, LASTING, NOTE, PURPOSE, SAFE, SECOND

SECTIONS = [(1, "1", "Inleiding"), (2, "1.1", "Doel"), (1, "2", "Aanpak"), (1, "3", "Kosten")]


def read(kind: str) -> Document:
    """In a process of its own, as outside the tests, and under a name that says nothing."""
    return read_in_child(KINDS[kind](), "plan.docx")


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_is_the_same_in_every_kind(kind: str) -> None:
    document = read(kind)
    assert [(one.level, one.number, one.title) for one in document.sections] == SECTIONS
    introduction, purpose, approach, costs = document.sections
    assert [block.text for block in introduction.blocks] == [PURPOSE]
    assert [(note.label, note.text) for note in purpose.footnotes] == [("1", NOTE)]
    assert '<sup><a href="#noot-1">1</a></sup>' in purpose.blocks[0].html
    listing = approach.blocks[1]
    assert listing.html == f"<ul><li>{SAFE}</li><li>{LASTING}</li></ul>"
    grid, end = costs.blocks
    assert grid.kind is BlockKind.TABLE
    assert [(row.cells, row.is_head) for row in rows_of(grid.html)] == [
        (FIRST, True),
        (SECOND, False),
    ]
    assert grid.html.count('<th scope="col">') == len(FIRST)
    assert end.text == END


@pytest.mark.parametrize("kind", ["docx", "odt", "html", "md"])
def test_nothing_of_it_is_lost_in_any_kind(kind: str) -> None:
    report = read(kind).report
    assert [one.code for one in report.doubts if one.code.startswith("fewer_")] == []
    assert [one.code for one in report.doubts if one.code == "text_missing"] == []
    assert report.found["words"] > 40
