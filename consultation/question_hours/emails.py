"""Letters to who asked a question in an hour: it is moved, or it does not take place."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _

from consultation import clock
from consultation.contributions.emails import letter_of, lookup_line
from consultation.database import db
from consultation.logbook import SYSTEM, Entry
from consultation.mail import Draft
from consultation.question_hours.models import QuestionHour
from consultation.question_hours.queries import askers_of
from consultation.web.pages import settings


def moved_letters(entry: Entry) -> Iterable[Draft]:
    """Another day or another time; other changes give no letter."""
    hour = db.session.get(QuestionHour, entry.subject_id)
    if hour is None or not entry.details.get("is_moved") or hour.cancelled_at is not None:
        return
    when = f"{clock.weekday_words(hour.day)}, {clock.hours_words(hour.begins_at, hour.ends_at)}"
    news = [
        _("Het vragenuur waarin u een vraag stelde, is op een ander moment."),
        _("Het is nu op %(when)s", when=f"{when}."),
        _("Uw vraag blijft staan. U hoeft niets te doen."),
    ]
    yield from _to_askers(hour, _("Andere tijd: %(hour)s", hour=hour.title), news)


def cancelled_letters(entry: Entry) -> Iterable[Draft]:
    """It does not take place, with the reason; the question keeps its promise."""
    hour = db.session.get(QuestionHour, entry.subject_id)
    if hour is None:
        return
    news = [
        _("Het vragenuur waarin u een vraag stelde, gaat niet door."),
        _("De reden: %(reason)s", reason=hour.cancelled_reason),
        _("Wij bewaren uw vraag. U krijgt gewoon antwoord."),
    ]
    if hour.round is not None and hour.round.answer_by is not None:
        day = clock.date_words(hour.round.answer_by)
        news.append(_("Dat antwoord leest u uiterlijk op %(day)s.", day=day))
    yield from _to_askers(hour, _("Gaat niet door: %(hour)s", hour=hour.title), news)


def _to_askers(hour: QuestionHour, subject: str, news: Sequence[str]) -> Iterable[Draft]:
    for submission in askers_of(hour, reader=SYSTEM):
        lines = [*news, lookup_line(submission)]
        title = f"{subject} ({submission.receipt})"
        yield letter_of(submission.email, title, lines, settings().base_url + hour.path)
