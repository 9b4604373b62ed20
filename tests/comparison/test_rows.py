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
