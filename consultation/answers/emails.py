"""Letters with an answer that is public at once; the other answers come with the note."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from flask_babel import gettext as _

from consultation import clock
from consultation.answers.forms import OUTCOME_WORDS
from consultation.answers.models import Disposition
from consultation.answers.queries import answered_at_once, outcomes_of
from consultation.answers.states import Outcome
from consultation.contributions.emails import letter_of, lookup_line, receipt_address
from consultation.contributions.models import Contribution, Submission
from consultation.logbook import SYSTEM, Entry
from consultation.mail import Draft
from consultation.web.pages import settings

Answered = tuple[Contribution, Sequence[Disposition]]


def answer_letters(entry: Entry) -> Iterable[Draft]:
    """What was answered or corrected, one letter for each sending that left an address.

    An input of which a point waits gives none yet; one that was answered again since is told then.
    """
    inputs = answered_at_once(entry.details["points"], reader=SYSTEM)
    outcomes = outcomes_of(inputs, reader=SYSTEM)
    told: defaultdict[Submission, list[Answered]] = defaultdict(list)
    for one in inputs:
        found = outcomes.get(one.id, [])
        if len(found) == len(one.points) and all(each.decided_at <= entry.at for each in found):
            told[one.submission].append((one, found))
    for submission, answered in told.items():
        yield letter_of(
            submission.email,
            _(
                "Antwoord op uw vraag: %(round)s (%(number)s)",
                round=submission.round.title,
                number=submission.receipt,
            ),
            [*_answer_lines(submission, answered), lookup_line(submission)],
            receipt_address(submission),
        )


def _answer_lines(submission: Submission, answered: Sequence[Answered]) -> list[str]:
    day = clock.date_words(submission.received_at) if submission.received_at else ""
    is_better = any(each.edition > 1 for _one, found in answered for each in found)
    news = _("Wij verbeterden ons antwoord.") if is_better else _("Dit is ons antwoord.")
    lines = [f"{_('U schreef ons op %(day)s.', day=day)} {news}"]
    for contribution, found in answered:
        if len(answered) > 1:
            lines.append(_("Over %(reference)s:", reference=contribution.reference))
        for each in found:
            lines += _about(each, number=each.point.number if len(found) > 1 else None)
    return lines


def _about(disposition: Disposition, *, number: int | None) -> list[str]:
    answer = disposition.answer
    if answer is None:
        return outcome_lines(disposition.outcome, disposition.reason, number=number)
    newest = answer.newest
    address = f"{settings().base_url}/antwoorden/{answer.public_id}"
    return [
        *outcome_lines(
            disposition.outcome, disposition.reason, newest.text, newest.by_shown, number=number
        ),
        _("Iedereen kan dit antwoord lezen: %(address)s", address=address),
    ]


def outcome_lines(
    outcome: Outcome, reason: str, text: str = "", by_shown: str = "", *, number: int | None = None
) -> list[str]:
    """What was done with a point and why; with its number when there are more of them."""
    words = OUTCOME_WORDS[outcome]
    if number is not None:
        lines = [_("Punt %(number)s: %(outcome)s.", number=number, outcome=words)]
    else:
        lines = [_("Wat doen wij ermee? %(outcome)s.", outcome=words)]
    lines.append(_("De reden: %(reason)s", reason=reason))
    lines += filter(None, map(str.strip, text.split("\n")))
    if by_shown:
        lines.append(_("Dit antwoord is van %(who)s.", who=by_shown))
    return lines
