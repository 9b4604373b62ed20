"""What a kept block is made of, for comparing it piece by piece."""

import pytest

from consultation.documents.rows import Row, links_of, pictures_of, rows_of, text_of


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<p>Een alinea met <b>woorden</b>.</p>", ()),
        ("<ul><li>een j<b>as</b></li><li>een broek<ul><li>kort</li></ul></li></ul>",
         (Row(("een jas",)), Row(("een broek",)), Row(("kort",), depth=1))),
        ("<table><caption>Maten</caption><thead><tr><th>Maat</th></tr></thead><tbody>"
         "<tr><td><p>48</p><p>lang</p></td></tr></tbody></table>",
         (Row(("Maten",)), Row(("Maat",), is_head=True), Row(("48 lang",)))),
    ],
)  # fmt: skip
def test_a_table_has_rows_and_a_list_has_items(html: str, rows: tuple[Row, ...]) -> None:
    assert rows_of(html) == rows


def test_a_picture_is_known_by_its_fingerprint() -> None:
    assert pictures_of('<figure><img src="image:ab12" alt="Een jas"></figure>') == "ab12"
    assert pictures_of('<p><img src="https://elders.nl/x.png" alt=""></p>') == ""


def test_the_number_of_a_footnote_is_not_a_word_of_the_text() -> None:
    html = '<p>De NZa<sup><a href="#noot-1">1</a></sup> kijkt &amp; telt 5 m<sup>2</sup>.</p>'
    assert text_of("De NZa1 kijkt & telt 5 m2.", html) == "De NZa kijkt & telt 5 m2."
    listed = '<ol><li>De NZa<sup><a href="#noot-1">1</a></sup></li></ol>'
    assert rows_of(listed) == (Row(("De NZa",)),)


def test_a_link_is_known_by_its_address() -> None:
    html = '<p><a href="https://a.nl/x">hier</a> en <a href="#noot-2">2</a></p>'
    assert links_of(html) == ("https://a.nl/x",)
