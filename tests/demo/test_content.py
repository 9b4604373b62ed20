"""The example content holds together, is plainly an example, and reads easily."""

import itertools
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from consultation import clock
from consultation.answers.forms import TYPED_OUTCOMES
from consultation.answers.states import OUTCOMES
from consultation.contributions.states import LIMIT
from consultation.demo.accounts import ORGANISATIONS
from consultation.demo.material import CONTENT, categories, document_of, words_of
from consultation.demo.people import ROLES, sender_of
from consultation.demo.story.answers import plain
from consultation.demo.story.forums import ANNOUNCED, meeting_days, rhythm_of
from consultation.demo.story.gatherings import details_of
from consultation.demo.story.inputs import CHANNELS
from consultation.demo.story.moderation import REASONS
from consultation.demo.timeline import Timeline
from consultation.documents.tree import DocSection
from consultation.forums.states import next_day
from consultation.gatherings.operations import checked
from consultation.plans.forms import TYPED_ROOMS
from consultation.plans.operations import MOST_QUESTIONS
from consultation.plans.queries import plain_number
from consultation.reactions.operations import KINDS
from consultation.response_notes.states import IN_SHORT_LIMIT
from consultation.rounds.queries import is_vague

SUMMARY_WORDS = 80
SENTENCE_WORDS = 15

LONGER_SENTENCES: frozenset[str] = frozenset()
"""Sentences of ours that may be longer, because shorter would be wrong."""

VERSIONS = [
    (key, number) for key, plan in words_of("plannen.yaml").items() for number in plan["versies"]
]
ROUNDS = {given["sleutel"]: given for given in words_of("rondes.yaml")}
INPUTS = {slug: words_of(f"reacties/{slug}.yaml") for slug in ROUNDS if "reacties" in ROUNDS[slug]}
CONSULTED = {
    "bedrijfskleding-2026": ("bedrijfskleding", 1),
    "bedrijfskleding-vervolg": ("bedrijfskleding", 2),
    "catering-2026": ("catering", 1),
}
"""The version of a plan that a round consults."""

CHANGED = {"overgenomen", "deels overgenomen", "meegewogen en plan aangepast", "hersteld"}

WHOLE_NUMBER = re.compile(r"(\d)\.(\d)")


def sections_of(key: str, number: int) -> dict[str, DocSection]:
    document = document_of(f"{key}/plan-v{number}.md")
    return {plain_number(section.number): section for section in document.sections}


def sentences(text: str) -> list[str]:
    """Sentences as a reader counts them; 2.4.3 and 17.100 are one word."""
    whole = WHOLE_NUMBER.sub(r"\1_\2", WHOLE_NUMBER.sub(r"\1_\2", text))
    return [part for part in re.split(r"(?<=[.!?:])\s+", whole.strip()) if part]


def too_long(text: str) -> list[str]:
    found = [one for one in sentences(text) if len(one.split()) > SENTENCE_WORDS]
    return [one for one in found if one not in LONGER_SENTENCES]


def every_input() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for slug, given in INPUTS.items():
        for one in given:
            yield slug, one


def test_files_are_all_used() -> None:
    used = {"rondes.yaml", "plannen.yaml", "categorieen.csv", "bijeenkomsten.yaml", "README.md"}
    used |= {"vragenuren.yaml", "forums.yaml", "keten.yaml", "woorden.yaml"}
    used |= {f"reacties/{slug}.yaml" for slug in INPUTS}
    for key, number in VERSIONS:
        used |= {f"{key}/plan-v{number}.md", f"{key}/paragrafen-v{number}.yaml"}
    used |= {"bedrijfskleding/wijzigingen.yaml", "bedrijfskleding/nota.yaml", "catering/nota.yaml"}
    assert {str(path.relative_to(CONTENT)) for path in CONTENT.rglob("*.*")} == used


def test_each_category_has_an_example_owner() -> None:
    rows = categories()
    assert len(rows) == len({row["naam"] for row in rows}) == 22
    assert {row["eigenaar"] for row in rows} <= set(ORGANISATIONS)
    assert all(not too_long(row["omschrijving"]) for row in rows)


@pytest.mark.parametrize(("key", "number"), VERSIONS)
def test_each_section_is_explained_once(key: str, number: int) -> None:
    sections = sections_of(key, number)
    words = words_of(f"{key}/paragrafen-v{number}.yaml")
    told = [plain_number(one["nummer"]) for one in words["paragrafen"]]
    assert len(told) == len(set(told))
    assert set(told) <= set(sections)
    if number == 1:
        assert told == list(sections)


@pytest.mark.parametrize(("key", "number"), VERSIONS)
def test_summaries_are_short_and_plain(key: str, number: int) -> None:
    words = words_of(f"{key}/paragrafen-v{number}.yaml")
    texts = {p["nummer"]: p["samenvatting"] for p in words["paragrafen"]}
    texts["het plan"] = words["in_het_kort"]
    assert not {n: t for n, t in texts.items() if len(t.split()) > SUMMARY_WORDS}
    assert not {n: too_long(t) for n, t in texts.items() if too_long(t)}


