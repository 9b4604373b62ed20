"""Judging with a reason, the second look, and undoing."""

import pytest

from consultation import clock
from consultation.contributions.models import Contribution
from consultation.contributions.operations import change_contribution
from consultation.contributions.queries import shown_text
from consultation.contributions.states import ContributionState, PassageKind
from consultation.database import db
from consultation.errors import Invalid, NotAllowed, Outdated, WrongStep
from consultation.logbook import ANYONE, Actor, Entry, What, transaction
from consultation.moderation import operations, queries
from consultation.moderation.models import Decision
from consultation.moderation.states import ObjectionState, Reason
from consultation.permissions import Role
from consultation.public_record import record
from tests.contributions.factories import author_of, make_contribution
from tests.factories import make_account, make_organisation

S = ContributionState

pytestmark = pytest.mark.usefixtures("database")


def moderator(contribution: Contribution) -> Actor:
    return make_account(Role.MODERATOR, organisation=contribution.round.organisation).as_actor()


def refused(contribution: Contribution, by: Actor) -> Decision:
    with transaction():
        return operations.refuse_contribution(contribution, reason=Reason.PERSONAL_DATA, by=by)


def test_placing_shows_the_text_to_everybody() -> None:
    contribution = make_contribution(text="De jas is te kort.")
    assert not contribution.is_visible
    by = moderator(contribution)
    with transaction():
        operations.place_contribution(contribution, by=by)
    assert contribution.is_visible
    assert shown_text(contribution, ANYONE) == "De jas is te kort."


def test_refusing_keeps_the_text_the_reason_and_the_logbook() -> None:
    contribution = make_contribution(text="Bel Jan.")
    decision = refused(contribution, moderator(contribution))
    assert (contribution.state, decision.reason) == (
        ContributionState.NOT_PLACED,
        Reason.PERSONAL_DATA,
    )
    assert contribution.text.full == "Bel Jan."
    query = db.select(Entry).where(Entry.what == What.CONTRIBUTION_NOT_PLACED)
    entry = db.session.scalars(query).one()
    assert (entry.reason, "Bel Jan." in str(entry.details)) == ("personal-data", False)
    counts = queries.reason_counts(contribution.round, reader=ANYONE)
    assert counts == {Reason.PERSONAL_DATA: 1}


def test_the_reason_other_must_be_explained() -> None:
    contribution = make_contribution()
    by = moderator(contribution)
    with pytest.raises(Invalid), transaction():
        operations.refuse_contribution(contribution, reason=Reason.OTHER, by=by)
    assert contribution.state is ContributionState.RECEIVED


@pytest.mark.parametrize("role", [Role.PANEL_MEMBER, Role.OFFICER, Role.PROGRAMME])
def test_other_roles_may_not_moderate(role: Role) -> None:
    contribution = make_contribution()
    by = make_account(role, organisation=contribution.round.organisation).as_actor()
    with pytest.raises(NotAllowed), transaction():
        operations.place_contribution(contribution, by=by)


def test_a_moderator_of_another_organisation_may_not() -> None:
    contribution = make_contribution()
    by = make_account(Role.MODERATOR, organisation=make_organisation()).as_actor()
    with pytest.raises(NotAllowed), transaction():
        operations.place_contribution(contribution, by=by)
    assert queries.waiting_contributions(reader=by) == []


def test_blacking_out_leaves_the_words_and_hides_them_from_the_public() -> None:
    contribution = make_contribution(text="Bel Jan op 06-12345678 over de jas.")
    by = moderator(contribution)
    passage = contribution.text.passages[0]
    with transaction():
        operations.redact_contribution(
            contribution,
            passages={passage.id: "06-12345678"},
            reason=Reason.PERSONAL_DATA,
            by=by,
        )
    assert contribution.text.full == "Bel Jan op 06-12345678 over de jas."
    assert passage.kind is PassageKind.REDACTED
    assert shown_text(contribution, ANYONE) == "Bel Jan op  over de jas."
    assert any("geredigeerd" in line for line in record.lines())


