"""Word files for tests, written part by part, so that a test says what stands in the XML."""

import io
import zipfile
from collections.abc import Mapping

from PIL import Image

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{inside}</w:style>'
    for key, name, inside in (
        *(
            (f"Kop{n}", f"heading {n}", f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr>')
            for n in range(1, 6)
        ),
        *((f"Inhopg{n}", f"toc {n}", "") for n in range(1, 4)),
        ("Bijschrift", "caption", ""),
        ("Titel", "Title", ""),
    )
)


def run(text: str, *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str = "", *, style: str = "", inside: str = "", props: str = "") -> str:
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    said = f"<w:pPr>{styled}{props}</w:pPr>" if styled or props else ""
    return f"<w:p>{said}{run(text) if text else ''}{inside}</w:p>"


def heading(text: str, level: int = 1, *, inside: str = "") -> str:
    return paragraph(text, style=f"Kop{level}", inside=inside)


def item(text: str, *, depth: int = 0, list_id: int = 1) -> str:
    props = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, props=props)


def cell(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = {"": "", "restart": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[merge]
    inside = "".join(paragraphs) or paragraph()
    return f"<w:tc><w:tcPr>{spanned}{merged}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, header: bool = False) -> str:
    said = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{said}{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def field(instruction: str, *result: str) -> str:
    """A complex field within one paragraph."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{"".join(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def picture(relation: str, alt: str) -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="{alt}"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{relation}"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(*paragraphs: str) -> str:
    """A box as Word writes it: once for new programs, once for old ones."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic>"
        f"<a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def footnote_mark(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def footnotes(*texts: str) -> str:
    made = "".join(
        f'<w:footnote w:id="{number}">{paragraph(text)}</w:footnote>'
        for number, text in enumerate(texts, start=1)
    )
    separator = f'<w:footnote w:type="separator" w:id="-1">{paragraph()}</w:footnote>'
    return f"<w:footnotes {SPACES}>{separator}{made}</w:footnotes>"


def level(depth: int, text: str, *, style: str = "", shape: str = "decimal") -> str:
    tied = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>{tied}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str) -> str:
    """A numbering part with one list, number 1."""
    return (
        f"<w:numbering {SPACES}><w:abstractNum w:abstractNumId='7'>{''.join(levels)}"
        "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num></w:numbering>"
    )


def png(width: int = 40, height: int = 30, colour: str = "navy") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    made = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{_mode(kind)}/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{made}</Relationships>'


def _mode(kind: str) -> str:
    return ' TargetMode="External"' if kind == "hyperlink" else ""


def word_parts(
    *body: str,
    parts: Mapping[str, str | bytes] | None = None,
    relations: Mapping[str, tuple[str, str]] | None = None,
) -> dict[str, str | bytes]:
    """The parts of a file with this body; `parts` by name under word/, tied by their names."""
    given = dict(parts or {})
    tied = {
        f"tie{number}": (name.partition(".")[0].rstrip("0123456789"), name)
        for number, name in enumerate(given)
        if name.endswith(".xml")
    }
    styles = f"<w:styles {SPACES}>{STYLES}</w:styles>"
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _relations({"d": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {SPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            {"s": ("styles", "styles.xml"), **tied, **(relations or {})}
        ),
        "word/styles.xml": styles,
        **{f"word/{name}": content for name, content in given.items()},
    }


def word_file(
    *body: str,
    parts: Mapping[str, str | bytes] | None = None,
    relations: Mapping[str, tuple[str, str]] | None = None,
) -> bytes:
    """The same as the bytes of a .docx."""
    return zipped(word_parts(*body, parts=parts, relations=relations))
