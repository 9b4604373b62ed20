import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.plain_language.sentences import LIST_MARK, sentences_of, words_of
from tests.plain_language.corpus import texts


def told(text):
    return [sentence.text for sentence in sentences_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Zie bijv. Den Haag, d.w.z. De Residentie, en o.a. Gouda.",
        "Volgens art. 2.57, tweede lid, onder b, Aw 2012 (Stb. 2012, 542) mag dat.",
        "Wij doen dit t.b.v. Nederland en m.b.t. Europa.",
        "Par. 3.2 en nr. 5 kosten € 3,50 of 12.500 euro op 3.11.2026 om 14.05 uur.",
        "Vraag het aan dhr. A. de Vries van het ministerie.",
        "Kijk op https://plan.example/a.b?c=1. of mail jan.smit@plan.example.",
        "Hij riep: “Stop! Niet doen.” en liep weg.",
        "Dit is versie 2.0 van 1 dec. 2026.",
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(text):
    if "Stop!" in text:
        # An outcry within quotes may count as one of its own.
        assert told(text)[-1].endswith("en liep weg.")
    else:
        assert told(text) == [text]


def test_sentences_end_where_they_end():
    assert told("Wij repareren. U betaalt niets! Waarom? Dat is zo… Echt.") == [
        "Wij repareren.",
        "U betaalt niets!",
        "Waarom?",
        "Dat is zo…",
        "Echt.",
    ]
    assert told("Jassen, broeken enz. Dat is alles.") == ["Jassen, broeken enz.", "Dat is alles."]
    assert told("Het kost 3,50. 's Avonds is het dicht.") == [
        "Het kost 3,50.",
        "'s Avonds is het dicht.",
    ]
    assert told("Dat was in 2026. De rest volgt.") == ["Dat was in 2026.", "De rest volgt."]
    assert told('Zij zei: "Het kan." Daarna ging zij weg.') == [
        'Zij zei: "Het kan."',
        "Daarna ging zij weg.",
    ]


def test_a_heading_and_each_item_of_a_list_stand_alone():
    text = "3.2 Kleding\nWij kopen:\n- jassen;\n• broeken\n1. Eerst dit.\nb) dan dat"
    assert told(text) == [
        "3.2 Kleding",
        "Wij kopen:",
        "jassen;",
        "broeken",
        "Eerst dit.",
        "dan dat",
    ]


def test_a_line_that_was_broken_off_goes_on():
    assert [one.split() for one in told("Wij kopen jassen\nen broeken. Dat is\nalles.")] == [
        ["Wij", "kopen", "jassen", "en", "broeken."],
        ["Dat", "is", "alles."],
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Het kost € 3,50 per stuk.", 5),
        ("Zie https://plan.example/a-b/c?d=1.", 2),
        ("o.a. de ICT-dienst", 3),
        ("op 3.11.2026 in art. 2.57", 5),
        ("foto's van Jan's auto", 4),
        ("– … !", 0),
    ],
)
def test_words_are_counted_as_a_reader_would(text, count):
    assert len(words_of(text)) == count


@given(st.text("aA. \n-1é!?\"'", max_size=60))
def test_places_point_at_the_text_and_no_word_is_lost(text):
    found = sentences_of(text)
    for sentence in found:
        assert text[sentence.start : sentence.end] == sentence.text
        for word in sentence.words:
            assert text[word.start : word.end] == word.text
    letters = "".join(sign for one in found for sign in one.text if sign in "é")
    assert letters == "".join(sign for sign in text if sign == "é")


def test_nearly_every_boundary_of_policy_text_is_found_and_no_other():
    expected = {(number, start) for number, (_, starts) in enumerate(texts()) for start in starts}
    found = {
        (number, one.start)
        for number, (text, _) in enumerate(texts())
        for one in sentences_of(text)
    }
    assert len(expected) >= 150
    right = len(found & expected)
    assert right / len(found) >= 0.99, f"too many: {sorted(found - expected)}"
    assert right / len(expected) >= 0.99, f"missed: {sorted(expected - found)}"


@given(st.lists(st.sampled_from([text for text, _ in texts()]), max_size=4), st.text(max_size=20))
def test_sentences_follow_each_other_and_leave_no_word_out(parts, noise):
    text = noise.join(parts)
    left, at = [], 0
    for sentence in sentences_of(text):
        assert sentence.start >= at
        left.append(text[at : sentence.start])
        at = sentence.end
    left.append(text[at:])
    bare = [LIST_MARK.sub("", piece.lstrip("\n")) for piece in left]
    assert not [word for piece in bare for word in words_of(piece)]
