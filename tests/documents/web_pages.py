"""Web pages for tests, as people, Word, LibreOffice and sites of the government write them."""

from base64 import encodebytes
from quopri import encodestring
from urllib.parse import urljoin

WORD_HEAD = (
    "<html xmlns:v='urn:schemas-microsoft-com:vml' xmlns:o='urn:schemas-microsoft-com:office' "
    "xmlns:w='urn:schemas-microsoft-com:office:word' xmlns='http://www.w3.org/TR/REC-html40'>"
    "<head><meta http-equiv=Content-Type content='text/html; charset=windows-1252'>"
    "<meta name=Generator content='Microsoft Word 15'><title>Categorieplan</title>"
    "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->"
    "<style><!-- p.MsoNormal {margin:0cm; font-family:Calibri;} h1 {mso-list:l1 level1 lfo2;} -->"
    "</style></head><body lang=NL style='word-wrap:break-word'><div class=WordSection1>"
)
WORD_FOOT = "</div></body></html>"


def word_page(*body: str) -> bytes:
    """As Word saves a page."""
    return (WORD_HEAD + "\n".join(body) + WORD_FOOT).encode("cp1252")


def ignored(mark: str, font: str = "Symbol") -> str:
    """A mark as Word computes it, for programs that do not know its lists."""
    return (
        f"<![if !supportLists]><span style='font-family:{font};mso-fareast-font-family:{font}'>"
        f"<span style='mso-list:Ignore'>{mark}<span style='font:7.0pt \"Times New Roman\"'>"
        "&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
    )


def word_item(
    mark: str, text: str, level: int = 1, *, of: str = "l0", place: str = "Middle"
) -> str:
    return (
        f"<p class=MsoListParagraphCxSp{place} style='margin-left:{36 * level}.0pt;mso-add-space:"
        f"auto;text-indent:-18.0pt;mso-list:{of} level{level} lfo1'>{ignored(mark)}{text}"
        "<o:p></o:p></p>"
    )


def word_heading(number: str, text: str, level: int = 1) -> str:
    return (
        f"<h{level} style='mso-list:l1 level{level} lfo2'><a name=\"_Toc{number}\">"
        f"{ignored(number, 'Calibri')}{text}</a></h{level}>"
    )


WORD_PAGE = word_page(
    "<p class=MsoTitle>Categorieplan Kleding<o:p></o:p></p>",
    "<p class=MsoToc1><a href='#_Toc1'>1 Inleiding <span style='mso-tab-count:1 dotted'> </span>"
    "3</a></p><p class=MsoToc2><a href='#_Toc2'>1.1 Doel 3</a></p>",
    word_heading("1", "Inleiding"),
    "<p class=MsoNormal>Dit plan gaat over <b>kleding</b>– en meer<a style='mso-footnote-id:"
    "ftn1' href='#_ftn1' name='_ftnref1' title=''><span class=MsoFootnoteReference><![if "
    "!supportFootnotes]>[1]<![endif]></span></a>.<o:p></o:p></p>",
    word_heading("1.1", "Doel", 2),
    word_item("·", "veilig", place="First"),
    word_item("o", "brandveilig", 2),
    word_item("·", "duurzaam", place="Last"),
    "<p class=MsoNormal>En dan:</p>",
    word_item("1.", "eerst", of="l2", place="First"),
    word_item("2.", "daarna", of="l2", place="Last"),
    "<p class=MsoCaption>Tabel 1: Uitgaven</p>",
    "<table class=MsoTableGrid border=1><thead><tr><td><p class=MsoNormal><b>Soort</b></p></td>"
    "<td><p class=MsoNormal><b>Aantal</b></p></td></tr></thead><tr><td rowspan=2><p "
    "class=MsoNormal>Jas</p></td><td><p class=MsoNormal>10</p></td></tr><tr><td><p "
    "class=MsoNormal>11</p></td></tr></table>",
    "<p class=MsoNormal>Wij <ins cite='mailto:Jan'>altijd</ins><del cite='mailto:Jan'>soms</del> "
    "kopen.<span class=MsoCommentReference><a style='mso-comment-reference:J_1'>x</a></span></p>",
    "<p class=MsoNormal><!--[if gte vml 1]><v:shape id='p'></v:shape><![endif]--><![if !vml]><img "
    "width=100 height=80 src='plan_bestanden/image001.png' alt='Een jas'><![endif]></p>",
    "<div style='mso-element:footnote-list'><hr align=left size=1 width='33%'>"
    "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:"
    "ftn1' href='#_ftnref1' name='_ftn1' title=''><span class=MsoFootnoteReference>[1]</span></a>"
    " Ook schoenen.</p></div></div>",
    "<div style='mso-element:comment-list'><div style='mso-element:comment'><p "
    "class=MsoCommentText>Klopt dit?</p></div></div>",
)

FILTERED_WORD_PAGE = (
    "<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1252'>"
    "<meta name=Generator content='Microsoft Word 15 (filtered)'></head><body lang=NL>"
    "<div class=WordSection1>"
    "<h1>1<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span>Inleiding"
    "</h1><p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt'><span style='font-family:"
    "Symbol'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span>veilig</p>"
    "<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;text-indent:-18.0pt'><span "
    "style='font-family:\"Courier New\"'>o<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;"
    "</span></span>brandveilig</p><p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt'>"
    "<span style='font-family:Symbol'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span>"
    "</span>duurzaam</p><p class=MsoNormal>En dan:</p>"
    "<p class=MsoListParagraph style='text-indent:-18.0pt'>a)<span style='font:7.0pt \"Times New "
    "Roman\"'>&nbsp;&nbsp;&nbsp; </span>eerst</p></div></body></html>"
).encode("cp1252")

