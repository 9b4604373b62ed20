"""The command line for tenders: link one to a round, move its days, undo the link."""

from dataclasses import replace
from typing import Any

import click

from consultation import clock
from consultation.accounts.queries import actor_named
from consultation.errors import NotFound
from consultation.logbook import Actor, transaction
from consultation.plans.queries import section_by_number
from consultation.rounds.models import Round
from consultation.rounds.queries import round_by_slug
from consultation.tenders import operations
from consultation.tenders.models import Tender
from consultation.tenders.queries import tender_of_round, tenders_of
from consultation.tenders.states import Notice
from consultation.web.command_line import DAY, CommandGroup, clear_errors, print_json

tender_group = CommandGroup(
    "tender", help="Tenders that follow from a round: link, change, unlink."
)

as_account = click.option("--as", "email", help="E-mail of the account that answers for this.")
as_json = click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
with_reason = click.option("--reason", required=True, help="Why; everybody reads it.")


@tender_group.command("list")
@click.argument("slug", metavar="ROUND")
@as_account
@as_json
@clear_errors
def list_tenders(slug: str, email: str | None, wants_json: bool) -> None:
    """Print the tenders of ROUND, each with its number here and its days."""
    by = actor_named(email)
    tenders = tenders_of(round_by_slug(slug, reader=by), reader=by)
    if wants_json:
        print_json([_told(one) for one in tenders])
        return
    for one in tenders:
        state = "loopt" if one.is_running(clock.now()) else f"vanaf {one.notice_on}"
        click.echo(f"{one.id}: {one.title} ({state}), TenderNed {one.number}, {one.address}")
    if not tenders:
        click.echo("Er is geen aanbesteding gekoppeld.")


@tender_group.command("link")
@click.argument("slug", metavar="ROUND")
@click.option("--title", required=True, help="Its name on TenderNed.")
@click.option("--number", required=True, help="Its number on TenderNed.")
@click.option("--address", required=True, help="Its address on TenderNed.")
@click.option("--notice", type=DAY, required=True, help="Day of the notice: from then it counts.")
@click.option("--questions-until", type=DAY, help="Last day to ask on TenderNed.")
@click.option("--section", "numbers", multiple=True, help="Section it is about; none: all of it.")
@with_reason
@as_account
@as_json
@clear_errors
def link(
    slug: str,
    email: str | None,
    wants_json: bool,
    reason: str,
    numbers: tuple[str, ...],
    **given: Any,
) -> None:
    """Link a tender to ROUND: from the day of its notice its subject is closed here."""
    with transaction():
        by = actor_named(email)
        round_ = round_by_slug(slug, reader=by)
        notice = Notice(
            title=given["title"],
            number=given["number"],
            address=given["address"],
            notice_on=given["notice"].date(),
            questions_until=given["questions_until"] and given["questions_until"].date(),
            sections=_sections(round_, numbers, by),
        )
        told = _told(operations.link_tender(round_, notice, reason=reason, by=by))
    _say(told, wants_json, "De aanbesteding is gekoppeld, onder nummer %(id)s.")


@tender_group.command("change")
@click.argument("slug", metavar="ROUND")
@click.argument("number", type=int, metavar="TENDER")
@click.option("--notice", "notice_on", type=DAY, help="Another day of the notice.")
@click.option("--questions-until", type=DAY, help="Another last day to ask.")
@with_reason
@as_account
@as_json
@clear_errors
def change(
    slug: str, number: int, email: str | None, wants_json: bool, reason: str, **given: Any
) -> None:
    """Move the days of TENDER (its number in the list) of ROUND."""
    days: Any = {name: day.date() for name, day in given.items() if day is not None}
    with transaction():
        by = actor_named(email)
        tender = _tender(slug, number, by)
        notice = replace(tender.notice, **days)
        told = _told(operations.change_tender(tender, notice, reason=reason, by=by))
    _say(told, wants_json, "De aanbesteding is gewijzigd.")


@tender_group.command("unlink")
@click.argument("slug", metavar="ROUND")
@click.argument("number", type=int, metavar="TENDER")
@with_reason
@as_account
@as_json
@clear_errors
def unlink(slug: str, number: int, email: str | None, wants_json: bool, reason: str) -> None:
    """Undo the link of TENDER (its number in the list) and ROUND."""
    with transaction():
        by = actor_named(email)
        told = _told(operations.unlink_tender(_tender(slug, number, by), reason=reason, by=by))
    _say(told, wants_json, "De aanbesteding is losgemaakt.")


def _tender(slug: str, number: int, by: Actor) -> Tender:
    return tender_of_round(round_by_slug(slug, reader=by), number, reader=by)


def _sections(round_: Round, numbers: tuple[str, ...], by: Actor) -> tuple[str, ...]:
    """The permanent ids of sections by their numbers; raises NotFound."""
    found = []
    for number in numbers:
        version = round_.version
        section = section_by_number(version, number, reader=by) if version is not None else None
        if section is None:
            raise NotFound("tender_section_unknown")
        found.append(section.permanent_id)
    return tuple(found)


def _say(told: dict[str, Any], wants_json: bool, sentence: str) -> None:
    if wants_json:
        print_json(told)
    else:
        click.echo(sentence % told)


def _told(tender: Tender) -> dict[str, Any]:
    return {
        "id": tender.id,
        "round": tender.round.slug,
        "title": tender.title,
        "number": tender.number,
        "address": tender.address,
        "notice_on": tender.notice_on.isoformat(),
        "questions_until": tender.questions_until and tender.questions_until.isoformat(),
        "sections": list(tender.sections),
        "linked": tender.is_linked,
        "running": tender.is_running(clock.now()),
    }
