from pathlib import Path
from time import perf_counter

import pypdfium2
import pytest

from consultation.plain_language.measurement import (
    PlaceKind,
    ScoreBand,
    Verdict,
    measure,
    syllables,
)
from consultation.plain_language.vocabulary import is_rare, parts_of, plainer_words

POLICY = """
Teneinde de continuïteit van de dienstverlening te borgen, dient de inschrijver, conform het
bepaalde in artikel 2.57 van de Aanbestedingswet 2012, aan te tonen dat hij beschikt over een
adequaat systeem ten behoeve van de uitvoering van de raamovereenkomst. Indien de opdrachtnemer
hieraan niet voldoet, worden door de aanbestedende dienst additionele maatregelen geïmplementeerd,
onverminderd het recht van de aanbestedende dienst om nakoming te vorderen en de overeenkomst
zonder nadere ingebrekestelling te beëindigen.
"""
PLAIN = """
Wij kopen kleding voor mensen die voor het Rijk werken. De kleding moet lang meegaan. Is een jas
kapot? Dan maakt het bedrijf de jas weer heel. U krijgt binnen een week uw eigen jas terug. Dat
kost u niets.
"""
REAL = Path(__file__).parents[3] / "shared" / "data" / "inkoopbeleid-ggz-2024-2026.pdf"


def fragments(text, kind, **options):
    return [place.fragment for place in measure(text, **options).of_kind(kind)]


def suggestions(text):
    return {place.fragment: place.suggestion for place in measure(text).of_kind("hard_word")}


class TestFigures:
    def test_a_fixed_text_has_these_figures(self):
        found = measure("Wij kopen jassen. Is een jas kapot? Dan maken wij hem.")
        assert (found.words, found.sentences) == (11, 3)
        assert (found.mean_sentence, found.longest_sentence) == (3.7, 4)
        # 15 syllables in 11 words: 206.8 - 0.93 * 3.667 - 0.77 * 136.36
        assert (found.score, found.score_band) == (98.4, ScoreBand.VERY_EASY)
        assert (found.passive_share, found.verdict) == (0.0, Verdict.GOOD)

    def test_an_empty_text_has_nothing_to_say(self):
        found = measure(" \n ")
        assert (found.words, found.sentences, found.places) == (0, 0, ())
        assert found.verdict is Verdict.GOOD

    @pytest.mark.parametrize(
        ("word", "count"),
        [
            ("jas", 1),
            ("kleding", 2),
            ("mooie", 2),
            ("inkoopcategorieën", 7),
            ("eeuwen", 2),
            ("beïnvloeden", 4),
            ("bureau", 2),
            ("sst", 1),
        ],
    )
    def test_syllables(self, word, count):
        assert syllables(word) == count

    def test_explained_terms_do_not_weigh_in_the_score(self):
        text = "De raamovereenkomst duurt twee jaar."
        plain = measure(text, explained=frozenset({"raamovereenkomst"}))
        assert plain.score > measure(text).score
        assert plain.words == measure(text).words


