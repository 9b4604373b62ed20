"""The public reads what changed between versions, why, and where every reaction stands."""

from collections.abc import Callable

import pytest
from flask import Flask

from consultation import clock
from consultation.accounts.models import Account
from consultation.answers.operations import ChangedWords, record_change
from consultation.contributions.models import Contribution
from consultation.contributions.queries import round_counts
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.documents.tree import Block, BlockKind, DocSection, Document
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.plans.models import Plan, PlanVersion
from consultation.plans.operations import keep_document
from consultation.reading_room.queries import gone_section, section_view
from consultation.rounds.models import Round
from consultation.rounds.operations import renew_round
from tests.comparison.plans import EDITS, Editor, plan_text
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_plan, make_round
from tests.page import Page, Visit
from tests.plans.versions import (
    FIRST,
    JACKET,
    RETURN,
    WASH,
    first_version,
    frozen,
    next_version,
)
from tests.statements import counted

CHANGED = JACKET.replace("water", "regen")
SECOND = (("1", "Kleding", 1, (CHANGED,)), ("2", "Onderhoud", 1, (WASH, RETURN)))


@pytest.fixture
def round(database: Flask) -> Round:
    return make_round(plan=first_version())


def plan_of(round: Round) -> Plan:
    assert round.plan is not None
    return round.plan


def id_of(version: PlanVersion, title: str) -> str:
    return next(one.permanent_id for one in version.sections if one.title == title)


def placed(
    round: Round, version: PlanVersion, section: int, alinea: int | None = None
) -> Contribution:
    made = make_contribution(round, state=ContributionState.PLACED)
    place = version.sections[section]
    with transaction():
        made.stand_at(place, place.alineas[alinea] if alinea is not None else None)
    return made


def at(round: Round, rest: str) -> str:
    return f"/rondes/{round.slug}{rest}"


def test_words_that_went_and_came_are_said_and_not_only_coloured(
    round: Round, visit: Visit
) -> None:
    next_version(plan_of(round), *SECOND)
    page = visit.get(at(round, "/versies/1...2"))
    gone, came = page.soup.find("del"), page.soup.find("ins")
    assert gone.get_text() == "weg: water"
    assert came.get_text() == "nieuw: regen"
    assert "1 alinea is gewijzigd" in page.text
    assert "Deze alinea stond in 3 Betalen. De tekst is gelijk." in page.text


def test_only_what_differs_is_shown_or_everything(round: Round, visit: Visit) -> None:
    next_version(plan_of(round), ("1", "Kleding", 1, (CHANGED, FIRST[0][3][1])), *FIRST[1:])
    assert WASH not in visit.get(at(round, "/versies/1...2")).text
    assert WASH in visit.get(at(round, "/versies/1...2?alles=1")).text


def test_the_same_version_has_no_difference(round: Round, visit: Visit) -> None:
    next_version(plan_of(round), *FIRST)
    assert "Geen verschil." in visit.get(at(round, "/versies/1...2")).text


def test_somebody_chooses_two_versions_in_any_order(round: Round, visit: Visit) -> None:
    next_version(plan_of(round), *SECOND)
    form = visit.get(at(round, "/versies/1...2")).form("/vergelijk")
    assert form == {"van": "1", "naar": "2", "alles": "", "weergave": ""}
    page = visit.get(at(round, "/versies/vergelijk?van=2&naar=1&alles=1"))
    assert page.answer.request.path.endswith("/versies/1...2")


def test_an_unknown_version_and_a_draft_are_not_found(round: Round, visit: Visit) -> None:
    next_version(plan_of(round), *SECOND, publish=False)
    assert visit.get(at(round, "/versies/1...2"), status=404).status == 404
    assert visit.get(at(round, "/versies/1...7"), status=404).status == 404


