"""Who sees which round, the five steps, and everything that a round lacks."""

from datetime import timedelta

import pytest

from consultation import clock
from consultation.errors import NotAllowed, NotFound
from consultation.logbook import ANYONE, SYSTEM, transaction
from consultation.permissions import Role
from consultation.rounds import queries
from consultation.rounds.models import Round, RoundQuestion
from consultation.rounds.states import QuestionKind
from tests.factories import make_account, make_plan, make_round
from tests.rounds.factories import make_prepared_round, statements

pytestmark = pytest.mark.usefixtures("database")


def codes(round: Round) -> list[str]:
    return [lack.code for lack in queries.round_lacks(round, reader=SYSTEM)]


# --- who sees what (I8) --------------------------------------------------------------------


def test_a_round_in_preparation_is_for_its_own_staff_only() -> None:
    made = make_prepared_round()
    own = make_account(Role.PANEL_MEMBER, organisation=made.organisation).as_actor()
    bzk = make_account(Role.PROGRAMME).as_actor()
    strangers = [
        ANYONE,
        make_account(Role.OFFICER, organisation=make_round().organisation).as_actor(),
        make_account(Role.ADMINISTRATOR).as_actor(),
    ]
    for reader in (own, bzk):
        assert queries.round_by_slug(made.slug, reader=reader) == made
    for reader in strangers:
        with pytest.raises(NotFound):
            queries.round_by_slug(made.slug, reader=reader)
        with pytest.raises(NotAllowed):
            queries.round_lacks(made, reader=reader)
        with pytest.raises(NotAllowed):
            queries.round_warnings(made, reader=reader)
    assert made not in queries.public_rounds(reader=ANYONE)


def test_staff_see_the_rounds_of_their_organisation_and_bzk_sees_all() -> None:
    first, second = make_prepared_round(), make_round()
    own = make_account(Role.OFFICER, organisation=first.organisation).as_actor()
    bzk = make_account(Role.PROGRAMME).as_actor()
    assert queries.rounds_of_staff(reader=own) == [first]
    assert set(queries.rounds_of_staff(reader=bzk)) == {first, second}
    assert queries.rounds_of_staff(reader=ANYONE) == []


def test_people_meet_open_rounds_first_and_the_newest_note_before_older_ones() -> None:
    past = clock.now() - timedelta(days=90)
    old = make_round(closes_in=-60, answered_at=past)
    new = make_round(closes_in=-60, answered_at=past + timedelta(days=30))
    reading = make_round(closes_in=-3)
    announced = make_round(opens_in=5)
    later, sooner = make_round(closes_in=20), make_round(closes_in=2)
    found = queries.public_rounds(reader=ANYONE)
    assert found == [sooner, later, announced, reading, new, old]


# --- the five steps ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "current", "done"),
    [
        ({"published_at": None}, None, 0),
        ({"opens_in": 7}, "announced", 0),
        ({}, "open", 1),
        ({"closes_in": -1}, "reading", 2),
        ({"closes_in": -1, "answered_at": clock.now()}, None, 5),
        ({"withdrawn_at": clock.now()}, None, 0),
    ],
)
def test_the_five_steps(changes: dict[str, object], current: str | None, done: int) -> None:
    steps = queries.five_steps(make_round(**changes), reader=ANYONE)
    assert [step.code for step in steps if step.is_current] == ([current] if current else [])
    assert sum(step.is_done for step in steps) == done
    assert [step.code for step in steps] == [
        "announced",
        "open",
        "reading",
        "answering",
        "answered",
    ]


def test_the_last_day_people_read_is_the_last_day_to_react() -> None:
    made = make_round()
    with transaction():
        made.closes_at = clock.end_of_day(clock.today() + timedelta(days=3))
    step = queries.five_steps(made, reader=ANYONE)[1]
    assert step.ends == clock.today() + timedelta(days=3)


# --- the gate (I3) -------------------------------------------------------------------------

LACKS = [
    ({"can_change": []}, "charter_can_change_missing"),
    ({"is_fixed": []}, "charter_is_fixed_missing"),
    ({"who_decides": ""}, "charter_who_decides_missing"),
    ({"what_we_do": []}, "charter_what_we_do_missing"),
    ({"when_answer": ""}, "charter_when_answer_missing"),
    ({"not_to_share": []}, "openness_rules_missing"),
    ({"disclaimer": ""}, "disclaimer_missing"),
    ({"contact_name": ""}, "contact_missing"),
    ({"contact_how": ""}, "contact_how_missing"),
    ({"intro": ""}, "intro_missing"),
    ({"opens_at": None}, "dates_missing"),
    ({"closes_at": None}, "dates_missing"),
    ({"answer_by": None}, "dates_missing"),
    ({"opens_in": 50}, "closes_before_it_opens"),
    ({"answer_by": clock.today()}, "answer_before_it_closes"),
    ({"opens_in": -30, "closes_in": -1}, "closes_in_the_past"),
    ({"version_id": None}, "version_missing"),
]