@pytest.mark.parametrize(("key", "number"), VERSIONS)
def test_room_and_questions_have_their_reason(key: str, number: int) -> None:
    for section in words_of(f"{key}/paragrafen-v{number}.yaml")["paragrafen"]:
        assert ("ruimte" in section) == ("reden" in section)
        assert section.get("ruimte", "vast") in TYPED_ROOMS
        questions = section.get("vragen", [])
        assert len(questions) <= MOST_QUESTIONS
        for question in questions:
            assert question["vraag"]
            assert question["waarom"]
            assert not is_vague(question["vraag"])


@pytest.mark.parametrize("slug", ROUNDS)
def test_a_round_is_plain_and_points_at_what_there_is(slug: str) -> None:
    given = ROUNDS[slug]
    days = given["dagen"]
    assert days["opent"] < days["sluit"] <= days["antwoord_voor"]
    names = {row["naam"] for row in categories()}
    assert given["categorie"] in names or given.get("organisatie") in ORGANISATIONS
    for question in given["vragen"]:
        if "paragraaf" in question and slug in CONSULTED:
            assert question["paragraaf"] in sections_of(*CONSULTED[slug])
    texts = [given["titel"], given["intro"], given.get("ingetrokken", "")]
    for part in given["charter"].values():
        texts += [part] if isinstance(part, str) else part
    assert not [long for text in texts for long in too_long(text)]
    assert "INVULLEN" not in str(given)


@pytest.mark.parametrize("slug", [slug for slug in ROUNDS if "voor_mij" in ROUNDS[slug]])
def test_a_route_is_plain_and_leads_to_what_there_is(slug: str) -> None:
    route, known = ROUNDS[slug]["voor_mij"], sections_of(*CONSULTED[slug])
    assert len(route["vragen"]) == 3
    assert len(route["kern"]) == 5
    assert set(route["kern"]) <= set(known)
    told = words_of(f"{CONSULTED[slug][0]}/paragrafen-v1.yaml")["paragrafen"]
    audiences = {name for one in told for name in one.get("doelgroepen", ())}
    for question in route["vragen"]:
        texts = [question["vraag"], *(one["antwoord"] for one in question["antwoorden"])]
        assert not [long for text in texts for long in too_long(text)]
        for answer in question["antwoorden"]:
            assert set(answer.get("paragrafen", ())) <= set(known), answer
            assert set(answer.get("doelgroepen", ())) <= audiences, answer


def test_keys_of_inputs_are_used_once() -> None:
    keys = [given["sleutel"] for _, given in every_input()]
    assert len(keys) == len(set(keys)) > 200


@pytest.mark.parametrize("slug", INPUTS)
def test_inputs_are_about_what_there_is(slug: str) -> None:
    for given in INPUTS[slug]:
        key = given["sleutel"]
        assert given["soort"] in KINDS, key
        assert given["wie"] in ROLES, key
        assert given.get("kanaal", "papier") in CHANNELS, key
        assert 0 < len(given["tekst"]) <= LIMIT, key
        if "vraag" in given:
            assert 0 < given["vraag"] <= len(ROUNDS[slug]["vragen"]), key
        else:
            section = sections_of(*CONSULTED[slug])[plain_number(str(given["paragraaf"]))]
            assert given.get("alinea", 0) <= len(section.blocks), key
        for why in (given.get("niet_geplaatst"), given.get("zwart")):
            assert why is None or why["reden"] in REASONS, key
        if "zwart" in given:
            assert given["zwart"]["woorden"] in given["tekst"], key


def test_names_are_plainly_examples() -> None:
    for _, given in every_input():
        sender = sender_of(given)
        for name in (sender.name, sender.organisation_name):
            assert not name or "voorbeeld" in name.casefold(), given["sleutel"]
        assert not sender.email or sender.email.endswith("@voorbeeld.example")


@pytest.mark.parametrize("given", words_of("bijeenkomsten.yaml"), ids=lambda one: one["sleutel"])
def test_meetings_are_plainly_examples_and_can_be_sent_in(given: Mapping[str, Any]) -> None:
    assert "voorbeeld" in given["organisator"].casefold()
    assert checked(details_of(given, Timeline(clock.today(), clock.now())))
    assert not too_long(given["tekst"])


HOURS = {given["sleutel"]: given for given in words_of("vragenuren.yaml")}


@pytest.mark.parametrize("given", HOURS.values(), ids=HOURS)
def test_hours_are_plain_and_about_what_there_is(given: Mapping[str, Any]) -> None:
    roles = {one["rol"] for one in given["tafel"]}
    texts = [given["titel"], given["doel"]]
    for number, question in enumerate(given["vragen"], start=1):
        assert question["nummer"] == number
        assert question["wie"] in ROLES
        if "paragraaf" in question:
            assert question["paragraaf"] in sections_of(*CONSULTED[given["ronde"]])
        fates = {"antwoord", "samengevoegd", "later", "niet_geplaatst"} & set(question)
        assert len(fates) == 1 or "dag" in question, number
        answer, later = question.get("antwoord"), question.get("later", {})
        assert answer is None or answer["rol"] in roles, number
        if "samengevoegd" in question:
            assert question["samengevoegd"]["met"] < number
        texts += [question["tekst"], answer["tekst"] if answer else "", later.get("antwoord", "")]
    for part in ("openingsronde", "samenvatting"):
        texts += given.get("verslag", {}).get(part, [])
    assert not [long for text in texts for long in too_long(text)]
    for guest in given["tafel"]:
        assert "voorbeeld" in guest["naam"].casefold()


