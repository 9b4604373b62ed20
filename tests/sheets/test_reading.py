import json
from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from consultation.sheets import Column, Limits, SheetRefused, read_rows, write_rows

COLUMNS = (
    Column("paragraaf", aliases=("section", "hoofdstuk"), required=True),
    Column("tekst", aliases=("reactie",), required=True),
    Column("ontvangen_op"),
)
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def read(data, name="blad.csv", **options):
    return read_rows(data, name, columns=COLUMNS, **options)


def refusal(data, name, **options):
    with pytest.raises(SheetRefused) as refused:
        read(data, name, **options)
    return refused.value


def workbook(*lines, formats=None):
    book = Workbook()
    for line in lines:
        book.active.append(line)
    for place, number_format in (formats or {}).items():
        book.active[place].number_format = number_format
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(parts):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def ods(rows, before=""):
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f"<office:spreadsheet><table:table>{rows}</table:table></office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    return zipped({"mimetype": ODS, "content.xml": content})


def ods_row(*cells, more=""):
    made = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row{more}>{made}</table:table-row>"


HEADER = ods_row("paragraaf", "tekst", "ontvangen_op")


class TestHeader:
    @pytest.mark.parametrize(
        "header",
        ["paragraaf;tekst", "PARAGRAAF; Tekst :", "Section;Reactie", "iets;tekst;Hoofdstuk"],
    )
    def test_a_column_is_known_by_any_of_its_names(self, header):
        place = [name.strip().lower() for name in header.split(";")]
        line = ";".join(
            "3.2" if name in {"paragraaf", "section", "hoofdstuk"} else "jas" for name in place
        )
        row = read(f"{header}\n{line}".encode())[0]
        assert (row["paragraaf"], row["tekst"], row["ontvangen_op"]) == ("3.2", "jas", "")

    def test_columns_that_are_missing_are_named(self):
        refused = refusal(b"paragraaf;iets\n3.2;jas", "blad.csv")
        assert (refused.code, refused.params["columns"]) == ("missing_columns", "tekst")
        assert refusal(b"", "blad.csv").params["columns"] == "paragraaf, tekst"

    def test_a_title_may_stand_above_the_header(self):
        row = read(b"Reacties van de bond\n\nparagraaf;tekst\n3.2;jas")[0]
        assert (row.number, row["paragraaf"]) == (4, "3.2")

    def test_blank_rows_are_left_out_and_still_counted(self):
        rows = read(b"paragraaf;tekst\n3.1;a\n;\n \n3.2;b")
        assert [(row.number, row["tekst"]) for row in rows] == [(2, "a"), (5, "b")]


class TestCsv:
    @pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
    def test_the_dividing_sign_follows_from_the_header(self, sign):
        text = f'paragraaf{sign}tekst\r\n3.10{sign}"een; twee, drie"\r\n'
        assert dict(read(text.encode())[0].values) == {
            "paragraaf": "3.10",
            "tekst": "een; twee, drie",
            "ontvangen_op": "",
        }

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_accents_survive_each_encoding(self, encoding):
        assert read("paragraaf;tekst\n1;café € 5".encode(encoding))[0]["tekst"] == "café € 5"

    def test_excels_own_line_is_no_row(self):
        assert read(b"sep=;\r\nparagraaf;tekst\r\n3.2;jas")[0].number == 2

    def test_a_line_end_within_quotes_stays_in_the_text(self):
        rows = read(b'paragraaf;tekst\n1;"een\r\ntwee"\n2;drie')
        assert [(row.number, row["tekst"]) for row in rows] == [(2, "een\ntwee"), (3, "drie")]

    def test_a_short_row_has_empty_values(self):
        assert read(b"paragraaf;tekst;ontvangen_op\n3.2")[0]["tekst"] == ""


