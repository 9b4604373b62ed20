"""The report of an hour as a sheet: a row for each question."""

from collections.abc import Iterator
from datetime import datetime

from consultation import clock
from consultation.question_hours.forms.words import LIVE_WORDS, reason_words
from consultation.question_hours.queries import Questions, QuestionView
from consultation.sheets.columns import Column

REPORT_COLUMNS = tuple(
    Column(name)
    for name in (
        "nummer", "ontvangst", "paragraaf", "vraag", "stand", "antwoord", "door", "beantwoord_op",
        "verbeterd_op", "ook_weten", "samengevoegd_met", "eigenaar", "uiterlijk", "reden",
    )
)  # fmt: skip


def report_rows(questions: Questions) -> Iterator[dict[str, str]]:
    """A row for each question; one whose text is not on the site tells why."""
    for one in questions.all:
        yield _row(one)


def _row(one: QuestionView) -> dict[str, str]:
    if not one.is_visible:
        return {
            "nummer": str(one.number),
            "ontvangst": one.receipt,
            "stand": str(LIVE_WORDS[one.state]),
            "reden": reason_words(one),
        }
    return {
        "nummer": str(one.number),
        "ontvangst": one.receipt,
        "paragraaf": one.section_name,
        "vraag": one.text,
        "stand": str(LIVE_WORDS[one.state]),
        "antwoord": one.answer,
        "door": one.answered_by,
        "beantwoord_op": _moment(one.answered_at) if one.answer else "",
        "verbeterd_op": _moment(one.corrected_at),
        "ook_weten": str(one.support),
        "samengevoegd_met": str(one.merged_into or ""),
        "eigenaar": one.owner,
        "uiterlijk": one.due.isoformat() if one.due else "",
        "reden": one.why,
    }


def _moment(at: datetime | None) -> str:
    return clock.amsterdam(at).strftime("%Y-%m-%d %H:%M") if at else ""
