"""A question hour as the API tells of it, in the words that its page and its sockets use."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from consultation.open_data.forms.shapes import Vragenuur, VragenuurKort
from consultation.question_hours.forms.files import SLOT
from consultation.question_hours.forms.words import (
    HOUR_CODES,
    KIND_CODES,
    ROLE_CODES,
    question_json,
)
from consultation.question_hours.models import QuestionHour, TableGuest
from consultation.question_hours.queries import Questions
from consultation.rounds.models import Round
from consultation.rounds.queries import owner_and_licence

Facts = dict[str, Any]


def short_hour(round: Round, hour: QuestionHour, *, base: str, now: datetime) -> VragenuurKort:
    """An hour of a round without its questions."""
    return VragenuurKort(**_hour(round, hour, base, now))


def whole_hour(
    round: Round, hour: QuestionHour, questions: Questions, *, base: str, now: datetime
) -> Vragenuur:
    """An hour of a round with its questions and its report."""
    told: Any = [question_json(one, base=base) for one in questions.all if not one.in_control]
    return Vragenuur(
        **_hour(round, hour, base, now),
        vragen=told,
        in_controle=len(questions.waiting),
        verslag=_report(hour),
    )


def _hour(round: Round, hour: QuestionHour, base: str, now: datetime) -> Facts:
    return {
        "id": hour.public_id,
        "adres": base + hour.path,
        "soort": KIND_CODES[hour.kind],
        "titel": hour.title,
        "doel": hour.purpose,
        "taal": hour.language,
        "stand": HOUR_CODES[hour.state(now)],
        "begint_op": hour.begins_at,
        "eindigt_op": hour.ends_at,
        "uitgave": hour.edition,
        "gepauzeerd": hour.paused_at is not None,
        "afgelast_omdat": hour.cancelled_reason or None,
        "plaats": hour.place,
        "video": hour.video_address or None,
        "ondertiteling": hour.captions_address or None,
        "tafel": [_guest(one) for one in hour.table],
        "ontbreekt_omdat": hour.missing_role_reason or None,
        "tijdschema": _timetable(hour.timetable),
        "aantal_vragen": hour.asked,
        **owner_and_licence(round),
    }


def _guest(guest: TableGuest) -> Facts:
    return {
        "rol": ROLE_CODES[guest.role],
        "naam": guest.public_name or None,
        "functie": guest.function,
        "organisatie": guest.affiliation,
    }


def _timetable(slots: Sequence[Facts]) -> list[Facts]:
    return [{name: str(slot.get(kept, "")) for name, kept in SLOT.items()} for slot in slots]


def _report(hour: QuestionHour) -> Any:
    """What everybody may read of the report of an hour."""
    report = hour.public_report
    if report.published_at is None:
        return None
    return {
        "gepubliceerd_op": report.published_at,
        "samenvatting": report.recap,
        "aanwezig": report.present,
        "openingsronde": report.opening_round,
        "vraag_aan_iedereen": report.central_question,
        "ideeen": report.ideas,
        "citaten": [
            {"tekst": one.get("text", ""), "spreker": one.get("speaker", "")}
            for one in report.quotes
        ],
        "vervolg": [
            {
                "wat": one.get("what", ""),
                "wie": one.get("owner", ""),
                "dag": str(one.get("day", "") or ""),
                "klaar": bool(one.get("is_done")),
            }
            for one in report.next_steps
        ],
        "links": report.links,
    }
