"""Letters with the answers themselves: one for each sending that left an address (M10)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from consultation import clock
from consultation.answers.emails import outcome_lines
from consultation.answers.states import Outcome
from consultation.contributions.emails import letter_of, lookup_line, receipt_address
from consultation.contributions.models import Submission
from consultation.database import db
from consultation.logbook import SYSTEM, Entry
from consultation.mail import Draft
from consultation.response_notes.models import ResponseNote
from consultation.response_notes.queries import note_recipients

Entries = Sequence[Mapping[str, Any]]


def answer_letters(entry: Entry) -> Iterable[Draft]:
    """What was done with a sending and why, from the note as it is frozen; complete by itself."""
    note = db.session.get(ResponseNote, entry.subject_id)
    if note is None or note.published_content is None:
        return
    content = note.published_content
    entries, changes = _by_receipt(content["inbreng"]), _by_reference(content["veranderingen"])
    for submission in note_recipients(note.round, reader=SYSTEM):
        told = entries.get(submission.receipt or "", [])
        if not told:
            continue
        yield letter_of(
            submission.email,
            _(
                "Antwoord op uw reactie: %(round)s (%(number)s)",
                round=content["titel"],
                number=submission.receipt,
            ),
            [*answer_lines(submission, told, changes), lookup_line(submission)],
            receipt_address(submission),
        )


def answer_lines(
    submission: Submission, entries: Entries, changes: Mapping[str, Entries]
) -> list[str]:
    """The paragraphs of a letter, without what only its reader may know."""
    day = clock.date_words(submission.received_at) if submission.received_at else ""
    lines = [_("U schreef ons op %(day)s. Dit is ons antwoord.", day=day)]
    for entry in entries:
        lines += _about(entry, numbered=len(entries) > 1)
        lines += _what_became_of(entry)
        for change in changes.get(entry["nummer"], ()):
            lines += _what_changed(change)
    return lines


def _about(entry: Mapping[str, Any], *, numbered: bool) -> list[str]:
    where = entry.get("naam") or _("het hele plan")
    if numbered:
        return [_("Reactie %(number)s gaat over %(where)s.", number=entry["nummer"], where=where)]
    return [_("Uw reactie gaat over %(where)s.", where=where)]


def _what_became_of(entry: Mapping[str, Any]) -> list[str]:
    if entry["stand"] == "te laat":
        return [_("Uw reactie kwam na de sluiting binnen. Wij lazen haar wel.")]
    if entry["stand"] == "ingetrokken":
        return [_("U trok deze reactie in. Zij kreeg geen antwoord.")]
    lines: list[str] = []
    is_one = len(entry["punten"]) == 1
    for number, point in enumerate(entry["punten"], start=1):
        lines += outcome_lines(
            Outcome(point["uitkomst"]),
            point["reden"],
            point["antwoord"],
            point["door"],
            number=None if is_one else number,
        )
    return lines


def _what_changed(change: Mapping[str, Any]) -> list[str]:
    return [
        _(
            "Dit is er veranderd in het plan: %(where)s.",
            where=change["naam"] or _("het hele plan"),
        ),
        _("Eerst: %(words)s", words=change["oud"] or _("Dit stond er niet.")),
        _("Nu: %(words)s", words=change["nieuw"] or _("Dit is weg.")),
    ]


def _by_receipt(entries: Entries) -> dict[str, list[Mapping[str, Any]]]:
    found: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for entry in entries:
        found[entry["nummer"].split("/")[0]].append(entry)
    return found


def _by_reference(changes: Entries) -> dict[str, list[Mapping[str, Any]]]:
    found: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for change in changes:
        for reference in change["inbreng"]:
            found[reference].append(change)
    return found


def example_letter(content: Mapping[str, Any], submissions: Sequence[Submission]) -> list[str]:
    """The words of one letter of a note that is not public yet, to read before they all leave."""
    entries, changes = _by_receipt(content["inbreng"]), _by_reference(content["veranderingen"])
    for submission in submissions:
        told = entries.get(submission.receipt or "", [])
        if told:
            return answer_lines(submission, told, changes)
    return []