class TestVerdict:
    def test_the_longest_sentence_decides(self):
        fifteen = " ".join(["jas"] * 15) + "."
        assert measure(fifteen).verdict is Verdict.GOOD
        assert measure(f"jas {fifteen}").verdict is Verdict.TOO_HARD
        assert fragments(fifteen, PlaceKind.LONG_SENTENCE) == []
        assert measure(f"jas {fifteen}").of_kind(PlaceKind.LONG_SENTENCE)[0].words == 16

    def test_long_names_of_things_do_not_make_a_short_sentence_hard(self):
        text = "Wij kopen bedrijfskleding. De inkoopcategorieën vindt u op rijksoverheidswebsites."
        found = measure(text)
        assert found.verdict is Verdict.GOOD
        assert found.score < 60

    def test_plain_text_ranks_as_plainer_than_policy(self):
        plain, policy = measure(PLAIN), measure(POLICY)
        assert (plain.verdict, policy.verdict) == (Verdict.GOOD, Verdict.TOO_HARD)
        assert plain.mean_sentence < 15 < policy.mean_sentence
        assert plain.longest_sentence < policy.longest_sentence
        assert plain.passive_share < policy.passive_share
        assert plain.score > policy.score
        assert plain.places == ()
        assert {place.kind for place in policy.places} >= {"long_sentence", "hard_word", "passive"}

    @pytest.mark.real
    @pytest.mark.skipif(not REAL.exists(), reason="the real documents are not beside the project")
    def test_a_real_policy_is_found_hard_and_measured_quickly(self):
        document = pypdfium2.PdfDocument(REAL)
        text = "\n".join(document[page].get_textpage().get_text_range() for page in range(8, 14))
        begin = perf_counter()
        policy = measure(text.replace("\r\n", "\n"))
        assert perf_counter() - begin < 5
        assert policy.verdict is Verdict.TOO_HARD
        assert policy.mean_sentence > measure(PLAIN).mean_sentence
        assert 30 <= policy.score <= 60
        assert len(policy.of_kind(PlaceKind.LONG_SENTENCE)) > 30


