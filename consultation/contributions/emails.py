"""Letters to who sent something: the code, the receipt, the list of numbers, news of the round."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from flask_babel import gettext as _
from markupsafe import Markup

from consultation import clock
from consultation.contributions import queries
from consultation.contributions.models import Submission
from consultation.database import db
from consultation.logbook import SYSTEM, Entry, What
from consultation.mail import Draft, post
from consultation.rounds.models import Round
from consultation.tenders.models import Tender
from consultation.tenders.queries import gates_of
from consultation.web.pages import settings

REMINDED_AFTER = timedelta(hours=24)
REMINDED_BEFORE_CLOSING = timedelta(hours=3)


def letter_of(recipient: str, subject: str, paragraphs: Sequence[str], link: str = "") -> Draft:
    """A letter whose text and HTML say the same: a paragraph each, and one link at most."""
    lines = [*paragraphs, *([link] if link else [])]
    parts = [
        Markup('<p><a href="{0}">{0}</a></p>').format(line)
        if line == link
        else Markup("<p>{}</p>").format(line)
        for line in lines
    ]
    head = Markup("<h1>{}</h1>").format(subject)
    page = Markup('<!doctype html><html lang="nl"><body>{}{}</body></html>')
    html = page.format(head, Markup("").join(parts))
    return Draft(recipient, subject, "\n\n".join(lines) + "\n", str(html))


def receipt_address(submission: Submission) -> str:
    """The whole address of a receipt, with the secret key that opens it."""
    path = f"/ontvangst/{submission.receipt}?sleutel={submission.secret_key}"
    return settings().base_url + path


def lookup_line(submission: Submission) -> str:
    """The typed way to a receipt, for who does not follow links in mails (E30)."""
    address = settings().base_url.partition("://")[2] + "/ontvangst"
    number, key = submission.receipt, submission.secret_key
    words: str = _(
        "Of typ %(address)s en vul uw nummer in: %(number)s. Uw geheime sleutel is %(key)s.",
        address=address,
        number=number,
        key=key,
    )
    return words


def code_letter(submission: Submission, code: str) -> Draft:
    """The code, in the first line and the subject; doors post it, it stands nowhere else."""
    title = submission.round.title
    return letter_of(
        submission.email,
        _(
            "%(code)s is uw code (%(round)s, %(number)s)",
            code=code,
            round=title,
            number=submission.receipt,
        ),
        [
            _("Uw code is %(code)s.", code=code),
            _("Vul deze code in op de website. Zo weten wij dat dit adres van u is."),
            _("De code werkt 24 uur. Uw tekst is bewaard. U kunt een nieuwe code vragen."),
            _("Stuurde u ons niets? Dan hoeft u niets te doen."),
        ],
    )


def post_code(submission: Submission, code: str) -> None:
    """Put the letter with a code in the outbox, in the transaction that made the code."""
    post(code_letter(submission, code), key=f"code-{submission.id}-{submission.code_hash[:24]}")


def receipt_letter(entry: Entry) -> Iterable[Draft]:
    """After the code was entered: the number, and when the answer comes (M6)."""
    submission = db.session.get(Submission, entry.subject_id)
    if submission is None or not submission.email or submission.email_confirmed_at is None:
        return
    round_ = submission.round
    yield letter_of(
        submission.email,
        _(
            "Uw reactie is binnen: %(round)s (%(number)s)",
            round=round_.title,
            number=submission.receipt,
        ),
        [
            _("Uw reactie is binnen. Dank u wel."),
            _("Uw nummer is %(number)s. Bewaar dit nummer.", number=submission.receipt),
            *_dates(submission),
            lookup_line(submission),
        ],
        receipt_address(submission),
    )


def _dates(submission: Submission) -> list[str]:
    round_ = submission.round
    lines = []
    if submission.received_at is not None:
        at = clock.moment_words(submission.received_at)
        lines.append(_("Ontvangen op %(at)s.", at=at))
    if submission.is_late:
        lines.append(
            _(
                "Uw reactie kwam na de sluiting binnen. Wij bewaren hem en lezen hem. "
                "Wij beloven geen antwoord."
            )
        )
        return lines
    lines.append(_("Binnen 2 werkdagen kijken wij of uw reactie op de website kan."))
    if round_.answer_by is not None:
        day = clock.date_words(round_.answer_by)
        lines.append(_("Uiterlijk %(day)s leest u wat wij met uw reactie doen.", day=day))
    if round_.closes_at is not None:
        last = clock.moment_words(round_.closes_at - clock.SECOND)
        lines.append(_("Wilt u iets verbeteren? Dat kan tot en met %(last)s.", last=last))
    return lines


def receipts_letter(entry: Entry) -> Iterable[Draft]:
    """All numbers that were sent and confirmed with one address, to that address (F15)."""
    asked = db.session.get(Submission, entry.subject_id)
    if asked is None or not asked.email:
        return
    lines = [
        f"{one.receipt}: {one.round.title}. {receipt_address(one)}"
        for one in queries.submissions_from(asked.email, reader=SYSTEM)
    ]
    yield letter_of(
        asked.email,
        _("Uw nummers bij %(name)s", name=settings().site_name),
        [_("U vroeg om uw nummers. Dit zijn ze:"), *lines],
    )


def extension_letters(entry: Entry) -> Iterable[Draft]:
    """A round closes later: told to everybody who left an address with it."""
    round_ = db.session.get(Round, entry.subject_id)
    if round_ is None or round_.closes_at is None:
        return
    last = clock.moment_words(round_.closes_at - clock.SECOND)
    news = [
        _("De ronde sluit later: op %(last)s.", last=last),
        _("De reden: %(reason)s", reason=entry.reason),
    ]
    if round_.answer_by is not None:
        day = clock.date_words(round_.answer_by)
        news.append(_("U leest ons antwoord uiterlijk op %(day)s.", day=day))
    yield from _to_everybody(round_, _("%(round)s sluit later", round=round_.title), news)


def withdrawal_letters(entry: Entry) -> Iterable[Draft]:
    """A round is withdrawn: told to everybody who left an address with it."""
    round_ = db.session.get(Round, entry.subject_id)
    if round_ is None:
        return
    news = [
        _("Wij stoppen met deze ronde."),
        _("De reden: %(reason)s", reason=entry.reason),
        _("Wij bewaren uw reactie."),
    ]
    yield from _to_everybody(round_, _("%(round)s stopt", round=round_.title), news)


def tender_letters(entry: Entry) -> Iterable[Draft]:
    """A tender was linked, changed or unlinked: told to everybody who left an address."""
    tender = db.session.get(Tender, entry.subject_id)
    if tender is None:
        return
    day = clock.date_words(tender.notice_on)
    if entry.what is What.TENDER_UNLINKED:
        subject = _("%(round)s staat los van een aanbesteding", round=tender.round.title)
        news = [
            _("De aanbesteding “%(title)s” hoort niet meer bij deze ronde.", title=tender.title)
        ]
    else:
        subject = _("Er komt een aanbesteding bij %(round)s", round=tender.round.title)
        news = [
            _("De aanbesteding heet “%(title)s”.", title=tender.title),
            _(
                "Vanaf %(day)s stelt u vragen over %(about)s via TenderNed (nummer %(number)s).",
                day=day,
                about=_about(tender),
                number=tender.number,
            ),
            _("Heeft u nog iets niet verstuurd? Doe dat dan voor %(day)s.", day=day),
            _("Wat u al stuurde, telt mee en krijgt antwoord."),
        ]
    news.append(_("De reden: %(reason)s", reason=entry.reason))
    yield from _to_everybody(tender.round, subject, news, link=_link_of(tender, entry))


def _link_of(tender: Tender, entry: Entry) -> str:
    """Where to read on: TenderNed, or our own round when the link was undone."""
    is_undone = entry.what is What.TENDER_UNLINKED
    return f"{settings().base_url}/rondes/{tender.round.slug}" if is_undone else tender.address


def _about(tender: Tender) -> str:
    """What a tender is about, in the words of the plan."""
    gates = gates_of(tender.round, reader=SYSTEM)
    names = next((one.names for one in gates if one.tender is tender), ())
    return ", ".join(names) or str(_("het onderwerp van deze ronde"))


def _to_everybody(
    round_: Round, subject: str, news: list[str], *, link: str = ""
) -> Iterable[Draft]:
    for submission in queries.addresses_of(round_.id, reader=SYSTEM):
        number = f" ({submission.receipt})" if submission.receipt else ""
        yield letter_of(submission.email, subject + number, news, link)


def post_reminders(now: datetime) -> int:
    """Remind who has not entered the code: a day after sending and shortly before closing (F8).

    Each of the two is sent once at most; says how many letters were put in the outbox.
    """
    posted = 0
    for submission in queries.unconfirmed_submissions(reader=SYSTEM):
        for name in _due(submission, now):
            letter = post(_reminder(submission), key=f"reminder-{submission.id}-{name}")
            posted += letter is not None
    return posted


def _due(submission: Submission, now: datetime) -> Iterable[str]:
    closes_at = submission.round.closes_at
    if submission.received_at is None or closes_at is None:
        return
    if now >= submission.received_at + REMINDED_AFTER:
        yield "day"
    if closes_at - REMINDED_BEFORE_CLOSING <= now < closes_at:
        yield "closing"


def _reminder(submission: Submission) -> Draft:
    address = f"{settings().base_url}/reageren/{submission.draft_token}/bevestigen"
    return letter_of(
        submission.email,
        _(
            "Uw reactie staat klaar: %(round)s (%(number)s)",
            round=submission.round.title,
            number=submission.receipt,
        ),
        [
            _("Uw reactie staat klaar, maar is nog niet bevestigd."),
            _("Vraag op deze pagina een nieuwe code, of kies: zonder e-mail."),
        ],
        address,
    )
