"""The command line for two versions of a plan side by side."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import click

from consultation.accounts.queries import actor_named
from consultation.answers.models import PlanChange
from consultation.comparison.rows import RowChange
from consultation.comparison.standing import Standing
from consultation.comparison.tree import Section
from consultation.comparison.verdicts import SectionChange, Verdict
from consultation.comparison.words import Mark, Piece
from consultation.contributions.models import Contribution
from consultation.plans.commands import plan_group
from consultation.plans.forms import CHANGE_WORDS
from consultation.plans.queries import plan_by_slug
from consultation.reactions.queries import (
    ComparedAlinea,
    ComparedSection,
    comparison_of_plan,
    said_about,
    stands_in,
)
from consultation.web.command_line import clear_errors, print_json

VERDICTS_OF_ALINEAS = (Verdict.CHANGED, Verdict.MOVED, Verdict.NEW, Verdict.REMOVED)

SIGNS = {Mark.SAME: "{}", Mark.GONE: "[-{}-]", Mark.NEW: "{{+{}+}}"}
"""How words that went and came are marked where there is no line style."""


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
    found = comparison_of_plan(plan, before, now, reader=by)
    said = said_about(found.before, reader=by)
    stands = stands_in(found.now, said, reader=by)
    placed = [(one, stands[one.id].standing) for one in said if one.id in stands]
    if wants_json:
        print_json(
            {
                "plan": plan.slug,
                "before": before,
                "now": now,
                "sections": [_section_for_machines(one) for one in found.sections],
                "reactions": [_reaction_for_machines(*one) for one in placed],
            }
        )
        return
    for section in found.different:
        click.echo(_section_line(section.change))
        for line in _changed_lines(section):
            click.echo(f"  {line}")
    if found.alineas(Verdict.LAYOUT):
        click.echo(f"{found.alineas(Verdict.LAYOUT)} alinea's: {CHANGE_WORDS[Verdict.LAYOUT]}")
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


def _changed_lines(section: ComparedSection) -> Iterator[str]:
    """What differs in a section: its alineas and footnotes, and why."""
    yield from (_why_line(why) for why in section.whys)
    for alinea in section.different:
        yield from _alinea_lines(alinea)
        yield from (f"  {_why_line(why)}" for why in alinea.whys)
    for note in section.notes:
        words = _marked_line(note.text.together)
        yield f"voetnoot {note.label}, {CHANGE_WORDS[note.verdict]}: {words}"


def _alinea_lines(alinea: ComparedAlinea) -> Iterator[str]:
    place = f"alinea {alinea.number}, {CHANGE_WORDS[alinea.verdict]}:"
    if not alinea.rows:
        yield f"{place} {_marked_line(alinea.text.together)}"
        return
    yield place
    yield from (f"  {_row_line(row)}" for row in alinea.rows if row.is_changed or row.is_moved)


def _row_line(row: RowChange) -> str:
    moved = f" ({CHANGE_WORDS[Verdict.MOVED]})" if row.is_moved else ""
    return " | ".join(_marked_line(cell) for cell in row.cells) + moved


def _marked_line(pieces: Sequence[Piece]) -> str:
    return "".join(SIGNS[one.mark].format(one.text) for one in pieces)


def _why_line(why: PlanChange) -> str:
    references = ", ".join(one.reference for one in why.contributions)
    return f"waarom: {why.reason}" + (f" ({references})" if references else "")


def _section_for_machines(section: ComparedSection) -> dict[str, Any]:
    change = section.change
    return {
        "id": change.section.id,
        "verdict": change.verdict,
        "before": _heading(change.before),
        "now": _heading(change.now),
        "moved": change.is_moved,
        "related": [one.id for one in change.related],
        "alineas": [
            {
                "id": one.id,
                "verdict": one.verdict,
                "section": one.change.section_now.id if one.change.section_now else None,
                "old": one.text.before,
                "new": one.text.now,
                "why": [_why_for_machines(why) for why in one.whys],
            }
            for one in section.alineas
            if one.verdict is not Verdict.SAME
        ],
        "footnotes": [
            {
                "label": one.label,
                "verdict": one.verdict,
                "old": one.text.before,
                "new": one.text.now,
            }
            for one in section.notes
        ],
        "why": [_why_for_machines(why) for why in section.whys],
    }


def _why_for_machines(why: PlanChange) -> dict[str, Any]:
    return {"reason": why.reason, "inputs": [one.reference for one in why.contributions]}


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
