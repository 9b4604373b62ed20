"""The reading API: true to its own description, the same for everybody, cheap and cacheable."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate
from werkzeug.test import TestResponse

from consultation import clock
from consultation.contributions.states import ContributionState, Kind, NameShown, Sender
from consultation.database import db
from consultation.forums.models import Forum
from consultation.logbook import SYSTEM, transaction
from consultation.moderation.states import Reason
from consultation.open_data.forms.document import PATHS
from consultation.open_data.queries import slices
from consultation.permissions import Role
from consultation.question_hours import operations as hosting
from consultation.question_hours.models import QuestionHour
from consultation.reactions.queries import lists as reactions
from consultation.rounds.models import Round
from consultation.rounds.operations import extend_round
from tests.contributions.factories import make_contribution
from tests.factories import make_account, make_category, make_plan, make_round
from tests.forums.factories import after, make_action, make_forum, make_meeting, publish
from tests.glossary.factories import make_term
from tests.page import Visit
from tests.question_hours.factories import hour_plan, make_host, make_hour, make_question
from tests.response_notes.test_operations import answer, published
from tests.rounds.factories import make_prepared_round, statements

pytestmark = pytest.mark.usefixtures("database")

API = "/api/v1"


@pytest.fixture
def fetch(database: Flask) -> Any:
    """Fetch an address of the API as anybody may."""
    client = database.test_client()

    def get(address: str, **headers: str) -> TestResponse:
        path = address.removeprefix("http://localhost").removeprefix(API)
        return client.get(API + path, headers=headers)

    return get


@pytest.fixture
def document(fetch: Any) -> dict[str, Any]:
    found: dict[str, Any] = fetch("/openapi.json").get_json()
    return found


@pytest.fixture
def round() -> Round:
    """An answered round with reactions of all kinds and an extension."""
    made = make_round()
    make_hour(made)
    make_held_forum()
    section = made.version.sections[1]
    place = {
        "section_permanent_id": section.permanent_id,
        "alinea_permanent_id": section.alineas[0].permanent_id,
        "version_id": made.version_id,
    }
    placed = [
        make_contribution(made, state=ContributionState.PLACED, kind=kind, **place)
        for kind in (Kind.OPINION,)
    ]
    placed.append(make_contribution(made, state=ContributionState.REDACTED))
    placed.append(make_contribution(made, state=ContributionState.NOT_PLACED))
    with transaction():
        extend_round(
            made, closes_on=clock.today() + timedelta(days=30), reason="Storing", by=SYSTEM
        )
    with transaction():
        made.closes_at = clock.now() - timedelta(days=1)
    answer(*placed)
    published(made)
    return made


@pytest.fixture
def hour() -> QuestionHour:
    """A reported hour with a question in every state, before its round is answered."""
    made = make_hour()
    host = make_host(made).as_actor()
    first, second, third, later = (make_question(made) for _n in range(4))
    make_question(made, "Bel 06-12345678.", is_placed=False)
    with transaction():
        hosting.answer_question(first, "Bij elk uitgiftepunt.", by_shown="Inkoper", by=host)
        hosting.merge_question(second, first, by=host)
        hosting.decline_question(third, Reason.ADVERTISING, by=host)
        hosting.defer_question(later, owner="de jurist", due=clock.today(), by=host)
        hosting.close_hour(made, by=host)
        hosting.write_report(made, REPORT, by=host)
        made.reported_at = clock.now()
    return made


REPORT = hosting.Report(
    recap=["Veel vragen over reparatie."],
    opening_round=["Dragers willen kleding die past."],
    quotes=[
        {"text": "Een jas die past.", "speaker": "Drager", "is_approved": True},
        {"text": "Niet voor buiten.", "speaker": "Iemand", "is_approved": False},
    ],
    next_steps=[{"what": "Verslag", "owner": "Inkoper", "day": "2026-11-30", "is_done": True}],
)


def make_held_forum() -> Forum:
    """A forum that met once, with minutes and an action, and meets again."""
    forum = make_forum()
    with clock.frozen(clock.now() - timedelta(days=14)):
        first = make_meeting(forum)
    make_meeting(forum)
    with after(first):
        make_action(first, "Norm schrijven", due=first.hour.day)
        publish(first)
    return forum


def filled(path: str, round: Round) -> str:
    """An address of the API with its parts filled in."""
    hours = db.session.query(QuestionHour).filter_by(round_id=round.id).order_by("id").all()
    return path.format(
        ronde=round.slug,
        categorie=round.category.slug if round.category else "geen",
        vragenuur=hours[0].public_id if hours else "geen",
        forum=db.session.scalars(db.select(Forum.slug)).first() or "geen",
        van=1,
        naar=1,
    )


# --- the description is valid, and true (R47) ----------------------------------------------


def test_the_description_is_valid_openapi(document: dict[str, Any]) -> None:
    validate(document)
    assert document["openapi"].startswith("3.1")
    assert document["info"]["license"]["identifier"] == "CC0-1.0"
    assert set(document["info"]["contact"]) >= {"name", "url"}
    json.dumps(document)


def test_every_address_of_the_api_is_described(app: Flask, document: dict[str, Any]) -> None:
    rules = {
        re.sub(r"<\w+:(\w+)>", r"{\1}", rule.rule.removeprefix(API))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(API)
    }
    assert rules - {"/openapi.json"} == set(document["paths"]) == set(PATHS)


def schema_of(document: dict[str, Any], path: str, status: int, media: str) -> dict[str, Any]:
    described = document["paths"][path]["get"]["responses"]
    answer = described.get(str(status)) or described["default"]
    schema: dict[str, Any] = answer["content"][media]["schema"]
    return {**schema, "components": document["components"]}


def check(document: dict[str, Any], path: str, answer: TestResponse) -> None:
    """The answer is as the document says that it is."""
    schema = schema_of(document, path, answer.status_code, answer.mimetype)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    problems = [f"{list(e.path)}: {e.message[:200]}" for e in validator.iter_errors(answer.json)]
    assert not problems, problems
    headers = document["paths"][path]["get"]["responses"]["200"]["headers"]
    wanted = set(headers) if answer.status_code == 200 else {"API-Version"}
    assert not wanted - set(answer.headers.keys())


def test_every_real_answer_is_as_described(
    fetch: Any, document: dict[str, Any], round: Round
) -> None:
    for path in PATHS:
        answer = fetch(filled(path, round))
        assert answer.status_code == 200, path
        check(document, path, answer)


@pytest.mark.parametrize(
    "changes",
    [
        {"opens_in": 7},
        {"withdrawn_at": clock.now(), "withdrawn_reason": "Het plan vervalt."},
        {"plan_id": None, "version_id": None, "category_id": None},
        {"answer_by": None, "background": ""},
    ],
)
def test_rounds_of_every_sort_are_as_described(
    fetch: Any, document: dict[str, Any], changes: dict[str, object]
) -> None:
    made = make_round(**changes)
    make_contribution(make_round(), sender=Sender(name_shown=NameShown.NONE))
    for path in PATHS:
        if path.endswith(("{categorie}", "{vragenuur}", "{forum}")):
            continue
        answer = fetch(filled(path, made))
        is_missing = path.endswith("antwoordnota") or (path.endswith("{naar}") and not made.plan)
        assert answer.status_code == (404 if is_missing else 200), path
        check(document, path, answer)


def test_what_does_not_exist_is_a_problem_document(fetch: Any, document: dict[str, Any]) -> None:
    draft = make_prepared_round()
    for slug in ("niets", draft.slug):
        for path in PATHS:
            if "{" not in path:
                continue
            answer = fetch(
                path.format(
                    ronde=slug, categorie="niets", vragenuur="niets", forum="niets", van=1, naar=2
                )
            )
            assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
            check(document, path, answer)
    for address in ("/niets", "/rondes/", "/rondes/a/b/c"):
        answer = fetch(address)
        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
        assert answer.headers["API-Version"] == "1.0.0"


@pytest.mark.parametrize("page", ["0", "-1", "abc", "1.5", "", "٣"])
@pytest.mark.parametrize("path", [path for path, door in PATHS.items() if door.has_pages])
def test_a_strange_page_is_a_problem_document(
    fetch: Any, document: dict[str, Any], path: str, page: str
) -> None:
    made = make_round()
    answer = fetch(f"{path.format(ronde=made.slug)}?pagina={page}")
    assert answer.status_code == 422
    check(document, path, answer)


def test_rounds_are_asked_by_phase_and_category(fetch: Any, document: dict[str, Any]) -> None:
    first, second = make_round(), make_round(opens_in=3)
    assert first.category is not None

    def found(query: str) -> list[str]:
        answer = fetch(f"/rondes?{query}")
        check(document, "/rondes", answer)
        return [one["id"] for one in answer.get_json()["resultaten"]]

    assert found("fase=open") == [first.slug]
    assert found("fase=announced") == [second.slug]
    assert found(f"categorie={first.category.slug}&fase=open") == [first.slug]
    assert found(f"categorie={first.category.slug}&fase=answered") == []
    refused = fetch("/rondes?fase=dicht")
    assert refused.status_code == 422
    assert "Kies een van deze" in refused.get_json()["detail"]


def test_the_next_page_keeps_what_was_asked(fetch: Any) -> None:
    for _ in range(slices.PAGE + 1):
        make_round()
    following = fetch("/rondes?fase=open").get_json()["volgende"]
    assert "fase=open" in following
    assert len(fetch(following).get_json()["resultaten"]) == 1


def test_nothing_can_be_written(database: Flask) -> None:
    client = database.test_client()
    for verb in (client.put, client.patch, client.delete):
        answer = verb(f"{API}/rondes")
        assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")


# --- content -------------------------------------------------------------------------------


def test_a_round_gives_its_dates_promise_questions_and_licence(fetch: Any, round: Round) -> None:
    told = fetch(f"/rondes/{round.slug}").get_json()
    assert (told["id"], told["fase"]) == (round.slug, "answered")
    assert told["adres"] == f"http://localhost/rondes/{round.slug}"
    assert told["belofte"]["wat_ligt_vast"] == ["De wet."]
    assert told["vragen"][0]["waarom"] == "Wij passen de eisen aan."
    assert told["verlengingen"][0]["reden"] == "Storing"
    assert told["aantallen"] == {
        "ontvangen": 3, "geplaatst": 2, "niet_geplaatst": 1, "ingetrokken": 0, "te_laat": 0,
    }  # fmt: skip
    assert told["eigenaar"] == round.organisation.name
    assert told["licentie"].startswith("https://creativecommons.org/")
    listed = fetch("/rondes").get_json()
    assert listed == {"resultaten": [told], "volgende": None}


def test_the_last_second_is_the_one_people_read(fetch: Any) -> None:
    made = make_round()
    with transaction():
        made.closes_at = clock.end_of_day(clock.today() + timedelta(days=3))
    told = fetch(f"/rondes/{made.slug}").get_json()["sluit_op"]
    assert clock.amsterdam(clock.datetime.fromisoformat(told)).strftime("%H:%M:%S") == "23:59:59"


def test_every_address_that_is_given_answers(fetch: Any, round: Round, visit: Visit) -> None:
    """Ids, addresses and next pages lead somewhere, for whoever follows them."""
    seen = set()
    for path in PATHS:
        told = fetch(filled(path, round)).get_json()
        seen |= set(addresses(told))
    assert len(seen) >= 8
    for address in seen:
        path = address.removeprefix("http://localhost")
        if "." in path.rsplit("/", 1)[-1]:
            assert visit.client.get(path).status_code == 200, "a file"
        else:
            visit.get(path)


def addresses(told: Any) -> list[str]:
    if isinstance(told, dict):
        own = [told["adres"]] if told.get("adres") else []
        return own + [one for value in told.values() for one in addresses(value)]
    return [one for value in told for one in addresses(value)] if isinstance(told, list) else []


def test_a_reaction_gives_its_place_its_outcome_and_no_way_in(fetch: Any, round: Round) -> None:
    told = fetch(f"/rondes/{round.slug}/reacties").get_json()["resultaten"]
    placed = next(one for one in told if one["paragraaf"])
    assert placed["alinea"] == 1
    assert placed["uitkomsten"][0]["antwoord"]
    assert "kanaal" not in placed, "how it came in is for statistics only"


def test_outcomes_come_with_the_note_and_not_before(fetch: Any) -> None:
    made = make_round()
    placed = make_contribution(made, state=ContributionState.PLACED)
    answer(placed)
    assert fetch(f"/rondes/{made.slug}/reacties").get_json()["resultaten"][0]["uitkomsten"] == []
    assert fetch(f"/rondes/{made.slug}/antwoordnota").status_code == 404


def test_sections_give_summary_room_questions_and_alineas(fetch: Any, round: Round) -> None:
    told = fetch(f"/rondes/{round.slug}/paragrafen").get_json()["resultaten"]
    assert [one["nummer"] for one in told] == ["1", "2", "2.1", "3"]
    assert told[1]["speelruimte"] == "open"
    assert [one["nummer"] for one in told[1]["alineas"]] == [1, 2, 3]
    assert told[1]["vragen"][0]["waarom"]


def test_an_hour_gives_its_table_questions_and_report(fetch: Any, hour: QuestionHour) -> None:
    assert hour.round is not None
    address = f"/rondes/{hour.round.slug}/vragenuren"
    told = fetch(f"{address}/{hour.public_id}").get_json()
    assert (told["stand"], told["aantal_vragen"], told["in_controle"]) == ("verslag", 5, 1)
    assert told["tafel"][0]["naam"] == "Gerda Gespreksleider"
    assert [one["naam"] for one in told["tafel"][2:]] == [None, None], "names need consent"
    questions = {one["nummer"]: one for one in told["vragen"]}
    states = ["beantwoord", "beantwoord", "afgewezen", "later"]
    assert [questions[n]["stand"] for n in (1, 2, 3, 4)] == states
    assert questions[2]["antwoord"]["tekst"] == "Bij elk uitgiftepunt."
    assert questions[1]["antwoord"]["adres"].startswith("http://localhost/antwoorden/")
    assert (questions[3]["tekst"], bool(questions[3]["reden"])) == (None, True)
    assert questions[4]["eigenaar"] == "de jurist"
    assert [one["tekst"] for one in told["verslag"]["citaten"]] == ["Een jas die past."]
    (listed,) = fetch(address).get_json()["resultaten"]
    assert listed.items() <= told.items()
    answered = fetch(f"/rondes/{hour.round.slug}/reacties").get_json()["resultaten"]
    assert all(one["in_vragenuur"] for one in answered)


def test_an_hour_is_as_described(fetch: Any, document: dict[str, Any], hour: QuestionHour) -> None:
    assert hour.round is not None
    for path in PATHS:
        if "vragenur" in path or "vragenuur" in path:
            check(document, path, fetch(filled(path, hour.round)))


def test_an_hour_is_of_one_round_and_announced(fetch: Any) -> None:
    hour, other = make_hour(), make_round()
    with transaction():
        draft = hosting.plan_hour(other, hour_plan(), by=SYSTEM)
    assert fetch(f"/rondes/{other.slug}/vragenuren").get_json()["resultaten"] == []
    for one in (hour, draft):
        assert fetch(f"/rondes/{other.slug}/vragenuren/{one.public_id}").status_code == 404


def test_a_category_gives_its_owner_and_its_announced_rounds(fetch: Any, round: Round) -> None:
    make_prepared_round(plan=make_plan(category=round.category))
    told = fetch(f"/categorieen/{round.category.slug}").get_json()
    assert told["rondes"] == [round.slug]
    assert told["eigenaar"] == round.category.organisation.name
    assert told in fetch("/categorieen").get_json()["resultaten"]


def test_staff_and_strangers_read_the_same(
    fetch: Any, round: Round, signed_in_as: Any, database: Flask
) -> None:
    draft = make_prepared_round(plan=make_plan(category=round.category))
    make_contribution(round, state=ContributionState.HIDDEN)
    staff = signed_in_as(make_account(Role.ROUND_MANAGER, organisation=round.organisation))
    for path in PATHS:
        address = filled(path, round)
        assert staff.client.get(API + address).get_data() == fetch(address).get_data(), path
    assert staff.client.get(f"{API}/rondes/{draft.slug}").status_code == 404


# --- lists in pages ------------------------------------------------------------------------


def test_lists_come_in_pages_that_follow_each_other(
    fetch: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "PAGE", 2)
    monkeypatch.setattr(reactions, "PAGE", 2)
    made = make_round()
    for _ in range(4):
        make_round()
    for _ in range(5):
        make_contribution(made, state=ContributionState.PLACED)
    wanted = {
        "/rondes": 5,
        f"/rondes/{made.slug}/reacties": 5,
        f"/rondes/{made.slug}/paragrafen": 4,
    }
    for start, count in wanted.items():
        found, address = [], start
        while address:
            told = fetch(address).get_json()
            assert len(told["resultaten"]) <= 2
            found += [one["id"] for one in told["resultaten"]]
            address = told["volgende"]
        assert len(found) == len(set(found)) == count, start
        beyond = fetch(f"{start}?pagina=99").get_json()
        assert (beyond["resultaten"], beyond["volgende"]) == ([], None)


# --- caches --------------------------------------------------------------------------------


def test_an_answer_that_did_not_change_is_not_sent_again(fetch: Any, round: Round) -> None:
    for path in [*PATHS, "/openapi.json"]:
        address = filled(path, round)
        first = fetch(address)
        tag = first.headers["ETag"]
        again = fetch(address, **{"If-None-Match": tag})
        assert (again.status_code, again.get_data()) == (304, b""), path
        assert again.headers["ETag"] == tag
        assert again.headers["API-Version"] == "1.0.0"
        assert "public" in first.headers["Cache-Control"]
        assert first.headers["Access-Control-Allow-Origin"] == "*"
        assert not first.headers.get("Set-Cookie")
    tag = fetch(f"/rondes/{round.slug}").headers["ETag"]
    with transaction():
        round.intro = "Anders."
    assert fetch(f"/rondes/{round.slug}", **{"If-None-Match": tag}).status_code == 200


# --- cost ----------------------------------------------------------------------------------


def test_many_things_cost_no_more_statements(fetch: Any) -> None:
    made = make_round()
    hour = make_hour(made)
    host = make_host(hour).as_actor()

    def add() -> None:
        other = make_round(plan=make_plan(category=make_category()))
        with transaction():
            extend_round(
                other, closes_on=clock.today() + timedelta(days=30), reason="Storing", by=SYSTEM
            )
        make_contribution(made, state=ContributionState.PLACED)
        days = len(made.extensions) + db.session.query(QuestionHour).count()
        make_hour(made, begins_at=clock.now() + timedelta(days=days))
        question = make_question(hour)
        with transaction():
            hosting.answer_question(question, "Ja.", by=host)

    def count() -> dict[str, int]:
        found = {}
        for path in PATHS:
            if not path.endswith(("antwoordnota", "{categorie}")):
                address = filled(path, made)
                with statements() as sent:
                    fetch(address)
                found[path] = len(sent)
        return found

    add()
    count()  # two frozen versions are compared once
    few = count()
    for _ in range(4):
        add()
    assert count() == few
    assert max(few.values()) <= 16


def test_a_forum_tells_what_everybody_may_know(fetch: Any) -> None:
    forum = make_held_forum()
    told = fetch(f"/forums/{forum.slug}").get_json()
    assert [one["naam"] for one in told["deelnemers"]] == ["Dirk Drager", None, None]
    assert [one["stand"] for one in told["bijeenkomsten"]] == ["verslag", "gepland"]
    said = [[item["gezegd"] for item in one["agenda"]] for one in told["bijeenkomsten"]]
    assert said == [["De norm is 80 procent.", "Niemand had een vraag."], [None, None]]
    (action,) = told["acties"]
    assert (action["wat"], action["stand"], action["te_laat"]) == ("Norm schrijven", "open", True)
    short = fetch("/forums").get_json()["resultaten"]
    assert short == [{name: told[name] for name in short[0]}]


def test_a_forum_that_is_not_public_keeps_its_members(fetch: Any) -> None:
    forum = make_forum(is_public=False, private_reason="Wij bespreken de veiligheid.")
    told = fetch(f"/forums/{forum.slug}").get_json()
    assert (told["openbaar"], told["deelnemers"]) == (False, [])
    assert told["niet_openbaar_omdat"] == "Wij bespreken de veiligheid."


# --- looking for words -----------------------------------------------------------------------


def test_what_is_found_has_an_address_and_the_sentence_around(
    fetch: Any, document: dict[str, Any]
) -> None:
    made = make_round()
    answer = fetch("/zoeken?q=brandveilige")
    check(document, "/zoeken", answer)
    assert answer.get_json()["aantal"] == 1
    (one,) = answer.get_json()["resultaten"]
    assert (one["soort"], one["ronde"], one["titel"]) == ("paragraaf", made.slug, "2.1 Jassen")
    assert one["fragment"] == "De jas is brandveilig."
    assert one["adres"].endswith(f"/rondes/{made.slug}/plan/{one['id']}")


def test_a_search_without_words_finds_nothing_and_mends_a_mistake(fetch: Any) -> None:
    make_round()
    assert fetch("/zoeken").get_json() == {
        "resultaten": [], "volgende": None, "aantal": 0, "bedoelde_u": None,
    }  # fmt: skip
    assert fetch("/zoeken?q=brandveilg").get_json()["bedoelde_u"] == "brandveilig"


def test_pages_of_finds_lead_to_each_other(fetch: Any) -> None:
    many = tuple((f"{n}", f"Deel {n}", 1, ("Over sokken.",)) for n in range(1, 31))
    make_round(plan=make_plan(sections=many))
    first = fetch("/zoeken?q=sokken").get_json()
    assert first["volgende"].endswith("/api/v1/zoeken?q=sokken&pagina=2")
    second = fetch(first["volgende"].split(API)[1]).get_json()
    assert (len(first["resultaten"]), len(second["resultaten"])) == (20, 10)
    assert second["volgende"] is None
    assert fetch("/zoeken?q=sokken&pagina=3").get_json()["resultaten"] == []


def test_hard_words_are_given_in_pages_with_whose_they_are(fetch: Any) -> None:
    plan = make_plan(sections=(("1", "Een", 1, ("Een perceel met een zwamvlok.",)),))
    make_term(plan, "zwamvlok", official="Mycelium.", source="Een boek")
    make_term(plan.organisation, "perceel", meaning="Ons stuk.")
    listed = fetch("/begrippen").get_json()
    assert len(listed["resultaten"]) == slices.PAGE
    words = [*listed["resultaten"]]
    while listed["volgende"]:
        listed = fetch(listed["volgende"]).get_json()
        words += listed["resultaten"]
    assert {one["van"] for one in words if one["woord"] == "perceel"} == {
        None,
        plan.organisation.slug,
    }
    assert not [one for one in words if one["woord"] == "zwamvlok"], "that is of one plan"
    of_round = fetch(f"/rondes/{make_round(plan=plan).slug}/begrippen").get_json()["resultaten"]
    assert [(one["woord"], one["uitleg"]) for one in of_round][:1] == [("perceel", "Ons stuk.")]
    assert (of_round[1]["officiele_omschrijving"], of_round[1]["bron"]) == ("Mycelium.", "Een boek")
