"""Letters to who reacted to a plan of which a new version is published (M11)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from flask_babel import gettext as _

from consultation import clock
from consultation.contributions.emails import letter_of, lookup_line, receipt_address
from consultation.contributions.models import Contribution, Submission
from consultation.database import db
from consultation.logbook import SYSTEM, Entry
from consultation.mail import Draft
from consultation.plans.models import PlanVersion
from consultation.reactions.forms import changed_words
from consultation.reactions.queries import Stand, stands_in, told_of_version
from consultation.rounds.states import Phase
from consultation.web.pages import settings

Told = tuple[Contribution, Stand]


def version_letters(entry: Entry) -> Iterable[Draft]:
    """What happened to the text of each reaction: one letter an address, however much it sent."""
    version = db.session.get(PlanVersion, entry.subject_id)
    if version is None:
        return
    said = told_of_version(version, reader=SYSTEM)
    stands = stands_in(version, said, reader=SYSTEM)
    told: dict[str, list[Told]] = defaultdict(list)
    for one in said:
        if one.id in stands:
            told[one.submission.email.casefold()].append((one, stands[one.id]))
    for news in told.values():
        yield _letter(version, news)


def _letter(version: PlanVersion, news: Sequence[Told]) -> Draft:
    sent = list(dict.fromkeys(one.submission for one, _stand in news))
    lines = [
        _(
            "Er is een nieuwe versie van %(plan)s: versie %(number)s.",
            plan=version.plan.title,
            number=version.number,
        ),
        *(_line(one, stand) for one, stand in news),
        _("Uw reactie blijft staan bij de oude tekst. Op uw pagina staan beide teksten."),
        *_what_now(sent),
        *(lookup_line(one) for one in sent),
    ]
    address = receipt_address(sent[0]) if len(sent) == 1 else f"{settings().base_url}/ontvangst"
    return letter_of(
        sent[0].email,
        _("Het plan is veranderd: %(plan)s (%(number)s)", plan=version.plan.title,
          number=", ".join(str(one.receipt) for one in sent)),
        lines,
        address,
    )  # fmt: skip


def _line(contribution: Contribution, stand: Stand) -> str:
    before, alinea = stand.standing.section_before, stand.standing.alinea_before
    place = before.name if before is not None else ""
    if alinea is not None:
        place = _("%(section)s, alinea %(number)s", section=place, number=alinea.number)
    return f"{contribution.reference}, {place}. {changed_words(stand)}"


def _what_now(sent: Sequence[Submission]) -> list[str]:
    """What somebody can do now, and that doing nothing is fine."""
    open_rounds = [one.round for one in sent if one.round.phase(clock.now()) is Phase.OPEN]
    lines = []
    if open_rounds and open_rounds[0].closes_at is not None:
        last = clock.moment_words(open_rounds[0].closes_at - clock.SECOND)
        lines.append(
            _(
                "Klopt uw reactie nog? Dan hoeft u niets te doen. Aanpassen of intrekken kan tot "
                "en met %(last)s.",
                last=last,
            )
        )
    if any(one.round.answered_at is None for one in sent):
        lines.append(_("Doet u niets? Dan blijft uw reactie gewoon staan en krijgt u antwoord."))
    return lines
