"""What is printed: the form for a pen, and what every page says of itself."""

import pytest

from consultation.contributions.forms import KIND_WORDS, NAME_WORDS
from consultation.logbook import SYSTEM, transaction
from consultation.reactions.forms import EnterForm
from consultation.short_codes.operations import give_code, give_section_codes
from tests.factories import make_round
from tests.page import Visit


def test_the_form_on_paper_asks_what_staff_enter(visit: Visit) -> None:
    round = make_round()
    page = visit.get(f"/rondes/{round.slug}/papieren-formulier")
    with visit.app.test_request_context():
        form = EnterForm(meta={"csrf": False})
        asked = (form.paragraaf, form.alinea, form.soort, form.naam, form.wie, form.organisatie)
        labels = [str(field.label.text) for field in asked]
        words = [str(one) for one in (*KIND_WORDS.values(), *NAME_WORDS.values())]
    for label in (*labels, *words, "vertrouwelijk", "Spelregels"):
        assert label in page.text, label
    assert "Postbus 1" in page.text, "where to send it"
    assert not (page.soup.find("main") or page.soup).find_all(("input", "textarea"))


def test_the_form_of_a_section_has_its_name_question_and_code(visit: Visit) -> None:
    round = make_round()
    assert round.version is not None
    section = round.version.sections[2]
    with transaction():
        codes = give_section_codes(round, [section.permanent_id], by=SYSTEM)
    page = visit.get(f"/rondes/{round.slug}/papieren-formulier?paragraaf={section.permanent_id}")
    assert "2.1 Jassen" in page.h1
    assert section.questions[0].text in page.text
    assert f"localhost/r/{codes[section.permanent_id]}" in page.text
    visit.get(f"/rondes/{round.slug}/papieren-formulier?paragraaf=bestaatn", status=404)
    draft = make_round(published_at=None)
    visit.get(f"/rondes/{draft.slug}/papieren-formulier", status=404)


def test_a_printed_page_says_its_address_version_and_code(visit: Visit) -> None:
    round = make_round()
    assert round.version is not None
    section = round.version.sections[2]
    with transaction():
        code = give_code(round, by=SYSTEM)
    for address, said in (
        (f"/rondes/{round.slug}", f"http://localhost/rondes/{round.slug}"),
        (f"/rondes/{round.slug}/plan/{section.permanent_id}", "versie 1"),
        (f"/rondes/{round.slug}/plan/alles", "versie 1"),
        (f"/rondes/{round.slug}/versies/1/plan", "versie 1"),
    ):
        page = visit.get(address)
        assert page.soup.html is not None
        assert said in page.soup.html["data-foot"], address
    sheet = visit.get(f"/rondes/{round.slug}").soup.select_one(".print-code")
    assert sheet is not None
    assert f"localhost/r/{code}" in sheet.get_text()


@pytest.mark.parametrize(
    "address",
    [
        "/", "/rondes", "/antwoordnotas", "/categorieen", "/woorden", "/hulp", "/spelregels",
        "/privacy", "/toegankelijkheid", "/logboek", "/open-data", "/agenda", "/forums",
        "/ontvangst", "/r", "/inloggen",
    ],
)  # fmt: skip
def test_a_public_page_says_what_it_is_about(visit: Visit, address: str) -> None:
    about = visit.get(address).soup.find("meta", attrs={"name": "description"})
    assert about is not None
    assert 10 < len(about["content"]) <= 160


def test_pages_of_a_round_tell_of_what_stands_on_them(visit: Visit) -> None:
    round = make_round(intro='Denk mee over "jassen" & <b>broeken</b>.')
    assert round.version is not None
    base = f"/rondes/{round.slug}"
    found = {}
    for address in (
        base,
        f"{base}/plan",
        *(f"{base}/plan/{one.permanent_id}" for one in round.version.sections),
        f"{base}/plan/hoofdstuk-3",
        f"{base}/papieren-formulier",
        f"{base}/reacties",
        f"{base}/versies",
        f"{base}/antwoordnota",
    ):
        about = visit.get(address).soup.find("meta", attrs={"name": "description"})
        assert about is not None, address
        found[address] = about["content"]
    assert found[base].startswith('Denk mee over "jassen" & <b>broeken</b>.')
    assert found[f"{base}/plan/hoofdstuk-3"] == "Kort: Duurzaamheid."
    assert len(set(found.values())) >= len(found) - 1, "a chapter and its first section are alike"
