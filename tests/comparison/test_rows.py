"""In a table only the cell that changed is marked."""

from hypothesis import given
from hypothesis import strategies as some

from consultation.comparison.rows import RowChange, compare_rows
from consultation.comparison.tree import Row
from consultation.comparison.words import Mark

TABLE = [
    Row(("Perceel", "Inhoud", "Waarde")),
    Row(("5", "Reiniging en reparatie", "11.000")),
    Row(("6", "Sortering en verwerking", "23.400")),
]


def told(found: RowChange) -> list[str]:
    signs = {Mark.SAME: "", Mark.GONE: "-", Mark.NEW: "+"}
    return ["".join(f"{signs[one.mark]}{one.text}" for one in cell) for cell in found.cells]


def test_one_cell_is_marked_and_the_rest_of_the_row_stays() -> None:
    found = compare_rows(
        TABLE, [*TABLE[:1], Row(("5", "Reiniging en reparatie", "12.000")), TABLE[2]]
    )
    assert [one.is_changed for one in found] == [False, True, False]
    assert told(found[1]) == ["5", "Reiniging en reparatie", "-11.000+12.000"]


def test_a_new_row_and_a_row_that_is_gone_stand_in_their_place() -> None:
    found = compare_rows(TABLE, [TABLE[0], Row(("4", "Huur", "7.100")), TABLE[2]])
    assert [one.mark for one in found] == [Mark.SAME, Mark.NEW, Mark.GONE, Mark.SAME]


def test_a_column_that_comes_marks_its_own_cells_alone() -> None:
    found = compare_rows(TABLE[1:2], [Row(("5", "Reiniging en reparatie", "4", "11.000"))])
    assert told(found[0]) == ["5", "Reiniging en reparatie", "+4", "11.000"]


ROWS = some.lists(
    some.tuples(some.sampled_from("abcd"), some.sampled_from(["x y", "x z", ""])).map(Row)
)


@given(ROWS, ROWS)
def test_every_row_is_told_once(before: list[Row], now: list[Row]) -> None:
    found = compare_rows(before, now)
    assert sum(one.mark is not Mark.GONE for one in found) == len(now)
    changed = sum(one.mark is Mark.SAME for one in found)
    assert changed + sum(one.mark is Mark.GONE for one in found) == len(before)


def test_two_huge_tables_are_compared_too() -> None:
    before = [Row((f"rij {n}", "oud")) for n in range(600)]
    now = [Row((f"regel {n}", "nieuw")) for n in range(600)]
    assert len(compare_rows(before, now)) == 600


def test_a_column_between_others_is_new_in_every_row_and_in_the_head() -> None:
    now = [
        Row((row.cells[0], extra, *row.cells[1:]))
        for row, extra in zip(TABLE, ("Looptijd", "4 jaar", ""), strict=True)
    ]
    assert [told(one) for one in compare_rows(TABLE, now)] == [
        ["Perceel", "+Looptijd", "Inhoud", "Waarde"],
        ["5", "+4 jaar", "Reiniging en reparatie", "11.000"],
        ["6", "", "Sortering en verwerking", "23.400"],
    ]


def test_a_column_that_is_gone_stands_where_it_stood() -> None:
    now = [Row((row.cells[0], row.cells[2])) for row in TABLE]
    assert [told(one)[1] for one in compare_rows(TABLE, now)] == [
        "-Inhoud",
        "-Reiniging en reparatie",
        "-Sortering en verwerking",
    ]


def test_a_row_that_moved_is_told_once_and_not_as_gone_and_new() -> None:
    rows = [*TABLE, Row(("7", "Verhuur van kasten", "900"))]
    found = compare_rows(rows, [rows[0], rows[3], rows[1], rows[2]])
    assert [(one.mark, one.is_moved) for one in found] == [
        (Mark.SAME, False),
        (Mark.SAME, True),
        (Mark.SAME, False),
        (Mark.SAME, False),
    ]
    assert not any(one.is_changed for one in found)


def test_a_row_is_known_by_its_entry_when_every_figure_changed() -> None:
    before = [Row(("Jaar", "Uitgaven")), Row(("2024", "11,0")), Row(("2025", "12,0"))]
    now = [Row(("Jaar", "Uitgaven")), Row(("2024", "13,5")), Row(("2025", "14,2"))]
    assert [told(one) for one in compare_rows(before, now)][1:] == [
        ["2024", "-11,0+13,5"],
        ["2025", "-12,0+14,2"],
    ]


def test_an_item_of_a_list_in_a_list_is_told_alone_with_its_depth() -> None:
    before = [Row(("Kleding past",)), Row(("in elke maat",), 1), Row(("Kleding is sterk",))]
    now = [*before[:2], Row(("voor iedere drager",), 1), before[2]]
    found = compare_rows(before, now)
    assert [(one.mark, one.depth) for one in found if one.is_changed] == [(Mark.NEW, 1)]


def test_other_looks_in_a_cell_are_no_change() -> None:
    found = compare_rows([Row(("a", "5 – 6"))], [Row(("a", "5 - 6"))])
    assert [one.is_changed for one in found] == [False]


def test_a_new_column_leaves_changed_cells_beside_what_they_were() -> None:
    now = [
        Row(("Perceel", "Looptijd", "Inhoud", "Waarde")),
        Row(("5", "4 jaar", "Reiniging en herstel", "12.000")),
        Row(("6", "2 jaar", "Sortering en verwerking", "23.400")),
    ]
    assert told(compare_rows(TABLE, now)[1]) == [
        "5",
        "+4 jaar",
        "Reiniging en -reparatie +herstel",
        "-11.000+12.000",
    ]