def test_staff_compare_with_the_version_they_work_on(
    round: Round, signed_in_as: Callable[[Account], Visit]
) -> None:
    draft = next_version(plan_of(round), *SECOND, publish=False)
    officer = signed_in_as(make_account(Role.OFFICER, organisation=round.organisation))
    page = officer.get(at(round, "/versies/1...2"))
    assert "Die is nog niet vastgezet." in page.text
    gone = id_of(plan_of(round).versions[0], "Betalen")
    assert "sinds versie 2" in officer.get(at(round, f"/versies/{draft.number}/plan/{gone}")).text


def test_beside_a_change_stands_why_and_who_led_to_it(round: Round, visit: Visit) -> None:
    version = plan_of(round).versions[0]
    said = placed(round, version, 0, 0)
    next_version(plan_of(round), *SECOND)
    with transaction():
        words = ChangedWords(
            version.sections[0].permanent_id,
            "houdt water tegen",
            "houdt regen tegen",
            "Water is te breed.",
        )
        record_change(round, words, [said], by=COMMAND_LINE)
    secret = visit.get(at(round, "/versies/1...2"))
    assert "Water is te breed." not in secret.text
    with transaction():
        round.answered_at = clock.now()
    page = visit.get(at(round, "/versies/1...2"))
    assert "Waarom? Water is te breed." in page.text
    assert at(round, f"/reacties/{said.reference}") in page.links().values()
    back = visit.get(at(round, f"/reacties/{said.reference}"))
    assert at(round, f"/versies/1...2#{version.sections[0].permanent_id}") in back.links().values()
    found = visit.client.get(at(round, "/versies/1...2.json")).get_json()
    assert found["paragrafen"][0]["alineas"][0]["waarom"] == [
        {"reden": "Water is te breed.", "inbreng": [said.reference]}
    ]


def test_a_program_reads_the_same(round: Round, visit: Visit) -> None:
    said = placed(round, plan_of(round).versions[0], 2, 1)
    next_version(plan_of(round), *SECOND)
    found = visit.client.get(at(round, "/versies/1...2.json")).get_json()
    assert [one["uitkomst"] for one in found["paragrafen"]] == [
        "tekst gewijzigd",
        "samengevoegd",
        "samengevoegd",
    ]
    assert found["reacties"][0]["nummer"] == said.reference
    assert found["reacties"][0]["uitkomst"] == "verplaatst"
    assert visit.client.get(at(round, "/versies/1...9.json")).status_code == 404


def table_of(last: str) -> Block:
    html = (
        "<table><tr><th>Maat</th><th>Aantal</th></tr><tr><td>48</td><td>10</td></tr>"
        f"<tr><td>50</td><td>{last}</td></tr></table>"
    )
    return Block(BlockKind.TABLE, html, f"Maat Aantal 48 10 50 {last}")


def in_two_versions(round: Round) -> None:
    """Give the plan a table, and then the same with one other cell."""
    for cell in ("20", "25"):
        with transaction():
            section = DocSection("1", "Maten", 1, (table_of(cell),))
            version = keep_document(
                plan_of(round),
                Document("Plan", (section,)),
                filename="p.md",
                sha256="",
                by=COMMAND_LINE,
            )
        frozen(version)


def rows_on(page: Page) -> list[list[str]]:
    rows = page.soup.find_all("tr")
    return [[one.get_text() for one in row.find_all(["td", "th"])] for row in rows]


MARKED_ROWS = [["Maat", "Aantal"], ["50", "weg: 20nieuw: 25"]]


def test_in_a_table_the_cell_that_changed_is_marked(database: Flask, visit: Visit) -> None:
    round = make_round(plan=make_plan(published=False))
    in_two_versions(round)
    assert rows_on(visit.get(at(round, "/versies/1...2"))) == MARKED_ROWS


def test_who_said_something_about_a_table_is_shown_the_same(database: Flask, visit: Visit) -> None:
    round = make_round(plan=make_plan(published=False))
    in_two_versions(round)
    said = placed(round, plan_of(round).versions[0], 0, 0)
    assert rows_on(visit.get(f"/ontvangst/{said.submission.receipt}")) == MARKED_ROWS


