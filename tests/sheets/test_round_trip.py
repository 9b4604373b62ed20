import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from consultation.sheets import Column, SheetRefused, read_rows, write_rows
from consultation.sheets.columns import plain

COLUMNS = (
    Column("paragraaf", required=True),
    Column("tekst", aliases=("reactie",), required=True, width=60),
    Column("naam"),
)
FORMATS = ("csv", "xlsx", "ods")
CELLS = st.text(st.characters(exclude_categories=()), max_size=40) | st.sampled_from(
    [
        "=1+1",
        "'=1+1",
        "''-x",
        " - punt",
        "3.10",
        "007",
        "1-2",
        'ja;nee,"x"',
        "\tx",
        "a\r\nb",
        "_x000D_",
    ]
)
ROWS = st.lists(
    st.fixed_dictionaries({"paragraaf": CELLS, "tekst": CELLS, "naam": CELLS}), max_size=8
)


def written_and_read(rows, fmt, **options):
    data = write_rows(COLUMNS, rows, fmt, **options)
    return read_rows(data, f"blad.{fmt}", columns=COLUMNS)


@pytest.mark.parametrize("fmt", FORMATS)
@settings(max_examples=30, deadline=None)
@given(rows=ROWS)
def test_a_sheet_comes_back_as_it_was_sent(fmt, rows):
    sent = [{name: plain(text) for name, text in row.items()} for row in rows]
    kept = [row for row in sent if any(text.strip() for text in row.values())]
    assert [dict(row.values) for row in written_and_read(rows, fmt)] == kept


@pytest.mark.parametrize("fmt", FORMATS)
def test_rows_keep_their_order_and_their_number_in_the_sheet(fmt):
    rows = [{"paragraaf": f"3.{number}", "tekst": "x"} for number in range(1, 301)]
    read = written_and_read(rows, fmt)
    assert [row["paragraaf"] for row in read] == [row["paragraaf"] for row in rows]
    assert [row.number for row in read] == list(range(2, 302))
    assert [row.number for row in written_and_read(rows, fmt, note="Vul in.")][:2] == [3, 4]


DANGEROUS = [
    before + sign + "cmd|'/c calc'!A1"
    for before in ("", " ", "'", "\t", "\r", "\n")
    for sign in ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
]


def test_no_text_begins_a_formula_in_a_csv_file():
    rows = [{"paragraaf": "1", "tekst": text} for text in DANGEROUS]
    text = write_rows(COLUMNS, rows, "csv").decode("utf-8-sig")
    cells = [line[1] for line in csv.reader(StringIO(text, newline=""), delimiter=";")][1:]
    assert len(cells) == len(DANGEROUS)
    assert {cell[0] for cell in cells} == {"'"}


def test_every_cell_of_a_workbook_is_text():
    rows = [{"paragraaf": "3.10", "tekst": text} for text in DANGEROUS]
    sheet = load_workbook(BytesIO(write_rows(COLUMNS, rows, "xlsx"))).worksheets[0]
    kinds = {cell.data_type for row in sheet.iter_rows(max_col=2) for cell in row}
    assert kinds == {"s"}
    content = ZipFile(BytesIO(write_rows(COLUMNS, rows, "ods"))).read("content.xml").decode()
    assert "formula" not in content
    assert 'office:value-type="float"' not in content


def test_the_header_is_bold_and_stays_in_sight():
    rows = [{"paragraaf": "1", "tekst": "x" * 200}]
    sheet = load_workbook(BytesIO(write_rows(COLUMNS, rows, "xlsx", note="Vul in."))).worksheets[0]
    assert sheet.freeze_panes == "A3"
    assert sheet["A2"].font.bold
    assert not sheet["A3"].font.bold
    assert sheet["B3"].alignment.wrap_text
    assert sheet.column_dimensions["B"].width == 60
    parts = ZipFile(BytesIO(write_rows(COLUMNS, rows, "ods", note="Vul in.")))
    assert b"VerticalSplitPosition" in parts.read("settings.xml")
    assert b'fo:font-weight="bold"' in parts.read("content.xml")


def test_dutch_excel_opens_the_csv_file():
    data = write_rows(COLUMNS, [{"paragraaf": "1", "tekst": "café"}], "csv")
    assert data.startswith(b"\xef\xbb\xbfparagraaf;tekst;naam\r\n")


def test_a_text_beyond_what_excel_takes_shows_that_it_goes_on():
    long = "a" * 40_000
    rows = [{"paragraaf": "1", "tekst": long}]
    assert written_and_read(rows, "xlsx")[0]["tekst"].endswith("a…")
    assert written_and_read(rows, "ods")[0]["tekst"] == long
    assert written_and_read(rows, "csv")[0]["tekst"] == long


def test_another_format_is_refused():
    with pytest.raises(SheetRefused) as refused:
        write_rows(COLUMNS, [], "xls")
    assert refused.value.code == "unknown_format"
