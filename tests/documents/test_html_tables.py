"""Tables that stand as HTML in Markdown keep their heads, spans and caption."""

from consultation.documents.reading import read_document
from consultation.documents.tree import BlockKind, Document

TABLE = """# 1 Cijfers

<table>
<caption>Tabel 1. Uitgaven</caption>
<thead>
<tr><th rowspan="2">Dienst</th><th colspan="2">Jaar</th></tr>
<tr><th>2024</th><th>2025</th></tr>
</thead>
<tbody>
<tr><th>A &amp; B</th><td onclick="x()">10</td><td><script>11</script></td></tr>
</tbody>
</table>

Na de tabel.
"""


def read(text: str) -> Document:
    return read_document(text.encode(), "plan.md")


def test_heads_spans_and_caption_are_kept() -> None:
    blocks = read(TABLE).sections[0].blocks
    assert [block.kind for block in blocks] == [BlockKind.TABLE, BlockKind.PARAGRAPH]
    html = blocks[0].html
    assert "<caption>Tabel 1. Uitgaven</caption><thead><tr>" in html
    assert '<th scope="col" rowspan="2">Dienst</th><th scope="col" colspan="2">Jaar</th>' in html
    assert '<th scope="row">A &amp; B</th>' in html
    assert "script" not in html
    assert "onclick" not in html


def test_the_report_counts_such_a_table() -> None:
    report = read(TABLE).report
    assert report.found["tables"] == report.kept["tables"] == 1
    assert not report.doubts


def test_a_table_that_is_broken_off_is_read_as_far_as_it_goes() -> None:
    block = read("# 1 Kop\n\n<table>\n<tr><td rowspan='x'>een<!-- twee -->\n").sections[0].blocks[0]
    assert (block.kind, block.text) == (BlockKind.TABLE, "een")


def test_other_html_is_shown_as_text() -> None:
    block = read("# 1 Kop\n\n<div class='x'>\n<table>\n</div>\n").sections[0].blocks[0]
    assert block.kind is BlockKind.PARAGRAPH
    assert "&lt;div" in block.html