def test_a_whole_round_lacks_nothing() -> None:
    made = make_prepared_round()
    assert codes(made) == []
    assert warned(made) == []


def warned(made: Round) -> list[str]:
    """What a round is warned about beside summaries that no coach signed."""
    found = [one.code for one in queries.round_warnings(made, reader=SYSTEM)]
    assert found.pop() == "summaries_not_signed"
    return found


@pytest.mark.parametrize(("changes", "code"), LACKS)
def test_each_thing_that_is_missing_is_named(changes: dict[str, object], code: str) -> None:
    assert codes(make_prepared_round(**changes)) == [code]


def test_a_round_needs_one_concrete_question() -> None:
    plan = make_plan()
    made = make_prepared_round(plan=plan)
    with transaction():
        made.questions.clear()
    assert codes(made) == [], "the sections of the plan ask something"
    with transaction():
        for section in plan.versions[0].sections:
            section.questions.clear()
    assert codes(made) == ["question_missing"]


def test_every_question_needs_its_reason_and_a_choice_its_answers() -> None:
    made = make_prepared_round()
    with transaction():
        made.questions[0].why = ""
        made.questions.append(
            RoundQuestion(position=2, text="Welke kleur?", why="Dan kiezen wij.",
                          kind=QuestionKind.CHOICE, choices=["Rood"])
        )  # fmt: skip
        made.version.sections[1].questions[0].why = ""
    section = made.version.sections[1].permanent_id
    found = queries.round_lacks(made, reader=SYSTEM)
    assert [(lack.code, lack.address) for lack in found] == [
        ("question_reason_missing", "questions-0-why"),
        ("question_choices_missing", "questions-1-choices"),
        ("section_question_reason_missing", f"#{section}"),
    ]


def test_the_plan_must_be_frozen_and_plain_in_every_section_that_asks() -> None:
    plan = make_plan(published=False)
    made = make_prepared_round(plan=plan)
    version = plan.versions[0]
    with transaction():
        version.summary = ""
        version.sections[0].summary = ""
        version.sections[1].room = None
        version.sections[2].room_reason = ""
        version.sections[3].summary, version.sections[3].asks_reactions = "", False
    assert codes(made) == [
        "version_not_published",
        "plan_summary_missing",
        "section_summary_missing",
        "section_room_missing",
        "section_room_reason_missing",
    ]


def test_a_round_on_questions_alone_needs_no_plan() -> None:
    assert codes(make_prepared_round(plan_id=None, version_id=None)) == []


@pytest.mark.parametrize(
    ("question", "vague"),
    [
        ("Wat vindt u ervan?", True),
        ("Wat vindt u van dit plan?", True),
        ("Heeft u nog opmerkingen?", True),
        ("Nog iets?", True),
        ("Welke kleding zit niet goed?", False),
        ("Wat vindt u van de maat van de jas?", False),
    ],
)
def test_vague_questions_are_warned_about(question: str, vague: bool) -> None:
    assert queries.is_vague(question) is vague
    made = make_prepared_round()
    with transaction():
        made.questions[0].text = question
    assert warned(made) == (["question_vague"] if vague else [])
    assert codes(made) == [], "a warning does not stop a round"


def test_a_first_day_that_is_past_is_warned_about() -> None:
    made = make_prepared_round(opens_in=-3)
    assert warned(made) == ["opens_in_the_past"]


def test_what_many_rounds_lack_costs_no_more_statements() -> None:
    def count(rounds: list[Round]) -> int:
        reader = make_account(Role.PROGRAMME).as_actor()
        with statements() as sent:
            found = queries.lacks_by_round(queries.rounds_of_staff(reader=reader), reader=reader)
        assert found == {one.id: [] for one in rounds}
        return len(sent)

    one = [make_prepared_round()]
    few = count(one)
    many = count(one + [make_prepared_round() for _ in range(5)])
    assert few == many


def test_a_question_that_the_round_asks_itself_is_not_listed_twice() -> None:
    made = make_round()
    assert made.version is not None
    twice = made.version.sections[0].questions[0].text
    before = queries.asked(made, reader=ANYONE)
    with transaction():
        made.questions.append(RoundQuestion(position=2, text=twice, why="Wij kiezen."))
    after = [one.text for one in queries.asked(made, reader=ANYONE)]
    assert len(after) == len(before) - 1
    assert twice not in after