# --- a section in other versions ----------------------------------------------------------


def test_every_address_of_a_section_keeps_answering(round: Round, visit: Visit) -> None:
    old = plan_of(round).versions[0]
    said = placed(round, old, 2)
    new = next_version(
        plan_of(round),
        *SECOND,
        ("4", "Nieuw deel", 1, ("Leveranciers tonen waar elke vezel van hun stof vandaan komt.",)),
    )
    gone, fresh = id_of(old, "Betalen"), id_of(new, "Nieuw deel")
    frozen_gone = visit.get(at(round, f"/versies/2/plan/{gone}"))
    assert "Deze paragraaf bestaat niet meer sinds versie 2." in frozen_gone.text
    assert RETURN in frozen_gone.text
    assert said.submission.receipt in frozen_gone.text
    assert "De tekst staat nu in:" in frozen_gone.text
    for address in (f"/versies/1/plan/{fresh}", f"/plan/{fresh}"):
        page = visit.get(at(round, address))
        assert "Deze paragraaf is nieuw in versie 2." in page.text
    assert visit.get(at(round, f"/plan/{gone}")).h1 == "Betalen"
    assert visit.get(at(round, "/plan/zzzz"), status=404).status == 404


def test_a_frozen_page_stays_as_it_was_byte_for_byte(round: Round, visit: Visit) -> None:
    address = at(round, f"/versies/1/plan/{id_of(plan_of(round).versions[0], 'Kleding')}")
    before = visit.get(address).text
    next_version(plan_of(round), *SECOND)
    assert visit.get(address).text == before


def test_the_section_page_tells_what_a_newer_version_did(round: Round, visit: Visit) -> None:
    old = plan_of(round).versions[0]
    placed(round, old, 0, 0)
    next_version(plan_of(round), *SECOND)
    page = visit.get(at(round, f"/plan/{id_of(old, 'Kleding')}"))
    assert "Deze reactie hoort bij versie 1. In versie 2 is de tekst gewijzigd." in page.text
    assert "Bekijk de oude tekst" in page.links()


def test_a_round_that_goes_on_with_a_newer_version_keeps_older_reactions(
    round: Round, visit: Visit
) -> None:
    old = plan_of(round).versions[0]
    moved, lost = placed(round, old, 2, 1), placed(round, old, 0, 1)
    new = next_version(plan_of(round), *SECOND, looked_at=True)
    with transaction():
        renew_round(round, by=COMMAND_LINE)
    page = visit.get(at(round, f"/plan/{id_of(new, 'Onderhoud')}"))
    assert moved.submission.receipt in page.soup.find(id="over-2").get_text()
    assert "Deze reactie hoort bij versie 1." in page.text
    page = visit.get(at(round, f"/plan/{id_of(new, 'Kleding')}"))
    assert lost.submission.receipt in page.soup.find(id="over-vervallen").get_text()
    assert "Over tekst die er niet meer staat" in page.text


def test_the_status_page_shows_both_texts_and_what_to_do(round: Round, visit: Visit) -> None:
    said = placed(round, plan_of(round).versions[0], 0, 0)
    next_version(plan_of(round), *SECOND)
    visit.get(f"/ontvangst/{said.submission.receipt}?sleutel={said.submission.secret_key}")
    page = visit.get(f"/ontvangst/{said.submission.receipt}")
    assert "In versie 2 is de tekst gewijzigd." in page.text
    assert (page.soup.find("del").get_text(), page.soup.find("ins").get_text()) == (
        "weg: water",
        "nieuw: regen",
    )
    assert "Klopt uw reactie nog?" in page.text


