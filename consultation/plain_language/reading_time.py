"""How long people read about a text: computed here, and nowhere else."""

WORDS_A_MINUTE = 200
"""Words that people read in a minute: a plan of 21,000 words takes 105 minutes (ux.md E5)."""


def minutes(words: int) -> int:
    """Reading time of this many words, in whole minutes, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def words_in(*texts: str) -> int:
    """How many words these texts have together."""
    return sum(len(text.split()) for text in texts)


def fits_in(minutes: int) -> int:
    """How many words can be read in so many minutes."""
    return minutes * WORDS_A_MINUTE
