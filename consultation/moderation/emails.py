"""Letters about decisions: placed, not placed, blacked out, taken away, and the second look."""

from collections.abc import Iterable

from flask_babel import gettext as _

from consultation import clock
from consultation.contributions.emails import letter_of, lookup_line, receipt_address
from consultation.contributions.models import Contribution, Submission
from consultation.contributions.queries import shown_passages
from consultation.contributions.states import ContributionState, NameShown
from consultation.database import db
from consultation.logbook import SYSTEM, Entry
from consultation.mail import Draft
from consultation.moderation.forms import advice_lines, news_words, reason_lines
from consultation.moderation.models import Decision, Objection
from consultation.moderation.queries import standing_decisions
from consultation.moderation.states import ObjectionState, Verdict
from consultation.rounds.states import Phase

IN_CONTROL = frozenset({ContributionState.RECEIVED, ContributionState.UNCONFIRMED})


def decision_letter(entry: Entry) -> Iterable[Draft]:
    """What came of a sending, once all its parts are judged: one letter for all of them.

    A decision that was taken back, or that another one followed, gives none.
    """
    contribution = db.session.get(Contribution, entry.subject_id)
    if contribution is None or not _has_address(contribution.submission):
        return
    submission = contribution.submission
    if any(part.state in IN_CONTROL for part in submission.contributions):
        return
    standing = standing_decisions(submission.contributions, reader=SYSTEM)
    newest = max(standing.values(), key=lambda one: one.id, default=None)
    if newest is None or newest.id != entry.details.get("decision"):
        return
    parts = [(part, standing[part.id]) for part in submission.contributions if part.id in standing]
    yield letter_of(
        submission.email,
        _subject(submission, parts),
        [*_news(submission, parts), lookup_line(submission)],
        receipt_address(submission),
    )


def second_look_letter(entry: Entry) -> Iterable[Draft]:
    """What another person decided about a decision, and why."""
    query = db.select(Objection).where(Objection.decision_id == entry.details.get("decision"))
    objection = db.session.scalars(query).first()
    if objection is None or objection.state is ObjectionState.ASKED:
        return
    submission = objection.decision.contribution.submission
    if not _has_address(submission):
        return
    yield letter_of(
        submission.email,
        _(
            "Een andere medewerker heeft gekeken: %(round)s (%(number)s)",
            round=submission.round.title,
            number=submission.receipt,
        ),
        [*second_look_lines(objection), lookup_line(submission)],
        receipt_address(submission),
    )


def second_look_lines(objection: Objection) -> list[str]:
    """The outcome of a second look in words."""
    if objection.state is ObjectionState.GRANTED:
        news = [_("U heeft gelijk. Uw reactie staat nu op de website, zoals u hem schreef.")]
    else:
        news = [
            _("Een andere medewerker keek naar het besluit. Het besluit blijft staan."),
            _("De inkopers lezen uw reactie wel. Hij telt gewoon mee."),
        ]
    return [*news, _("De uitleg: %(words)s", words=objection.explanation)]


def _has_address(submission: Submission) -> bool:
    return bool(submission.email) and submission.email_confirmed_at is not None


def _subject(submission: Submission, parts: list[tuple[Contribution, Decision]]) -> str:
    words = {"round": submission.round.title, "number": submission.receipt}
    verdicts = {decision.verdict for _part, decision in parts}
    if verdicts == {Verdict.PLACED} and submission.name_shown is not NameShown.NOT_PLACED:
        return str(_("Uw reactie staat op de website: %(round)s (%(number)s)", **words))
    if verdicts == {Verdict.NOT_PLACED}:
        return str(_("Uw reactie is niet geplaatst: %(round)s (%(number)s)", **words))
    if verdicts == {Verdict.HIDDEN}:
        return str(_("Uw reactie is van de website gehaald: %(round)s (%(number)s)", **words))
    return str(_("Wij hebben uw reactie bekeken: %(round)s (%(number)s)", **words))


def _news(submission: Submission, parts: list[tuple[Contribution, Decision]]) -> list[str]:
    lines = []
    for part, decision in parts:
        if len(parts) > 1:
            lines.append(_("Over %(reference)s:", reference=part.reference))
        lines += _about(part, decision)
    if submission.round.answer_by is not None and not submission.is_late:
        day = clock.date_words(submission.round.answer_by)
        lines.append(_("Uiterlijk %(day)s leest u wat wij met uw reactie doen.", day=day))
    return lines


def _about(part: Contribution, decision: Decision) -> list[str]:
    lines = decision_lines(part, decision)
    if decision.reason is None:
        return lines
    is_open = part.round.phase(clock.now()) is Phase.OPEN
    return [*lines, *advice_lines(decision.verdict, decision.reason, is_open=is_open)]


def decision_lines(contribution: Contribution, decision: Decision) -> list[str]:
    """What was decided and why, in a letter and on the receipt."""
    kept_back = contribution.submission.name_shown is NameShown.NOT_PLACED
    lines = news_words(decision.verdict, is_kept_back=kept_back)
    if decision.reason is None:
        return lines
    if decision.verdict is Verdict.REDACTED:
        lines.append(_("Zwart gemaakt: %(words)s", words=", ".join(_blackened(contribution))))
    return [*lines, *reason_lines(decision.reason, decision.explanation)]


def _blackened(contribution: Contribution) -> list[str]:
    """The words that were blacked out, each in quotes, for their author alone."""
    return [
        f"“{stretch.text}”"
        for stretches in shown_passages(contribution, SYSTEM)
        for stretch in stretches
        if stretch.mark == "redacted"
    ]