class TestPlaces:
    def test_a_place_points_at_the_text(self):
        found = measure(POLICY, explained=frozenset({"raamovereenkomst"}))
        assert [place.start for place in found.places] == sorted(p.start for p in found.places)
        for place in found.places:
            assert POLICY[place.start : place.end] == place.fragment

    def test_a_hard_word_comes_with_a_plainer_one(self):
        found = suggestions("Wij handelen conform de wet, ten behoeve van iedereen. Hij wil reeds.")
        assert found == {"conform": "volgens", "ten behoeve van": "voor", "reeds": "al"}

    @pytest.mark.parametrize("word", ["adequate", "Implementeert", "gefaciliteerd", "aanwendt"])
    def test_an_inflected_hard_word_is_found_too(self, word):
        assert list(suggestions(f"{word} dit.")) == [word]

    def test_a_word_that_is_hard_in_one_sense_only_is_left_alone(self):
        assert suggestions("Wij zijn daar. Welke jas is van u?") == {}

    @pytest.mark.parametrize("word", ["bedrijfskleding", "klantenraad", "categorieplan"])
    def test_a_compound_of_plain_words_is_plain(self, word):
        assert not is_rare(word)

    @pytest.mark.parametrize("word", ["kazernes", "lukten"])
    def test_a_form_of_a_plain_word_is_plain(self, word):
        assert not is_rare(word)

    @pytest.mark.parametrize("word", ["somatische", "ingebrekestelling", "circulariteit"])
    def test_a_word_that_people_seldom_read_is_rare(self, word):
        assert is_rare(word)

    def test_names_numbers_and_addresses_are_not_hard(self):
        assert (
            suggestions("Wij vragen het Xerxespolder op https://quxquuxje.example/ in 2026.") == {}
        )

    def test_terms_that_are_explained_are_not_hard(self):
        text = "De circulariteit van de raamovereenkomsten."
        assert set(suggestions(text)) == {"circulariteit", "raamovereenkomsten"}
        explained = frozenset({"Circulariteit", "raamovereenkomst"})
        assert fragments(text, PlaceKind.HARD_WORD, explained=explained) == []

    @pytest.mark.parametrize(
        ("text", "passive"),
        [
            ("De jas wordt door het bedrijf gemaakt.", ["wordt door het bedrijf gemaakt"]),
            ("Er werd besloten om te stoppen.", ["werd besloten"]),
            ("De eisen zijn door ons beschreven.", ["zijn door ons beschreven"]),
            ("De jassen kunnen worden ingeleverd.", ["worden ingeleverd"]),
            ("Het wordt mooi weer in dit gebied.", []),
            ("Wij hebben de jas gemaakt.", []),
            ("De jas is blauw.", []),
            ("De norm is in 2025 vastgesteld.", ["is in 2025 vastgesteld"]),
            ("De prijs is gestegen.", []),
            ("Wij zijn verplicht dit te doen.", []),
        ],
    )
    def test_passive(self, text, passive):
        assert fragments(text, PlaceKind.PASSIVE) == passive

    @pytest.mark.parametrize(
        ("text", "nouns"),
        [
            ("Wij regelen de uitvoering van het plan.", ["de uitvoering van"]),
            ("Het repareren van jassen kost geld.", ["Het repareren van"]),
            ("De mening van u telt.", []),
        ],
    )
    def test_verbs_that_were_made_nouns(self, text, nouns):
        assert fragments(text, PlaceKind.NOMINALISATION) == nouns

    @pytest.mark.parametrize(
        ("kind", "text", "found"),
        [
            (
                PlaceKind.TONGS,
                "Het Rijk heeft na lang overleg met alle deelnemers en hun leveranciers in mei "
                "gekozen.",
                ["heeft na lang overleg met alle deelnemers en hun leveranciers in mei gekozen"],
            ),
            (PlaceKind.TONGS, "Het Rijk heeft in mei gekozen.", []),
            (
                PlaceKind.TONGS,
                "Het Rijk heeft een plan, en dat plan is na veel overleg met allen die er zijn "
                "gemaakt.",
                [],
            ),
            (
                PlaceKind.PREPOSITIONS,
                "De keuze van de stof voor de jas van de drager bij de dienst is klaar.",
                ["van de stof voor de jas van de drager bij de"],
            ),
            (PlaceKind.PREPOSITIONS, "De stof van de jas is van wol.", []),
            (PlaceKind.DOUBLE_DENIAL, "Dat is niet onmogelijk.", ["niet onmogelijk"]),
            (PlaceKind.DOUBLE_DENIAL, "Dit kan niet zonder hulp.", ["niet zonder"]),
            (PlaceKind.DOUBLE_DENIAL, "Dit is niet onderling afgesproken.", []),
            (PlaceKind.DOUBLE_DENIAL, "Dat kan niet.", []),
            (PlaceKind.LONG_WORD, "De bezwaarschriftprocedure.", ["bezwaarschriftprocedure"]),
            (PlaceKind.LONG_WORD, "De bezwaarprocedure.", []),
        ],
    )
    def test_other_constructions(self, kind, text, found):
        assert fragments(text, kind) == found

    @pytest.mark.parametrize(
        ("word", "parts"),
        [
            ("bezwaarschriftprocedure", ("bezwaar", "schrift", "procedure")),
            ("bedrijfskleding", ("bedrijf", "kleding")),
            ("klantenraad", ("klanten", "raad")),
            ("overheidsopdracht", ("overheid", "opdracht")),
            ("jas", ()),
            ("qwrtpsdfghjkl", ()),
        ],
    )
    def test_a_compound_is_taken_apart(self, word, parts):
        assert parts_of(word) == parts

    def test_what_stands_beyond_the_limit_is_shown(self):
        found = measure("Een jas. Nog een jas erbij.", max_words=4).of_kind(PlaceKind.TOO_LONG)
        assert [(place.fragment, place.words) for place in found] == [("jas erbij", 2)]
        assert measure("Een jas.", max_words=2).of_kind(PlaceKind.TOO_LONG) == ()


@pytest.mark.parametrize(
    "text", ["." * 40_000, "a." * 20_000, "a-" * 20_000, "ge" * 20_000, "aan" * 14, "1." * 20_000]
)
def test_no_text_takes_long_to_measure(text):
    begin = perf_counter()
    measure(f"wordt {text}")
    assert perf_counter() - begin < 2


def test_every_line_of_the_list_has_a_plainer_word():
    entries = plainer_words()
    assert len(entries) > 400
    assert all(entry.hard and entry.plain for entry in entries)
    assert len({entry.hard for entry in entries}) == len(entries)
