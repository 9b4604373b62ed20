"""One small plan in every kind of file that we take, written the way each kind is written."""

import io
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.documents import odt_files as odt
from tests.documents import word_files as word
from tests.documents.test_pdf import Sheet

PURPOSE = "Dit plan gaat over werkkleding voor mensen die buiten werken in weer en wind."
WISHES = "Wij willen goede kleding kopen"
NOTE = "Goede kleding houdt water en vuur tegen."
THINGS = "Wij letten op twee dingen:"
SAFE, LASTING = "dat de kleding veilig is;", "dat zij lang meegaat;"
FIRST, SECOND = ("Soort", "Aantal"), ("Jassen", "1200")
END = "Hier staat een gewone alinea met genoeg woorden om tekst te zijn."


def as_word() -> bytes:
    parts = {
        "footnotes.xml": word.footnotes(NOTE),
        "numbering.xml": word.numbering(word.level(0, "\u2022", shape="bullet")),
    }
    head, line = (
        word.row(*(word.cell(word.paragraph(text)) for text in texts), header=is_head)
        for texts, is_head in ((FIRST, True), (SECOND, False))
    )
    return word.word_file(
        word.heading("1 Inleiding"),
        word.paragraph(PURPOSE),
        word.heading("1.1 Doel", 2),
        word.paragraph(WISHES, inside=word.footnote_mark(1)),
        word.heading("2 Aanpak"),
        word.paragraph(THINGS),
        word.item(SAFE),
        word.item(LASTING),
        word.heading("3 Kosten"),
        word.table(head, line),
        word.paragraph(END),
        parts=parts,
    )


def as_odt() -> bytes:
    head, line = (
        odt.row(*(odt.cell(odt.paragraph(text)) for text in texts)) for texts in (FIRST, SECOND)
    )
    numbers = odt.outline(odt.numbered(1), odt.numbered(2, shown=2))
    return odt.odt_file(
        odt.heading("Inleiding"),
        odt.paragraph(PURPOSE),
        odt.heading("Doel", 2),
        odt.paragraph(WISHES + odt.note(NOTE)),
        odt.heading("Aanpak"),
        odt.paragraph(THINGS),
        odt.listed(odt.paragraph(SAFE), odt.paragraph(LASTING), styled="L2"),
        odt.heading("Kosten"),
        odt.table(line, head=head),
        odt.paragraph(END),
        outlined=numbers,
    )


def as_page() -> bytes:
    return f"""<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Plan</title></head>
<body><nav><a href="/">Home</a></nav><main>
<h2>1 Inleiding</h2><p>{PURPOSE}</p>
<h3>1.1 Doel</h3><p>{WISHES}<a id="r1" href="#n1"><sup>1</sup></a></p>
<h2>2 Aanpak</h2><p>{THINGS}</p><ul><li>{SAFE}</li><li>{LASTING}</li></ul>
<h2>3 Kosten</h2><table><thead><tr><th>{FIRST[0]}</th><th>{FIRST[1]}</th></tr></thead>
<tbody><tr><td>{SECOND[0]}</td><td>{SECOND[1]}</td></tr></tbody></table><p>{END}</p>
<ol><li id="n1">{NOTE} <a href="#r1">↩</a></li></ol></main></body></html>""".encode()


def as_markdown() -> bytes:
    return f"""# 1 Inleiding

{PURPOSE}

## 1.1 Doel

{WISHES}[^1]

[^1]: {NOTE}

# 2 Aanpak

{THINGS}

- {SAFE}
- {LASTING}

# 3 Kosten

| {FIRST[0]} | {FIRST[1]} |
|---|---|
| {SECOND[0]} | {SECOND[1]} |

{END}
""".encode()


def as_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number, write in enumerate((_introduction, _approach, _costs), start=1):
        write(Sheet(canvas, number))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _introduction(sheet: Sheet) -> None:
    sheet.heading("1 Inleiding")
    sheet.text(PURPOSE)
    sheet.heading("1.1 Doel", 12)
    sheet.text(WISHES)
    end = 72 + sheet.canvas.stringWidth(WISHES, "Helvetica", 10)
    sheet.raised("1", end, sheet.y + 23)
    sheet.note(f"1 {NOTE}")


def _approach(sheet: Sheet) -> None:
    sheet.heading("2 Aanpak")
    sheet.text(THINGS)
    sheet.text(f"\u2022 {SAFE}", f"\u2022 {LASTING}", indent=10)


def _costs(sheet: Sheet) -> None:
    sheet.heading("3 Kosten")
    sheet.table(list(FIRST), list(SECOND))
    sheet.text(END)


KINDS: dict[str, Callable[[], bytes]] = {
    "docx": as_word,
    "odt": as_odt,
    "html": as_page,
    "md": as_markdown,
    "pdf": as_pdf,
}
