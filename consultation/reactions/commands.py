"""The command line for inputs that come in a sheet."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from consultation.accounts.queries import actor_named
from consultation.comparison.tree import Section
from consultation.comparison.verdicts import SectionChange, Standing, Verdict
from consultation.contributions.forms import arrival
from consultation.contributions.models import Contribution
from consultation.contributions.states import Channel, Elsewhere
from consultation.logbook import transaction
from consultation.plans.commands import plan_group
from consultation.plans.forms import CHANGE_WORDS
from consultation.plans.queries import changes_between, plan_by_slug, version_of
from consultation.reactions.forms import CHANNEL_WORDS, rows_of_inputs
from consultation.reactions.operations import InputRow, import_inputs
from consultation.reactions.queries import said_about, stands_in
from consultation.rounds.queries import round_by_slug
from consultation.web.command_line import clear_errors, print_json, progress
from consultation.web.sentences import sentence_for

inputs_group = AppGroup("inputs", help="Inputs that came in elsewhere: read a sheet in.")

VERDICTS_OF_ALINEAS = (Verdict.CHANGED, Verdict.MOVED, Verdict.NEW, Verdict.REMOVED)

CHANNELS = [channel.value for channel in CHANNEL_WORDS]


@inputs_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--round", "slug", required=True, help="The round they are for.")
@click.option("--channel", type=click.Choice(CHANNELS), default=CHANNELS[0], show_default=True)
@click.option("--as", "email", help="E-mail of the account that answers for this.")
@click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
@clear_errors
def import_sheet(file: Path, slug: str, channel: str, email: str | None, wants_json: bool) -> None:
    """Make the rows of FILE (csv, xlsx, ods or json) inputs with a receipt each.

    A row that cannot be taken is reported by its number. The same file again gives the same
    receipts.
    """
    rows = rows_of_inputs(file.read_bytes(), file.name, slug)
    moment = arrival()
    with progress(len(rows), "Invoeren") as bar, transaction():

        def passing() -> Iterator[InputRow]:
            for row in rows:
                yield row
                bar.update(1)

        by = actor_named(email)
        done = import_inputs(
            round_by_slug(slug, reader=by),
            passing(),
            elsewhere=Elsewhere(Channel(channel)),
            arrival=moment,
            by=by,
        )
    refused = [{"row": row, "reason": sentence_for(error)} for row, error in done.refused]
    if wants_json:
        accepted = [{"row": row, "receipt": receipt} for row, receipt in done.accepted]
        print_json({"accepted": accepted, "refused": refused})
        return
    click.echo(f"{len(done.accepted)} rijen ingevoerd, {len(refused)} geweigerd.")
    for row, receipt in done.accepted:
        click.echo(f"  rij {row}: {receipt}")
    for line in refused:
        click.echo(f"  rij {line['row']}: {line['reason']}")


@plan_group.command("compare")
@click.argument("slug", metavar="PLAN")
@click.argument("before", type=int, metavar="A")
@click.argument("now", type=int, metavar="B")
@click.option("--as", "email", help="E-mail of the account that answers for this.")
@click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
@clear_errors
def compare_versions(slug: str, before: int, now: int, email: str | None, wants_json: bool) -> None:
    """Say what happened to each section and each reaction of PLAN between versions A and B."""
    by = actor_named(email)
    plan = plan_by_slug(slug, reader=by)
    older, newer = (version_of(plan, number, reader=by) for number in (before, now))
    changes = changes_between(older, newer, reader=by)
    said = said_about(older, reader=by)
    stands = stands_in(newer, said, reader=by)
    placed = [(one, stands[one.id].standing) for one in said if one.id in stands]
    if wants_json:
        print_json(
            {
                "plan": plan.slug,
                "before": before,
                "now": now,
                "sections": [_section_for_machines(one) for one in changes],
                "reactions": [_reaction_for_machines(*one) for one in placed],
            }
        )
        return
    for change in changes:
        if change.verdict is not Verdict.SAME:
            click.echo(_section_line(change))
    for contribution, place in placed:
        click.echo(f"{contribution.reference}: {CHANGE_WORDS[place.verdict]}")


def _section_line(change: SectionChange) -> str:
    words = [f"{change.section.name}: {CHANGE_WORDS[change.verdict]}"]
    if change.before and change.now and change.before.name != change.now.name:
        words.append(f"was {change.before.name}")
    if change.related:
        words.append(f"zie {', '.join(one.name for one in change.related)}")
    counts = Counter(one.verdict for one in change.alineas)
    words += [f"{counts[one]} {CHANGE_WORDS[one]}" for one in VERDICTS_OF_ALINEAS if counts[one]]
    return "; ".join(words)


def _section_for_machines(change: SectionChange) -> dict[str, Any]:
    return {
        "id": change.section.id,
        "verdict": change.verdict,
        "before": _heading(change.before),
        "now": _heading(change.now),
        "moved": change.is_moved,
        "related": [one.id for one in change.related],
        "alineas": [
            {
                "id": next(a.id for a in (one.now, one.before) if a),
                "verdict": one.verdict,
                "section": one.section_now.id if one.section_now else None,
                "old": one.before.text if one.before else None,
                "new": one.now.text if one.now else None,
            }
            for one in change.alineas
            if one.verdict is not Verdict.SAME
        ],
    }


def _heading(section: Section | None) -> dict[str, str] | None:
    return {"number": section.number, "title": section.title} if section else None


def _reaction_for_machines(contribution: Contribution, place: Standing) -> dict[str, Any]:
    return {
        "reference": contribution.reference,
        "section": contribution.section_permanent_id,
        "alinea": contribution.alinea_permanent_id,
        "verdict": place.verdict,
        "text_changed": place.is_changed,
        "section_now": place.section.id if place.section else None,
        "alinea_now": place.alinea.id if place.alinea else None,
    }
