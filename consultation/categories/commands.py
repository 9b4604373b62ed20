"""The command line for categories: what is known of each, and filling it."""

from dataclasses import asdict, replace
from typing import Any

import click

from consultation.accounts.queries import actor_named
from consultation.categories import operations
from consultation.categories.forms import STAGE_WORDS
from consultation.categories.models import Category
from consultation.categories.queries import all_categories, category_named, links_of
from consultation.categories.states import STAGE_BY_NAME, STAGE_NAMES, Link, Stage
from consultation.errors import NotFound
from consultation.logbook import transaction
from consultation.web.command_line import DAY, CommandGroup, clear_errors, print_json

category_group = CommandGroup("category", help="Purchasing categories: show and fill their pages.")

as_account = click.option("--as", "email", help="E-mail of the account that answers for this.")
as_json = click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
STAGE = click.Choice(list(STAGE_BY_NAME))


@category_group.command("list")
@as_json
@clear_errors
def list_all(wants_json: bool) -> None:
    """Print every category with how many of the six steps are filled in."""
    categories = all_categories()
    links = links_of(categories)
    if wants_json:
        print_json([_told(one, links[one.id]) for one in categories])
        return
    for one in categories:
        click.echo(f"{one.slug}: {len(links[one.id])} van {len(Stage)} stappen ingevuld")


@category_group.command("show")
@click.argument("slug", metavar="CATEGORY")
@as_json
@clear_errors
def show(slug: str, wants_json: bool) -> None:
    """Print who keeps CATEGORY, and the six steps of its chain."""
    category = _category(slug)
    links = links_of([category])[category.id]
    if wants_json:
        print_json(_told(category, links))
        return
    click.echo(f"{category.name} ({category.organisation.name})")
    for name, value in asdict(category.colophon).items():
        click.echo(f"{COLOPHON_WORDS[name]}: {value or 'nog niet bekend'}")
    for stage in Stage:
        click.echo(f"{STAGE_WORDS[stage]}: {_line(links.get(stage))}")


COLOPHON_WORDS = {
    "manager": "categoriemanager",
    "manager_contact": "bereikbaar via",
    "contract_contact": "over een contract",
    "complaint_contact": "met een klacht",
    "text": "colofon",
}


def _line(link: Link | None) -> str:
    if link is None:
        return "nog niet bekend"
    number = f", {link.reference}" if link.reference else ""
    return f"{link.address} ({link.dated_on}, {link.source}{number})"


@category_group.command("set")
@click.argument("slug", metavar="CATEGORY")
@click.option("--manager", help="Who keeps the category.")
@click.option("--manager-contact", help="How to reach that person.")
@click.option("--contract-contact", help="Where to go about a contract.")
@click.option("--complaint-contact", help="Where to send a complaint.")
@click.option("--colophon", "text", help="The colophon.")
@as_account
@clear_errors
def fill(slug: str, email: str | None, **given: str | None) -> None:
    """Say who keeps CATEGORY and whom to write to; what is not given stays."""
    said: Any = {name: value for name, value in given.items() if value is not None}
    with transaction():
        category, by = _category(slug), actor_named(email)
        operations.write_colophon(category, replace(category.colophon, **said), by=by)
        name = category.name
    click.echo(f"Het colofon van {name} is bewaard.")


@category_group.command("link")
@click.argument("slug", metavar="CATEGORY")
@click.argument("stage", metavar="STEP", type=STAGE)
@click.option("--address", required=True, help="Where it can be read: https, or a page of ours.")
@click.option("--date", "day", type=DAY, required=True, help="Of which day it is.")
@click.option("--source", required=True, help="Who says so.")
@click.option("--title", default="", help="The words of the link.")
@click.option("--reference", default="", help="The number it has there.")
@as_account
@clear_errors
def link(slug: str, stage: str, day: Any, email: str | None, **given: str) -> None:
    """Say where STEP of the chain of CATEGORY can be read."""
    step = STAGE_BY_NAME[stage]
    with transaction():
        said = Link(dated_on=day.date(), **given)
        operations.set_link(_category(slug), step, said, by=actor_named(email))
    click.echo(f"{STAGE_WORDS[step]} is bewaard.")


@category_group.command("unlink")
@click.argument("slug", metavar="CATEGORY")
@click.argument("stage", metavar="STEP", type=STAGE)
@as_account
@clear_errors
def unlink(slug: str, stage: str, email: str | None) -> None:
    """Say of STEP of the chain of CATEGORY that it is not known yet."""
    step = STAGE_BY_NAME[stage]
    with transaction():
        operations.clear_link(_category(slug), step, by=actor_named(email))
    click.echo(f"{STAGE_WORDS[step]} staat weer op nog niet bekend.")


def _category(slug: str) -> Category:
    category = category_named(slug)
    if category is None:
        raise NotFound("unknown_category", slug=slug)
    return category


def _told(category: Category, links: dict[Stage, Link]) -> dict[str, Any]:
    chain = {STAGE_NAMES[one]: None if one not in links else asdict(links[one]) for one in Stage}
    colophon = asdict(category.colophon)
    return {
        "category": category.slug,
        "name": category.name,
        "organisation": category.organisation.name,
        "colophon": colophon.pop("text"),
        **colophon,
        "chain": chain,
    }
