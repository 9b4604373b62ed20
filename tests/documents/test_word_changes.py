"""Tracked changes, comments and content controls of Word files: accepted, dropped, and named."""

from tests.documents.seen import codes, html, places, read, texts, titles, words
from tests.documents.word_files import (
    SPACES,
    cell,
    footnote_mark,
    footnotes,
    heading,
    item,
    level,
    numbering,
    paragraph,
    row,
    run,
    table,
)

WHO = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
GONE = f"<w:rPr><w:del {WHO}/></w:rPr>"


def removed(text: str) -> str:
    return f"<w:del {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def added(text: str) -> str:
    return f"<w:ins {WHO}>{run(text)}</w:ins>"


def test_changes_are_accepted_and_named_where_they_are() -> None:
    document = read(
        heading("1 Inleiding"),
        paragraph("Vast."),
        heading("2 Aanpak"),
        paragraph(inside=removed("Wij kopen niets.") + added("Wij kopen jassen.")),
        heading("2.1 Kosten", 2),
        paragraph(
            inside=run("Veel", bold=True).replace(
                "<w:b/>", f"<w:rPrChange {WHO}><w:rPr/></w:rPrChange>"
            )
        ),
    )
    assert [words(section) for section in document.sections] == [
        "Vast.",
        "Wij kopen jassen.",
        "Veel",
    ]
    named = [(one.place, one.params["count"]) for one in document.report.doubts]
    assert named == [("2 Aanpak", 2), ("2.1 Kosten", 1)]
    assert codes(document) == ["tracked_changes_accepted"] * 2
    assert document.report.found == document.report.kept


def test_what_was_moved_stands_only_where_it_went() -> None:
    gone = f"<w:moveFrom {WHO}>{run('Verplaatst.')}</w:moveFrom>"
    come = f"<w:moveTo {WHO}>{run('Verplaatst.')}</w:moveTo>"
    document = read(
        heading("1 Eerst"),
        paragraph(inside=gone, props=f"<w:rPr><w:moveFrom {WHO}/></w:rPr>"),
        paragraph("Blijft."),
        heading("2 Daarna"),
        paragraph(inside=come),
    )
    assert [words(section) for section in document.sections] == ["Blijft.", "Verplaatst."]
    assert places(document, "tracked_changes_accepted") == ["2 Daarna"]


def test_a_removed_end_of_a_paragraph_joins_it_with_the_next() -> None:
    document = read(
        heading("Aanpak"), paragraph("Wij kopen", props=GONE), paragraph("nieuwe jassen.")
    )
    assert texts(document) == ["Wij kopen nieuwe jassen."]


def test_a_removed_end_before_a_table_or_at_the_end_loses_no_words() -> None:
    document = read(
        heading("Aanpak"),
        paragraph("Voor de tabel", props=GONE),
        table(row(cell(paragraph("a")), cell(paragraph("Slot", props=GONE)))),
        paragraph("Het laatste", props=GONE),
    )
    assert texts(document) == ["Voor de tabel", "a Slot", "Het laatste"]
    assert document.report.found["words"] == document.report.kept["words"]


def test_a_removed_item_counts_for_no_number() -> None:
    props = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' + GONE
    document = read(
        heading("Eisen"),
        item("Veilig"),
        paragraph(inside=removed("Goedkoop"), props=props),
        item("Duurzaam"),
        parts={"numbering.xml": numbering(level(0, "%1."))},
    )
    assert html(document) == ["<ol><li>Veilig</li><li>Duurzaam</li></ol>"]


def test_removed_and_added_rows_of_a_table() -> None:
    def changed(kind: str, *cells: str) -> str:
        return row(*cells).replace("<w:tr>", f"<w:tr><w:trPr><w:{kind} {WHO}/></w:trPr>")

    old = changed("del", cell(paragraph(inside=removed("Oud"))), cell(paragraph("nog getypt")))
    new = changed("ins", cell(paragraph(inside=added("Nieuw"))), cell(paragraph(inside=added("2"))))
    document = read(
        heading("Prijzen"), table(row(cell(paragraph("Jas")), cell(paragraph("1"))), old, new)
    )
    assert texts(document) == ["Jas 1 Nieuw 2"]
    assert document.report.found == document.report.kept


