"""Finds what makes a sentence hard by the shape of its words: passives, tongs, chains, denials."""

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

FARTHEST_HELPER = 15
HAPPENED = """
    afgelopen afgenomen begonnen bekend beperkt betrokken bereikt bevoegd bezig blijven gebaat
    gebaseerd gebeurd gebleken gebleven gedaald geëindigd gegaan gegroeid gehecht gekomen geldend
    gelegen geneigd gericht geschikt geslaagd gestart gestegen gestopt gevestigd geweest geworden
    geïnteresseerd ontstaan overleden tevreden toegenomen uitgegroeid verbonden verhuisd verlopen
    veranderd verplicht verschenen vertrokken verwant voldoende voorbij
"""
NO_DEEDS = frozenset(HAPPENED.split())
"""After is and zijn these tell what something is or what happened, not what was done to it."""

MADE_NOUN = re.compile(r"[a-zïë]{4,}(?:ering|ing|atie)")
THINGS = """
    afdeling beweging combinatie opleiding informatie instelling kleding koning locatie mening
    omgeving organisatie rekening regering relatie richting situatie tekening verdieping vereniging
    vergadering vergoeding vestiging voorziening woning zitting
"""
NO_MADE_NOUNS = frozenset(THINGS.split())
ARTICLES = frozenset(["de", "het", "een", "deze", "die", "dit", "dat"])
SHORTEST_INFINITIVE = 5


PLACED_BEFORE = """
    aan bij binnen buiten door in inzake met na naar namens om omtrent onder op over rond
    sinds te tegen ten ter tijdens tot tussen uit van vanaf vanuit via volgens voor wegens
"""
PREPOSITIONS = frozenset(PLACED_BEFORE.split())
SHORTEST_CHAIN = 4
FARTHEST_LINK = 4
"""A chain is so many prepositions, each within so many words of the one before."""

HELPING = """
    dienen dient had hadden hebben heeft kan kunnen mag moet moeten mogen werd werden worden
    wordt zal zullen
"""
HELPERS = frozenset(HELPING.split())
WIDEST_TONGS = 9
"""Words between a verb and the rest of it; more is hard to keep in mind."""

DENIALS = frozenset(["geen", "nergens", "niemand", "niet", "niets", "nimmer", "noch", "nooit"])
DENYING = frozenset(["nalaten", "ontkend", "ontkennen", "uitgesloten", "uitsluiten", "zonder"])
UNMADE = re.compile(r"on[a-zïë]{3,}(?:baar|bare|elijk|elijke|end|ende|ig|ige|lijk|lijke|waar|ware)")
NEAREST_DENIAL = 5
NOT_UNMADE = """
    onafhankelijk onafhankelijke ondanks onderhavig onderhavige onderling onderlinge onderwijs
    ongeveer onlangs onmiddellijk onmiddellijke
"""
LIKE_UNMADE = frozenset(NOT_UNMADE.split())

Span = tuple[int, int]


def preposition_chain_in(words: Sequence[str]) -> Span | None:
    """The longest row of prepositions: van ... voor ... bij ... door, each close to the next."""
    places = [at for at, word in enumerate(words) if word.casefold() in PREPOSITIONS]
    best: Span | None = None
    begin = 0
    for end, place in enumerate(places):
        if end and place - places[end - 1] > FARTHEST_LINK:
            begin = end
        length = end - begin + 1
        if length >= SHORTEST_CHAIN and (best is None or length > best[1]):
            best = begin, length
    if best is None:
        return None
    last = places[best[0] + best[1] - 1]
    return places[best[0]], min(last + 1, len(words) - 1)


def tongs_in(words: Sequence[str], breaks: Sequence[bool]) -> Span | None:
    """A verb of which the rest comes much later: heeft ... vastgesteld.

    `breaks` says before which words a comma or the like stands: tongs do not reach past one.
    """
    lowered = [word.casefold() for word in words]
    helper: int | None = None
    for at, word in enumerate(lowered):
        if breaks[at]:
            helper = None
        if word in HELPERS:
            helper = at
        elif helper is not None and _is_rest(word) and at - helper > WIDEST_TONGS:
            return helper, at
    return None


def double_denial_in(words: Sequence[str]) -> Span | None:
    """Two denials that are to be taken away from each other: niet onmogelijk, niet zonder."""
    lowered = [word.casefold() for word in words]
    for at, word in enumerate(lowered):
        if word not in DENIALS:
            continue
        near = range(at + 1, min(at + 1 + NEAREST_DENIAL, len(words)))
        for other in near:
            if lowered[other] in DENYING or _is_unmade(lowered[other]):
                return at, other
    return None


def _is_unmade(word: str) -> bool:
    """Whether it is the opposite of a word that exists: onmogelijk of mogelijk."""
    if word in LIKE_UNMADE or not UNMADE.fullmatch(word):
        return False
    return any(zipf_frequency(base) > 0 for base in (word[2:], word[2:].removesuffix("e")))


def _is_rest(word: str) -> bool:
    return _is_participle(word) or (_is_infinitive(word) and not word.endswith("ingen"))


def passive_in(words: Sequence[str]) -> tuple[int, int] | None:
    """The first and last word of a passive in a sentence: wordt ... gedaan, is ... door ... gedaan.

    By shape alone, so it is an indication: het wordt duidelijk has no participle and is none, and
    is gestegen tells what happened.
    """
    lowered = [word.casefold() for word in words]
    participles = [at for at, word in enumerate(lowered) if _is_participle(word)]
    helpers = [at for at, word in enumerate(lowered) if word in BECOME]
    if not helpers:
        by_somebody = "door" in lowered
        participles = [at for at in participles if by_somebody or lowered[at] not in NO_DEEDS]
        helpers = [at for at, word in enumerate(lowered) if word in BE]
    pairs = [(abs(one - other), one, other) for one in helpers for other in participles]
    if not pairs or min(pairs)[0] > FARTHEST_HELPER:
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
