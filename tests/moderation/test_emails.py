"""Letters about decisions: complete, once, and held back when a decision is taken back."""

from datetime import timedelta

import pytest

from consultation import clock
from consultation.announcements import write_letters
from consultation.contributions.models import Contribution
from consultation.contributions.operations import send_submission
from consultation.contributions.states import NameShown, Sender
from consultation.database import db
from consultation.logbook import ANYONE, Actor, transaction
from consultation.mail import Letter, is_due
from consultation.moderation import operations
from consultation.moderation.states import Reason
from consultation.permissions import Role
from tests.contributions.factories import arrival, author_of, make_contribution, make_draft
from tests.factories import make_account, make_round

pytestmark = pytest.mark.usefixtures("database")

HOLD = timedelta(seconds=120)
SANNE = Sender(email="sanne@voorbeeld.nl", name="Sanne de Boer", name_shown=NameShown.FIRST)


def moderator(contribution: Contribution) -> Actor:
    return make_account(Role.MODERATOR, organisation=contribution.round.organisation).as_actor()


def letters() -> list[Letter]:
    """What the job process writes now, without the receipts."""
    with transaction():
        write_letters(hold=HOLD)
    about = Letter.subject.not_like("%is binnen%")
    return list(db.session.scalars(db.select(Letter).where(about).order_by(Letter.id)))


def due_letters() -> list[Letter]:
    """What may leave now."""
    return list(db.session.scalars(db.select(Letter).where(is_due())))


def refuse(contribution: Contribution, by: Actor, **changes: object) -> None:
    with transaction():
        operations.refuse_contribution(
            contribution, **{"reason": Reason.PERSONAL_DATA, "by": by, **changes}
        )


def test_a_refusal_is_told_with_its_reason_rule_and_way_on() -> None:
    contribution = make_contribution(text="Bel Jan.", sender=SANNE)
    refuse(contribution, moderator(contribution), explanation="Jan weet hier niet van.")
    (letter,) = letters()
    number = contribution.submission.receipt or ""
    assert letter.recipient == "sanne@voorbeeld.nl"
    assert number in letter.subject
    assert letter.text.startswith("Wij hebben uw reactie gelezen. Wij zetten hem niet op de")
    for words in (
        "De reden: Er staan gegevens van iemand anders in.",
        "Dit mag niet volgens spelregel 3.",
        "Onze uitleg: Jan weet hier niet van.",
        "Uw tekst staat klaar.",
        "Vraag een andere medewerker om te kijken.",
        "De inkopers lezen uw reactie wel.",
        number,
    ):
        assert words in letter.text
    assert letter.text.count("http") == 1
    assert letter.html.count("<a ") == 1
    assert "Bel Jan." not in letter.text


@pytest.mark.parametrize(
    ("reason", "rule"), [(Reason.DUPLICATE, "spelregel 1"), (Reason.OTHER, "")]
)
def test_no_rule_is_named_that_does_not_exist(reason: Reason, rule: str) -> None:
    contribution = make_contribution(sender=SANNE)
    refuse(contribution, moderator(contribution), reason=reason, explanation="Wij leggen dit uit.")
    (letter,) = letters()
    assert (rule in letter.text) if rule else ("spelregel" not in letter.text)


def test_placing_is_told() -> None:
    contribution = make_contribution(sender=SANNE)
    by = moderator(contribution)
    with transaction():
        operations.place_contribution(contribution, by=by)
    (letter,) = letters()
    assert letter.subject.startswith("Uw reactie staat op de website")


def test_who_did_not_want_to_be_placed_does_not_read_that_it_was() -> None:
    sender = Sender(email="a@voorbeeld.nl", name_shown=NameShown.NOT_PLACED)
    contribution = make_contribution(sender=sender)
    by = moderator(contribution)
    with transaction():
        operations.place_contribution(contribution, by=by)
    (letter,) = letters()
    assert "staat op de website" not in letter.subject + letter.text
    assert "U vroeg ons om hem niet te plaatsen." in letter.text


