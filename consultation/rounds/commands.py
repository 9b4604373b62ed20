"""The command line for rounds."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from consultation.accounts.models import Organisation
from consultation.accounts.queries import actor_named, organisation_named
from consultation.categories.models import Category
from consultation.categories.queries import category_named
from consultation.errors import NotFound, Refused
from consultation.logbook import Actor, transaction
from consultation.plans.models import Plan
from consultation.plans.queries import newest_version, plan_by_slug
from consultation.rounds import operations, queries
from consultation.rounds.forms import dates_from, route_from, texts_from
from consultation.rounds.models import Round
from consultation.web.command_line import (
    DAY,
    FILE,
    CommandGroup,
    clear_errors,
    print_json,
    read_texts,
)
from consultation.web.sentences import lack_sentence

round_group = CommandGroup(
    "round", help="Consultation rounds: prepare, announce, extend, withdraw."
)

question_set_group = CommandGroup("question-set", help="Sets of questions to begin a round with.")

as_json = click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
as_account = click.option("--as", "email", help="E-mail of the account that answers for this.")


@round_group.command("create")
@click.option("--from", "file", type=FILE)
@click.option("--title", help="The question of the round in one sentence.")
@click.option("--plan", "plan_slug", help="The plan it is about.")
@click.option("--category", help="The category it is about, when there is no plan.")
@click.option("--organisation", "owner", help="The organisation that consults, without both.")
@click.option("--question-set", "sets", multiple=True, help="Questions to begin with; may repeat.")
@click.option("--opens", type=DAY, help="First day to react.")
@click.option("--closes", type=DAY, help="Last day to react.")
@click.option("--answer-by", type=DAY, help="Last day of our answer.")
@as_account
@click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
@clear_errors
def create(file: Path | None, email: str | None, wants_json: bool, **options: Any) -> None:
    """Prepare a round; what is not given comes from the standard."""
    given = _read(file) if file else {}
    given |= {"titel": options["title"]} if options["title"] else {}
    for name, word in (("opens", "opent"), ("closes", "sluit"), ("answer_by", "antwoord_voor")):
        given |= {word: options[name].date()} if options[name] else {}
    with transaction():
        by = actor_named(email)
        about = _about(given, options, by)
        round = operations.create_round(
            operations.with_questions(texts_from(given), options["sets"]),
            dates_from(given),
            about=about,
            by=by,
            slug=str(given.get("sleutel", "")),
        )
        route = route_from(given.get("voor_mij"))
        if route is not None:
            operations.write_route(round, route, by=by)
        slug = round.slug
    if wants_json:
        print_json({"round": slug})
    else:
        click.echo(f"Ronde {slug} is in voorbereiding.")


def _read(file: Path) -> dict[str, Any]:
    found = read_texts(file, "round_file_unreadable")
    if not isinstance(found, dict):
        raise Refused("round_file_unreadable")
    return found


def _about(
    given: dict[str, Any], options: dict[str, Any], by: Actor
) -> Plan | Category | Organisation:
    plan = options["plan_slug"] or given.get("plan")
    if plan:
        return plan_by_slug(str(plan), reader=by)
    name = options["category"] or given.get("categorie")
    if name:
        category = category_named(str(name))
        if category is None:
            raise NotFound("category_unknown", category=name)
        return category
    return organisation_named(options["owner"])


@question_set_group.command("list")
@as_json
@clear_errors
def list_question_sets(wants_json: bool) -> None:
    """Print the sets of questions that a round can begin with."""
    sets = operations.question_sets()
    if wants_json:
        print_json([{"name": one.name, "title": one.title, "when": one.when} for one in sets])
        return
    for one in sets:
        click.echo(f"{one.name}: {one.title}. {one.when}")


@question_set_group.command("show")
@click.argument("name")
@as_json
@clear_errors
def show_question_set(name: str, wants_json: bool) -> None:
    """Print the questions of set NAME, each with why it is asked."""
    found = operations.question_set(name)
    if wants_json:
        print_json(asdict(found))
        return
    click.echo(f"{found.title}\n{found.when}")
    for one in found.questions:
        click.echo(f"- {one.text}\n  {one.why}")


@round_group.command("attach")
@click.argument("slug")
@click.argument("plan_slug")
@as_account
@clear_errors
def attach(slug: str, plan_slug: str, email: str | None) -> None:
    """Let round SLUG consult the newest published version of plan PLAN_SLUG."""
    with transaction():
        by = actor_named(email)
        version = newest_version(plan_by_slug(plan_slug, reader=by), reader=by)
        if version is None:
            raise NotFound("version_not_published")
        operations.attach_version(queries.round_by_slug(slug, reader=by), version, by=by)
    click.echo(f"Ronde {slug} gaat over {plan_slug}.")


@round_group.command("check")
@click.argument("slug")
@click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
@as_account
@click.pass_context
@clear_errors
def check(context: click.Context, slug: str, wants_json: bool, email: str | None) -> None:
    """List everything that round SLUG still lacks; exit code 1 when that is anything."""
    by = actor_named(email)
    round = queries.round_by_slug(slug, reader=by)
    lacks = [lack_sentence(lack) for lack in queries.round_lacks(round, reader=by)]
    warnings = [lack_sentence(one) for one in queries.round_warnings(round, reader=by)]
    if wants_json:
        print_json({"round": slug, "missing": lacks, "warnings": warnings})
    else:
        click.echo("\n".join(f"- {line}" for line in lacks) or "Er ontbreekt niets.")
        click.echo("\n".join(f"let op: {line}" for line in warnings), nl=bool(warnings))
    if lacks:
        context.exit(1)


@round_group.command("publish")
@click.argument("slug")
@as_account
@clear_errors
def publish(slug: str, email: str | None) -> None:
    """Announce round SLUG; it opens by its date."""
    with transaction():
        by = actor_named(email)
        operations.publish_round(_round(slug, by), by=by)
    click.echo(f"Ronde {slug} is aangekondigd.")


def _round(slug: str, by: Actor) -> Round:
    return queries.round_by_slug(slug, reader=by)


@round_group.command("renew")
@click.argument("slug")
@as_account
@clear_errors
def renew(slug: str, email: str | None) -> None:
    """Let round SLUG go on with the newest published version of its plan."""
    with transaction():
        by = actor_named(email)
        round = operations.renew_round(_round(slug, by), by=by)
        number = round.version.number if round.version else 0
    click.echo(f"Ronde {slug} gaat verder met versie {number}.")


@round_group.command("extend")
@click.argument("slug")
@click.option("--closes", type=DAY, required=True, help="New last day to react.")
@click.option("--answer-by", type=DAY, help="New last day of our answer.")
@click.option("--reason", required=True, help="Why; everybody reads it.")
@as_account
@clear_errors
def extend(slug: str, closes: Any, answer_by: Any, reason: str, email: str | None) -> None:
    """Give round SLUG a later closing."""
    promised: date | None = answer_by.date() if answer_by else None
    with transaction():
        by = actor_named(email)
        operations.extend_round(
            _round(slug, by), closes_on=closes.date(), reason=reason, answer_by=promised, by=by
        )
    click.echo(f"Ronde {slug} sluit op {closes.date()}.")


@round_group.command("withdraw")
@click.argument("slug")
@click.option("--reason", required=True, help="Why; everybody reads it.")
@as_account
@clear_errors
def withdraw(slug: str, reason: str, email: str | None) -> None:
    """Withdraw round SLUG."""
    with transaction():
        by = actor_named(email)
        operations.withdraw_round(_round(slug, by), reason=reason, by=by)
    click.echo(f"Ronde {slug} is ingetrokken.")
