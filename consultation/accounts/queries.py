"""Who is known here: accounts, organisations, one-time links, and the actor behind an e-mail."""

from consultation import clock
from consultation.accounts.models import Account, OneTimeLink, Organisation, fingerprint
from consultation.accounts.states import AccountState, LinkPurpose
from consultation.database import db
from consultation.errors import NotFound
from consultation.logbook import ANYONE, COMMAND_LINE, Actor
from consultation.permissions import Permission, may, require


def plain_email(email: str) -> str:
    """An address as it is kept: without white space and in lower case."""
    return email.strip().casefold()


def account_by_email(email: str, *, reader: Actor) -> Account | None:
    """The account with this address, for whoever manages accounts or is it."""
    query = db.select(Account).where(Account.email == plain_email(email))
    account: Account | None = db.session.scalar(query)
    if account is None or reader.account_id == account.id:
        return account
    return account if may(reader, Permission.MANAGE_ACCOUNTS, account) else None


def account_by_id(account_id: int, *, reader: Actor) -> Account:
    """The account with this number, for whoever manages accounts.

    Raises NotAllowed, NotFound.
    """
    require(reader, Permission.MANAGE_ACCOUNTS)
    account = db.session.get(Account, account_id)
    if account is None:
        raise NotFound("not_found")
    return account


def all_accounts(*, reader: Actor) -> list[Account]:
    """Every account by name, for whoever manages accounts.

    Raises NotAllowed.
    """
    require(reader, Permission.MANAGE_ACCOUNTS)
    return list(db.session.scalars(db.select(Account).order_by(Account.name, Account.id)))


def kept_password(email: str, *, reader: Actor = ANYONE) -> str | None:
    """The hash to compare a password with, of an active account; None where there is none."""
    require(reader, Permission.SIGN_IN)
    query = db.select(Account.password_hash).where(
        Account.email == plain_email(email), Account.state == AccountState.ACTIVE
    )
    kept: str | None = db.session.scalar(query)
    return kept


def actor_named(email: str | None, *, reader: Actor = COMMAND_LINE) -> Actor:
    """Whoever answers for an act on the command line: this account, or the line itself.

    Raises NotFound with `unknown_account` when nobody active has this address.
    """
    if email is None:
        return COMMAND_LINE
    account = account_by_email(email, reader=reader)
    if account is None or not account.is_active:
        raise NotFound("unknown_account", email=email)
    return account.as_actor()


def all_organisations(*, reader: Actor = ANYONE) -> list[Organisation]:  # noqa: ARG001 - they are public
    """Every organisation that consults, by name."""
    return list(db.session.scalars(db.select(Organisation).order_by(Organisation.name)))


def organisation_by_slug(slug: str, *, reader: Actor = ANYONE) -> Organisation:  # noqa: ARG001 - they are public
    """The organisation with this name in addresses.

    Raises NotFound with `unknown_organisation`.
    """
    organisation: Organisation | None = db.session.scalar(
        db.select(Organisation).where(Organisation.slug == slug)
    )
    if organisation is None:
        raise NotFound("unknown_organisation", slug=slug)
    return organisation


def organisation_named(slug: str | None, *, reader: Actor = ANYONE) -> Organisation:
    """The organisation with this name in addresses, or the only one there is.

    Raises NotFound with `unknown_organisation`, `no_organisation_yet`, or `organisation_needed` and
    the names to choose from.
    """
    if slug is not None:
        return organisation_by_slug(slug, reader=reader)
    known = all_organisations()
    if not known:
        raise NotFound("no_organisation_yet")
    if len(known) > 1:
        raise NotFound("organisation_needed", names=", ".join(one.slug for one in known))
    return known[0]


def organisation_by_id(organisation_id: int, *, reader: Actor = ANYONE) -> Organisation:  # noqa: ARG001 - they are public
    """The organisation with this number.

    Raises NotFound.
    """
    organisation = db.session.get(Organisation, organisation_id)
    if organisation is None:
        raise NotFound("not_found")
    return organisation


def usable_link(token: str, purpose: LinkPurpose, *, reader: Actor = ANYONE) -> OneTimeLink:  # noqa: ARG001 - whoever holds the token may use it
    """The one-time link of this token, locked for this transaction.

    Every flow checks a link here and nowhere else. Raises NotFound with `link_expired` when it
    is unknown, meant for something else, used, or past its time.
    """
    query = db.select(OneTimeLink).where(
        OneTimeLink.token_hash == fingerprint(token),
        OneTimeLink.purpose == purpose,
        OneTimeLink.used_at.is_(None),
        OneTimeLink.expires_at > clock.now(),
    )
    link: OneTimeLink | None = db.session.scalar(query.with_for_update())
    if link is None:
        raise NotFound("link_expired")
    return link


def account_of_link(token: str, purpose: LinkPurpose, *, reader: Actor = ANYONE) -> Account:
    """Whose one-time link this is.

    Raises NotFound with `link_expired`.
    """
    link = usable_link(token, purpose, reader=reader)
    return db.session.get_one(Account, link.account_id)
