"""The example history as it stands once it is loaded: believable, complete, and by the rules."""

from datetime import timedelta

import pytest
from flask import Flask

from consultation import clock
from consultation.accounts.models import Account
from consultation.agenda.queries import agenda_items
from consultation.answers.operations import Reply, answer_points
from consultation.answers.queries import coverage, waiting_contributions
from consultation.answers.states import Outcome
from consultation.contributions.models import Contribution, Submission
from consultation.contributions.states import ContributionState
from consultation.database import db
from consultation.demo.accounts import LOOKS
from consultation.errors import Incomplete, NotAllowed
from consultation.forums.models import Forum
from consultation.forums.queries import actions_at, meetings_of, open_actions, settled_actions
from consultation.forums.states import ActionState
from consultation.gatherings.models import Gathering
from consultation.gatherings.states import GatheringState
from consultation.logbook import ANYONE, SYSTEM, Actor, Entry
from consultation.mail import Letter
from consultation.moderation.models import Decision, Objection
from consultation.moderation.states import ObjectionState, Reason
from consultation.plans.models import Plan
from consultation.plans.queries import outline
from consultation.public_record import record
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import deferred_questions, questions_of
from consultation.question_hours.states import LiveState
from consultation.reading_room.queries import story
from consultation.response_notes.operations import approve_note, publish_note, submit_note
from consultation.response_notes.queries import note_lacks, note_of
from consultation.rounds.models import Round
from consultation.rounds.queries import round_lacks
from consultation.rounds.states import Phase

PHASES = {
    "bedrijfskleding-2026": Phase.ANSWERED,
    "bedrijfskleding-vervolg": Phase.OPEN,
    "catering-2026": Phase.PROCESSING,
    "inhuur-ict-2027": Phase.ANNOUNCED,
    "open-inkoop-behoeften": Phase.OPEN,
    "kantoorinrichting-2026": Phase.WITHDRAWN,
    "dienstautos-2026": Phase.PROCESSING,
    "energie-2027": Phase.PREPARATION,
    "schoonmaak-2027": Phase.PREPARATION,
}


def rounds() -> dict[str, Round]:
    return {one.slug: one for one in db.session.scalars(db.select(Round))}


def accounts_of() -> dict[str, Actor]:
    """The example accounts as those who act, by the word one clicks."""
    accounts = {one.email: one for one in db.session.scalars(db.select(Account))}
    return {word: accounts[look[0]].as_actor() for word, look in LOOKS.items()}


def test_there_is_a_round_in_every_phase(demo: Flask) -> None:
    assert {slug: one.phase(clock.now()) for slug, one in rounds().items()} == PHASES
    assert all(one.is_example for one in rounds().values())


def test_the_large_plan_has_more_than_a_hundred_explained_sections(demo: Flask) -> None:
    plan = db.session.scalars(db.select(Plan).where(Plan.title.contains("Bedrijfskleding"))).one()
    assert [version.is_published for version in plan.versions] == [True, True]
    for version in plan.versions:
        assert not version.import_report["doubts"]
        assert version.import_report["kept"]["tables"] >= 13
        lines = outline(version, reader=ANYONE)
        assert len(lines) >= 113
        assert all(line.has_summary and line.room for line in lines)
    before, after = (outline(version, reader=ANYONE) for version in plan.versions)
    kept = {line.permanent_id for line in before} & {line.permanent_id for line in after}
    assert len(kept) >= 110, "sections keep their permanent id in the new version"


def test_the_gate_of_catering_waits_for_one_input(demo: Flask) -> None:
    round_ = rounds()["catering-2026"]
    done = coverage(round_, reader=SYSTEM)
    assert (len(done.missing), done.inputs) == (1, 40)
    lacks = note_lacks(note_of(round_, reader=SYSTEM), reader=SYSTEM)
    assert [lack.code for lack in lacks] == ["inputs_without_outcome"]


def test_of_two_rounds_in_preparation_one_is_ready(demo: Flask) -> None:
    assert not round_lacks(rounds()["energie-2027"], reader=SYSTEM)
    missing = {lack.code for lack in round_lacks(rounds()["schoonmaak-2027"], reader=SYSTEM)}
    assert {"contact_missing", "charter_is_fixed_missing", "question_reason_missing"} <= missing


def test_inputs_came_in_every_way_and_met_every_fate(demo: Flask) -> None:
    channels = set(db.session.scalars(db.select(Submission.channel).distinct()))
    assert {one.value for one in channels} >= {"web", "paper", "phone", "desk"}
    states = set(db.session.scalars(db.select(Contribution.state).distinct()))
    assert states == set(ContributionState) - {
        ContributionState.DRAFT,
        ContributionState.HIDDEN,
        ContributionState.ERASED,
    }
    late = db.session.scalars(db.select(Submission).where(Submission.is_late)).all()
    assert len(late) == 3
    reasons = set(db.session.scalars(db.select(Decision.reason)))
    assert {Reason.ABUSE, Reason.ADVERTISING, Reason.PERSONAL_DATA, Reason.TRADE_SECRET} <= reasons
    looks = set(db.session.scalars(db.select(Objection.state)))
    assert looks == set(ObjectionState), "one granted, one rejected, one waiting"


