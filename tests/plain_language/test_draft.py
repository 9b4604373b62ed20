from hypothesis import given
from hypothesis import strategies as st

from consultation.plain_language.draft import draft_summary
from consultation.plain_language.sentences import sentences_of

TEXT = """3.2 Reparatie van kleding
De leverancier maakt kapotte kleding. Hij maakt een kapotte jas binnen een week.
Bij mooi weer drinken wij thee in de tuin. Kapotte kleding die hij niet kan maken, koopt hij nieuw.
De leverancier telt hoeveel kapotte kleding hij maakt en meldt dat elk jaar aan ons.
"""


def test_it_takes_whole_sentences_in_their_own_order():
    drafted = draft_summary(TEXT, max_words=30)
    sentences = [one.text for one in sentences_of(TEXT)]
    places = [sentences.index(one.text) for one in sentences_of(drafted)]
    assert places == sorted(places)
    assert 0 < len(drafted.split()) <= 30


def test_it_takes_what_the_text_is_about():
    drafted = draft_summary(TEXT, max_words=45)
    assert "leverancier" in drafted
    assert "thee" not in drafted
    assert "3.2" not in drafted


def test_a_short_text_stays_whole_and_a_sentence_is_never_cut():
    assert draft_summary("Wij kopen nieuwe jassen. Zij zijn blauw en warm.") == (
        "Wij kopen nieuwe jassen. Zij zijn blauw en warm."
    )
    assert draft_summary("Dit is " + "heel " * 90 + "lang.") == ""
    assert draft_summary("") == ""


@given(st.lists(st.sampled_from(TEXT.split("\n")), max_size=12), st.integers(1, 60))
def test_it_stays_within_the_room(lines, room):
    drafted = draft_summary("\n".join(lines), max_words=room)
    assert sum(len(one.words) for one in sentences_of(drafted)) <= room