class TestXlsx:
    def test_numbers_and_moments_read_as_they_were_shown(self):
        data = workbook(
            ["paragraaf", "tekst", "ontvangen_op"],
            [3.2, "a", date(2026, 11, 20)],
            ["3.10", "b", datetime(2026, 11, 20, 14, 5, tzinfo=UTC).replace(tzinfo=None)],
            [3.1, "c", time(9, 30)],
            [3.0, True, None],
            [0.1 + 0.2, 12345678901, "x"],
            formats={"A3": "@", "A4": "0.00"},
        )
        found = [tuple(row.values.values()) for row in read(data, "blad.xlsx")]
        assert found == [
            ("3.2", "a", "2026-11-20"),
            ("3.10", "b", "2026-11-20T14:05:00"),
            ("3.10", "c", "09:30:00"),
            ("3", "ja", ""),
            ("0.3", "12345678901", "x"),
        ]

    def test_a_formula_gives_only_the_value_it_last_had(self):
        data = workbook(["paragraaf", "tekst"], ["3.2", "=1+1"], ["3.3", "x"])
        with ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        sheet = parts["xl/worksheets/sheet1.xml"]
        assert b"<v></v>" in sheet or b"<v />" in sheet
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<v></v>", b"<v>7</v>").replace(
            b"<v />", b"<v>7</v>"
        )
        assert [row["tekst"] for row in read(data, "b.xlsx")] == ["", "x"]
        assert [row["tekst"] for row in read(zipped(parts), "b.xlsx")] == ["7", "x"]

    def test_merged_cells_give_their_value_once(self):
        book = Workbook()
        for line in (["paragraaf", "tekst"], ["3.2", "a"], ["", "b"]):
            book.active.append(line)
        book.active.merge_cells("A2:A3")
        out = BytesIO()
        book.save(out)
        rows = read(out.getvalue(), "b.xlsx")
        assert [(row["paragraaf"], row["tekst"]) for row in rows] == [("3.2", "a"), ("", "b")]

    def test_the_content_says_what_it_is_and_not_the_name(self):
        data = workbook(["paragraaf", "tekst"], ["3.2", "a"])
        assert read(data, "blad.csv")[0]["tekst"] == "a"


class TestOds:
    def test_a_number_reads_as_it_was_shown(self):
        number = (
            '<table:table-row><table:table-cell office:value-type="float" office:value="3.1">'
            "<text:p>3,10</text:p></table:table-cell><table:table-cell office:value-type="
            '"float" office:value="1234.5"><text:p>€ 1.234,50</text:p></table:table-cell>'
            '<table:table-cell office:value-type="date" office:date-value="2026-11-20">'
            "<text:p>20-11-26</text:p></table:table-cell></table:table-row>"
        )
        row = read(ods(HEADER + number), "b.ods")[0]
        assert tuple(row.values.values()) == ("3.10", "1234.5", "2026-11-20")

    def test_a_million_blank_rows_only_move_the_number(self):
        repeated = 'table:number-rows-repeated="1000000"'
        blank = f"<table:table-row {repeated}><table:table-cell/></table:table-row>"
        rows = read(ods(HEADER + blank + ods_row("3.2", "a")), "b.ods")
        assert [row.number for row in rows] == [1_000_002]

    def test_a_row_that_repeats_stands_there_as_often(self):
        twice = ods_row("3.2", "a", more=' table:number-rows-repeated="2"')
        assert [row.number for row in read(ods(HEADER + twice), "b.ods")] == [2, 3]

    def test_a_row_that_repeats_a_million_times_is_refused(self):
        bomb = ods_row("3.2", "a", more=' table:number-rows-repeated="1000000"')
        assert refusal(ods(HEADER + bomb), "b.ods").code == "too_many_rows"

    def test_a_cell_that_repeats_a_million_times_stays_within_the_sheet(self):
        wide = (
            '<table:table-row><table:table-cell table:number-columns-repeated="1000000"'
            ' office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
        )
        assert read(ods(HEADER + wide), "b.ods")[0]["tekst"] == "x"

    def test_a_remark_on_a_cell_is_not_its_text(self):
        cell = "<office:annotation><text:p>geheim</text:p></office:annotation><text:p>a</text:p>"
        row = ods_row("3.2", "x").replace("<text:p>x</text:p>", cell)
        assert read(ods(HEADER + row), "b.ods")[0]["tekst"] == "a"


