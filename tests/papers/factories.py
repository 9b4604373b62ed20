"""A paper with one of everything that a plan can hold."""

from io import BytesIO

from PIL import Image

from consultation.papers.paper import Labels, Note, Paper, Part, Picture

TABLE = (
    "<table><caption>Wat wij kochten</caption><thead><tr>"
    '<th scope="col">Wat</th><th scope="col">Aantal</th></tr></thead><tbody>'
    '<tr><th scope="row" rowspan="2">Jassen</th><td>120</td></tr><tr><td>130 | 140</td></tr>'
    '<tr><td colspan="2">Samen</td></tr></tbody></table>'
)

BLOCKS = (
    '<p>De jas is <strong>warm</strong> en <em>licht</em><sup><a href="#noot-1">1</a></sup>.</p>',
    "<ul><li>een rits<ul><li>van staal</li></ul></li><li><p>een zak</p><p>met klep</p></li></ul>",
    '<ol start="3" type="a"><li>wassen op 60 graden</li></ol>',
    TABLE,
    '<figure><img src="image:abc123" alt="Een groen vlak">'
    "<figcaption>Figuur 1</figcaption></figure>",
    "<blockquote><p>Wij kopen wat lang meegaat.</p></blockquote>",
    '<p>Zie <a href="https://voorbeeld.nl/?a=1&amp;b=2">de site</a>.<br>'
    "1. Geen lijst * maar tekst.</p>",
)


def green() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (40, 20), "green").save(drawn, "PNG")
    return drawn.getvalue()


def make_paper(**changes: object) -> Paper:
    parts = (
        Part("Inleiding", 1, "1", BLOCKS, (Note("1", "Volgens <em>de test</em>."),), "p-a", True),
        Part("Jassen", 2, "1.1", ("<p>Korte tekst.</p>",), (), "p-b", True),
        Part("Duurzaam", 1, "2", ("<p>Lang mee.</p>",), (), "p-c", True),
    )
    values: dict[str, object] = {
        "title": "Plan </style> kleding",
        "facts": (("Versie", "2"), ("Vast adres", "https://voorbeeld.nl/rondes/a/versies/2/plan")),
        "address": "https://voorbeeld.nl/rondes/a/versies/2/plan",
        "footer": 'Plan </style>"; kleding · https://voorbeeld.nl',
        "parts": parts,
        "labels": Labels("Inhoud", "Pagina", "Noot"),
        "author": "Voorbeeldministerie",
        "summary": "Over kleding.",
        "pictures": {"abc123": Picture("image/png", green(), "https://voorbeeld.nl/plaatje")},
    }
    return Paper(**{**values, **changes})  # type: ignore[arg-type]