def test_words_that_are_not_there_cannot_be_blacked_out() -> None:
    contribution = make_contribution(text="De jas.")
    by = moderator(contribution)
    passage = contribution.text.passages[0]
    with pytest.raises(Invalid), transaction():
        operations.redact_contribution(
            contribution, passages={passage.id: "De broek"}, reason=Reason.ABUSE, by=by
        )
    assert contribution.state is ContributionState.RECEIVED


def test_undoing_brings_a_contribution_back_to_the_queue() -> None:
    contribution = make_contribution(text="Bel Jan op 06-12345678.")
    by = moderator(contribution)
    passage = contribution.text.passages[0]
    with transaction():
        decision = operations.redact_contribution(
            contribution, passages={passage.id: "Jan"}, reason=Reason.PERSONAL_DATA, by=by
        )
    with transaction():
        operations.undo_decision(decision, by=by)
    assert contribution.state is ContributionState.RECEIVED
    assert passage.kind is PassageKind.PUBLIC
    with pytest.raises(WrongStep), transaction():
        operations.undo_decision(decision, by=by)


def test_the_author_asks_for_a_second_look_once() -> None:
    contribution = make_contribution()
    decision = refused(contribution, moderator(contribution))
    with transaction():
        operations.object_to_decision(
            decision, "Het is mijn eigen nummer.", by=author_of(contribution)
        )
    with pytest.raises(WrongStep), transaction():
        operations.object_to_decision(decision, "Nog eens.", by=author_of(contribution))
    with pytest.raises(NotAllowed), transaction():
        operations.object_to_decision(decision, "Ik ook.", by=ANYONE)


def test_another_person_judges_the_second_look() -> None:
    contribution = make_contribution()
    first, second = moderator(contribution), moderator(contribution)
    decision = refused(contribution, first)
    with transaction():
        objection = operations.object_to_decision(
            decision, "Kijk nog eens.", by=author_of(contribution)
        )
    assert queries.waiting_objections(reader=first) == []
    assert queries.waiting_objections(reader=second) == [objection]
    with pytest.raises(NotAllowed), transaction():
        operations.judge_objection(objection, granted=True, explanation="Toch.", by=first)
    with transaction():
        operations.judge_objection(
            objection, granted=True, explanation="U heeft gelijk.", by=second
        )
    assert contribution.is_visible


def test_a_second_look_can_keep_to_the_decision_with_reasons() -> None:
    contribution = make_contribution()
    decision = refused(contribution, moderator(contribution))
    with transaction():
        objection = operations.object_to_decision(
            decision, "Kijk nog eens.", by=author_of(contribution)
        )
    by = moderator(contribution)
    with pytest.raises(Invalid), transaction():
        operations.judge_objection(objection, granted=False, explanation="", by=by)
    with transaction():
        operations.judge_objection(
            objection, granted=False, explanation="Het nummer is van Jan.", by=by
        )
    assert contribution.state is ContributionState.NOT_PLACED


def test_a_confidential_part_cannot_be_opened_by_blacking_out_a_bit_of_it() -> None:
    contribution = make_contribution(text="De jas.", confidential="Wij betalen 10 euro.")
    by = moderator(contribution)
    kept = contribution.text.passages[1]
    with pytest.raises(Invalid), transaction():
        operations.redact_contribution(
            contribution, passages={kept.id: "10 euro"}, reason=Reason.TRADE_SECRET, by=by
        )
    assert contribution.text.passages[1].kind is PassageKind.CONFIDENTIAL