STATES = (
    ContributionState.PLACED,
    ContributionState.RECEIVED,
    ContributionState.HIDDEN,
    ContributionState.WITHDRAWN,
)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_edited_every_reaction_stands_in_one_place(database: Flask, seed: int) -> None:
    """What is visible, hidden and withdrawn together is all there is, before and after."""
    before = plan_text()[20 * seed : 20 * seed + 12]
    texts = [(one.number, one.title, 1, tuple(a.text for a in one.alineas)) for one in before]
    plan = make_plan(sections=[("0", "Begin", 1, ()), *texts])
    round = make_round(plan=plan)
    version = plan.versions[0]
    said = [make_contribution(round, state=STATES[number % len(STATES)]) for number in range(24)]
    editor = Editor(before, seed)
    with transaction():
        for number, one in enumerate(said):
            section = version.sections[number % len(version.sections)]
            alineas = [*section.alineas, None]
            one.stand_at(section, alineas[number % len(alineas)])
    for _ in range(8):
        getattr(editor, editor.random.choice(EDITS))()
    edited = [
        (one.number, one.title, 1, tuple(a.text for a in one.alineas)) for one in editor.sections
    ]
    new = next_version(plan, ("0", "Begin", 1, ()), *edited)
    with transaction():
        round.version_id = new.id
    db.session.expire_all()
    counts = round_counts(round)
    assert counts.visible + counts.in_control + counts.refused + counts.withdrawn == len(said)
    shown = [
        row.id
        for one in new.sections
        for row in section_view(round, one.permanent_id, reader=ANYONE).said.rows
    ]
    kept = {one.permanent_id for one in new.sections}
    for one in version.sections:
        if one.permanent_id not in kept:
            shown += [
                row.id
                for row in gone_section(round, one.permanent_id, new, reader=ANYONE).reactions
            ]
    assert sorted(shown) == [one.id for one in said if one.state is ContributionState.PLACED]


def test_a_section_page_costs_the_same_with_ten_versions(round: Round, visit: Visit) -> None:
    old = plan_of(round).versions[0]
    for number in range(6):
        placed(round, old, 0, number % 2)
    address = visit.get(at(round, f"/plan/{id_of(old, 'Kleding')}")).answer.request.path

    def cost() -> int:
        visit.get(address)
        with counted() as sent:
            visit.get(address)
        return len(sent)

    one = cost()
    for number in range(9):
        next_version(
            plan_of(round),
            ("1", "Kleding", 1, (f"{JACKET} Druk {number}.", FIRST[0][3][1])),
            *FIRST[1:],
        )
    assert cost() == one


# --- how a comparison is shown -------------------------------------------------------------


def test_both_texts_are_shown_in_one_when_somebody_asks(round: Round, visit: Visit) -> None:
    next_version(plan_of(round), *SECOND)
    page = visit.get(at(round, "/versies/1...2?weergave=een"))
    quote = next(one for one in page.soup.find_all(class_="plan-quote") if one.find("del"))
    assert [one.get_text().split() for one in quote.find_all(["del", "ins"])] == [
        ["weg:", "water"],
        ["nieuw:", "regen"],
    ]
    chosen = visit.get(at(round, "/versies/vergelijk?van=1&naar=2&weergave=een&alles=1"))
    assert chosen.soup.find("input", {"name": "weergave", "value": "een"}).has_attr("checked")


def test_every_change_is_in_the_list_and_leads_to_the_next(round: Round, visit: Visit) -> None:
    next_version(plan_of(round), *SECOND)
    page = visit.get(at(round, "/versies/1...2"))
    wanted = [one["href"] for one in page.soup.find(class_="compare-index").find_all("a")]
    assert [one.removeprefix("#") for one in wanted] == [
        one["id"] for one in page.soup.select(".compare-list__section > h2")
    ]
    following = [
        one["href"] for one in page.soup.select(".compare-list__next a") if "Volgende" in one.text
    ]
    assert following == wanted[1:]


