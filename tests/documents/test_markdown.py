"""Markdown: CommonMark with tables and footnotes; HTML in it is read, and cleaned, as on a page."""

import pytest

from consultation.documents.markdown.counting import found_in
from consultation.documents.reading import read_document
from consultation.documents.tree import BlockKind, Document

PLAN = """---
titel: "Categorieplan Kleding"
categorie: Kleding
versie: 1
---

1 Inleiding
===========

Dit plan gaat over **kleding** en *meer*[^1].
Zie [de site](https://voorbeeld.nl/plan "titel"), <https://voorbeeld.nl> of [het besluit][besluit].

- veilig
- duurzaam

  Ook later.

  1. eerst
  2. daarna

[besluit]: https://voorbeeld.nl/besluit
[^1]: Ook schoenen.

    En sokken.

### 1.1 Doel

Tabel:

| Soort | Aantal |
|-------|-------:|
| Jas | 10 |
| Broek \\| rok | |

> Een plan is een belofte.
>
> Echt waar.

```text
# geen kop
```

* een andere lijst

![Een jas](jas.png)

Tweede kop
----------

Tekst met een laatste woord.
"""

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


def read(text: str, name: str = "plan.md") -> Document:
    return read_document(text.encode(), name)


def blocks(document: Document, section: int = 0) -> list[str]:
    return [block.html for block in document.sections[section].blocks]


def codes(document: Document) -> set[str]:
    return {doubt.code for doubt in document.report.doubts}


def test_everything_commonmark_has() -> None:
    document = read(PLAN)
    assert document.title == "Categorieplan Kleding"
    assert [(one.level, one.number, one.title) for one in document.sections] == [
        (1, "1", "Inleiding"),
        (2, "1.1", "Doel"),
        (2, "", "Tweede kop"),
    ]
    assert blocks(document) == [
        "<p>Dit plan gaat over <strong>kleding</strong> en <em>meer</em>"
        '<sup><a href="#noot-1">1</a></sup>. Zie <a href="https://voorbeeld.nl/plan">de site</a>, '
        '<a href="https://voorbeeld.nl">https://voorbeeld.nl</a> of '
        '<a href="https://voorbeeld.nl/besluit">het besluit</a>.</p>',
        "<ul><li>veilig</li><li><p>duurzaam</p><p>Ook later.</p>"
        "<ol><li>eerst</li><li>daarna</li></ol></li></ul>",
    ]
    assert [(one.label, one.html) for one in document.sections[0].footnotes] == [
        ("1", "<p>Ook schoenen.</p><p>En sokken.</p>")
    ]
    second = document.sections[1].blocks
    assert [block.kind for block in second] == [
        BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.QUOTE, BlockKind.QUOTE,
        BlockKind.PARAGRAPH, BlockKind.LIST,
    ]  # fmt: skip
    assert second[1].html == (
        '<table><thead><tr><th scope="col">Soort</th><th scope="col">Aantal</th></tr></thead>'
        "<tbody><tr><td>Jas</td><td>10</td></tr><tr><td>Broek | rok</td><td></td></tr></tbody>"
        "</table>"
    )
    assert second[4].text == "# geen kop"


def test_the_report_counts_in_the_source() -> None:
    report = read(PLAN).report
    found, kept = dict(report.found), dict(report.kept)
    assert (found.pop("images"), kept.pop("images")) == (1, 0), "a picture elsewhere is not fetched"
    assert found == kept
    assert codes(read(PLAN)) == {"details_above_dropped", "image_outside_file", "fewer_images"}


@pytest.mark.parametrize(
    ("source", "kind", "count"),
    [
        ("# Een\n\nkop\n---\n\n---\n\n#geen\n\n    # code\n", "sections", 2),
        ("- a\n- b\n\n  nog\n\n1. een\n2. twee\n\ntekst\n\n* c\n", "lists", 3),
        ("* * *\n\n- a\n    - b\n      - c\n- d\n", "lists", 1),
        ("a | b\n--|--\n1 | 2\n\na\n--\n", "tables", 1),
        ("tekst[^een] [^2]\n\n[^een]: Een.\n[^2]: Twee.\n", "footnotes", 2),
        ("[a](https://x.nl) [b](#c) ![d](https://x.nl/p.png) <mailto@x.nl>\n", "links", 2),
        ("een\ntwee\n\n> drie\n> vier\n\n~~~\nvijf\n~~~\n", "paragraphs", 3),
        ("# 1 Kop\n\neen **twee** [drie](https://x.nl/vier) ![vijf](zes)\n", "words", 5),
    ],
)
def test_each_kind_is_counted_by_the_lines(source: str, kind: str, count: int) -> None:
    assert found_in(source)[kind] == count


def test_a_table_in_markup_keeps_heads_spans_and_caption() -> None:
    document = read(TABLE)
    grid, after = blocks(document)
    assert "<caption>Tabel 1. Uitgaven</caption><thead><tr>" in grid
    assert '<th scope="col" rowspan="2">Dienst</th><th scope="col" colspan="2">Jaar</th>' in grid
    assert '<th scope="row">A &amp; B</th>' in grid
    assert "script" not in grid
    assert "onclick" not in grid
    assert after == "<p>Na de tabel.</p>"
    assert document.report.found["tables"] == document.report.kept["tables"] == 1


