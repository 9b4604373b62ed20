"""What a kept block is made of, for comparing it piece by piece."""

import pytest

from consultation.documents.rows import Row, pictures_of, rows_of


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<p>Een alinea met <b>woorden</b>.</p>", ()),
        ("<ul><li>een j<b>as</b></li><li>een broek<ul><li>kort</li></ul></li></ul>",
         (("een jas",), ("een broek kort",))),
        ("<table><caption>Maten</caption><thead><tr><th>Maat</th></tr></thead><tbody>"
         "<tr><td><p>48</p><p>lang</p></td></tr></tbody></table>",
         (("Maten",), ("Maat",), ("48 lang",))),
    ],
)  # fmt: skip
def test_a_table_has_rows_and_a_list_has_items(html: str, rows: tuple[Row, ...]) -> None:
    assert rows_of(html) == rows


def test_a_picture_is_known_by_its_fingerprint() -> None:
    assert pictures_of('<figure><img src="image:ab12" alt="Een jas"></figure>') == "ab12"
    assert pictures_of('<p><img src="https://elders.nl/x.png" alt=""></p>') == ""
