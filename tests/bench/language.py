"""How the meter ranks texts of known kinds, how sure the splitter is, and how long it takes."""

from collections.abc import Iterable, Sequence
from statistics import mean, median
from time import perf_counter, process_time

from consultation.plain_language.measurement import PlaceKind, measure
from consultation.plain_language.sentences import sentences_of
from tests.paper import busy, say, table, when_and_where, write_part
from tests.plain_language import corpus, kinds

WORDS = 21_000
"""Words of a large plan."""

HEAD = [
    "kind of text", "texts", "words", "words in a sentence", "longer than 15", "longer than 20",
    "passives in 100 sentences", "places in 100 words", "Flesch-Douma", "plainer than the policy",
]  # fmt: skip


def row(name: str, texts: Sequence[str], policy: list[str]) -> list[str]:
    """One kind of text; lengths and shares over all its sentences, the others per text."""
    found = [kinds.measured(text) for text in texts]
    lengths = [len(one.words) for text in texts for one in sentences_of(text)]
    passives = sum(len(one.of_kind(PlaceKind.PASSIVE)) for one in found)
    same = list(texts) == policy
    return [
        name,
        str(len(texts)),
        f"{sum(lengths):,}",
        f"{mean(lengths):.1f}",
        _share(length > 15 for length in lengths),
        _share(length > 20 for length in lengths),
        f"{100 * passives / len(lengths):.0f}",
        f"{median(map(kinds.hard_places, texts)):.1f}",
        f"{mean(one.score for one in found):.0f}",
        "-" if same else f"{100 * kinds.plainer(list(texts), policy):.0f} %",
    ]


def _share(which: Iterable[bool]) -> str:
    given = list(which)
    return f"{100 * sum(given) / len(given):.0f} %"


def boundaries() -> tuple[int, float, float]:
    """How many sentences are known, and precision and recall of where they begin."""
    expected = {(number, at) for number, (_, starts) in enumerate(corpus.texts()) for at in starts}
    found = {
        (number, one.start)
        for number, (text, _) in enumerate(corpus.texts())
        for one in sentences_of(text)
    }
    right = len(found & expected)
    return len(expected), right / len(found), right / len(expected)


def speed(texts: Sequence[str]) -> tuple[int, str, str]:
    """Words of a large plan, and milliseconds to measure all of it, at first and again."""
    text = "\n\n".join(texts)
    words = text.split()
    text = " ".join((words * (1 + WORDS // len(words)))[:WORDS])
    times = []
    for _ in range(2):
        began, spent = perf_counter(), process_time()
        measure(text)
        clock, processor = perf_counter() - began, process_time() - spent
        times.append(f"{1000 * clock:,.0f} ms ({1000 * processor:,.0f} of the processor)")
    return WORDS, times[0], times[1]


def bench_language() -> None:
    """Measure and write it down."""
    policy = kinds.real_policy()
    words, first, again = speed(policy)
    rows = [
        row("real purchasing policy", policy, policy),
        row("real questions about it", kinds.real_note("question"), policy),
        row("official answers to them", kinds.real_note("answer"), policy),
        row("plan of the demo", kinds.plan(), policy),
        row("plain pages with long names", kinds.web_pages(), policy),
        row("our own site", kinds.site_pages(), policy),
        row("meanings of the glossary", kinds.meanings(), policy),
        row("summaries of the demo", kinds.summaries(), policy),
    ]
    for one in rows:
        say("  " + " | ".join(one))
    count, precision, recall = boundaries()
    write_part(
        "language",
        f"""
## Plain language

{when_and_where()}, {busy():.0f} processes busy in the minute before, with
`python -m tests.bench language`. "Places" are what the meter shows: long sentences, hard words,
passives, nouns made of verbs, tongs, rows of prepositions, double denials, long compounds; the
median of the texts. The last column is how often a text of that kind has fewer of them than a
section of the policy, of all pairs.

{table(HEAD, rows)}

Flesch-Douma ranks plain pages with long names of things among policy, as was measured on real
ones (33 and 36 against 41): it is shown as an indication and decides nothing, and no text is said
to be "B1".

Sentences: of {count} with known boundaries, precision {100 * precision:.1f} % and recall
{100 * recall:.1f} %. The splitter was mended on these; on the 38 that were written last it had
94.9 and 97.4 % at first sight.

A plan of {words:,} words is measured in {first}, and again in {again}.
""",
    )
