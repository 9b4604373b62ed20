"""Letters to the organiser of a meeting: it came in, what we decided, and how to go on."""

from collections.abc import Iterable

from flask_babel import gettext as _

from consultation.contributions.emails import letter_of
from consultation.database import db
from consultation.gatherings.forms import refusal_lines
from consultation.gatherings.models import Gathering
from consultation.gatherings.states import GatheringState
from consultation.logbook import ActorKind, Entry
from consultation.mail import Draft
from consultation.web.pages import settings


def own_address(gathering: Gathering) -> str:
    """The whole secret address of somebody's own meeting."""
    return f"{settings().base_url}/agenda/aanmelden/{gathering.token}"


def sent_letter(entry: Entry) -> Iterable[Draft]:
    """A meeting came in: what happens now, and the secret link."""
    gathering = db.session.get(Gathering, entry.subject_id)
    if gathering is None:
        return
    yield letter_of(
        gathering.email,
        _("Uw bijeenkomst is binnen: %(title)s", title=gathering.texts[0].title),
        [
            _("Uw bijeenkomst is binnen. Dank u wel."),
            _("Binnen 2 werkdagen kijken wij of hij in de agenda kan. U krijgt dan bericht."),
            _("Met deze link kunt u de tekst verbeteren, of laten weten dat het niet doorgaat:"),
            _("Meldde u niets aan? Dan hoeft u niets te doen."),
        ],
        own_address(gathering),
    )


def decision_letter(entry: Entry) -> Iterable[Draft]:
    """What a moderator decided, as long as that is what stands now."""
    gathering = db.session.get(Gathering, entry.subject_id)
    if gathering is None or entry.actor_kind is ActorKind.PARTICIPANT:
        return
    is_newest = entry.details.get("text") == gathering.text.number
    news = _news(gathering) if is_newest and gathering.decided_at is not None else None
    if news is not None:
        subject, lines = news
        yield letter_of(gathering.email, subject, lines, own_address(gathering))


def _news(gathering: Gathering) -> tuple[str, list[str]] | None:
    title = gathering.text.title
    if gathering.state is GatheringState.PLACED:
        return _("Uw bijeenkomst staat in de agenda: %(title)s", title=title), [
            _("Uw bijeenkomst staat in de agenda."),
            _("Verandert er iets? Of gaat het niet door? Laat het ons weten met deze link:"),
        ]
    if gathering.state is GatheringState.REFUSED and gathering.reason is not None:
        stays = _("De tekst die al in de agenda stond, blijft staan.")
        return _("Uw bijeenkomst is niet geplaatst: %(title)s", title=title), [
            _("Wij hebben uw tekst gelezen. Wij zetten hem niet in de agenda."),
            *refusal_lines(gathering.reason, gathering.explanation),
            *([stays] if gathering.placed_number is not None else []),
        ]
    if gathering.state is GatheringState.CANCELLED:
        return _("Uw bijeenkomst staat als afgelast in de agenda: %(title)s", title=title), [
            _("Wij zetten in de agenda dat uw bijeenkomst niet doorgaat."),
            _("De reden: %(reason)s", reason=gathering.cancelled_reason),
        ]
    return None