def test_more_can_be_blacked_out_later_and_what_was_black_stays_black() -> None:
    contribution = make_contribution(text="Bel Jan op 06-12345678 of Piet.")
    by = moderator(contribution)
    passage = contribution.text.passages[0]
    for words in (["Jan", "06-12345678"], "Piet"):
        with transaction():
            operations.redact_contribution(
                contribution, passages={passage.id: words}, reason=Reason.PERSONAL_DATA, by=by
            )
    assert shown_text(contribution, ANYONE) == "Bel  op  of ."
    newest = queries.decisions_on(contribution, reader=by)[-1]
    with transaction():
        operations.undo_decision(newest, by=by)
    assert shown_text(contribution, ANYONE) == "Bel  op  of Piet."


def test_a_text_that_nobody_read_is_not_judged() -> None:
    contribution = make_contribution(text="De jas.")
    by = moderator(contribution)
    with transaction():
        change_contribution(
            contribution, "Bel Jan.", "", at=clock.now(), by=author_of(contribution)
        )
    for judge in (
        lambda: operations.place_contribution(contribution, seen=1, by=by),
        lambda: operations.refuse_contribution(contribution, reason=Reason.ABUSE, seen=1, by=by),
    ):
        with pytest.raises(Outdated), transaction():
            judge()
    assert contribution.state is S.RECEIVED
    with transaction():
        operations.place_contribution(contribution, seen=2, by=by)


def test_a_second_judge_comes_too_late() -> None:
    contribution = make_contribution()
    refused(contribution, moderator(contribution))
    second = moderator(contribution)
    with pytest.raises(WrongStep), transaction():
        operations.refuse_contribution(contribution, reason=Reason.ABUSE, by=second)


def test_undoing_gives_back_what_was_before() -> None:
    contribution = make_contribution(text="De jas.")
    by = moderator(contribution)
    with transaction():
        first = operations.place_contribution(contribution, by=by)
    with transaction():
        hidden = operations.hide_contribution(contribution, reason=Reason.ABUSE, by=by)
    with pytest.raises(WrongStep), transaction():
        operations.undo_decision(first, by=by)
    with transaction():
        operations.undo_decision(hidden, by=by)
    assert contribution.state is S.PLACED


def test_a_text_that_was_changed_after_placing_is_not_placed_by_undoing() -> None:
    contribution = make_contribution()
    by = moderator(contribution)
    with transaction():
        operations.place_contribution(contribution, by=by)
    with transaction():
        hidden = operations.hide_contribution(contribution, reason=Reason.ABUSE, by=by)
    with transaction():
        change_contribution(contribution, "Nieuw.", "", at=clock.now(), by=author_of(contribution))
    with pytest.raises(WrongStep), transaction():
        operations.undo_decision(hidden, by=by)
    assert contribution.state is S.RECEIVED


@pytest.mark.parametrize("granted", [True, False])
def test_a_second_look_can_be_taken_back(granted: bool) -> None:
    contribution = make_contribution()
    decision = refused(contribution, moderator(contribution))
    with transaction():
        objection = operations.object_to_decision(decision, "Hoezo?", by=author_of(contribution))
    by = moderator(contribution)
    with transaction():
        operations.judge_objection(objection, granted=granted, explanation="Daarom.", by=by)
    with transaction():
        operations.undo_judgement(objection, by=by)
    assert (objection.state, contribution.state) == (ObjectionState.ASKED, S.NOT_PLACED)
    assert queries.waiting_objections(reader=by) == [objection]
    with transaction():
        operations.judge_objection(objection, granted=True, explanation="Toch.", by=by)
    assert contribution.is_visible


def test_a_second_look_does_not_place_a_text_that_came_later() -> None:
    contribution = make_contribution()
    decision = refused(contribution, moderator(contribution))
    with transaction():
        objection = operations.object_to_decision(decision, "Hoezo?", by=author_of(contribution))
    with transaction():
        change_contribution(contribution, "Nieuw.", "", at=clock.now(), by=author_of(contribution))
    by = moderator(contribution)
    with pytest.raises(WrongStep), transaction():
        operations.judge_objection(objection, granted=True, explanation="Toch.", by=by)
    assert contribution.state is S.RECEIVED
