import re
import threading
import unicodedata

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from consultation.safe_html import clean_imported, clean_line, clean_typed, typed_to_html

HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<<script>script>alert(1)<</script>/script>",
    "<img src=x onerror=alert(1)>",
    '<img src="x` `<script>alert(1)</script>"` `>',
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text y=20>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></math>",
    "<math href='javascript:alert(1)'>x</math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<form><input autofocus onfocus=alert(1)></form>",
    "<form action='javascript:alert(1)'><button>x</button></form>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=javascript:alert(1)>",
    "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css'; * {display: none}</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p style='position:fixed;inset:0' class=alert id=inhoud>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt&colon;alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='\u00a0javascript:alert(1)'>x</a>",
    "<a href='\u2028javascript:alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href='https://rijksoverheid.example@evil.example/'>x</a>",
    "<a href='https:/\\evil.example'>x</a>",
    "<a href='/werk/verwijder'>x</a>",
    "<a href='#inhoud'>x</a>",
    "<a href='https://x.example' onclick=alert(1) target=_blank rel=opener download>x</a>",
    "<img src='https://evil.example/pixel.gif' srcset='https://evil.example/2.gif 2x'>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<img src='/plan-afbeeldingen/../werk'>",
    "<img src='image:ab\"onerror=alert(1)'>",
    "<td background='javascript:alert(1)'>x</td>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<template><script>alert(1)</script></template>",
    "<plaintext><script>alert(1)</script>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title></title><script>alert(1)</script>",
    "<xmp><script>alert(1)</script></xmp>",
    "<!--><script>alert(1)</script-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p>&e;</p>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<dialog open>x</dialog><slot name=x></slot><portal src=x>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "{{7*7}} {% raw %} ${7*7} #{7*7}",
    "https://x.example/'onmouseover='alert(1)",
    'https://x.example/"><script>alert(1)</script>',
    "http://x.example/<script>alert(1)</script>",
    "javascript://x.example/%0aalert(1)",
    "mailto:a@b.nl?subject=x&bcc=all@evil.example",
    "<a><a href=https://a.example><a href=https://b.example>" * 20,
    "<b>" * 2000,
]

LINK = re.compile(r"(https?://[^@\\\s]+|mailto:[^?\s]+|#noot-[\w-]+)\Z")
TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


def parsed(html):
    return BeautifulSoup(f"<body>{html}", "html5lib").body


def without_spaces(text):
    return "".join(text.split())


def tags_in(html):
    return {tag.name for tag in parsed(html).find_all(True)}


def attributes_in(html):
    return {(tag.name, name) for tag in parsed(html).find_all(True) for name in tag.attrs}


class TestTyped:
    @pytest.mark.parametrize("vector", HOSTILE)
    def test_hostile_text_is_shown_as_text(self, vector):
        html = str(typed_to_html(vector))
        assert tags_in(html) <= {"p", "br", "a"}
        assert attributes_in(html) <= {("a", "href"), ("a", "rel")}
        assert all(LINK.match(link["href"]) for link in parsed(html).find_all("a", href=True))
        assert without_spaces(parsed(html).get_text()) == without_spaces(clean_typed(vector))

    @given(TEXT)
    def test_every_sign_that_can_be_read_is_still_there(self, text):
        shown = parsed(typed_to_html(text)).get_text()
        assert without_spaces(shown) == without_spaces(clean_typed(text))

    def test_a_blank_line_begins_a_paragraph_and_a_line_end_stays_one(self):
        assert typed_to_html("een\ntwee\n \ndrie") == "<p>een<br>twee</p><p>drie</p>"
        assert typed_to_html("  \n\n ") == ""

    def test_whole_addresses_become_links_that_help_no_advertiser(self):
        html = typed_to_html("Zie (https://plan.example/a?b=1&c=2), of MAILTO:loket@plan.example.")
        links = parsed(html).find_all("a")
        assert [link["href"] for link in links] == [
            "https://plan.example/a?b=1&c=2",
            "MAILTO:loket@plan.example",
        ]
        assert {link["rel"][0] for link in links} == {"nofollow"}
        assert html.count('rel="nofollow ugc noopener"') == 2

    @pytest.mark.parametrize(
        "text", ["plan.nl", "www.plan.nl", "jan@plan.nl", "ftp://plan.nl", "tel:0800", "art.nr"]
    )
    def test_anything_else_stays_a_word(self, text):
        assert typed_to_html(text) == f"<p>{text}</p>"

    def test_an_address_cannot_pretend_to_be_another(self):
        assert 'href="https://rijk.example"' in typed_to_html("https://rijk.example@evil.example/")

    def test_threads_do_not_share_a_cleaner(self):
        made: list[str] = []

        def draw(number):
            made.extend(
                typed_to_html(f"<i>{number}</i> https://x.example/{number}") for _ in range(40)
            )

        threads = [threading.Thread(target=draw, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(made) == 240
        assert set(made) == {
            typed_to_html(f"<i>{number}</i> https://x.example/{number}") for number in range(6)
        }


class TestCleanTyped:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("een\r\ntwee\rdrie\u2028vier\x85vijf", "een\ntwee\ndrie\nvier\nvijf"),
            ("cafe\u0301", "caf\u00e9"),
            ("jas\u202egnp.exe\u202c", "jasgnp.exe"),
            ("\u2066links\u2069\u200e\u200f\u061c", "links"),
            ("B\u200bZ\u2060K\ufeff", "BZK"),
            ("af\u00adbreken", "afbreken"),
            ("\U000e0041\U000e0042tag", "tag"),
            ("nul\x00 bel\x07 esc\x1b[2J", "nul bel esc[2J"),
            ("a\u00a0b\u3000c\u2003d", "a b c d"),
            ("\u3164\uffa0\u115fnaam", "naam"),
            ("x\ufe00y\U000e0100z", "xyz"),
            ("half \ud800 teken", "half  teken"),
            ("tab\tblijft", "tab\tblijft"),
            ("€ 3,50 – “ja” … ½", "€ 3,50 – “ja” … ½"),
        ],
    )
    def test_what_steers_goes_and_what_is_read_stays(self, typed, kept):
        assert clean_typed(typed) == kept

    def test_no_more_than_four_marks_on_a_letter(self):
        assert clean_typed("z" + "\u0336" * 500 + "o") == "z" + "\u0336" * 4 + "o"
        assert clean_typed("\u20dd" * 30) == "\u20dd" * 4

    @pytest.mark.parametrize(
        "word", ["👨‍👩‍👧", "❤️‍🔥", "می‌خواهم", "क्‍ष", "Ångström", "naïef", "กำลัง"]
    )
    def test_other_scripts_and_drawn_families_are_left_alone(self, word):
        assert clean_typed(word) == unicodedata.normalize("NFC", word)

    @given(TEXT)
    def test_cleaning_twice_is_cleaning_once(self, text):
        once = clean_typed(text)
        assert clean_typed(once) == once
        assert unicodedata.is_normalized("NFC", once)
        once.encode("utf-8")

    def test_a_name_is_one_line(self):
        assert clean_line("  Jan\r\n  de\u00a0Vries\t") == "Jan de Vries"