def test_forums_are_plain_and_plainly_examples() -> None:
    for given in words_of("forums.yaml"):
        texts = [given["titel"], given["doel"]]
        for meeting in given["bijeenkomsten"]:
            for item in meeting["agenda"]:
                texts += [item["punt"], item.get("waarom", ""), item.get("gezegd", "")]
            for part in ("samenvatting", "openingsronde", "ideeen"):
                texts += meeting.get(part, [])
            texts += [one["wat"] for one in meeting.get("afgesproken", ())]
        assert not [long for text in texts for long in too_long(text)]
        for one in (*given["deelnemers"], *given["tafel"]):
            words = (one.get("naam", ""), one["organisatie"])
            assert all("voorbeeld" in word.casefold() for word in words if word)


@pytest.mark.parametrize("today", [date(2026, 1, 31), date(2026, 5, 19), date(2028, 2, 17)])
def test_a_forum_meets_by_its_rhythm_whenever_the_example_is_loaded(today: date) -> None:
    for given in words_of("forums.yaml"):
        rhythm, days = rhythm_of(given, today), meeting_days(given, today)
        assert today < days[-1] <= today + timedelta(days=given["volgende"] + 2)
        first = today + timedelta(days=given["begonnen"])
        assert first < days[0] - timedelta(days=ANNOUNCED)
        for last, day in itertools.pairwise(days):
            assert next_day(rhythm, last, after=last) == day


@pytest.mark.parametrize("slug", INPUTS)
def test_outcomes_fit_and_answers_are_plain(slug: str) -> None:
    for given in INPUTS[slug]:
        points = given.get("punten", [])
        for point in points:
            where = f"{given['sleutel']}: {point['punt']}"
            assert TYPED_OUTCOMES[point["uitkomst"]] in OUTCOMES[KINDS[given["soort"]]], where
            assert point["reden"], where
            assert not too_long(point["antwoord"]), where
            if len(points) > 1:
                whole = " ".join(given["tekst"].split())
                assert " ".join(point["deel"].split()) in whole, where


def without_outcome(slug: str) -> list[str]:
    """Inputs in time and not withdrawn for which the content has no outcome."""
    apart = {"punten", "te_laat", "ingetrokken_na_dagen"}
    return [given["sleutel"] for given in INPUTS[slug] if not apart & set(given)]


def test_only_one_input_of_catering_has_no_outcome() -> None:
    assert without_outcome("catering-2026") == ["c-040"]
    assert without_outcome("bedrijfskleding-2026") == []


def test_changes_and_answers_name_each_other() -> None:
    changes = {one["sleutel"]: one for one in words_of("bedrijfskleding/wijzigingen.yaml")}
    inputs = {given["sleutel"]: given for given in INPUTS["bedrijfskleding-2026"]}
    for key, change in changes.items():
        assert change["reacties"], key
        assert set(change["reacties"]) <= set(inputs), key
    for key, given in inputs.items():
        for point in given.get("punten", []):
            named = point.get("wijziging")
            assert named is None or named in changes, key
            assert point["uitkomst"] not in CHANGED or named is not None, key
            assert named is None or key in changes[named]["reacties"], key


def test_changes_stand_in_both_versions_of_the_plan() -> None:
    before, after = (
        {
            number: " ".join([section.title, *(block.text for block in section.blocks)])
            for number, section in sections_of("bedrijfskleding", version).items()
        }
        for version in (1, 2)
    )
    for change in words_of("bedrijfskleding/wijzigingen.yaml"):
        old, new = plain(change["oud"] or ""), plain(change["nieuw"] or "")
        assert old != new, change["sleutel"]
        assert plain_number(change["paragraaf"]) in before, change["sleutel"]
        place = plain_number(change.get("nieuwe_paragraaf", change["paragraaf"]))
        if change["soort"] in {"tekst", "nieuw"}:
            assert old in before[plain_number(change["paragraaf"])], change["sleutel"]
            assert new in after[place], change["sleutel"]


@pytest.mark.parametrize("key", ["bedrijfskleding", "catering"])
def test_notes_are_short_plain_and_about_sections_that_exist(key: str) -> None:
    note = words_of(f"{key}/nota.yaml")
    sections = set(sections_of(key, 1))
    assert len(note["in_het_kort"].split()) <= IN_SHORT_LIMIT
    texts = [note["in_het_kort"], note["wie_hoorden_wij_niet_genoeg"]]
    for theme in note["themas"]:
        assert {plain_number(one) for one in theme["paragrafen"]} <= sections
        texts += [theme["wat_hoorden_wij"], theme["wat_doen_wij"], theme["waarom"]]
    assert not [long for text in texts for long in too_long(text)]
