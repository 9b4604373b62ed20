"""What happens to a round, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from consultation import clock
from consultation.database import db
from consultation.errors import Incomplete, Invalid, NotAllowed, Outdated, Refused, WrongStep
from consultation.logbook import ANYONE, SYSTEM, Actor, Entry, What, transaction
from consultation.permissions import Role
from consultation.public_record.leaves import Kind
from consultation.public_record.models import RecordLeaf
from consultation.rounds import operations
from consultation.rounds.models import Extension, Round
from consultation.rounds.operations import AskedQuestion, RoundDates, RoundTexts
from consultation.rounds.queries import round_by_slug
from consultation.rounds.states import Phase, QuestionKind
from tests.factories import (
    make_account,
    make_category,
    make_organisation,
    make_plan,
    make_round,
)
from tests.rounds.factories import make_prepared_round

pytestmark = pytest.mark.usefixtures("database")

DAYS = RoundDates(date(2026, 10, 1), date(2026, 10, 31), date(2026, 12, 12))
TEXTS = RoundTexts("Welke jas past u?")


def officer_of(round: Round) -> Actor:
    return make_account(Role.OFFICER, organisation=round.organisation).as_actor()


def entries(what: What) -> list[Entry]:
    return list(db.session.scalars(db.select(Entry).where(Entry.what == what)))


def leaves_of(round: Round) -> list[str]:
    query = db.select(RecordLeaf.kind).where(RecordLeaf.round == round.slug)
    return list(db.session.scalars(query))


# --- beginning -----------------------------------------------------------------------------


def test_a_round_on_a_plan_consults_its_newest_published_version() -> None:
    plan = make_plan()
    with transaction():
        made = operations.create_round(TEXTS, DAYS, about=plan, by=SYSTEM)
    assert (made.slug, made.version) == ("welke-jas-past-u", plan.versions[0])
    assert made.category_id == plan.category_id
    assert made.opens_at == clock.start_of_day(DAYS.opens_on)
    assert made.closes_at == clock.end_of_day(DAYS.closes_on)
    assert made.phase(clock.now()) is Phase.PREPARATION
    assert made.what_we_do, "what is left out comes from the standard"
    assert [one.subject_id for one in entries(What.ROUND_CREATED)] == [made.id]


def test_a_round_on_questions_alone_is_about_a_category_or_all_of_them() -> None:
    category, place = make_category(), make_organisation()
    with transaction():
        one = operations.create_round(TEXTS, DAYS, about=category, by=SYSTEM)
        two = operations.create_round(TEXTS, DAYS, about=place, by=SYSTEM)
    assert (one.category_id, one.plan_id, one.slug) == (category.id, None, "welke-jas-past-u")
    assert (two.category_id, two.organisation_id, two.slug) == (
        None,
        place.id,
        "welke-jas-past-u-2",
    )


def test_the_address_of_a_round_hides_no_page_and_fits() -> None:
    place = make_organisation()
    with transaction():
        new = operations.create_round(RoundTexts("Nieuw!"), DAYS, about=place, by=SYSTEM)
        long = [
            operations.create_round(RoundTexts("jas " * 70), DAYS, about=place, by=SYSTEM)
            for _ in range(2)
        ]
    assert new.slug == "nieuw-2"
    assert all(len(one.slug) <= 80 for one in long)
    assert len({one.slug for one in long}) == 2


WRONG = [
    ("no title", replace(TEXTS, title=""), DAYS, {"title": "title_needed"}),
    ("a long title", replace(TEXTS, title="x" * 301), DAYS, {"title": "title_too_long"}),
    ("a long contact", replace(TEXTS, contact_how="x" * 201), DAYS,
     {"contact_how": "contact_too_long"}),
    ("closing before opening", TEXTS, replace(DAYS, closes_on=date(2026, 9, 30)),
     {"closes_on": "closes_before_it_opens"}),
    ("answering before closing", TEXTS, replace(DAYS, answer_by=date(2026, 10, 30)),
     {"answer_by": "answer_before_it_closes"}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "texts", "days", "fields"), WRONG, ids=[one[0] for one in WRONG])
def test_a_round_that_cannot_be_is_refused(
    why: str, texts: RoundTexts, days: RoundDates, fields: dict[str, str]
) -> None:
    place = make_organisation()
    with pytest.raises(Invalid) as refusal, transaction():
        operations.create_round(texts, days, about=place, by=SYSTEM)
    assert refusal.value.fields == fields, why
    assert db.session.query(Round).count() == 0


@pytest.mark.parametrize("day", [date(1026, 10, 1), date(9999, 12, 31)])
def test_a_day_of_another_century_is_a_typing_mistake(day: date) -> None:
    with pytest.raises(Refused, match="date_unlikely"):
        operations.standard_dates(day)
    with pytest.raises(Refused, match="date_unlikely"):
        operations.standard_dates(None, day)
    made = make_round()
    with pytest.raises(Refused, match="date_unlikely"), transaction():
        operations.extend_round(made, closes_on=day, reason="Storing", by=SYSTEM)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.PANEL_MEMBER, Role.ADMINISTRATOR])
def test_others_prepare_no_round(role: Role) -> None:
    place = make_organisation()
    who = make_account(role, organisation=place).as_actor()
    for actor in (who, ANYONE):
        with pytest.raises(NotAllowed), transaction():
            operations.create_round(TEXTS, DAYS, about=place, by=actor)


def test_an_officer_prepares_no_round_elsewhere_and_bzk_does_everywhere() -> None:
    place = make_organisation()
    elsewhere = make_account(Role.OFFICER, organisation=make_organisation()).as_actor()
    with pytest.raises(NotAllowed), transaction():
        operations.create_round(TEXTS, DAYS, about=place, by=elsewhere)
    bzk = make_account(Role.PROGRAMME).as_actor()
    with transaction():
        operations.create_round(TEXTS, DAYS, about=place, by=bzk)
    assert db.session.query(Round).count() == 1


# --- writing -------------------------------------------------------------------------------


def test_a_round_that_a_door_found_by_its_address_can_be_held() -> None:
    """A door loads its plan along; only the round itself is held, or PostgreSQL refuses."""
    made = make_prepared_round()
    officer, slug = officer_of(made), made.slug
    db.session.expunge_all()
    with transaction():
        found = round_by_slug(slug, reader=officer)
        operations.edit_round(found, RoundTexts("Welke jas?"), DAYS, by=officer)
    assert found.title == "Welke jas?"


def test_writing_replaces_texts_questions_and_days() -> None:
    made = make_prepared_round()
    section = made.version.sections[2]
    texts = RoundTexts(
        "Welke jas?",
        can_change=("De kleur.",),
        questions=(
            AskedQuestion("Wat knelt?", "Dan meten wij.", section_number="Par. 2.1"),
            AskedQuestion(
                "Welke kleur?", "Dan kiezen wij.", QuestionKind.CHOICE, ("Rood", "Blauw")
            ),
            AskedQuestion("Wat ontbreekt?", "Dan vullen wij aan.", section_number="99"),
        ),
    )
    officer = officer_of(made)
    with transaction():
        operations.edit_round(made, texts, DAYS, by=officer)
    assert (made.title, made.can_change, made.who_decides) == ("Welke jas?", ["De kleur."], "")
    places = [one.section_permanent_id for one in made.questions]
    assert places == [section.permanent_id, None, None], "an unknown number is the whole plan"
    assert made.questions[1].choices == ["Rood", "Blauw"]
    assert len(entries(What.ROUND_EDITED)) == 1


def test_two_people_do_not_overwrite_each_other() -> None:
    made = make_prepared_round()
    seen = made.fingerprint
    with transaction():
        operations.edit_round(made, replace(TEXTS, intro="Een"), DAYS, by=SYSTEM, seen=seen)
    with pytest.raises(Outdated), transaction():
        operations.edit_round(made, replace(TEXTS, intro="Twee"), DAYS, by=SYSTEM, seen=seen)
    assert made.intro == "Een"


@pytest.mark.parametrize("changes", [{"published_at": clock.now()}, {"withdrawn_at": clock.now()}])
def test_an_announced_or_withdrawn_round_is_not_written_any_more(
    changes: dict[str, object],
) -> None:
    made = make_round(**changes)
    version = make_plan(category=made.category).versions[0]
    with pytest.raises(WrongStep), transaction():
        operations.edit_round(made, TEXTS, DAYS, by=SYSTEM)
    with pytest.raises(WrongStep), transaction():
        operations.attach_version(made, version, by=SYSTEM)


def test_another_version_can_be_consulted_but_not_one_of_another_organisation() -> None:
    made = make_prepared_round()
    own = make_plan(category=made.category).versions[0]
    with transaction():
        operations.attach_version(made, own, by=SYSTEM)
    assert (made.version, made.plan) == (own, own.plan)
    strange = make_plan().versions[0]
    with pytest.raises(Invalid) as refusal, transaction():
        operations.attach_version(made, strange, by=SYSTEM)
    assert refusal.value.fields == {"version": "version_of_another_organisation"}


# --- announcing (I3) -----------------------------------------------------------------------


def test_a_complete_round_is_announced_and_stands_in_the_record() -> None:
    made = make_prepared_round()
    with transaction():
        operations.publish_round(made, by=SYSTEM)
    assert made.phase(clock.now()) is Phase.ANNOUNCED
    assert leaves_of(made) == [Kind.RONDE.value]
    assert len(entries(What.ROUND_PUBLISHED)) == 1
    with pytest.raises(WrongStep), transaction():
        operations.publish_round(made, by=SYSTEM)


def test_the_gate_refuses_and_lists_everything_at_once() -> None:
    made = make_prepared_round(
        intro="", can_change=[], is_fixed=[], who_decides="", what_we_do=[], when_answer="",
        not_to_share=[], disclaimer="", contact_name="", contact_how="",
    )  # fmt: skip
    with transaction():
        made.questions[0].why = ""
        made.version.sections[0].summary = ""
        made.version.sections[1].room = None
    with pytest.raises(Incomplete) as refusal, transaction():
        operations.publish_round(made, by=SYSTEM)
    assert len(refusal.value.lacks) == 13
    assert made.published_at is None
    assert leaves_of(made) == []


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.PANEL_MEMBER, Role.ADMINISTRATOR])
def test_others_decide_nothing_on_a_round(role: Role) -> None:
    made = make_round(opens_in=7)
    who = make_account(role, organisation=made.organisation).as_actor()
    later = clock.today() + timedelta(days=60)
    for actor in (who, ANYONE):
        with pytest.raises(NotAllowed), transaction():
            operations.publish_round(made, by=actor)
        with pytest.raises(NotAllowed), transaction():
            operations.extend_round(made, closes_on=later, reason="x", by=actor)
        with pytest.raises(NotAllowed), transaction():
            operations.withdraw_round(made, reason="x", by=actor)


# --- extending and withdrawing -------------------------------------------------------------


def test_an_extension_moves_the_closing_and_keeps_the_old_days() -> None:
    made = make_round()
    closed, promised = made.closes_at, made.answer_by
    who = officer_of(made)
    later, answer = clock.today() + timedelta(days=30), clock.today() + timedelta(days=90)
    with transaction():
        extension = operations.extend_round(
            made, closes_on=later, reason=" Storing. ", answer_by=answer, by=who
        )
    assert made.closes_at == clock.end_of_day(later)
    assert (extension.closed_at_before, extension.answer_by_before) == (closed, promised)
    assert (extension.reason, extension.decided_by_id) == ("Storing.", who.account_id)
    assert made.answer_by == answer
    assert leaves_of(made) == [Kind.RONDE.value]
    assert [one.reason for one in entries(What.ROUND_EXTENDED)] == ["Storing."]


def test_a_round_that_closed_during_a_failure_opens_again() -> None:
    made = make_round(closes_in=-1)
    with transaction():
        operations.extend_round(
            made, closes_on=clock.today() + timedelta(days=7), reason="Storing", by=SYSTEM
        )
    assert made.phase(clock.now()) is Phase.OPEN


NOT_EXTENDED = [
    ("in preparation", {"published_at": None}),
    ("closed in the record", {"closes_in": -1, "closed_leaf_at": clock.now()}),
    ("answered", {"closes_in": -1, "answered_at": clock.now()}),
    ("withdrawn", {"withdrawn_at": clock.now()}),
]


@pytest.mark.parametrize(("why", "changes"), NOT_EXTENDED, ids=[one[0] for one in NOT_EXTENDED])
def test_what_is_done_or_not_begun_is_not_extended(why: str, changes: dict[str, object]) -> None:
    made = make_round(**changes)
    with pytest.raises(WrongStep), transaction():
        operations.extend_round(
            made, closes_on=clock.today() + timedelta(days=60), reason="Storing", by=SYSTEM
        )
    assert db.session.query(Extension).count() == 0, why


@pytest.mark.parametrize(
    ("days", "reason", "answer", "fields"),
    [
        (30, "  ", None, {"reason": "reason_needed"}),
        (3, "Storing", None, {"closes_on": "closing_not_later"}),
        (200, "Storing", None, {"answer_by": "answer_before_it_closes"}),
        (30, "Storing", 29, {"answer_by": "answer_before_it_closes"}),
    ],
)
def test_an_extension_needs_a_reason_and_later_days(
    days: int, reason: str, answer: int | None, fields: dict[str, str]
) -> None:
    made = make_round()
    promised = None if answer is None else clock.today() + timedelta(days=answer)
    with pytest.raises(Invalid) as refusal, transaction():
        operations.extend_round(
            made,
            closes_on=clock.today() + timedelta(days=days),
            reason=reason,
            answer_by=promised,
            by=SYSTEM,
        )
    assert refusal.value.fields == fields


def test_withdrawing_keeps_the_reason_and_happens_once() -> None:
    made = make_round()
    with pytest.raises(Invalid), transaction():
        operations.withdraw_round(made, reason=" ", by=SYSTEM)
    with transaction():
        operations.withdraw_round(made, reason=" Het plan vervalt. ", by=SYSTEM)
    assert made.phase(clock.now()) is Phase.WITHDRAWN
    assert made.withdrawn_reason == "Het plan vervalt."
    with pytest.raises(WrongStep), transaction():
        operations.withdraw_round(made, reason="Nog eens", by=SYSTEM)


def test_an_answered_round_is_not_withdrawn_and_an_open_one_not_answered() -> None:
    done = make_round(closes_in=-1, answered_at=clock.now())
    with pytest.raises(WrongStep), transaction():
        operations.withdraw_round(done, reason="Toch niet", by=SYSTEM)
    running = make_round()
    with pytest.raises(WrongStep), transaction():
        operations.mark_answered(running, by=SYSTEM)


def test_a_closed_round_is_answered_when_its_note_is_published() -> None:
    made = make_round(closes_in=-1)
    with transaction():
        operations.mark_answered(made, by=SYSTEM)
    assert made.phase(clock.now()) is Phase.ANSWERED
    assert len(entries(What.ROUND_ANSWERED)) == 1
