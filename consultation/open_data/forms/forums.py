"""A stakeholder forum as the API tells of it: rhythm, members, meetings and actions."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from pydantic import AwareDatetime

from consultation.forums.forms.words import rhythm_words
from consultation.forums.models import Forum, ForumAction, ForumMember, Meeting
from consultation.forums.states import ActionState
from consultation.open_data.forms.shapes import Adres, Owned, Shape, UurStand
from consultation.question_hours.forms.words import HOUR_CODES
from consultation.rounds.queries import LICENCE

ActieStand = Literal["open", "klaar", "vervallen"]

ACTION_CODES: dict[ActionState, ActieStand] = {
    ActionState.OPEN: "open",
    ActionState.DONE: "klaar",
    ActionState.DROPPED: "vervallen",
}


class ForumKort(Owned):
    """A forum without its meetings. One that is not public says why."""

    id: str
    adres: Adres
    titel: str
    doel: str
    ritme: str
    plaats: str
    taal: str
    categorie: str | None
    openbaar: bool
    niet_openbaar_omdat: str | None
    gestopt_op: AwareDatetime | None
    gestopt_omdat: str | None


class Forums(Shape):
    """The forums that are on the website."""

    resultaten: list[ForumKort]
    volgende: None


class Deelnemer(Shape):
    """Somebody who takes part, or an organisation; the name is there with consent only."""

    naam: str | None
    functie: str
    organisatie: str


class ForumPunt(Shape):
    """A point of an agenda; what was said of it once the minutes are public."""

    punt: str
    waarom: str
    wie: str
    minuten: int
    gezegd: str | None


class ForumBijeenkomst(Shape):
    """A meeting that was announced."""

    dag: date
    adres: Adres
    stand: UurStand
    begint_op: AwareDatetime
    eindigt_op: AwareDatetime
    taal: str
    afgelast_omdat: str | None
    agenda: list[ForumPunt]
    samenvatting: list[str]
    aanwezig: list[str]
    goedgekeurd_door: str | None
    goedgekeurd_op: date | None


class Actie(Shape):
    """What somebody does before a day, from the meeting that agreed on it."""

    wat: str
    wie: str
    voor: date
    stand: ActieStand
    te_laat: bool
    reden: str | None
    afgesproken_op: date


class ForumHeel(ForumKort):
    """A forum with its members, its meetings and its actions."""

    deelnemers: list[Deelnemer]
    bijeenkomsten: list[ForumBijeenkomst]
    acties: list[Actie]


def short_forum(forum: Forum, *, base: str) -> ForumKort:
    """A forum without its meetings."""
    return ForumKort(**_forum(forum, base))


def whole_forum(
    forum: Forum,
    meetings: Sequence[Meeting],
    actions: Sequence[ForumAction],
    *,
    base: str,
    now: datetime,
    today: date,
) -> ForumHeel:
    """A forum with everything that the public may know."""
    members = forum.members if forum.is_public else []
    return ForumHeel(
        **_forum(forum, base),
        deelnemers=[_member(one) for one in members],
        bijeenkomsten=[_meeting(one, base, now) for one in meetings],
        acties=[_action(one, today) for one in actions],
    )


def _forum(forum: Forum, base: str) -> dict[str, Any]:
    return {
        "id": forum.slug,
        "adres": f"{base}/forums/{forum.slug}",
        "titel": forum.title,
        "doel": forum.purpose,
        "ritme": rhythm_words(forum.rhythm),
        "plaats": forum.place,
        "taal": forum.language,
        "categorie": forum.category.slug if forum.category else None,
        "openbaar": forum.is_public,
        "niet_openbaar_omdat": forum.private_reason or None,
        "gestopt_op": forum.ended_at,
        "gestopt_omdat": forum.ended_reason or None,
        "eigenaar": forum.organisation.name,
        "licentie": LICENCE,
    }


def _member(member: ForumMember) -> Deelnemer:
    return Deelnemer(
        naam=member.public_name or None, functie=member.function, organisatie=member.affiliation
    )


def _meeting(meeting: Meeting, base: str, now: datetime) -> ForumBijeenkomst:
    hour, report = meeting.hour, meeting.hour.public_report
    is_public = report.published_at is not None
    return ForumBijeenkomst(
        dag=hour.day,
        adres=base + meeting.path,
        stand=HOUR_CODES[hour.state(now)],  # type: ignore[arg-type]  # the same words
        begint_op=hour.begins_at,
        eindigt_op=hour.ends_at,
        taal=hour.language,
        afgelast_omdat=hour.cancelled_reason or None,
        agenda=[
            ForumPunt(
                punt=one.title,
                waarom=one.why,
                wie=one.who,
                minuten=one.minutes,
                gezegd=one.said if is_public else None,
            )
            for one in meeting.items
        ],
        samenvatting=list(report.recap),
        aanwezig=list(report.present),
        goedgekeurd_door=meeting.approved_by if is_public else None,
        goedgekeurd_op=meeting.approved_on if is_public else None,
    )


def _action(action: ForumAction, today: date) -> Actie:
    return Actie(
        wat=action.what,
        wie=action.owner,
        voor=action.due,
        stand=ACTION_CODES[action.state],
        te_laat=action.is_late(today),
        reden=action.reason or None,
        afgesproken_op=action.meeting.hour.day,
    )
