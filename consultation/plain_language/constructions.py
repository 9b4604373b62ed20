"""Finds passive sentences and verbs that were made nouns, by the shape of the words."""

import re
from collections.abc import Iterator, Sequence

from consultation.plain_language.frequency import zipf_frequency

BECOME = frozenset(["wordt", "worden", "word", "werd", "werden", "geworden"])
BE = frozenset(["is", "zijn", "was", "waren"])

PARTICIPLE = re.compile(
    r"(?:aan|achter|af|bij|deel|door|goed|in|klaar|los|mee|na|neer|om|onder|op|over|samen|tegen"
    r"|terug|toe|uit|vast|voor|waar|weg)?ge[a-zïë]{2,}(?:d|t|en)"
    r"|(?:aan|af|door|in|mee|om|onder|op|over|toe|uit|voor)?(?:be|ver|ont|her|er)[a-zïë]{2,}(?:d|t)"
    r"|(?:onder|over|voor|door|om|mis|vol)[a-zïë]{3,}(?:d|t)"
    r"|(?:be|her|ont|ver|uitver|aanbe|voorbe|voorge|vastge)"
    r"(?:sproken|schreven|sloten|grepen|geten|wezen|kregen|koren|kocht|zonden|boden|nomen|vangen"
    r"|houden|slagen|trokken|broken|worpen|wogen|leken|keken|zien|roepen|laten)"
)
LIKE_PARTICIPLES = """
    bedrijfsgebied beeld beleid benut bereid bestand bevoegd bewust eerst gebied gebieden
    gebouwen gebruiken geduld gedachten geen gegeven geheugen geld geluiden gemeenten gemoed
    genoegen gerecht gerechten gerust gesprekken getal getallen gevallen gevoelen gevolgen
    geweld gewend gewicht gewoonten gezicht gezinnen gezond herfst moment omvat onderhoud
    onderwerpen onderzoek overheid overzicht verantwoord verband verleden verschillend verslag
    verstand vertrouwd voorbeeld voorraad voorwaarden
"""
NO_PARTICIPLES = frozenset(LIKE_PARTICIPLES.split())

MADE_NOUN = re.compile(r"[a-zïë]{4,}(?:ering|ing|atie)")
THINGS = """
    afdeling beweging combinatie opleiding informatie instelling kleding koning locatie mening
    omgeving organisatie rekening regering relatie richting situatie tekening verdieping vereniging
    vergadering vergoeding vestiging voorziening woning zitting
"""
NO_MADE_NOUNS = frozenset(THINGS.split())
ARTICLES = frozenset(["de", "het", "een", "deze", "die", "dit", "dat"])
SHORTEST_INFINITIVE = 5


def passive_in(words: Sequence[str]) -> tuple[int, int] | None:
    """The first and last word of a passive in a sentence: wordt ... gedaan, is ... door ... gedaan.

    By shape alone, so it is an indication: het wordt duidelijk has no participle and is none.
    """
    lowered = [word.casefold() for word in words]
    participles = [at for at, word in enumerate(lowered) if _is_participle(word)]
    helpers = [at for at, word in enumerate(lowered) if word in BECOME]
    if not helpers and "door" in lowered:
        helpers = [at for at, word in enumerate(lowered) if word in BE]
    pairs = [(abs(one - other), one, other) for one in helpers for other in participles]
    if not pairs:
        return None
    _, one, other = min(pairs)
    return min(one, other), max(one, other)


def made_nouns_in(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a verb was made a noun: de uitvoering van, het uitvoeren van."""
    lowered = [word.casefold() for word in words]
    for at in range(1, len(lowered) - 1):
        if lowered[at + 1] != "van" or lowered[at] in NO_MADE_NOUNS:
            continue
        if MADE_NOUN.fullmatch(lowered[at]):
            yield (at - 1 if lowered[at - 1] in ARTICLES else at), at + 1
        elif lowered[at - 1] == "het" and _is_infinitive(lowered[at]):
            yield at - 1, at + 1


def _is_participle(word: str) -> bool:
    adjective = word.endswith("gericht") and word != "gericht"
    return not adjective and word not in NO_PARTICIPLES and bool(PARTICIPLE.fullmatch(word))


def _is_infinitive(word: str) -> bool:
    return len(word) >= SHORTEST_INFINITIVE and word.endswith("en") and zipf_frequency(word) > 0
