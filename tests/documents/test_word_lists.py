"""Lists and numbers of Word files: what the word processor counts stands nowhere in the text."""

from tests.documents.seen import assert_all_kept, codes, html, read, texts, titles
from tests.documents.word_files import (
    SPACES,
    heading,
    item,
    level,
    numbering,
    paragraph,
    run,
)

BULLETS = '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'


def lists(*levels: str, more: str = "") -> dict[str, str]:
    """A numbering part with list 1, and list 2 of bullets."""
    bullets = "".join(level(depth, "-", shape="bullet") for depth in range(3))
    made = numbering(*levels).replace(
        "<w:num ", f"<w:abstractNum w:abstractNumId='8'>{bullets}</w:abstractNum><w:num ", 1
    )
    return {"numbering.xml": made.replace("</w:numbering>", f"{BULLETS}{more}</w:numbering>")}


def test_bullets_inside_numbers_stay_inside() -> None:
    document = read(
        heading("Eisen"),
        item("Veilig"),
        item("brand", depth=1, list_id=2),
        item("water", depth=1, list_id=2),
        item("Duurzaam"),
        parts=lists(level(0, "%1."), level(1, "%2.")),
    )
    assert html(document) == [
        "<ol><li>Veilig<ul><li>brand</li><li>water</li></ul></li><li>Duurzaam</li></ol>"
    ]
    assert_all_kept(document)


def test_a_list_goes_on_counting_after_a_paragraph_between() -> None:
    document = read(
        heading("Eisen"),
        item("Veilig"),
        item("Duurzaam"),
        paragraph("Daarnaast letten wij op de prijs."),
        item("Betaalbaar"),
        parts=lists(level(0, "%1.")),
    )
    assert html(document) == [
        "<ol><li>Veilig</li><li>Duurzaam</li></ol>",
        "<p>Daarnaast letten wij op de prijs.</p>",
        '<ol start="3"><li>Betaalbaar</li></ol>',
    ]
    assert texts(document)[-1] == "3. Betaalbaar"


def test_a_paragraph_set_in_under_an_item_belongs_to_it() -> None:
    indented = level(0, "%1.").replace("</w:lvl>", '<w:pPr><w:ind w:left="720"/></w:pPr></w:lvl>')
    document = read(
        heading("Eisen"),
        paragraph("Wij eisen:"),
        item("Veilig"),
        paragraph("Dat toetsen wij elk jaar.", props='<w:ind w:left="720"/>'),
        item("Duurzaam"),
        paragraph("Hier is de lijst voorbij."),
        parts=lists(indented),
    )
    assert html(document) == [
        "<p>Wij eisen:</p>",
        "<ol><li><p>Veilig</p><p>Dat toetsen wij elk jaar.</p></li><li>Duurzaam</li></ol>",
        "<p>Hier is de lijst voorbij.</p>",
    ]


def test_a_list_that_is_told_to_start_anew_does() -> None:
    anew = (
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    document = read(
        heading("Eisen"),
        item("Veilig"),
        paragraph("En verder:"),
        item("Duurzaam", list_id=3),
        item("Mooi", list_id=3),
        parts=lists(level(0, "%1."), more=anew),
    )
    assert html(document)[-1] == "<ol><li>Duurzaam</li><li>Mooi</li></ol>"


def test_a_list_that_follows_a_list_style_has_the_levels_of_that_style() -> None:
    """Templates number by a list style: the list itself then holds no levels at all."""
    styled = (
        f"<w:numbering {SPACES}><w:abstractNum w:abstractNumId='1'>"
        f"<w:styleLink w:val='Kopnummering'/>{level(0, '%1')}{level(1, '%1.%2')}</w:abstractNum>"
        "<w:abstractNum w:abstractNumId='2'><w:numStyleLink w:val='Kopnummering'/>"
        "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='2'/></w:num></w:numbering>"
    )

    def numbered(text: str, depth: int) -> str:
        props = f'<w:numPr><w:ilvl w:val="{depth - 1}"/><w:numId w:val="1"/></w:numPr>'
        return paragraph(text, style=f"Kop{depth}", props=props)

    document = read(
        numbered("Inleiding", 1),
        numbered("Doel", 2),
        numbered("Aanpak", 1),
        parts={"numbering.xml": styled},
    )
    assert titles(document) == [(1, "1", "Inleiding"), (2, "1.1", "Doel"), (1, "2", "Aanpak")]


def test_legal_numbers_and_levels_that_never_start_anew() -> None:
    roman = level(0, "%1", style="Kop1", shape="upperRoman")
    legal = level(1, "%1.%2", style="Kop2").replace("<w:lvlText", "<w:isLgl/><w:lvlText")
    running = level(2, "Artikel %3", style="Kop3").replace(
        "<w:pStyle", '<w:lvlRestart w:val="0"/><w:pStyle'
    )

    def numbered(text: str, depth: int) -> str:
        props = f'<w:numPr><w:ilvl w:val="{depth - 1}"/><w:numId w:val="1"/></w:numPr>'
        return paragraph(text, style=f"Kop{depth}", props=props)

    document = read(
        numbered("Begin", 1),
        numbered("Doel", 2),
        numbered("Kleding", 3),
        numbered("Vervolg", 1),
        numbered("Kosten", 2),
        numbered("Schoenen", 3),
        parts={"numbering.xml": numbering(roman, legal, running)},
    )
    assert [(number, title) for _, number, title in titles(document)] == [
        ("I", "Begin"),
        ("1.1", "Doel"),
        ("Artikel 1", "Kleding"),
        ("II", "Vervolg"),
        ("2.1", "Kosten"),
        ("Artikel 2", "Schoenen"),
    ]


def test_an_empty_heading_counts_for_the_numbers_and_is_no_section() -> None:
    props = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    document = read(
        paragraph("Inleiding", style="Kop1", props=props),
        paragraph(style="Kop1", props=props),
        paragraph("Aanpak", style="Kop1", props=props),
        parts={"numbering.xml": numbering(level(0, "%1"))},
    )
    assert titles(document) == [(1, "1", "Inleiding"), (1, "3", "Aanpak")]


def test_numbered_paragraphs_with_points_keep_their_number_as_text() -> None:
    document = read(
        heading("Voorwaarden"),
        item("De leverancier levert.", depth=1),
        item("Hij levert op tijd.", depth=1),
        parts=lists(level(0, "%1."), level(1, "%1.%2")),
    )
    assert texts(document) == ["1.1 De leverancier levert.", "1.2 Hij levert op tijd."]
    assert codes(document) == []


def test_a_paragraph_hidden_with_its_mark_counts_for_no_number() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Geheim</w:t></w:r>"
    props = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>'
    document = read(
        heading("Eisen"),
        item("Veilig"),
        paragraph(inside=hidden, props=props),
        item("Duurzaam"),
        paragraph("Tot zover.", inside=run("")),
        parts=lists(level(0, "%1.")),
    )
    assert html(document)[0] == "<ol><li>Veilig</li><li>Duurzaam</li></ol>"
    assert codes(document) == ["hidden_text_left_out"]
