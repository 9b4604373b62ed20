"""OpenDocument texts for tests, written part by part as LibreOffice and Word write them."""

from collections.abc import Mapping

from consultation.documents.odt.names import NAMES
from tests.documents.word_files import zipped

SPACES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in NAMES.items())

TEXT = "application/vnd.oasis.opendocument.text"

MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="%s"/>%s'
    "</manifest:manifest>"
)


def style(
    name: str,
    *,
    parent: str = "",
    family: str = "paragraph",
    look: str = "",
    shown: str = "",
    says: str = "",
) -> str:
    """A style; `look` are attributes of its letters, `says` attributes of the style itself."""
    above = f' style:parent-style-name="{parent}"' if parent else ""
    display = f' style:display-name="{shown}"' if shown else ""
    letters = f"<style:text-properties {look}/>" if look else ""
    return (
        f'<style:style style:name="{name}" style:family="{family}"{display}{above} {says}>'
        f"{letters}</style:style>"
    )


BOLD = 'fo:font-weight="bold"'
HIDDEN = 'text:display="none"'

STYLES = "".join(
    [
        style("Standard"),
        style("Heading", parent="Standard"),
        *(style(f"Heading_20_{n}", shown=f"Heading {n}", parent="Heading") for n in range(1, 7)),
        style("Title", parent="Heading"),
        style("Caption", parent="Standard"),
        style("Illustration", parent="Caption"),
        style("Table", parent="Caption"),
        style("Quotations", parent="Standard"),
        style("Table_20_Contents", shown="Table Contents"),
        style("Table_20_Heading", shown="Table Heading", parent="Table_20_Contents"),
        style("Contents_20_1", shown="Contents 1"),
        style("B", family="text", look=BOLD),
        style("Weg", family="text", look=HIDDEN),
        style("WegP", look=HIDDEN),
    ]
)


def outline(*levels: str) -> str:
    """The numbers of headings, a level for each; a level is made with `numbered`."""
    return f'<text:outline-style style:name="Outline">{"".join(levels)}</text:outline-style>'


def numbered(
    level: int, *, shown: int = 1, suffix: str = "", prefix: str = "", more: str = ""
) -> str:
    return (
        f'<text:outline-level-style text:level="{level}" style:num-format="1"'
        f' style:num-suffix="{suffix}" text:display-levels="{shown}" {more}/>'
    )


def counted(level: int, shape: str = "1", suffix: str = ".", *, shown: int = 1) -> str:
    """A level of a list that counts."""
    return (
        f'<text:list-level-style-number text:level="{level}" style:num-format="{shape}"'
        f' style:num-suffix="{suffix}" text:display-levels="{shown}"/>'
    )


def bulleted(level: int) -> str:
    return f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="•"/>'


def list_style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


LISTS = list_style("L1", counted(1), counted(2, "a", ")")) + list_style(
    "L2", bulleted(1), bulleted(2)
)


def heading(text: str, level: int = 1, *, more: str = "") -> str:
    return (
        f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}" {more}>'
        f"{text}</text:h>"
    )


def paragraph(inside: str = "", styled: str = "Standard") -> str:
    return f'<text:p text:style-name="{styled}">{inside}</text:p>'


def span(text: str, styled: str) -> str:
    return f'<text:span text:style-name="{styled}">{text}</text:span>'


def link(text: str, href: str) -> str:
    return f'<text:a xlink:type="simple" xlink:href="{href}">{text}</text:a>'


def listed(*items: str, styled: str = "", more: str = "") -> str:
    named = f' text:style-name="{styled}"' if styled else ""
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f"<text:list{named} {more}>{inside}</text:list>"


def note(text: str, citation: str = "1", kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>{citation}</text:note-citation>'
        f"<text:note-body>{paragraph(text)}</text:note-body></text:note>"
    )


def cell(*paragraphs: str, cols: int = 1, rows: int = 1, repeated: int = 1) -> str:
    spans = "".join(
        f' table:number-{name}="{count}"'
        for name, count in (
            ("columns-spanned", cols),
            ("rows-spanned", rows),
            ("columns-repeated", repeated),
        )
        if count > 1
    )
    return f"<table:table-cell{spans}>{''.join(paragraphs)}</table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def table(*rows: str, head: str = "", columns: str = "") -> str:
    heads = f"<table:table-header-rows>{head}</table:table-header-rows>" if head else ""
    return f'<table:table table:name="Tabel">{columns}{heads}{"".join(rows)}</table:table>'


def picture(href: str, alt: str = "", *, more: str = "", tag: str = "desc") -> str:
    said = f"<svg:{tag}>{alt}</svg:{tag}>" if alt else ""
    image = f'<draw:image xlink:href="{href}"/>'
    return f'<draw:frame draw:name="Plaatje" {more}>{image}{said}</draw:frame>'


def text_box(*inside: str) -> str:
    return f"<draw:frame><draw:text-box>{''.join(inside)}</draw:text-box></draw:frame>"


def changes(**kinds: str) -> str:
    """The changes that nobody judged, by their id; a deletion holds what was taken out."""
    made = "".join(
        f'<text:changed-region text:id="{key}"><text:{kind}><office:change-info/>'
        f"{paragraph('geschrapte woorden') if kind == 'deletion' else ''}</text:{kind}>"
        "</text:changed-region>"
        for key, kind in kinds.items()
    )
    return f"<text:tracked-changes>{made}</text:tracked-changes>"


def annotation(text: str) -> str:
    return f"<office:annotation><dc:creator>Jan</dc:creator>{paragraph(text)}</office:annotation>"


def content(*body: str, styles: str = "") -> str:
    return (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{''.join(body)}</office:text>"
        "</office:body></office:document-content>"
    )


def odt_parts(
    *body: str,
    styles: str = "",
    outlined: str = "",
    running: str = "",
    title: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> dict[str, str | bytes]:
    """The parts of a file with this body; `styles` are its automatic ones."""
    masters = f"<office:master-styles>{running}</office:master-styles>"
    return {
        "mimetype": TEXT,
        "META-INF/manifest.xml": MANIFEST % (TEXT, ""),
        "content.xml": content(*body, styles=styles),
        "styles.xml": (
            f"<office:document-styles {SPACES}><office:styles>{STYLES}{LISTS}{outlined}"
            f"</office:styles>{masters}</office:document-styles>"
        ),
        "meta.xml": (
            f"<office:document-meta {SPACES}><office:meta><dc:title>{title}</dc:title>"
            "</office:meta></office:document-meta>"
        ),
        **(parts or {}),
    }


def odt_file(*body: str, **given: object) -> bytes:
    """The same as the bytes of a .odt."""
    return zipped(odt_parts(*body, **given))  # type: ignore[arg-type]


def flat_file(*body: str, styles: str = "", outlined: str = "") -> bytes:
    """The same as one piece of XML: a .fodt."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {SPACES}'
        f' office:mimetype="{TEXT}"><office:styles>{STYLES}{LISTS}{outlined}</office:styles>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document>"
    ).encode()
