"""Cuts Dutch text into sentences and words, without stumbling over art. 2.57, d.w.z. or 3,50."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ABBREVIATED = """
    aanv afd afl alg apr arr art artt aug bc bijl bijv blz bv ca chr dec dhr div dr drs evt excl
    fa feb febr fig fr gebr gem gen hfst incl ing inl inw ir jan jhr jl jo joh jr kol kst max mej
    mevr min mln mld mnd mr mrt mw nl nov nr nrs okt ong par pag penn ph plv pp prof resp secr sept
    sr st stb stcrt subs tel th toel trb uitg verg vgl vnl voorz vs wnd zgn
"""
ABBREVIATIONS = frozenset(ABBREVIATED.split())
"""Words that have a full stop of their own; a sentence does not end there."""

ENDINGS = frozenset(["enz", "etc", "e.d", "e.a", "c.s", "a.s", "b.v", "n.v"])
"""Abbreviations at which a sentence often does end."""

MAY_BE_LAST = """
    apr aug dec e.o e.v feb febr jan jl jr m.i.v max mld mln mnd mrt nov okt sept sr s.s u
"""
MAY_END = frozenset(MAY_BE_LAST.split())
"""Abbreviations that may stand last; they do when a word follows that only begins a sentence."""

OPENING = """
    Aan Alle Als Anders Bij Daar Daarbij Daardoor Daarna Daarom Daarvoor Dan Dat De Deze Die Dit
    Door Echter Een Elk Elke Er Geen Haar Het Hier Hierbij Hierdoor Hij In Indien Maar Met Na Naast
    Nadat Niet Nog Nu Om Omdat Ons Onze Ook Op Over Per Sinds Te Tijdens Tot U Uit Uw Van Vanaf
    Veel Verder Volgens Voor Waar Waarom Wanneer Was Wat Welke Wie Wij Ze Zij Zo Zodra Zonder
"""
OPENERS = frozenset(OPENING.split())
LABELLING = """
    annex bijlage categorie deel fase groep klasse kolom letter onderdeel optie pakket perceel
    profiel scenario schema stap tabel test type variant versie vitamine zone
"""
LABELS = frozenset(LABELLING.split())
"""Words before a letter that is a name of a part: bijlage C. is no initial."""

LIST_MARK = re.compile(r"[ \t]*(?:[-–—•*·▪◦‣o]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])[ \t]+")
TERMINAL = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
STARTS = re.compile(r"\s*(?:[\"'“‘„«(\[]*(?:[A-ZÀ-ÖØ-Þ0-9]|[a-z][A-Z])|['’][stnkmr]\s)")
LAST_TOKEN = re.compile(r"[^\s\"'“‘„«(\[]*$")
LABELLED = re.compile(r"\w[^.!?]*[ \t]([^\W\d_]+)[ \t]+[A-Z]$")
FIRST_WORD = re.compile(r"[\s\"'“‘„«(\[]*([^\W\d_]+)")
DOTTED = re.compile(r"(?:[a-z]{1,2}\.)+[a-z]{1,2}", re.IGNORECASE)

WORD = re.compile(
    r"(?P<address>(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\]\"'”’]|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<number>[€$£]?\d+(?:[.,:/-]\d+)*(?:e|ste|de)?%?)"
    r"|(?P<dotted>(?:[A-Za-z]{1,2}\.){2,})"
    r"|(?P<word>[^\W\d_]+(?:['’./-]?[^\W_]+)*|['’][stnkmr]\b)"
)


@dataclass(frozen=True)
class Word:
    """A word and where it stands; `letters` tells words from numbers, addresses and d.w.z."""

    text: str
    start: int
    end: int
    letters: bool


@dataclass(frozen=True)
class Sentence:
    """A sentence, list item or heading, and where it stands."""

    text: str
    start: int
    end: int
    words: tuple[Word, ...]
    closed: bool
    """Whether it ends as a sentence does; a heading or list item need not."""


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a text in order; a heading and a list item count as one each."""
    spans = (cut for start, end in _blocks(text) for cut in _cuts(text, start, end))
    found = (_sentence(text, start, end) for start, end in spans)
    return [sentence for sentence in found if sentence.words]


def words_of(text: str) -> list[Word]:
    """The words of a text; a number, an address or an abbreviation counts as one word."""
    return [
        Word(match[0], match.start(), match.end(), match.lastgroup == "word")
        for match in WORD.finditer(text)
    ]


def _sentence(text: str, start: int, end: int) -> Sentence:
    mark = LIST_MARK.match(text, start, end)
    start = mark.end() if mark else start
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    said = raw.strip()
    words = tuple(
        Word(word.text, start + word.start, start + word.end, word.letters)
        for word in words_of(said)
    )
    closed = bool(re.search(r"[.!?…][\"'”’»)\]]*$", said))
    return Sentence(said, start, start + len(said), words, closed)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Lines that belong together: a list item, a heading or a paragraph that was broken off."""
    start = 0
    for line_end in re.finditer(r"\n", text):
        before = text[start : line_end.start()].rstrip()
        if not _goes_on(before, text, line_end.end()):
            yield start, line_end.start()
            start = line_end.end()
    yield start, len(text)


def _goes_on(before: str, text: str, at: int) -> bool:
    if not before or before.endswith((".", "!", "?", ":", ";", "…")):
        return False
    if LIST_MARK.match(text, at):
        return False
    return text[at : at + 1].islower() or before.endswith(",")


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    mark = LIST_MARK.match(text, start, end)
    begin, after_mark = start, mark.end() if mark else start
    for match in TERMINAL.finditer(text, after_mark, end):
        if _ends_here(text, begin, match, end):
            yield begin, match.end()
            begin = match.end()
    yield begin, end


def _ends_here(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    rest = text[match.end() : end]
    if rest.strip() and not STARTS.match(rest):
        return False
    if not match[0].startswith(".") or len(match[0].rstrip("\"'”’»)]")) > 1:
        return True
    before = text[max(begin, match.start() - 40) : match.start()]
    token = LAST_TOKEN.search(before)
    return _is_a_word(token[0] if token else "", before, rest)


def _is_a_word(token: str, before: str, rest: str) -> bool:
    """Whether the full stop after it is one, and not part of an abbreviation or initial."""
    plain = token.casefold()
    if plain in ENDINGS or not rest.strip():
        return True
    if plain in MAY_END:
        following = FIRST_WORD.match(rest)
        return following is not None and following[1] in OPENERS
    if len(token) == 1 and token.isalpha():
        labelled = LABELLED.search(before)
        return labelled is not None and labelled[1].casefold() in LABELS
    return plain not in ABBREVIATIONS and not DOTTED.fullmatch(token)