def test_meetings_of_others_met_every_fate(demo: Flask) -> None:
    states = [one.state for one in db.session.scalars(db.select(Gathering))]
    assert set(states) == set(GatheringState)
    assert states.count(GatheringState.WAITING) == 1
    coming = {item.title: item for item in agenda_items(reader=ANYONE) if item.is_example}
    assert coming["Lezing over schoon vervoer"].is_cancelled
    assert "Reparatiemiddag voor werkkleding" not in coming
    assert coming["Open Source Purchasing Afternoon"].language == "en"


def hours() -> dict[str, QuestionHour]:
    query = db.select(QuestionHour).where(QuestionHour.round_id.is_not(None))
    return {one.title: one for one in db.session.scalars(query)}


def test_there_is_an_hour_in_every_state(demo: Flask) -> None:
    states = sorted(one.state(clock.now()).value for one in hours().values())
    assert states == ["cancelled", "live", "planned", "reported", "reported", "reported"]
    assert all(one.is_example for one in hours().values())
    dialogue = hours()["Dialoog over reparatie van werkkleding"]
    assert not dialogue.missing_roles
    assert dialogue.present
    assert dialogue.ideas


def test_a_forum_met_twice_and_carries_over_what_is_late(demo: Flask) -> None:
    forum = db.session.scalars(db.select(Forum)).one()
    meetings = meetings_of(forum, reader=ANYONE)
    now = clock.now()
    assert [one.hour.state(now).value for one in meetings] == ["reported", "reported", "planned"]
    assert 0 < (meetings[-1].hour.day - clock.today()).days < 16
    to_do = open_actions(forum, reader=ANYONE)
    assert [one.is_late(clock.today()) for one in to_do] == [True, False]
    assert actions_at(meetings[-1], reader=ANYONE).carried == tuple(to_do)
    settled = settled_actions(forum, reader=ANYONE)
    assert {one.state for one in settled} == {ActionState.DONE, ActionState.DROPPED}


def test_the_hour_that_is_over_has_all_its_answers_and_a_report(demo: Flask) -> None:
    hour = hours()["Vragenuur over de werkkleding van het Rijk"]
    questions = questions_of(hour, reader=ANYONE)
    assert len(questions.all) == 24
    assert {one.state for one in questions.all} == {LiveState.ANSWERED}
    assert [one.reason for one in questions.hidden] == [Reason.TRADE_SECRET]
    assert sorted(one.number for one in questions.all if one.merged_into) == [4, 14]
    late = [one for one in questions.all if one.answered_at and one.answered_at > hour.ends_at]
    assert {one.number for one in late} >= {7, 15, 17, 24}
    assert max(one.support for one in questions.all) == 41
    assert [quote["is_approved"] for quote in hour.quotes] == [True, True, False]
    assert all(step["is_done"] for step in hour.next_steps)
    note = note_of(rounds()["bedrijfskleding-2026"], reader=ANYONE)
    told = {entry["nummer"] for entry in (note.published_content or {})["inbreng"]}
    assert {f"{one.receipt}/1" for one in questions.all} <= told


def test_one_promised_answer_of_an_hour_is_late(demo: Flask) -> None:
    late = [
        one.question
        for one in deferred_questions(list(rounds().values()), reader=ANYONE)
        if one.question.is_overdue(clock.today())
    ]
    assert [one.owner for one in late] == ["Contractmanager vervoer"]


def test_two_questions_wait_for_the_hour_to_come(demo: Flask) -> None:
    hour = hours()["Vragenuur over repareren"]
    assert [one.is_visible for one in questions_of(hour, reader=ANYONE).all] == [True, True]


def test_the_logbook_is_in_the_order_of_time_and_ends_now(demo: Flask) -> None:
    moments = list(db.session.scalars(db.select(Entry.at).order_by(Entry.id)))
    assert moments == sorted(moments)
    assert moments[0] < clock.now() - timedelta(days=300)
    assert moments[-1] <= clock.now()


def test_every_receipt_stands_in_the_public_record(demo: Flask) -> None:
    sent = db.session.scalars(db.select(Contribution)).all()
    lines = record.lines()
    assert len(lines) > len(sent)
    assert all(record.lines_about(one.reference) for one in sent)


def test_letters_are_of_their_own_day_and_go_to_nobody_real(demo: Flask) -> None:
    letters = db.session.scalars(db.select(Letter)).all()
    assert len(letters) > 100
    assert all(letter.recipient.endswith("@voorbeeld.example") for letter in letters)
    days = {letter.written_at.date() for letter in letters}
    assert len(days) > 30


def test_the_home_page_has_a_true_story(demo: Flask) -> None:
    found = story(reader=ANYONE)
    assert found is not None
    assert found.row.paragraphs
    assert found.disposition.answer is not None
    assert found.change.old_text != found.change.new_text


def test_the_gate_refuses_and_after_the_last_answer_accepts(demo: Flask) -> None:
    officer, second = (accounts_of()[word] for word in ("inkoper", "tweede"))
    note = note_of(rounds()["catering-2026"], reader=SYSTEM)
    with pytest.raises(Incomplete):
        submit_note(note, by=officer)
    (last,) = waiting_contributions(note.round, reader=officer)
    reply = Reply(Outcome.ADOPTED, "Dit risico ontbrak.", "Wij zetten dit risico in het plan.")
    answer_points(last.points, reply, by=officer)
    submit_note(note, by=officer)
    with pytest.raises(NotAllowed):
        approve_note(note, by=officer)
    approve_note(note, by=second)
    publish_note(note, by=second)
    assert note.round.phase(clock.now()) is Phase.ANSWERED
