"""What the public record fixes of a round, so that nobody can change the promise unseen."""

import hashlib
import json

from consultation.logbook import SYSTEM
from consultation.plans.models import PlanVersion
from consultation.plans.queries import all_sections
from consultation.public_record import record
from consultation.public_record.leaves import Kind
from consultation.rounds.models import Round

RULES = ("can_change", "is_fixed", "who_decides", "what_we_do", "when_answer", "not_to_share",
         "disclaimer")  # fmt: skip
"""What the record fixes of a charter."""


def fix_promise(round: Round) -> None:
    """Write in the public record what this round promises now."""
    record.append(Kind.RONDE, round=round.slug, ref="ronde", value=promise_hash(round))


def promise_hash(round: Round) -> bytes:
    """What the record fixes of a round: its plan version, its rules, and its days in UTC."""
    promise = {
        "ronde": round.slug,
        "versie": version_hash(round.version) if round.version else "",
        "opent": round.opens_at.isoformat() if round.opens_at else "",
        "sluit": round.closes_at.isoformat() if round.closes_at else "",
        "antwoord": round.answer_by.isoformat() if round.answer_by else "",
        "regels": {name: getattr(round, name) for name in RULES},
        "vragen": [[one.text, one.why] for one in round.questions],
    }
    data = json.dumps(promise, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(data.encode()).digest()


def version_hash(version: PlanVersion) -> str:
    """What is consulted, in short: SHA-256 over permanent id, room and text of each alinea."""
    digest = hashlib.sha256()
    for section in all_sections(version, reader=SYSTEM):
        head = (section.permanent_id, section.number, section.title, section.room or "")
        digest.update("\t".join(head).encode() + b"\n")
        for alinea in section.alineas:
            digest.update(f"{alinea.permanent_id}\t{alinea.text}\n".encode())
    return digest.hexdigest()
