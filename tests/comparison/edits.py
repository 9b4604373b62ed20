"""Edits as people make them in a real plan, each with what a buyer would call right.

An edit takes a text and gives the text after it, the sections and alineas it did something to, and
the words it took out and put in. Everything else must be told to be the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from consultation.comparison.tree import Alinea, Note, Row, Section
from consultation.comparison.verdicts import Verdict

Text = list[Section]
Words = tuple[tuple[str, ...], tuple[str, ...]]

FRESH = (
    "Vrachtwagens op waterstof rijden vanaf volgend voorjaar tussen de twee magazijnen in Zwolle.",
    "Vogelwachters tellen ieder kwartaal hoeveel zwaluwen er onder de dakranden broeden.",
)
"""Words that stand in no plan."""


@dataclass
class Edited:
    """A text after an edit, and what must be told of it: by id, `new` for what had none before."""

    now: Text
    sections: dict[str, Verdict] = field(default_factory=dict)
    alineas: dict[str, Verdict] = field(default_factory=dict)
    words: dict[str, Words] = field(default_factory=dict)
    """By alinea: the words that went and the words that came."""


Edit = Callable[[Text], Edited]
EDITS: dict[str, Edit] = {}


def edit(make: Edit) -> Edit:
    """Keep an edit under its name."""
    EDITS[make.__name__] = make
    return make


# --- choosing a place -----------------------------------------------------------------------


def leaf(plan: Text, *, least: int = 2, after: int = 0) -> int:
    """The place of a section with own text of so many real alineas and nothing under it."""
    return next(
        place
        for place in range(after, len(plan) - 1)
        if sum(len(one.text.split()) > 15 for one in plan[place].alineas) >= least
        and plan[place + 1].level <= plan[place].level
        and plan[place].level > 1
    )


def long_alinea(section: Section) -> int:
    """The place of the alinea with most words that is no table and no list."""
    return max(
        range(len(section.alineas)),
        key=lambda n: 0 if section.alineas[n].rows else len(section.alineas[n].text.split()),
    )


def table(plan: Text) -> tuple[int, int]:
    """The place of a table with heads and enough rows, and of its section."""
    return next(
        (n, k)
        for n, section in enumerate(plan)
        for k, alinea in enumerate(section.alineas)
        if len(alinea.rows) >= 4 and all(len(row.cells) > 1 for row in alinea.rows)
    )


def with_alineas(section: Section, alineas: Sequence[Alinea]) -> Section:
    """A section with other alineas."""
    return replace(section, alineas=tuple(alineas))


def with_alinea(section: Section, place: int, *instead: Alinea) -> Section:
    """A section with these in place of one alinea."""
    kept = list(section.alineas)
    kept[place : place + 1] = instead
    return with_alineas(section, kept)


def with_section(plan: Text, place: int, *instead: Section) -> Text:
    """A text with these in place of one section."""
    return [*plan[:place], *instead, *plan[place + 1 :]]


def with_rows(alinea: Alinea, rows: Sequence[Row]) -> Alinea:
    """A table or list with other rows."""
    text = " ".join(cell for row in rows for cell in row.cells)
    return replace(alinea, rows=tuple(rows), text=text)


def fresh(*, title: str = "Zwaluwen en waterstof", level: int = 2) -> Section:
    """A section that no plan has."""
    return Section(title, "9.9", level, tuple(Alinea(text) for text in FRESH))


# --- words ----------------------------------------------------------------------------------


@edit
def a_word(plan: Text) -> Edited:
    place = leaf(plan)
    at = long_alinea(plan[place])
    alinea = plan[place].alineas[at]
    words = alinea.text.split(" ")
    middle = next(n for n in range(len(words) // 2, len(words)) if words[n].isalpha())
    gone, words[middle] = words[middle], "waterstoftankstation"
    changed = with_alinea(plan[place], at, replace(alinea, text=" ".join(words)))
    return Edited(
        with_section(plan, place, changed),
        {plan[place].id: Verdict.CHANGED},
        {alinea.id: Verdict.CHANGED},
        {alinea.id: ((gone,), ("waterstoftankstation",))},
    )


@edit
def a_sentence_more(plan: Text) -> Edited:
    place = leaf(plan)
    at = long_alinea(plan[place])
    alinea = plan[place].alineas[at]
    changed = with_alinea(plan[place], at, replace(alinea, text=f"{alinea.text} {FRESH[0]}"))
    return Edited(
        with_section(plan, place, changed),
        {plan[place].id: Verdict.CHANGED},
        {alinea.id: Verdict.CHANGED},
        {alinea.id: ((), (FRESH[0],))},
    )


@edit
def another_sentence(plan: Text) -> Edited:
    place, at = next(
        (n, k)
        for n, section in enumerate(plan)
        for k, alinea in enumerate(section.alineas)
        if len(alinea.text.split(". ")) >= 4 and not alinea.rows
    )
    alinea = plan[place].alineas[at]
    sentences = alinea.text.split(". ")
    gone, sentences[1] = sentences[1], FRESH[1].rstrip(".")
    changed = with_alinea(plan[place], at, replace(alinea, text=". ".join(sentences)))
    return Edited(
        with_section(plan, place, changed),
        {plan[place].id: Verdict.CHANGED},
        {alinea.id: Verdict.CHANGED},
        {alinea.id: ((gone,), (FRESH[1].rstrip("."),))},
    )


@edit
def looks_alone(plan: Text) -> Edited:
    """Another word processor: curly quotes, long dashes, hard spaces, soft hyphens."""
    looks = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "-": "–"})

    def dressed(text: str) -> str:
        words = text.translate(looks).split(" ")
        return "\u00a0".join(w if len(w) < 9 else f"{w[:4]}\u00ad{w[4:]}" for w in words)

    def other(alinea: Alinea) -> Alinea:
        rows = tuple(replace(r, cells=tuple(dressed(c) for c in r.cells)) for r in alinea.rows)
        return replace(alinea, text=dressed(alinea.text), rows=rows)

    return Edited(
        [
            replace(
                with_alineas(one, [other(a) for a in one.alineas]),
                title=dressed(one.title),
                notes=tuple(replace(n, text=dressed(n.text)) for n in one.notes),
            )
            for one in plan
        ]
    )


@edit
def a_title(plan: Text) -> Edited:
    place = leaf(plan)
    return Edited(
        with_section(plan, place, replace(plan[place], title="Zwaluwen tellen in het voorjaar")),
        {plan[place].id: Verdict.CHANGED},
    )


# --- alineas --------------------------------------------------------------------------------


@edit
def an_alinea_more(plan: Text) -> Edited:
    place = leaf(plan)
    first, *rest = plan[place].alineas
    changed = with_alineas(plan[place], [first, Alinea(FRESH[0]), *rest])
    return Edited(
        with_section(plan, place, changed),
        {plan[place].id: Verdict.CHANGED},
        {"new": Verdict.NEW},
    )


@edit
def an_alinea_less(plan: Text) -> Edited:
    place = leaf(plan)
    gone, *rest = plan[place].alineas
    return Edited(
        with_section(plan, place, with_alineas(plan[place], rest)),
        {plan[place].id: Verdict.CHANGED},
        {gone.id: Verdict.REMOVED},
    )


@edit
def an_alinea_to_the_end(plan: Text) -> Edited:
    place = leaf(plan, least=3)
    first, *rest = plan[place].alineas
    return Edited(
        with_section(plan, place, with_alineas(plan[place], [*rest, first])),
        {plan[place].id: Verdict.CHANGED},
        {first.id: Verdict.MOVED},
    )


@edit
def an_alinea_elsewhere(plan: Text) -> Edited:
    place = leaf(plan, least=3)
    goal = leaf(plan, after=place + 3)
    at = long_alinea(plan[place])
    moved = plan[place].alineas[at]
    now = with_section(plan, place, with_alinea(plan[place], at))
    now = with_section(now, goal, with_alineas(now[goal], [*now[goal].alineas, moved]))
    verdict = Verdict.CHANGED
    return Edited(
        now,
        {plan[place].id: verdict, plan[goal].id: verdict},
        {moved.id: Verdict.MOVED},
    )


@edit
def an_alinea_in_two(plan: Text) -> Edited:
    place = leaf(plan)
    at = long_alinea(plan[place])
    alinea = plan[place].alineas[at]
    words = alinea.text.split(" ")
    cut = 2 * len(words) // 3
    halves = (" ".join(words[:cut]), " ".join(words[cut:]))
    changed = with_alinea(plan[place], at, replace(alinea, text=halves[0]), Alinea(halves[1]))
    return Edited(
        with_section(plan, place, changed),
        {plan[place].id: Verdict.CHANGED},
        {alinea.id: Verdict.CHANGED, "new": Verdict.NEW},
        {alinea.id: ((halves[1],), ())},
    )


# --- sections -------------------------------------------------------------------------------


@edit
def a_new_section(plan: Text) -> Edited:
    place = leaf(plan)
    new = fresh(level=plan[place].level)
    now = [*plan[: place + 1], new, *plan[place + 1 :]]
    return Edited(now, {"new": Verdict.NEW}, {"new": Verdict.NEW})


@edit
def a_section_less(plan: Text) -> Edited:
    place = leaf(plan)
    return Edited(
        with_section(plan, place),
        {plan[place].id: Verdict.REMOVED},
        {alinea.id: Verdict.REMOVED for alinea in plan[place].alineas},
    )


@edit
def a_section_to_another_chapter(plan: Text) -> Edited:
    place = leaf(plan)
    chapter = next(n for n in range(place + 1, len(plan)) if plan[n].level == 1)
    goal = leaf(plan, after=chapter)
    moved = replace(plan[place], number="8.8", level=plan[goal].level)
    now = [*plan[:place], *plan[place + 1 : goal + 1], moved, *plan[goal + 1 :]]
    return Edited(now, {plan[place].id: Verdict.MOVED})


@edit
def two_neighbours_swapped(plan: Text) -> Edited:
    place = next(
        n
        for n in range(len(plan) - 2)
        if plan[n].level == plan[n + 1].level > 1
        and plan[n + 2].level <= plan[n].level
        and len(plan[n].alineas) > 1
        and len(plan[n + 1].alineas) > 1
    )
    first, second = plan[place], plan[place + 1]
    now = [
        *plan[:place],
        replace(second, number=first.number),
        replace(first, number=second.number),
        *plan[place + 2 :],
    ]
    return Edited(now, {second.id: Verdict.MOVED})


@edit
def a_chapter_with_another_number(plan: Text) -> Edited:
    """A chapter comes before all others: every number shifts."""
    shifted = [replace(one, number=_shifted(one.number)) for one in plan]
    new = replace(fresh(title="Vooraf aan alles", level=1), number="1")
    return Edited([new, *shifted], {"new": Verdict.NEW}, {"new": Verdict.NEW})


def _shifted(number: str) -> str:
    first, *rest = number.split(".")
    return ".".join([str(int(first) + 1), *rest]) if first.isdecimal() else number


@edit
def no_numbers_at_all(plan: Text) -> Edited:
    return Edited([replace(one, number="") for one in plan])


@edit
def a_section_in_two(plan: Text) -> Edited:
    place = leaf(plan, least=3)
    section = plan[place]
    cut = len(section.alineas) - 1
    rest = replace(section, id="", title="Uitwerking", number="8.7", alineas=section.alineas[cut:])
    now = with_section(plan, place, with_alineas(section, section.alineas[:cut]), rest)
    return Edited(
        now,
        {section.id: Verdict.SPLIT, "new": Verdict.SPLIT},
        {section.alineas[cut].id: Verdict.MOVED},
    )


@edit
def two_sections_made_one(plan: Text) -> Edited:
    place = next(
        n
        for n in range(1, len(plan) - 2)
        if plan[n].level == plan[n + 1].level > 1
        and plan[n + 2].level <= plan[n].level
        and all(
            sum(len(a.text.split()) > 8 for a in one.alineas) == len(one.alineas) > 1
            for one in (plan[n], plan[n + 1])
        )
    )
    first, second = plan[place], plan[place + 1]
    both = with_alineas(first, [*first.alineas, *second.alineas])
    return Edited(
        [*plan[:place], both, *plan[place + 2 :]],
        {first.id: Verdict.MERGED, second.id: Verdict.MERGED},
        {alinea.id: Verdict.MOVED for alinea in second.alineas},
    )


def _copy(plan: Text, place: int) -> Section:
    """The same section once more, with one other word and another number."""
    section = plan[place]
    at = long_alinea(section)
    words = section.alineas[at].text.split(" ")
    words[len(words) // 2] = "zwaluwen"
    changed = with_alinea(section, at, replace(section.alineas[at], text=" ".join(words)))
    return replace(changed, number="8.6", id="")


@edit
def a_copy_behind_it(plan: Text) -> Edited:
    place = leaf(plan, least=3)
    now = with_section(plan, place, plan[place], _copy(plan, place))
    return Edited(now, {"new": Verdict.NEW}, {"new": Verdict.NEW})


@edit
def a_copy_before_it(plan: Text) -> Edited:
    place = leaf(plan, least=3)
    now = with_section(plan, place, _copy(plan, place), plan[place])
    return Edited(now, {"new": Verdict.NEW}, {"new": Verdict.NEW})


# --- tables and lists -----------------------------------------------------------------------


def _in_table(plan: Text, change: Callable[[list[Row]], list[Row]]) -> Edited:
    place, at = table(plan)
    alinea = plan[place].alineas[at]
    made = with_rows(alinea, change(list(alinea.rows)))
    return Edited(
        with_section(plan, place, with_alinea(plan[place], at, made)),
        {plan[place].id: Verdict.CHANGED},
        {alinea.id: Verdict.CHANGED},
    )


@edit
def a_row_more(plan: Text) -> Edited:
    return _in_table(plan, lambda rows: [*rows[:2], _fresh_row(rows), *rows[2:]])


def _fresh_row(rows: Sequence[Row]) -> Row:
    width = len(rows[0].cells)
    return Row(tuple(f"zwaluw {n}" for n in range(width)))


@edit
def a_row_less(plan: Text) -> Edited:
    return _in_table(plan, lambda rows: [*rows[:2], *rows[3:]])


@edit
def a_row_to_the_end(plan: Text) -> Edited:
    return _in_table(plan, lambda rows: [rows[0], *rows[2:], rows[1]])


@edit
def a_cell(plan: Text) -> Edited:
    def change(rows: list[Row]) -> list[Row]:
        cells = (*rows[-1].cells[:-1], f"{rows[-1].cells[-1]} zwaluwen")
        return [*rows[:-1], replace(rows[-1], cells=cells)]

    return _in_table(plan, change)


@edit
def a_column_more(plan: Text) -> Edited:
    return _in_table(
        plan,
        lambda rows: [
            replace(row, cells=(*row.cells[:1], f"vak {n}", *row.cells[1:]))
            for n, row in enumerate(rows)
        ],
    )


# --- footnotes ------------------------------------------------------------------------------


@edit
def a_footnote_more(plan: Text) -> Edited:
    place = leaf(plan)
    changed = replace(plan[place], notes=(Note("1", FRESH[1]), *plan[place].notes))
    later = [
        replace(one, notes=tuple(replace(n, label=f"{n.label}0") for n in one.notes))
        for one in plan[place + 1 :]
    ]
    return Edited([*plan[:place], changed, *later], {plan[place].id: Verdict.CHANGED})
