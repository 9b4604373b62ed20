"""A round as it really goes, through the operations, checked as an outsider would."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from consultation import clock
from consultation.answers.operations import Reply, answer_points
from consultation.answers.states import Outcome
from consultation.contributions.models import Contribution
from consultation.contributions.operations import (
    change_contribution,
    send_submission,
    withdraw_contribution,
)
from consultation.contributions.states import PassageKind, Sender
from consultation.database import db
from consultation.logbook import ANYONE, COMMAND_LINE, transaction
from consultation.permissions import Role
from consultation.public_record import commitments, record, signing
from consultation.public_record.bundle import export_bundle
from consultation.public_record.leaves import Kind, Leaf
from consultation.public_record.verify import verify_bundle
from consultation.response_notes import operations as notes
from consultation.rounds.models import Round
from tests.contributions.factories import arrival, author_of, make_contribution, make_draft
from tests.factories import make_account, make_round

ORIGIN = "voorbeeld.nl/logboek"
KEY = signing.signing_key("44" * 32)


@dataclass
class Story:
    """A real round, what is placed of it, and what its senders kept."""

    round: Round
    placed: list[Contribution]
    receipt: str
    checkpoint: str

    def bundle(self, content: dict[str, Any] | None = None) -> bytes:
        with transaction():
            record.sign_checkpoint(ORIGIN, KEY)
        return export_bundle(
            None,
            origin=ORIGIN,
            key=KEY,
            openings=[opening_of(one) for one in self.placed],
            notes={self.round.slug: content} if content else {},
        )


def opening_of(contribution: Contribution) -> dict[str, object]:
    """What is published of a placed contribution, as whoever exports it must make it."""
    text, submission = contribution.text, contribution.submission
    assert text.text_key
    assert text.meta_key
    return commitments.opening(
        contribution.reference,
        commitments.Keys(text.text_key, text.meta_key),
        [passage.text for passage in text.passages],
        [passage.kind is PassageKind.PUBLIC for passage in text.passages],
        commitments.Meta(submission.name, submission.organisation_name, submission.channel.value),
        meta_shown=(commitments.MetaPart.FIRST_NAME,),
    )


@pytest.fixture
def story(database: Flask) -> Story:
    """A closed round with a plain, a partly secret, a changed, a withdrawn and a late input."""
    round = make_round()
    plain = make_contribution(round, "Eerste alinea.\nTweede alinea.")
    secret = make_contribution(round, "Dit mag.", confidential="Een geheime prijs.")
    changed = make_contribution(round, "Eerst zo.")
    withdrawn = make_contribution(round, "Toch maar niet.")
    late = make_draft(round, "Te laat.")
    with transaction():
        change_contribution(changed, "Nu anders.", "", at=clock.now(), by=author_of(changed))
        withdraw_contribution(withdrawn, at=clock.now(), by=author_of(withdrawn))
        receipt = record.signed_receipt(changed.reference, ORIGIN, KEY)
        checkpoint = record.sign_checkpoint(ORIGIN, KEY).note
    with transaction():
        round.closes_at = clock.now() - timedelta(days=1)
        late.begun_at = round.closes_at - timedelta(hours=1)
    with transaction():
        send_submission(late, Sender(name="Wim"), arrival=arrival(), by=ANYONE)
    return Story(round, [plain, secret, changed], receipt, checkpoint)


def published_content(story: Story) -> dict[str, Any]:
    writer, second = (
        make_account(role, organisation=story.round.organisation).as_actor()
        for role in (Role.OFFICER, Role.PROGRAMME)
    )
    with transaction():
        points = [point for one in story.placed for point in one.points]
        reply = Reply(Outcome.WEIGHED_CHANGED, "Dit was nodig.", "Wij passen het plan aan.")
        answer_points(points, reply, by=COMMAND_LINE)
        note = notes.write_note(story.round, notes.NoteTexts("U vroeg om jassen."), by=writer)
        notes.submit_note(note, by=writer)
    with transaction():
        notes.approve_note(note, by=second)
    with transaction():
        notes.publish_note(note, by=second)
    content = note.published_content
    assert content
    return content


def test_a_round_verifies_before_and_after_its_note(story: Story) -> None:
    kept = {"since": story.checkpoint, "receipt": story.receipt}
    assert verify_bundle(story.bundle(), **kept).faults == []
    report = verify_bundle(story.bundle(published_content(story)), **kept)
    assert report.faults == []
    assert f"{story.round.slug}: antwoordnota met 5 nummers" in report.checked
    assert "3 teksten woord voor woord, 1 alinea's afgedekt" in report.checked


def test_a_secret_of_a_sender_is_nowhere_in_the_bundle(story: Story) -> None:
    for opening in map(opening_of, story.placed):
        assert "geheime" not in str(opening)
        assert "Boer" not in str(opening)
    lines = " ".join(record.lines())
    assert not any(word in lines for word in ("Sanne", "Wim", "jassen", "geheime"))


def test_a_text_that_staff_rewrote_is_found(story: Story) -> None:
    content = published_content(story)
    with transaction():
        story.placed[0].text.passages[0].text = "Ik ben het er helemaal mee eens."
    faults = verify_bundle(story.bundle(content)).faults
    assert faults == [f"{story.placed[0].reference}: dit is niet wat is ontvangen."]


def test_an_input_that_was_taken_out_of_the_note_is_found(story: Story) -> None:
    content = published_content(story)
    ref = content["inbreng"].pop(0)["nummer"]
    assert any(ref in fault for fault in verify_bundle(story.bundle(content)).faults)


def test_a_text_and_its_leaf_that_were_both_replaced_are_found_by_its_sender(story: Story) -> None:
    ref = story.placed[2].reference
    index = next(at for at, line in record.lines_about(ref) if " gewijzigd " in line)
    with transaction():
        line = Leaf(Kind.GEWIJZIGD, story.round.slug, ref, b"w" * 32).line()
        db.session.execute(
            db.text("UPDATE record_leaves SET line = :line WHERE id = :id"),
            {"line": line, "id": index},
        )
    story.placed.pop()
    faults = verify_bundle(story.bundle(), receipt=story.receipt).faults
    assert f"Uw bewijs: {ref} staat niet zo in het logboek." in faults
