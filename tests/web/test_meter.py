"""The meter: every place once in the list, and marked where it stands."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template_string

from consultation.web.meter import Meter, meter_of

LONG = (
    "Wij kopen de jassen en de broeken en de schoenen en de mutsen en de dassen en de sokken. "
    "De jas wordt gemaakt door iemand."
)


def found_in(text: str, **given: int) -> Meter:
    found = meter_of(text, **given)
    assert found is not None
    return found


def test_places_come_in_the_order_of_the_text_with_a_number_each() -> None:
    found = found_in(LONG)
    assert [(one.number, one.kind) for one in found.remarks] == [
        (1, "long_sentence"),
        (2, "passive"),
    ]
    assert found.remarks[0].words == 19


@pytest.mark.parametrize("text", [LONG, "Een zin.\n\nDe inschrijver levert.", "  Wit om de zin.  "])
def test_no_word_is_lost_and_every_number_is_marked_in_the_text(text: str) -> None:
    found = found_in(text)
    pieces = [piece for paragraph in found.paragraphs for piece in paragraph]
    assert "".join(piece.text for piece in pieces) == text.replace("\n", "")
    ends = {number for piece in pieces for number in piece.numbers}
    assert ends == {remark.number for remark in found.remarks}


def test_a_hard_word_that_comes_back_is_one_remark_marked_twice() -> None:
    found = found_in("De inschrijver komt. Elke inschrijver komt.")
    hard = [remark for remark in found.remarks if remark.kind == "hard_word"]
    assert [remark.fragment for remark in hard] == ["inschrijver"]
    pieces = [piece for paragraph in found.paragraphs for piece in paragraph]
    assert [piece.text for piece in pieces if piece.mark == "hard"] == ["inschrijver"] * 2


def test_what_is_beyond_the_limit_is_a_place_of_its_own() -> None:
    found = found_in("Wij kopen een jas. En een muts.", most_words=4)
    assert [(one.kind, one.words) for one in found.remarks] == [("too_long", 3)]
    assert found.paragraphs[0][-1].text == "."
    assert found.paragraphs[0][-2].text == "En een muts"


def test_a_text_without_words_has_no_meter() -> None:
    assert meter_of("") is None
    assert meter_of(" \n ") is None


def drawn(app: Flask, found: Meter | None) -> str:
    source = '{% from "parts/meter.html" import meter %}{{ meter(found) }}'
    with app.test_request_context():
        html = render_template_string(source, found=found)
    return " ".join(BeautifulSoup(html, "html5lib").get_text(" ").split())


def test_the_places_are_told_before_the_score_which_is_never_a_level(app: Flask) -> None:
    text = drawn(app, found_in(LONG))
    assert text.index("Lange zin: 19 woorden") < text.index("Score")
    assert "Wie doet het?" in text
    assert "Een score zegt niet alles" in text
    assert "B1" not in text


def test_a_short_text_has_no_score(app: Flask) -> None:
    text = drawn(app, found_in("Wij kopen een jas."))
    assert "Score" not in text
    assert "Wij zien geen moeilijke plekken." in text


def test_what_was_typed_is_shown_as_text(app: Flask) -> None:
    source = '{% from "parts/meter.html" import meter %}{{ meter(found) }}'
    with app.test_request_context():
        html = render_template_string(source, found=meter_of("De <b>inschrijver</b> komt."))
    assert "<b>inschrijver" not in html


def test_without_a_text_the_meter_says_so(app: Flask) -> None:
    assert "Er is nog geen tekst" in drawn(app, None)