def test_other_markup_is_read_and_cleaned() -> None:
    document = read(
        "# 1 Kop\n\n<div onclick='x()'>\n\nTekst<sup>2</sup> <b>vet</b><br>regel "
        "<a href='javascript:x()'>link</a>\n\n</div>\n<script>\nalert(1)\n</script>\n"
    )
    assert blocks(document) == ["<p>Tekst<sup>2</sup> <strong>vet</strong><br>regel link</p>"]
    assert "links_left_out" in codes(document)


def test_a_lone_heading_above_all_is_the_title() -> None:
    document = read("# Het plan\n\nWoord vooraf.\n\n## 1 Een\n\nTekst.\n\n## 2 Twee\n\nTekst.\n")
    assert document.title == "Het plan"
    assert [one.title for one in document.sections] == ["Vooraf", "Een", "Twee"]
    assert document.report.found == document.report.kept | {
        "sections": 2, "words": document.report.kept["words"] - 1,
    }  # fmt: skip


def test_old_line_ends_and_signs_and_a_mark_at_the_beginning() -> None:
    source = "# Kop\r\n\r\nEén € café.\r\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        document = read_document(source.encode(encoding), "plan.md")
        assert blocks(document) == ["<p>Eén € café.</p>"], encoding
    assert blocks(read(source.replace("\r\n", "\r"))) == ["<p>Eén € café.</p>"]


def test_markdown_under_the_name_of_another_kind_is_markdown() -> None:
    assert read("# Kop\n\nTekst.\n", "plan.docx").sections[0].title == "Kop"


GRID = """
+-----------+--------+-------------------+
| Soort     | Aantal | Eisen             |
+===========+:======:+===================+
| Jas[^1]   | 10     | - warm            |
|           |        | - droog           |
+-----------+--------+-------------------+
| Samen 10 **stuks** | 2 < 3             |
+-----------+--------+-------------------+

: Wat wij
kopen

[^1]: Voor buiten.
"""
SIMPLE = """
  Soort    Aantal
-------  --------
    Jas        10
  Broek       200

Table: Wat wij kopen
"""
BARE = """
-------  --------
    Jas        10
  Broek       200
-------  --------
"""
MULTILINE = """
---------------------------
 Soort    Wat wij
          kopen
-------- ------------------
Jas      Een jas die warm
         is en droog.

Broek    Een broek.
---------------------------
"""


@pytest.mark.parametrize(
    ("drawn", "html"),
    [
        (
            GRID,
            "<table><caption>Wat wij kopen</caption>"
            '<thead><tr><th scope="col">Soort</th><th scope="col">Aantal</th>'
            '<th scope="col">Eisen</th></tr></thead><tbody>'
            '<tr><td>Jas<sup><a href="#noot-1">1</a></sup></td><td>10</td>'
            "<td><ul><li>warm</li><li>droog</li></ul></td></tr>"
            '<tr><td colspan="2">Samen 10 <strong>stuks</strong></td><td>2 &lt; 3</td></tr>'
            "</tbody></table>",
        ),
        (
            SIMPLE,
            "<table><caption>Wat wij kopen</caption>"
            '<thead><tr><th scope="col">Soort</th><th scope="col">Aantal</th></tr></thead>'
            "<tbody><tr><td>Jas</td><td>10</td></tr><tr><td>Broek</td><td>200</td></tr>"
            "</tbody></table>",
        ),
        (
            BARE,
            "<table><tbody><tr><td>Jas</td><td>10</td></tr>"
            "<tr><td>Broek</td><td>200</td></tr></tbody></table>",
        ),
        (
            MULTILINE,
            '<table><thead><tr><th scope="col">Soort</th><th scope="col">Wat wij kopen</th></tr>'
            "</thead><tbody><tr><td>Jas</td><td>Een jas die warm is en droog.</td></tr>"
            "<tr><td>Broek</td><td>Een broek.</td></tr></tbody></table>",
        ),
    ],
)
def test_the_tables_that_pandoc_draws(drawn: str, html: str) -> None:
    document = read(f"# 1 Plan\n\nVoor.\n{drawn}\nNa.\n\n## 1.1 Meer\n\nSlot.\n")
    assert blocks(document) == ["<p>Voor.</p>", html, "<p>Na.</p>"]
    assert [one.number for one in document.sections] == ["1", "1.1"]
    assert document.report.found == document.report.kept


@pytest.mark.parametrize(
    "said",
    [
        f"```\n{SIMPLE}\n```",
        "Een zin.\n\n--- ---\n\nNogmaals een zin, en geen tabel.\n\n--- ---\n\nSlot.",
        "--------\n\nEen zin.\n\n--------\n\nSlot.",
        "+---+---+\n| open",
        "Een kop\n--------\n\nEen zin.",
    ],
)
def test_dashes_that_draw_no_table_stay_what_they_are(said: str) -> None:
    document = read(f"# 1 Plan\n\n{said}\n")
    assert document.report.found["tables"] == document.report.kept["tables"] == 0
    assert document.report.found == document.report.kept


def test_what_pandoc_writes_about_looks_is_no_text() -> None:
    document = read(
        "# [Afweging voor \\[naam\\]]{.underline} {#deel-a .unnumbered}\n\n::: {.kader}\n"
        "Een [woord]{.smallcaps} en [[twee]{.mark}]{lang=nl} {niet dit}.\n:::\n\n# Slot {-}\n"
    )
    assert [one.title for one in document.sections] == ["Afweging voor [naam]", "Slot"]
    assert blocks(document) == ["<p>Een woord en twee {niet dit}.</p>"]
    assert document.report.found == document.report.kept
