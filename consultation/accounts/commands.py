"""The command line for accounts and organisations, and the letter that a reset asks for."""

import secrets

import click

from consultation.accounts.emails import link_address, reset_letter
from consultation.accounts.operations import (
    ask_password_reset,
    create_organisation,
    invite_account,
)
from consultation.accounts.queries import actor_named, organisation_by_slug
from consultation.accounts.states import LinkPurpose
from consultation.jobs import job
from consultation.logbook import ANYONE, transaction
from consultation.mail import post
from consultation.permissions import Role
from consultation.web.command_line import CommandGroup, clear_errors, print_json

account_group = CommandGroup("account", help="Accounts of staff.")
organisation_group = CommandGroup("organisation", help="Organisations that consult.")


@account_group.command("create")
@click.argument("email")
@click.option("--name", required=True, help="Name of the person.")
@click.option("--title", default="", help="What the person does, such as 'inkoper'.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
)
@click.option("--organisation", "slug", help="Organisation in which the roles count.")
@click.option("--as", "as_account", help="E-mail of the account that answers for this.")
@click.option("--json", "as_json", is_flag=True, help="Print for a machine.")
@clear_errors
def create(
    email: str,
    name: str,
    title: str,
    roles: tuple[str, ...],
    slug: str | None,
    as_account: str | None,
    as_json: bool,
) -> None:
    """Invite a colleague; prints the address at which they choose their password, once."""
    with transaction():
        by = actor_named(as_account)
        place = organisation_by_slug(slug) if slug else None
        wanted = [(Role(role), place) for role in roles]
        account, token = invite_account(email, name, title, roles=wanted, by=by)
        kept = account.email
    address = link_address(LinkPurpose.INVITATION, token)
    if as_json:
        print_json({"email": kept, "name": name, "roles": list(roles), "invitation": address})
    else:
        click.echo(f"{kept}\n{address}")


@organisation_group.command("create")
@click.argument("name")
@click.option("--as", "as_account", help="E-mail of the account that answers for this.")
@click.option("--json", "as_json", is_flag=True, help="Print for a machine.")
@clear_errors
def create_one_organisation(name: str, as_account: str | None, as_json: bool) -> None:
    """Take in an organisation that consults; prints its name in addresses."""
    with transaction():
        organisation = create_organisation(name, by=actor_named(as_account))
        slug = organisation.slug
    if as_json:
        print_json({"organisation": slug, "name": name})
    else:
        click.echo(slug)


@job("letter-for-password-reset")
def write_reset_letter(email: str) -> None:
    """Answer somebody who forgot their password.

    Runs as a job, so that the page does the same work whether or not there is an account.
    """
    with transaction():
        found = ask_password_reset(email, by=ANYONE)
        if found is not None:
            account, token = found
            post(reset_letter(account, token), key=f"reset-{secrets.token_hex(8)}")
