"""The one place where Dutch words are made comparable: for search, grouping and the glossary."""

import re
import unicodedata
from functools import lru_cache

from simplemma import lemmatize
from Stemmer import Stemmer

NORMALISER_VERSION = 1
"""Stored beside every index; when a rule below changes it goes up and the index is made anew."""

EVERYWHERE = """
    aan al alle als altijd andere ben bent bij binnen boven buiten dan dat de der des deze die
    dit doch doen door dus een eens elk elke en er eraan ervan ervoor etc ge geen had hadden heb
    hebben hebt heeft hem hen het hier hierbij hij hoe hun hunne iets ieder iedere ik in is ja
    je jij jou jouw jullie kan kon konden kunnen kunt maar me mee met mij mijn moest moesten
    moet moeten mocht mochten mag mogen na naar naast niet niets nog nu of om omdat onder ons
    onze ook op over per reeds te tegen ten ter toch toen tot tussen u uit uw van vanaf vanuit
    veel via voor vooral waar waarbij waarin waarom waarvan wanneer want was waren wat we wel
    welk welke werd werden wie wij wil wilde willen wilt word worden wordt zal ze zei zich zij
    zijn zo zoals zodat zou zouden zullen zult
"""
STOPWORDS = frozenset(EVERYWHERE.split())
"""Words that stand in every text and tell none apart."""

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)*")
POSSESSIVE = re.compile(r"[’']s?$")
LONG_VOWEL = re.compile(r"([aeou])\1(?=[^aeiou]$)")
DOUBLED = re.compile(r"([bdfgklmnprst])\1$")
SHORTEST = 4
PLURAL_IN_S = ("aar", "de", "el", "em", "er", "ie", "or", "te", "é")
HARDENED = str.maketrans("vz", "fs")


def normalised_words(text: str) -> list[str]:
    """The words of a text in order, in one form each, without stopwords.

    Accents stay (één is not een); section numbers such as 3.2 stay whole.
    """
    composed = unicodedata.normalize("NFC", text).casefold()
    words = (POSSESSIVE.sub("", match[0]) for match in TOKEN.finditer(composed))
    return [stem(word) for word in words if word and word not in STOPWORDS]


def stem(word: str) -> str:
    """A word without its plural or inflection: reacties as reactie, duurzame as duurzaam.

    A light rule of our own. It knows no exceptions and does not join gevraagd with vragen.
    """
    if word.endswith("heden") and len(word) > 7:
        return f"{word[:-5]}heid"
    for ending in ("ieën", "iën"):
        if word.endswith(ending):
            return f"{word[: -len(ending)]}ie"
    return _one_spelling(_without_ending(word))


def _without_ending(word: str) -> str:
    for ending in ("en", "e", "s"):
        base = word.removesuffix(ending)
        if base == word or len(base) < SHORTEST - 1:
            continue
        # The s of proces, kans or bus belongs to the word, and so does the ie of reactie.
        if ending == "s" and not base.endswith(PLURAL_IN_S):
            return word
        if ending == "e" and base.endswith("i"):
            return word
        return base
    return word


def _one_spelling(word: str) -> str:
    """Vraag and vrag(en), groot and grot(e), bedrijf and bedrijv(en) in one spelling."""
    single = DOUBLED.sub(r"\1", LONG_VOWEL.sub(r"\1", word))
    return single[:-1] + single[-1:].translate(HARDENED)


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """A word in small letters without its accents, as many people type it."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


LONG_STEM = 6
"""Letters from which repareer and reparer are one stem; of short words kop and koop stay two."""


@lru_cache(maxsize=100_000)
def word_forms(word: str) -> frozenset[str]:
    """By what a word is found whatever its form: percelen by perceel, gevraagd by vraag.

    The stem of the word and the stem of its dictionary form, because each knows words that the
    other does not. A dictionary form that stands in every text is none: was is found by wassen,
    and not by zijn.
    """
    small = word.casefold()
    lemma = lemmatize(small, "nl", low_memory=True)
    whole = (small, lemma) if lemma not in STOPWORDS else (small,)
    # A stemmer may not be shared by threads; a new one costs next to nothing.
    return frozenset(_one_stem(folded(one)) for one in Stemmer("dutch").stemWords(whole))


def _one_stem(stem: str) -> str:
    return LONG_VOWEL.sub(r"\1", stem) if len(stem) >= LONG_STEM else stem