def test_a_table_that_was_removed_is_gone_and_not_missed() -> None:
    gone = f"<w:tr><w:trPr><w:del {WHO}/></w:trPr>{cell(paragraph(inside=removed('Weg')))}</w:tr>"
    document = read(heading("Prijzen"), table(gone, gone), paragraph("Tekst."))
    assert texts(document) == ["Tekst."]
    assert document.report.found == document.report.kept


def test_a_note_of_removed_text_is_not_missed() -> None:
    mark = f"<w:del {WHO}>{footnote_mark(1)}</w:del>"
    document = read(
        heading("Kosten"),
        paragraph("Veel", inside=mark + footnote_mark(2)),
        parts={"footnotes.xml": footnotes("Weg.", "Blijft.")},
    )
    assert [(note.label, note.text) for note in document.sections[0].footnotes] == [
        ("1", "Blijft.")
    ]
    assert document.report.found["footnotes"] == document.report.kept["footnotes"] == 1


def test_comments_stay_out_and_are_counted() -> None:
    marks = '<w:commentRangeStart w:id="0"/>' + run("tekst") + '<w:commentRangeEnd w:id="0"/>'
    marks += '<w:r><w:commentReference w:id="0"/></w:r>'
    remark = f'<w:comment w:id="0" w:author="A">{paragraph("Klopt dit wel?")}</w:comment>'
    document = read(
        heading("Aanpak"),
        paragraph("Gewone ", inside=marks),
        parts={"comments.xml": f"<w:comments {SPACES}>{remark * 2}</w:comments>"},
    )
    assert texts(document) == ["Gewone tekst"]
    assert [(one.code, one.params) for one in document.report.doubts] == [
        ("comments_left_out", {"count": 2})
    ]


def control(content: str, props: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


EMPTY = "<w:showingPlcHdr/>"


def test_what_content_controls_hold_is_kept_at_every_level() -> None:
    document = read(
        heading("Vragen"),
        paragraph("Naam: ", inside=control(run("Ministerie"))),
        control(paragraph("Een heel blok.")),
        table(
            control(row(cell(paragraph("Rij")), control(cell(paragraph("Cel"))))),
            row(cell(paragraph("a")), cell(control(paragraph("b")))),
        ),
    )
    assert texts(document) == ["Naam: Ministerie", "Een heel blok.", "Rij Cel a b"]
    assert document.report.found == document.report.kept


def test_what_a_control_only_asks_for_is_dropped_and_counted() -> None:
    document = read(
        heading("Vragen"),
        paragraph("Naam: ", inside=control(run("Klik om tekst in te voeren."), EMPTY)),
        control(paragraph("Kies een item."), EMPTY),
        table(row(cell(paragraph("a")), control(cell(paragraph("Vul in.")), EMPTY))),
        paragraph("Erna."),
    )
    assert texts(document) == ["Naam:", "a", "Erna."]
    assert "<td>a</td><td></td>" in html(document)[1]
    assert [(one.code, one.params) for one in document.report.doubts] == [
        ("placeholders_left_out", {"count": 11})
    ]
    assert document.report.found == document.report.kept


def test_a_contents_list_in_a_control_is_dropped() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    document = read(
        control(paragraph("Inhoud") + paragraph("Aanpak 1", style="Inhopg1"), gallery),
        heading("Aanpak"),
        paragraph("Tekst."),
    )
    assert [title for _, _, title in titles(document)] == ["Aanpak"]
    assert codes(document) == ["contents_list_dropped"]
    assert document.report.found == document.report.kept


def test_a_heading_that_only_names_the_contents_list_goes_with_it() -> None:
    document = read(
        heading("Inhoudsopgave"),
        paragraph("Inleiding 1", style="Inhopg1"),
        paragraph("Aanpak 2", style="Inhopg1"),
        heading("1 Inleiding"),
        paragraph("Tekst."),
        heading("Inhoud"),
        paragraph("Een kop die zo heet en tekst heeft, blijft."),
    )
    assert [title for _, _, title in titles(document)] == ["Inleiding", "Inhoud"]
    assert [(one.code, one.params) for one in document.report.doubts] == [
        ("contents_list_dropped", {"count": 5})
    ]
    assert document.report.found == document.report.kept
