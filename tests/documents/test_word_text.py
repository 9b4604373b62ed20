"""The text of Word files: signs, formulas, fields and links as people see them."""

import pytest

from tests.documents.seen import codes, html, places, read, texts
from tests.documents.word_files import field, heading, paragraph, run, text_box

MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def signs(inside: str, properties: str = "") -> str:
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{said}{inside}</w:r>"


def shown(*inside: str) -> str:
    """What is read of one paragraph."""
    document = read(heading("Kop"), paragraph(inside="".join(inside)))
    (text,) = texts(document)
    return text


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        ("<w:t>werk</w:t><w:softHyphen/><w:t>kleding</w:t>", "werkkleding"),
        ("<w:t>werk\u00adkleding</w:t>", "werkkleding"),
        ("<w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t>", "e\u2011mail"),
        ("<w:t>a</w:t><w:tab/><w:t>b</w:t>", "a b"),
        ("<w:t>a</w:t><w:br/><w:t>b</w:t>", "a b"),
        ('<w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t>', "a b"),
        ("<w:t>a</w:t><w:lastRenderedPageBreak/><w:t>b</w:t>", "ab"),
    ],
)
def test_breaks_and_hyphens(inside: str, seen: str) -> None:
    assert shown(signs(inside)) == seen


@pytest.mark.parametrize(
    ("font", "code", "seen"),
    [
        ("Symbol", "F0B3", "\u2265"),
        ("Symbol", "F061", "\u03b1"),
        ("Symbol", "B4", "\u00d7"),
        ("Wingdings", "F0FC", "\u2713"),
        ("Wingdings", "F0FE", "\u2611"),
        ("Wingdings 2", "F052", "\u2611"),
        ("Segoe UI Symbol", "2610", "\u2610"),
    ],
)
def test_signs_of_fonts_become_signs_of_any_font(font: str, code: str, seen: str) -> None:
    assert shown(run("a "), signs(f'<w:sym w:font="{font}" w:char="{code}"/>')) == f"a {seen}"


