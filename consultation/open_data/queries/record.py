"""The public record as a bundle, with what outsiders need to check it."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from consultation.contributions.models import Contribution, ContributionText
from consultation.contributions.queries import visible_to
from consultation.contributions.states import PassageKind
from consultation.database import db
from consultation.logbook import Actor
from consultation.permissions import Permission, require
from consultation.public_record.bundle import export_bundle
from consultation.public_record.commitments import Keys, Meta, opening
from consultation.public_record.signing import SigningKey
from consultation.response_notes.queries import published_notes
from consultation.rounds.models import Round


def record_bundle(
    round: Round | None = None, *, origin: str, key: SigningKey, reader: Actor
) -> bytes:
    """The signed part of the public record, with the texts and notes of one round or of all."""
    require(reader, Permission.READ_PUBLIC)
    return export_bundle(
        None if round is None else round.slug,
        origin=origin,
        key=key,
        openings=openings(round, reader=reader),
        notes=published_contents(round, reader=reader),
    )


def openings(round: Round | None = None, *, reader: Actor) -> Iterable[Mapping[str, Any]]:
    """What outsiders need to check every placed text word for word (reliability.md 5.2)."""
    query = (
        select(Contribution)
        .where(visible_to(reader))
        .options(
            selectinload(Contribution.submission),
            selectinload(Contribution.texts).selectinload(ContributionText.passages),
        )
        .order_by(Contribution.id)
    )
    if round is not None:
        query = query.where(Contribution.round_id == round.id)
    for contribution in db.session.scalars(query):
        text = contribution.text
        if text.text_key is None or text.meta_key is None:
            continue
        submission = contribution.submission
        meta = Meta(submission.name, submission.organisation_name, submission.channel.value)
        shown = [passage.kind is PassageKind.PUBLIC for passage in text.passages]
        words = [passage.text for passage in text.passages]
        keys = Keys(text.text_key, text.meta_key)
        yield opening(contribution.reference, keys, words, shown, meta)


def published_contents(round: Round | None = None, *, reader: Actor) -> dict[str, Any]:
    """The frozen content of the published note of a round or of all, by round."""
    found = {note.round: note.published_content for note in published_notes(reader=reader)}
    return {
        one.slug: content
        for one, content in found.items()
        if content and (round is None or one is round)
    }