def test_blacking_out_is_told_with_the_words_and_why() -> None:
    contribution = make_contribution(text="Bel Jan op 06-12345678.", sender=SANNE)
    by, passage = moderator(contribution), contribution.text.passages[0]
    with transaction():
        operations.redact_contribution(
            contribution,
            passages={passage.id: ["Jan", "06-12345678"]},
            reason=Reason.PERSONAL_DATA,
            by=by,
        )
    (letter,) = letters()
    assert "Zwart gemaakt: “Jan”, “06-12345678”" in letter.text
    assert "spelregel 3" in letter.text


def test_taking_away_is_told() -> None:
    contribution = make_contribution(sender=SANNE)
    by = moderator(contribution)
    with transaction():
        operations.place_contribution(contribution, by=by)
    with transaction():
        operations.hide_contribution(contribution, reason=Reason.ABUSE, by=by)
    (letter,) = letters()  # the placing did not outlive the same batch
    assert "van de website gehaald" in letter.subject


def test_who_left_no_address_gets_no_letter() -> None:
    contribution = make_contribution()
    refuse(contribution, moderator(contribution))
    assert letters() == []


def test_a_letter_waits_and_does_not_leave_after_undoing() -> None:
    contribution = make_contribution(sender=SANNE)
    by = moderator(contribution)
    with transaction():
        decision = operations.refuse_contribution(contribution, reason=Reason.ABUSE, by=by)
    (letter,) = letters()
    assert letter.not_before - letter.written_at == HOLD
    assert letter not in due_letters()
    with transaction():
        operations.undo_decision(decision, by=by)
    with clock.frozen(clock.now() + timedelta(days=1)):
        assert letter.cancelled_at is not None
        assert letter not in due_letters()
        with transaction():
            operations.place_contribution(contribution, by=by)
        subjects = [one.subject for one in letters() if one.cancelled_at is None]
    assert len(subjects) == 1
    assert subjects[0].startswith("Uw reactie staat op de website")


def test_a_decision_that_was_undone_before_the_letters_were_written_gives_none() -> None:
    contribution = make_contribution(sender=SANNE)
    by = moderator(contribution)
    with transaction():
        decision = operations.refuse_contribution(contribution, reason=Reason.ABUSE, by=by)
    with transaction():
        operations.undo_decision(decision, by=by)
    assert letters() == []


def test_the_parts_of_one_sending_are_told_in_one_letter() -> None:
    draft = make_draft(make_round(), "Het eerste deel.", "Het tweede deel.")
    with transaction():
        send_submission(draft, SANNE, arrival=arrival(), known_email=SANNE.email, by=ANYONE)
    first, second = draft.contributions
    by = moderator(first)
    with transaction():
        operations.place_contribution(first, by=by)
    assert letters() == []
    refuse(second, by)
    (letter,) = letters()
    assert f"Over {first.reference}:\n\nUw reactie staat op de website." in letter.text
    assert f"Over {second.reference}:" in letter.text


@pytest.mark.parametrize(
    ("granted", "words"), [(True, "U heeft gelijk."), (False, "Het besluit blijft staan.")]
)
def test_the_second_look_is_told_unless_it_is_taken_back(granted: bool, words: str) -> None:
    contribution = make_contribution(sender=SANNE)
    first = moderator(contribution)
    with transaction():
        decision = operations.refuse_contribution(contribution, reason=Reason.ABUSE, by=first)
    with transaction():
        objection = operations.object_to_decision(decision, "Hoezo?", by=author_of(contribution))
    letters()
    by = moderator(contribution)
    with transaction():
        operations.judge_objection(objection, granted=granted, explanation="Wij keken.", by=by)
    letter = letters()[-1]
    assert words in letter.text
    assert "De uitleg: Wij keken." in letter.text
    with transaction():
        operations.undo_judgement(objection, by=by)
    assert letter.cancelled_at is not None