def test_signs_typed_in_a_font_of_signs() -> None:
    typed = signs("<w:t>\uf0b3</w:t>", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')
    assert shown(run("prijs "), typed, run(" 10")) == "prijs \u2265 10"


def test_a_sign_that_nobody_knows_is_named() -> None:
    strange = signs('<w:sym w:font="Huisfont" w:char="F0AA"/>')
    document = read(heading("1 Kop"), paragraph("a ", inside=strange))
    assert texts(document) == ["a \u25a1"]
    assert [(one.code, one.place, one.params) for one in document.report.doubts] == [
        ("sign_unknown", "1 Kop", {"name": "Huisfont"})
    ]


def maths(inside: str) -> str:
    return f'<m:oMath xmlns:m="{MATHS}">{inside}</m:oMath>'


def term(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def fraction(over: str, under: str) -> str:
    return f"<m:f><m:num>{over}</m:num><m:den>{under}</m:den></m:f>"


def power(base: str, by: str) -> str:
    return f"<m:sSup><m:e>{base}</m:e><m:sup>{by}</m:sup></m:sSup>"


@pytest.mark.parametrize(
    ("formula", "seen"),
    [
        (fraction(term("1"), term("2")), "1/2"),
        (fraction(term("a+b"), term("2")), "(a+b)/2"),
        (power(term("x"), term("2")) + term("+1"), "x^2+1"),
        (f"<m:rad><m:deg/><m:e>{term('2')}</m:e></m:rad>", "\u221a2"),
        (f"<m:d><m:e>{term('a')}</m:e></m:d>", "(a)"),
    ],
)
def test_a_formula_keeps_its_meaning_and_is_named(formula: str, seen: str) -> None:
    document = read(heading("1 Kop"), paragraph("Score: ", inside=maths(formula)))
    assert texts(document) == [f"Score: {seen}"]
    assert places(document, "formula_as_text") == ["1 Kop"]


def test_fields_show_their_result_and_not_their_code() -> None:
    inside = (
        run("Zie ")
        + field(" REF _Ref1 \\h ", run("paragraaf 2"))
        + run(" op blz. ")
        + field(" PAGEREF _Toc1 \\h ", run("7"))
        + field(' XE "kleding" ')
    )
    assert shown(inside) == "Zie paragraaf 2 op blz. 7"


def test_a_link_that_is_a_field_keeps_its_address() -> None:
    link = field(' HYPERLINK "https://www.voorbeeld.nl" ', run("de site"))
    document = read(heading("Kop"), paragraph("Zie ", inside=link))
    assert html(document) == ['<p>Zie <a href="https://www.voorbeeld.nl">de site</a></p>']


def test_a_field_that_never_ends_hides_no_text() -> None:
    begun = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    )
    document = read(heading("Kop"), paragraph("Ervoor ", inside=begun), paragraph("Erna."))
    assert texts(document) == ["Ervoor", "Erna."]
    assert document.report.found == document.report.kept


def test_a_reference_that_is_broken_is_named() -> None:
    broken = field(" REF _Weg \\h ", run("Fout! Verwijzingsbron niet gevonden."))
    document = read(heading("1 Kop"), paragraph("Zie ", inside=broken))
    assert places(document, "reference_broken") == ["1 Kop"]


def test_text_that_is_struck_through_is_named() -> None:
    struck = signs("<w:t>niet</w:t>", "<w:strike/>")
    document = read(heading("1 Kop"), paragraph("Wij kopen ", inside=struck))
    assert texts(document) == ["Wij kopen niet"]
    assert places(document, "struck_text_kept") == ["1 Kop"]


def test_smart_tags_bookmarks_and_links_within_the_file_are_plain_text() -> None:
    inside = (
        '<w:bookmarkStart w:id="0" w:name="_Ref1"/>'
        f"<w:smartTag w:element='place'>{run('Den Haag')}</w:smartTag>"
        '<w:bookmarkEnd w:id="0"/><w:proofErr w:type="spellStart"/>'
        f"<w:hyperlink w:anchor='_Ref1'>{run(' en verder')}</w:hyperlink>"
    )
    document = read(heading("Kop"), paragraph(inside=inside))
    assert html(document) == ["<p>Den Haag en verder</p>"]


def test_a_large_first_letter_stands_with_its_word() -> None:
    initial = paragraph("D", props='<w:framePr w:dropCap="drop" w:lines="3"/>')
    document = read(heading("Kop"), initial, paragraph("it plan gaat over kleding."))
    assert texts(document) == ["Dit plan gaat over kleding."]
    assert "text_missing" not in codes(document)


def test_text_of_another_file_is_named_where_it_should_stand() -> None:
    document = read(heading("1 Kop"), '<w:altChunk r:id="rId9"/>', paragraph("Erna."))
    assert places(document, "part_not_read") == ["1 Kop"]


def test_what_is_missing_is_named_with_its_place() -> None:
    """A group of shapes without text box of its own is not read: the report says which text."""
    loose = "<w:r><w:pict><w:p><w:r><w:t>Losse woorden.</w:t></w:r></w:p></w:pict></w:r>"
    document = read(
        heading("1 Een"), paragraph("Tekst."), heading("2 Twee"), paragraph("X", inside=loose)
    )
    (missing,) = [one for one in document.report.doubts if one.code == "text_missing"]
    assert (missing.place, missing.params) == ("2 Twee", {"text": "Losse woorden."})
    assert "fewer_words" in codes(document)


def test_a_box_within_a_box_is_read_too() -> None:
    inner = paragraph("Buiten.", inside=text_box(paragraph("Binnen.")))
    document = read(heading("Kop"), paragraph("Ervoor.", inside=text_box(inner)))
    assert texts(document) == ["Ervoor.", "Buiten.", "Binnen."]
