"""The text of a plan on a page."""

from markupsafe import Markup

from consultation.web.pages import plan_html

HTML = '<p>Kleding<sup><a href="#noot-5" rel="noopener">5</a></sup> <img src="image:ab" alt=""></p>'


def test_a_footnote_leads_to_the_note_under_its_section() -> None:
    assert '<sup><a href="#noot-k3x2-5">5</a></sup>' in plan_html(HTML, 7, "k3x2")


def test_without_notes_on_the_page_there_is_no_link() -> None:
    assert "<sup>5</sup>" in plan_html(HTML, 7)


def test_images_stand_at_the_address_of_their_version() -> None:
    assert 'src="/plan-afbeeldingen/7/ab"' in plan_html(HTML, 7)


def test_a_text_with_explained_words_has_its_footnotes_and_images_too() -> None:
    explained = Markup(HTML)  # noqa: S704 - a text of this test
    assert plan_html(explained, 7, "k3x2") == plan_html(HTML, 7, "k3x2")