class TestImported:
    @pytest.mark.parametrize("vector", HOSTILE)
    def test_hostile_markup_does_nothing(self, vector):
        html = clean_imported(vector)
        assert not tags_in(html) & {"script", "svg", "math", "style", "iframe", "form", "base"}
        assert not [name for _, name in attributes_in(html) if name.startswith("on")]
        assert not {name for _, name in attributes_in(html)} & {"style", "id", "class", "srcset"}
        assert all(LINK.match(link["href"]) for link in parsed(html).find_all("a", href=True))
        for image in parsed(html).find_all("img", src=True):
            assert re.fullmatch(r"image:[0-9a-f]+|/plan-afbeeldingen/[\w.-]+", image["src"])
        assert clean_imported(html) == html

    def test_a_script_goes_with_its_content(self):
        assert clean_imported("<p>a<script>alert(1)</script>b</p>") == "<p>ab</p>"

    def test_the_markup_of_a_plan_passes_unchanged(self):
        html = (
            "<p>Zie <strong>artikel</strong> <em>2</em><sup>"
            '<a href="#noot-3" rel="noopener">3</a></sup> en H<sub>2</sub>O<br>regel</p>'
            '<ul><li>een<ol start="4" type="a"><li>twee</li></ol></li></ul>'
            '<table><caption>Uitgaven</caption><thead><tr><th scope="col" colspan="2">Jaar</th>'
            '</tr></thead><tbody><tr><th scope="row">2026</th><td rowspan="2">3</td></tr></tbody>'
            '</table><blockquote>citaat</blockquote><figure><img src="image:0a1b" alt="Kaart">'
            "<figcaption>Kaart</figcaption></figure>"
            '<img src="/plan-afbeeldingen/0a1b.png" alt="">'
        )
        assert clean_imported(html) == html

    def test_links_lead_to_the_web_a_mailbox_or_a_note(self):
        cleaned = clean_imported(
            '<a href="https://x.example/?a=1&amp;b=2">a</a><a href="mailto:a@b.nl">b</a>'
        )
        assert [link["href"] for link in parsed(cleaned).find_all("a")] == [
            "https://x.example/?a=1&b=2",
            "mailto:a@b.nl",
        ]
        assert cleaned.count('rel="noopener"') == 2

    @pytest.mark.parametrize("span", ["0", "-1", "1000", "1e3", "٣", "x"])
    def test_a_cell_cannot_be_wider_than_the_page(self, span):
        html = clean_imported(f'<table><tr><td colspan="{span}">x</td></tr></table>')
        assert "colspan" not in html

    def test_text_that_looks_like_markup_stays_text(self):
        assert clean_imported("<p>als a &lt; b &amp; c</p>") == "<p>als a &lt; b &amp; c</p>"
