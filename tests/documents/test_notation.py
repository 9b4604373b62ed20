"""The notation of the official text: what is written out comes back as it was."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from consultation.documents.assembly import Heading
from consultation.documents.notation.reading import Stays, loose, read_notation, same
from consultation.documents.notation.writing import KeptBlock, write_notation
from consultation.documents.reading import read_document
from consultation.documents.tree import Block, BlockKind, DocSection

P, LIST, TABLE = BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.TABLE
FIGURE, QUOTE = BlockKind.FIGURE, BlockKind.QUOTE


def kept(*blocks: Block) -> list[KeptBlock]:
    return [KeptBlock(f"a{place}x", block) for place, block in enumerate(blocks)]


def block(html: str, kind: BlockKind = P) -> Block:
    return Block(kind, html, "tekst")


def back(blocks: list[KeptBlock], notes: Iterable[tuple[str, str]] = ()) -> list[Block | None]:
    """What comes back of blocks that were written out; None for what stayed as it was."""
    read = read_notation(write_notation(blocks, list(notes)).text)
    assert len(read.parts) == len(blocks)
    return [part if isinstance(part, Block) else None for part in read.parts]


@pytest.mark.parametrize(
    ("html", "kind", "text"),
    [
        ("<p>Wij kopen jassen.</p>", P, "Wij kopen jassen."),
        ("<p>Dit is <strong>belangrijk</strong> en <em>nieuw</em>.</p>", P,
         "Dit is **belangrijk** en *nieuw*."),
        ("<p><strong>Vet </strong>met een blanco.</p>", P, "**Vet** met een blanco."),
        ('<p>Zie <a href="https://voorbeeld.nl/a_b?c=1&amp;d=(2)">de site</a>.</p>', P,
         "Zie [de site](<https://voorbeeld.nl/a_b?c=1&d=(2)>)."),
        ("<p>Een regel<br>en nog een.</p>", P, "Een regel\\\nen nog een."),
        ("<p>1. Geen lijst, # geen kop, 2 * 3 [x] &lt;b&gt; a_b ~ ^ |</p>", P, None),
        ("<p>- geen lijst</p>", P, "\\- geen lijst"),
        ("<p>m<sup>2</sup> en CO<sub>2</sub></p>", P, "m<sup>2</sup> en CO<sub>2</sub>"),
        ("<p>Een citaat.</p>", QUOTE, "> Een citaat."),
        ("<ul><li>een</li><li>twee<ul><li>binnen</li></ul></li></ul>", LIST,
         "- een\n- twee\n  - binnen"),
        ('<ol start="3"><li>drie</li><li>vier</li></ol>', LIST, "3. drie\n4. vier"),
        ("<ol><li><p>een</p><p>nog een</p></li><li>twee</li></ol>", LIST, None),
        ('<table><thead><tr><th scope="col">Maat</th><th scope="col">Aantal</th></tr></thead>'
         "<tbody><tr><td>48 | XL</td><td><strong>10</strong></td></tr></tbody></table>", TABLE,
         "| Maat | Aantal |\n| --- | --- |\n| 48 \\| XL | **10** |"),
        ('<table><caption>Aantallen</caption><tbody><tr><th scope="row">Douane</th>'
         '<td colspan="2">48</td></tr></tbody></table>', TABLE, None),
    ],
)  # fmt: skip
def test_a_block_is_written_out_and_comes_back(
    html: str, kind: BlockKind, text: str | None
) -> None:
    one = Block(kind, html, "tekst")
    written = write_notation(kept(one), [])
    assert written.stays == ()
    if text is not None:
        assert written.text == text + "\n"
    (came,) = back(kept(one))
    assert came is not None
    assert loose(came.html) == loose(html)


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ('<figure><img src="image:ab" alt="Een jas"><figcaption>Jas</figcaption></figure>', FIGURE),
        ('<ol type="a"><li>een</li></ol>', LIST),
        ("<table><tbody><tr><td><p>een</p><p>twee</p></td></tr></tbody></table>", TABLE),
        ("<ul><li>een<ul><li>binnen</li></ul>en verder</li></ul>", LIST),
    ],
)
def test_what_cannot_be_written_out_stays_and_is_named(html: str, kind: BlockKind) -> None:
    blocks = kept(block("<p>Ervoor.</p>"), Block(kind, html, "Een {jas}"), block("<p>Erna.</p>"))
    written = write_notation(blocks, [])
    assert [one.id for one in written.stays] == ["a1x"]
    assert "{{blijft a1x: " in written.text
    read = read_notation(written.text)
    assert read.parts[1] == Stays("a1x")
    assert same(read.parts[2], blocks[2].block)


def test_two_lists_after_each_other_stay_two() -> None:
    blocks = kept(
        block("<ul><li>een</li></ul>", LIST),
        block("<ul><li>twee</li></ul>", LIST),
        block("<ul><li>drie</li></ul>", LIST),
        block("<ol><li>een</li></ol>", LIST),
        block("<ol><li>een</li></ol>", LIST),
    )
    assert None not in back(blocks)


def test_footnotes_go_with_their_text() -> None:
    note = '<sup><a href="#noot-1">1</a></sup>'
    blocks = kept(block(f"<p>De wet{note} geldt.</p>"))
    notes = [("1", 'Zie <a href="https://wet.nl" rel="noopener">de wet</a>, artikel [4].')]
    written = write_notation(blocks, notes)
    assert "De wet[^1] geldt." in written.text
    assert "[^1]: Zie [de wet](<https://wet.nl>), artikel" in written.text
    read = read_notation(written.text)
    assert "artikel [4]" in read.notes["1"]
    assert (read.unused, read.missing) == (frozenset(), frozenset())


def test_a_footnote_that_cannot_be_written_out_is_marked() -> None:
    blocks = kept(block('<p>De wet<sup><a href="#noot-1">1</a></sup>.</p>'))
    written = write_notation(blocks, [("1", "<p>Een.</p><p>Twee.</p>")])
    assert "[^1]: {{blijft}}" in written.text


def test_dangling_footnotes_are_told_and_their_text_is_read() -> None:
    read = read_notation("Tekst[^9].\n\n[^1]: Een noot waar niets naar verwijst.")
    assert (read.unused, read.missing) == (frozenset({"1"}), frozenset({"9"}))
    assert "waar niets naar verwijst" in read.notes["1"]
    assert len(read.parts) == 1


def test_a_heading_begins_a_new_part() -> None:
    read = read_notation("Eerst.\n\n## 2.4 Nieuw\n\nDaarna.")
    assert [type(part) for part in read.parts] == [Block, Heading, Block]
    assert read.parts[1] == Heading(2, "2.4 Nieuw")


@pytest.mark.parametrize(
    "typed",
    ["---\ntekst\n===", "    ingesprongen", "```\ncode\n```", "![plaatje](x.png)", "[a]: b",
     "<script>alert(1)</script>", "^[los]", "* * *", "`code`"],
)  # fmt: skip
def test_nothing_that_is_typed_vanishes(typed: str) -> None:
    read = read_notation(f"Voor.\n\n{typed}\n\nNa.")
    said = "".join(part.text for part in read.parts if isinstance(part, Block))
    for word in ("tekst", "ingesprongen", "code", "plaatje", "alert", "los"):
        if word in typed:
            assert word in said
    assert said.startswith("Voor.")
    assert said.endswith("Na.")
    assert "<script" not in "".join(part.html for part in read.parts if isinstance(part, Block))


@pytest.mark.parametrize(
    ("name", "most"),
    [("invultemplate-aiia-2.0.docx", 0.75), ("inkoopbeleid-ggz-2024-2026.pdf", 0.05)],
)
def test_real_documents_come_back_whole(real_documents: Path, name: str, most: float) -> None:
    data = (real_documents / name).read_bytes()
    blocks = stays = 0
    for section in read_document(data, name).sections:
        blocks += len(section.blocks)
        stays += _stays(section)
    assert stays / blocks < most, f"{stays} of {blocks} cannot be edited"


def _stays(section: DocSection) -> int:
    """How many blocks of a section stay as they are; all others come back the same."""
    blocks = kept(*section.blocks)
    written = write_notation(blocks, [(note.label, note.html) for note in section.footnotes])
    read = read_notation(written.text)
    assert len(read.parts) == len(blocks)
    for part, one in zip(read.parts, blocks, strict=True):
        assert same(part, one.block) or part == Stays(one.id)
    return len(written.stays)
