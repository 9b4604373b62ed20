"""The styles of an ODT: each has a name in it once, and a block names it."""

from typing import Any

from odf import dc, meta
from odf.style import (
    Footer,
    GraphicProperties,
    ListLevelProperties,
    MasterPage,
    PageLayout,
    PageLayoutProperties,
    ParagraphProperties,
    Style,
    TableCellProperties,
    TableProperties,
    TabStop,
    TabStops,
    TextProperties,
)
from odf.text import (
    ListLevelStyleBullet,
    ListLevelStyleNumber,
    ListStyle,
    P,
    PageCount,
    PageNumber,
    Tab,
)

from consultation.papers.paper import Paper

FONT = "Liberation Sans"
SIZES = {1: "20pt", 2: "15pt", 3: "13pt"}
HEADINGS = 6
LIST_LEVELS = 6
INDENT_CM = 0.6

# Bold and italic of a style would be read back as what its writer stressed; so headers have a
# ground, and captions a size of their own.
PARAGRAPHS: dict[str, dict[str, str]] = {
    "Title": {"fontsize": "26pt", "fontweight": "bold"},
    "Text body": {},
    "Table Heading": {},
    "Table Contents": {},
    "Caption": {"fontsize": "10pt", "color": "#333333"},
    "Quotations": {"color": "#333333"},
    "Footnote": {"fontsize": "9pt"},
    "Footer": {"fontsize": "8pt"},
}

SPANS: dict[str, dict[str, str]] = {
    "Strong": {"fontweight": "bold"},
    "Emphasis": {"fontstyle": "italic"},
    "Superscript": {"textposition": "super 58%"},
    "Subscript": {"textposition": "sub 58%"},
}


class Styles:
    """The styles of one document, by the names that word processors show."""

    def __init__(self, document: Any, paper: Paper) -> None:
        self.document = document
        self._made: dict[str, Any] = {}
        self._lists: dict[tuple[bool, str, int], Any] = {}
        language, _hyphen, country = paper.language.partition("-")
        self._locale = {"language": language, "country": country.upper() or "NL"}
        for name, look in PARAGRAPHS.items():
            self._paragraph(name, look)
        for level in range(1, HEADINGS + 1):
            self._heading(level, begins_page=level == 1 and paper.chapters_begin_pages)
        for name, look in SPANS.items():
            style = self._common(name, "text")
            style.addElement(TextProperties(**look))
        self._table()
        self._page(paper)

    def named(self, name: str) -> Any:
        """A style by its name."""
        return self._made[name]

    def heading(self, level: int) -> Any:
        """The style of a heading."""
        return self._made[f"Heading {min(level, HEADINGS)}"]

    def _common(self, name: str, family: str) -> Any:
        style = Style(name=name.replace(" ", "_20_"), displayname=name, family=family)
        self.document.styles.addElement(style)
        self._made[name] = style
        return style

    def _paragraph(self, name: str, look: dict[str, str]) -> None:
        style = self._common(name, "paragraph")
        indent = "1cm" if name == "Quotations" else "0cm"
        style.addElement(ParagraphProperties(marginbottom="0.2cm", marginleft=indent))
        words = {"fontsize": "11pt", **look}
        style.addElement(TextProperties(fontfamily=FONT, **words, **self._locale))

    def _heading(self, level: int, *, begins_page: bool) -> None:
        style = self._common(f"Heading {level}", "paragraph")
        style.setAttribute("defaultoutlinelevel", str(level))
        begins = {"breakbefore": "page"} if begins_page else {}
        style.addElement(
            ParagraphProperties(
                margintop="0.5cm", marginbottom="0.2cm", keepwithnext="always", **begins
            )
        )
        size = SIZES.get(level, "11pt")
        style.addElement(
            TextProperties(fontfamily=FONT, fontsize=size, fontweight="bold", **self._locale)
        )

    def _table(self) -> None:
        table = self._common("Table", "table")
        table.addElement(TableProperties(width="16cm", align="margins", marginbottom="0.3cm"))
        for name, ground in (("Cell", "#ffffff"), ("Head", "#e6e6e6")):
            cell = self._common(name, "table-cell")
            look = {"border": "0.5pt solid #777777", "padding": "0.1cm", "backgroundcolor": ground}
            cell.addElement(TableCellProperties(**look))
        frame = self._common("Frame", "graphic")
        frame.addElement(GraphicProperties(wrap="none", horizontalpos="left"))

    def _page(self, paper: Paper) -> None:
        layout = PageLayout(name="A4")
        layout.addElement(
            PageLayoutProperties(
                pagewidth="21cm",
                pageheight="29.7cm",
                margintop="2cm",
                marginbottom="2cm",
                marginleft="2.5cm",
                marginright="2.5cm",
            )
        )
        self.document.automaticstyles.addElement(layout)
        master = MasterPage(name="Standard", pagelayoutname=layout)
        footer = Footer()
        footer.addElement(self._foot(paper))
        master.addElement(footer)
        self.document.masterstyles.addElement(master)

    def _foot(self, paper: Paper) -> Any:
        """Address and version at the left, the page at the right."""
        style = Style(name="Foot", family="paragraph", parentstylename=self._made["Footer"])
        stops = TabStops()
        stops.addElement(TabStop(position="16cm", type="right"))
        properties = ParagraphProperties()
        properties.addElement(stops)
        style.addElement(properties)
        self.document.automaticstyles.addElement(style)
        line = P(stylename=style, text=paper.footer)
        line.addElement(Tab())
        line.addText(f"{paper.labels.page} ")
        line.addElement(PageNumber(selectpage="current"))
        line.addText(" / ")
        line.addElement(PageCount())
        return line

    def listing(self, *, is_ordered: bool, kind: str, start: int) -> Any:
        """The style of a list with bullets, or with numbers of a kind from a start."""
        key = (is_ordered, kind, start)
        if key not in self._lists:
            self._lists[key] = self._new_list(is_ordered, kind, start)
        return self._lists[key]

    def _new_list(self, is_ordered: bool, kind: str, start: int) -> Any:
        style = ListStyle(name=f"List{len(self._lists) + 1}")
        for level in range(1, LIST_LEVELS + 1):
            style.addElement(_level(level, is_ordered, kind, start))
        self.document.automaticstyles.addElement(style)
        return style


def _level(level: int, is_ordered: bool, kind: str, start: int) -> Any:
    if is_ordered:
        begins = {"startvalue": str(start)} if level == 1 and start > 1 else {}
        made = ListLevelStyleNumber(
            level=str(level), numformat=kind or "1", numsuffix=".", **begins
        )
    else:
        made = ListLevelStyleBullet(level=str(level), bulletchar="•")
    from_left = f"{level * INDENT_CM:.1f}cm"
    made.addElement(ListLevelProperties(spacebefore=from_left, minlabelwidth=f"{INDENT_CM}cm"))
    return made


def tell_about(document: Any, paper: Paper) -> None:
    """What the file says of itself: title, language, author, and where it stands for ever."""
    said = document.meta
    said.addElement(dc.Title(text=paper.title))
    said.addElement(dc.Language(text=paper.language))
    if paper.summary:
        said.addElement(dc.Description(text=paper.summary))
    if paper.author:
        said.addElement(meta.InitialCreator(text=paper.author))
        said.addElement(dc.Creator(text=paper.author))
    for name, value in paper.facts:
        said.addElement(meta.UserDefined(name=name, valuetype="string", text=value))
