"""What two texts may differ in and still say the same: quotes, dashes, white space."""

import re
import unicodedata

SAME_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛“”„‟«»‹›\"`´′″", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        **dict.fromkeys("•◦▪‣", "•"),
        "…": "...",
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
    }
)  # fmt: skip
"""Signs that a word processor changes by itself; the soft hyphen and its like are none."""

WORD = re.compile(r"\w+")

TOKEN = re.compile(r"\s*(?:\d+(?:[.,:]\d+)+|\w+|\.{2,}|[^\w\s])|\s+")
"""A word, a whole number or a sign, with the white space before it."""


def plain(text: str) -> str:
    """A text with one sign for all that look alike, and without signs that nobody sees."""
    return unicodedata.normalize("NFC", text).translate(SAME_SIGNS)


def words_of(text: str) -> list[str]:
    """The words of a text, without capitals and signs."""
    return WORD.findall(plain(text).casefold())


def tokens_of(text: str) -> list[str]:
    """The words, numbers and signs of a text, each with the white space before it.

    Signs that nobody sees stay with the word they stand in.
    """
    hidden = HIDDEN.search(text)
    return _around_hidden(text) if hidden else TOKEN.findall(text)


HIDDEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def _around_hidden(text: str) -> list[str]:
    """The same for a text with signs that nobody sees: found without them, told with them."""
    places = [place for place, sign in enumerate(text) if not HIDDEN.match(sign)]
    ends = [*places[1:], len(text)]
    seen = "".join(text[place] for place in places)
    found = [text[places[one.start()] : ends[one.end() - 1]] for one in TOKEN.finditer(seen)]
    head = text[: places[0]] if places else text
    return [head + found[0], *found[1:]] if found else [text] if text else []


def bare(token: str) -> str:
    """What a token says, whatever it looks like."""
    return plain(token).strip()


def says(text: str) -> tuple[str, ...]:
    """What a text says: the same for two texts that differ in looks alone."""
    return tuple(bare(token) for token in TOKEN.findall(plain(text)) if token.strip())
