"""The public facts of rounds, sections, reactions and notes, as plain data with Dutch names."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from consultation import clock
from consultation.answers.models import Disposition
from consultation.answers.queries import outcomes_of
from consultation.contributions.models import Contribution, ContributionText
from consultation.contributions.queries import round_counts, visible_to
from consultation.contributions.states import PassageKind
from consultation.database import db
from consultation.logbook import ANYONE, Actor
from consultation.permissions import Permission, require
from consultation.plans.models import Section
from consultation.plans.queries import all_sections
from consultation.public_record.bundle import export_bundle
from consultation.public_record.commitments import Keys, Meta, opening
from consultation.reactions.models import Reaction
from consultation.reactions.queries import ReactionRow, reactions_of_round
from consultation.response_notes.queries import published_notes
from consultation.rounds.models import Round
from consultation.rounds.queries import last_moment, owner_and_licence


def round_facts(round: Round, *, reader: Actor, base: str) -> dict[str, Any]:
    """A round as the API shows it."""
    counts = round_counts(round, reader=reader)
    last = last_moment(round)
    return {
        "id": round.slug,
        "adres": f"{base}/rondes/{round.slug}",
        "titel": round.title,
        "inleiding": round.intro,
        "categorie": round.category.name if round.category else None,
        "fase": round.phase(clock.now()).value,
        "opent_op": round.opens_at.isoformat() if round.opens_at else None,
        "sluit_op": last.isoformat() if last else None,
        "antwoord_voor": round.answer_by.isoformat() if round.answer_by else None,
        "beantwoord_op": round.answered_at.isoformat() if round.answered_at else None,
        "ingetrokken_omdat": round.withdrawn_reason or None,
        "plan": round.plan.title if round.plan else None,
        "versie": round.version.number if round.version else None,
        "aantallen": {
            "ontvangen": counts.received,
            "geplaatst": counts.visible,
            "niet_geplaatst": counts.not_placed,
            "ingetrokken": counts.withdrawn,
            "te_laat": counts.late,
        },
        **owner_and_licence(round),
    }


def section_facts(round: Round, *, reader: Actor, base: str) -> list[dict[str, Any]]:
    """The sections of the consulted version with text, summary, room and questions."""
    if round.version is None:
        return []
    sections = all_sections(round.version, reader=reader)
    return [_section(round, section, base) for section in sections]


def _section(round: Round, section: Section, base: str) -> dict[str, Any]:
    return {
        "id": section.permanent_id,
        "adres": f"{base}/rondes/{round.slug}/plan/{section.permanent_id}",
        "nummer": section.number,
        "titel": section.title,
        "niveau": section.level,
        "samenvatting": section.summary,
        "speelruimte": section.room.value if section.room else None,
        "speelruimte_reden": section.room_reason,
        "vragen": [{"vraag": one.text, "waarom": one.why} for one in section.questions],
        "alineas": [
            {"id": one.permanent_id, "nummer": one.number, "soort": one.kind, "tekst": one.text}
            for one in section.alineas
        ],
    }


def reaction_facts(
    round: Round, *, reader: Actor, base: str, page: int
) -> tuple[list[dict[str, Any]], bool]:
    """A page of the placed reactions with their outcomes, and whether more follow."""
    found = reactions_of_round(round, reader=reader, page=page)
    outcomes = _outcomes(round, found.rows)
    facts = [_reaction(round, row, outcomes.get(row.id, []), base) for row in found.rows]
    return facts, found.page < found.pages


def _outcomes(round: Round, rows: Sequence[ReactionRow]) -> dict[int, list[Disposition]]:
    if round.answered_at is None:
        return {}
    query = select(Reaction).where(Reaction.id.in_([row.id for row in rows]))
    return outcomes_of(db.session.scalars(query), reader=ANYONE)


def _reaction(
    round: Round, row: ReactionRow, outcomes: Sequence[Disposition], base: str
) -> dict[str, Any]:
    return {
        "id": row.reference,
        "adres": f"{base}/rondes/{round.slug}/reacties/{row.reference}",
        "soort": row.kind.value,
        "naam": row.name or None,
        "kanaal": row.channel.value,
        "ontvangen_op": row.received_at.isoformat() if row.received_at else None,
        "paragraaf": row.section_permanent_id,
        "alinea": row.alinea_number,
        "tekst": "\n".join(
            "".join(piece.text or f"[{piece.mark}]" for piece in paragraph)
            for paragraph in row.paragraphs
        ),
        "uitkomsten": [
            {
                "uitkomst": one.outcome.value,
                "reden": one.reason,
                "antwoord": one.answer.newest.text if one.answer else "",
                "adres": f"{base}/antwoorden/{one.answer.public_id}" if one.answer else None,
            }
            for one in outcomes
        ],
    }


def record_bundle(
    round: Round | None = None, *, origin: str, key: Ed25519PrivateKey, reader: Actor
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
