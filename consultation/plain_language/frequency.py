"""How common a Dutch word is: the words of wordfreq that are read at least once in a million."""

import gzip
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgpack

WORD_LIST = "wordfreq"
DATA = Path("data") / "small_nl.msgpack.gz"
ONCE_IN_A_BILLION = 9.0
"""Where the Zipf scale begins, in powers of ten; the rows of the file go down from there."""

UNKNOWN = 0.0
"""What a word gets that people read less often than once in a million words."""


def zipf_frequency(word: str) -> float:
    """How common a word in lower case is (Zipf scale of Van Heuven and others, 2014).

    7 is a word in every sentence, 3 once in a million words; 0 is what is rarer than that.
    """
    return _words().get(word, UNKNOWN)


@cache
def _words() -> dict[str, float]:
    """The words, read at the first one that is asked from the file that comes with wordfreq.

    Its small list for Dutch (R. Speer, 2022, CC BY-SA 4.0) has a row of words for each hundredth
    of a power of ten. The library itself is not imported: it takes 49 MB for the same answers,
    most of it for words that are rarer than we ask.
    """
    found = find_spec(WORD_LIST)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(WORD_LIST)
    packed = Path(found.submodule_search_locations[0], DATA).read_bytes()
    _head, *rows = msgpack.unpackb(gzip.decompress(packed))
    table: dict[str, float] = {}
    for rank, words in enumerate(rows):
        table.update(dict.fromkeys(words, round(ONCE_IN_A_BILLION - rank / 100, 2)))
    return table