LIBREOFFICE_PAGE = b"""<!DOCTYPE html>
<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<title>Plan volgens het bestand</title><meta name="generator" content="LibreOffice 7.4 (Linux)"/>
<style type="text/css">p { line-height: 115% } a.sdfootnoteanc { font-size: 57% }</style></head>
<body lang="nl-NL" dir="ltr">
<div title="header"><p>Categorieplan 2026</p></div>
<div id="Inhoudsopgave1" dir="ltr"><p>Inhoud</p><p><a href="#kop">1 Inleiding 3</a></p></div>
<h1 class="western"><a name="kop"></a>1 Inleiding</h1>
<p style="line-height: 100%">Dit plan<sup><a class="sdfootnoteanc" name="sdfootnote1anc"
 href="#sdfootnote1sym"><sup>1</sup></a></sup> gaat over <i>kleding</i>.</p>
<ol type="a"><li><p>eerst</p></li><li><p>daarna</p><ul><li><p>diep</p></li></ul></li></ol>
<table width="100%"><thead><tr><th><p>Soort</p></th><th><p>Aantal</p></th></tr></thead>
<tbody><tr><td><p>Jas</p></td><td><p>10</p></td></tr></tbody></table>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym"
 href="#sdfootnote1anc">1</a> Ook schoenen.</p></div>
<div title="footer"><p>Pagina 3</p></div>
</body></html>
"""

SITE_PAGE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Categorieplan Kleding | Rijksoverheid.nl</title>
<base href="https://www.voorbeeld.nl/inkoop/plannen/kleding">
<script>window.dataLayer = ["niet dit"];</script><style>.x{}</style></head><body>
<a class="skiplink" href="#content">Ga direct naar de inhoud</a>
<header role="banner"><div class="logo">Rijksoverheid</div>
<form role="search"><label for="q">Zoeken</label><input id="q"><button>Zoek</button></form></header>
<nav aria-label="Hoofdmenu"><ul><li><a href="/">Home</a></li><li><a href="/contact">Contact</a></li>
</ul></nav><div class="breadcrumb"><p>U bevindt zich hier: Home &gt; Plannen</p></div>
<main id="content"><article><h1>Categorieplan Kleding</h1>
<p class="intro">Dit plan gaat over kleding voor het Rijk.</p>
<nav class="toc"><ul><li><a href="#doel">Doel</a></li></ul></nav>
<h2 id="doel">Doel</h2>
<p>Wij kopen <a href="/jassen">jassen</a> en <a href="javascript:void(0)">meer</a>.<br>En
<abbr title="bijvoorbeeld">bv.</abbr> schoenen&shy;winkels.</p>
<details><summary>Waarom?</summary><p>Daarom.</p></details>
<blockquote><p>Een plan is een belofte.</p></blockquote>
<dl><dt>Perceel</dt><dd>Een deel van een opdracht.</dd><dt>Kavel</dt><dd>Hetzelfde.</dd></dl>
<figure><img src="data:image/png;base64,PLAATJE" alt="Een jas"><figcaption>De jas</figcaption>
</figure><figure><table><tr><th>Jaar</th><th>Bedrag</th></tr><tr><th>2025</th><td>10</td></tr>
</table><figcaption>Uitgaven</figcaption></figure>
<img src="https://teller.voorbeeld.nl/1.gif" width="1" height="1" alt="">
<img src="/foto.jpg" alt="Een broek"><iframe src="https://film.voorbeeld.nl"></iframe>
<pre>regel een
regel twee</pre>
<p hidden>Niet voor lezers.</p><p style="display: none">Dit ook niet.</p>
<h4>Te diep</h4><p>Onder een kop die twee niveaus oversloeg.</p></article></main>
<aside><h2>Zie ook</h2><p>Andere plannen</p></aside>
<footer><p>Over deze site</p></footer>
<div class="cookie-banner" role="dialog"><p>Wij gebruiken cookies.</p><button>Goed</button></div>
</body></html>
"""


def saved_page(page: str, *files: tuple[str, bytes], encoding: str = "windows-1252") -> bytes:
    """As Word saves a page as one file: quoted signs, the pictures beside it."""
    place = "file:///C:/1A2B/plan.htm"
    parts = [
        f"Content-Location: {place}\nContent-Transfer-Encoding: quoted-printable\n"
        f'Content-Type: text/html; charset="{encoding}"\n\n'.encode()
        + encodestring(page.encode(encoding))
    ]
    parts += [
        f"Content-Location: {urljoin(place, name)}\nContent-Transfer-Encoding: base64\n"
        "Content-Type: image/png\n\n".encode()
        + encodebytes(data)
        for name, data in files
    ]
    kind = 'multipart/related; boundary="----=_Next"'
    head = f"MIME-Version: 1.0\nContent-Type: {kind}\n\nEen pagina.\n".encode()
    return head + b"".join(b"\n------=_Next\n" + part for part in parts) + b"\n------=_Next--\n"