class TestJson:
    def test_values_stay_as_they_are_written(self):
        data = b"""[{"paragraaf": 3.10, "Reactie": "a", "extra": 1},
            {"paragraaf": "2", "tekst": null, "Reactie": "b"}]"""
        rows = read(data, "b.json")
        assert [(row.number, row["paragraaf"]) for row in rows] == [(1, "3.10"), (2, "2")]

    def test_the_list_may_be_the_only_member(self):
        data = json.dumps({"rijen": [{"paragraaf": "1", "tekst": "a"}]}).encode()
        assert read(data, "b.json")[0]["tekst"] == "a"

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"{",
            b"3",
            b"[1]",
            b'[{"tekst": {}}]',
            b"[NaN]",
            b"[" * 100_000,
            b'{"a": 1, "b": []}',
        ],
    )
    def test_anything_else_is_refused(self, data):
        assert refusal(data, "b.json").code == "broken_file"


class TestHostile:
    @pytest.mark.parametrize(
        ("data", "name"),
        [
            (b"%PDF-1.7", "b.pdf"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "b.xls"),
            (zipped({"word/document.xml": "<x/>"}), "b.xlsx"),
            (b"paragraaf;tekst", "zonder-naam"),
        ],
    )
    def test_what_is_no_sheet_is_said_to_be_none(self, data, name):
        assert refusal(data, name).code == "unknown_format"

    @pytest.mark.parametrize("name", ["b.xlsx", "b.ods"])
    def test_a_bomb_is_stopped_while_it_unpacks(self, name):
        content = "content.xml" if name == "b.ods" else "xl/worksheets/sheet1.xml"
        bomb = zipped({"mimetype": ODS, "xl/workbook.xml": "<x/>", content: b" " * 50_000_000})
        assert len(bomb) < 100_000
        assert refusal(bomb, name).code == "too_large"

    def test_too_many_parts_bytes_or_rows_are_refused(self):
        many = zipped({f"deel{number}.xml": "" for number in range(501)})
        assert refusal(many, "b.xlsx").code == "too_large"
        assert refusal(b"x" * 11, "b.csv", limits=Limits(most_bytes=10)).code == "too_large"
        rows = b"paragraaf;tekst\n" + b"1;a\n" * 5001
        assert refusal(rows, "b.csv").code == "too_many_rows"
        assert refusal(rows, "b.csv").params["limit"] == 5000

    @pytest.mark.parametrize(
        "before",
        [
            '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
            '<!DOCTYPE x SYSTEM "https://evil.example/x.dtd">',
            '<!doctype x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        ],
    )
    def test_a_file_that_defines_entities_is_refused(self, before):
        assert refusal(ods(HEADER, before), "b.ods").code == "broken_file"
        data = zipped({"xl/workbook.xml": f"{before}<x/>"})
        assert refusal(data, "b.xlsx").code == "broken_file"

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
    def test_entities_do_not_hide_behind_another_encoding(self, encoding):
        hidden = '<!DOCTYPE x [<!ENTITY e "x">]><x/>'.encode(encoding)
        assert (
            refusal(zipped({"mimetype": ODS, "content.xml": hidden}), "b.ods").code == "broken_file"
        )

    def test_a_damaged_file_is_refused_and_never_crashes(self):
        whole = {
            fmt: write_rows(COLUMNS, [{"paragraaf": "1", "tekst": "a"}] * 30, fmt)
            for fmt in ("xlsx", "ods")
        }
        for fmt, data in whole.items():
            for cut in range(0, len(data), 499):
                assert refusal(data[:cut], f"b.{fmt}").code in {"broken_file", "unknown_format"}
            for at in range(40, len(data), 997):
                hurt = data[:at] + bytes(255 - byte for byte in data[at : at + 9]) + data[at + 9 :]
                try:
                    read(hurt, f"b.{fmt}")
                except SheetRefused as refused:
                    assert refused.code  # noqa: PT017 - either outcome is right, a crash is not

    def test_a_deep_nest_does_no_harm(self):
        deep = "<text:span>" * 100_000 + "</text:span>" * 100_000
        assert refusal(ods(HEADER + ods_row("1", deep)), "b.ods").code == "broken_file"

    def test_a_cell_at_the_end_of_the_sheet_does_not_make_it_wide(self):
        book = Workbook()
        book.active.append(["paragraaf", "tekst"])
        book.active["XFD1048576"] = "x"
        book.active["A3"] = "3.2"
        out = BytesIO()
        book.save(out)
        assert [row.number for row in read(out.getvalue(), "b.xlsx")] == [3]