def test_other_looks_are_told_and_not_shown_as_a_change(round: Round, visit: Visit) -> None:
    looks = JACKET.replace(" ", "\u00a0", 1).replace("brandveilig", "brand\u00adveilig")
    next_version(plan_of(round), ("1", "Kleding", 1, (looks, FIRST[0][3][1])), *FIRST[1:])
    page = visit.get(at(round, "/versies/1...2"))
    assert "Geen verschil." in page.text
    assert "In 1 alinea is alleen de opmaak anders" in page.text
    assert "alleen opmaak" in visit.get(at(round, "/versies/1...2?alles=1")).text
    found = visit.client.get(at(round, "/versies/1...2.json?alles=1")).get_json()
    assert found["paragrafen"][0]["uitkomst"] == "alleen opmaak"


def test_a_frozen_comparison_is_kept_for_ever_once_every_reason_is_given(
    round: Round, visit: Visit
) -> None:
    next_version(plan_of(round), *SECOND)
    address = at(round, "/versies/1...2")
    assert "immutable" not in visit.client.get(address).headers["Cache-Control"]
    with transaction():
        round.answered_at = clock.now()
    answer = visit.client.get(address)
    assert "immutable" in answer.headers["Cache-Control"]
    next_version(plan_of(round), *FIRST)
    assert visit.client.get(address).data == answer.data
    placed = visit.client.get(f"{address}.json")
    assert "immutable" not in placed.headers["Cache-Control"]


def test_the_api_gives_the_same_comparison(round: Round, visit: Visit) -> None:
    next_version(plan_of(round), *SECOND)
    found = visit.client.get(f"/api/v1/rondes/{round.slug}/versies").get_json()["resultaten"]
    assert [one["nummer"] for one in found] == [1, 2]
    assert found[1]["vergelijking"].endswith(f"/api/v1/rondes/{round.slug}/versies/1...2")
    mine = visit.client.get(f"/api/v1/rondes/{round.slug}/versies/1...2").get_json()
    assert mine == visit.client.get(at(round, "/versies/1...2.json")).get_json()
    changed = mine["paragrafen"][0]["alineas"][0]
    assert [one for one in changed["stukken"] if one["soort"] != "gelijk"] == [
        {"soort": "weg", "tekst": "water"},
        {"soort": "nieuw", "tekst": "regen"},
    ]


# --- much that was said --------------------------------------------------------------------


def test_a_section_page_costs_the_same_with_many_reactions(round: Round, visit: Visit) -> None:
    old = plan_of(round).versions[0]
    for number in range(3):
        placed(round, old, 0, number % 2)
    address = visit.get(at(round, f"/plan/{id_of(old, 'Kleding')}")).answer.request.path

    def cost() -> tuple[int, int]:
        visit.get(address)
        with counted() as sent:
            page = visit.get(address)
        return len(sent), len(page.soup.find_all("article", class_="reaction"))

    few, shown = cost()
    assert shown == 3
    for number in range(57):
        placed(round, old, 0, number % 2)
    many, shown = cost()
    assert (many, shown) == (few, 20)
    page = visit.get(address)
    assert "60 reacties" in page.text
    assert "Hier staan de nieuwste 10 van 31." in page.text


def test_what_was_said_on_every_version_is_counted_where_it_stands(
    round: Round, visit: Visit
) -> None:
    old = plan_of(round).versions[0]
    placed(round, old, 2, 1)
    placed(round, old, 0, 1)
    new = next_version(plan_of(round), *SECOND, looked_at=True)
    with transaction():
        renew_round(round, by=COMMAND_LINE)
    placed(round, new, 1, 1)
    placed(round, new, 1)
    view = section_view(round, id_of(new, "Onderhoud"), reader=ANYONE)
    assert {one.name: one.count for one in view.groups} == {"2": 2, "alles": 1}
    assert view.total == 3
    view = section_view(round, id_of(new, "Kleding"), reader=ANYONE)
    assert {one.name: one.count for one in view.groups} == {"vervallen": 1}
    counts = view.contents.counts
    assert sum(counts.values()) == 4
