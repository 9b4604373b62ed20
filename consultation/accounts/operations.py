"""What happens to accounts: invited, signed in, blocked; roles given and taken; passwords set."""

import secrets

from consultation import clock
from consultation.accounts.models import (
    Account,
    BrowserSession,
    OneTimeLink,
    Organisation,
    RoleGrant,
    fingerprint,
)
from consultation.accounts.queries import plain_email, usable_link
from consultation.accounts.states import LINK_LIVES, AccountState, LinkPurpose
from consultation.database import db
from consultation.errors import Invalid, NotAllowed, Refused, WrongStep
from consultation.logbook import Actor, What, enter
from consultation.permissions import EVERYWHERE, Permission, Role, require
from consultation.slugs import slug_from


def create_organisation(name: str, *, by: Actor, is_example: bool = False) -> Organisation:
    """Take in an organisation that consults.

    Raises Invalid with `organisation_exists` when its name in addresses is taken.
    """
    require(by, Permission.MANAGE_ACCOUNTS)
    slug = slug_from(name)
    if db.session.scalar(db.select(Organisation.id).where(Organisation.slug == slug)):
        raise Invalid(name="organisation_exists")
    organisation = Organisation(slug=slug, name=name.strip(), is_example=is_example)
    db.session.add(organisation)
    db.session.flush()
    return organisation


def invite_account(
    email: str,
    name: str,
    title: str = "",
    *,
    roles: list[tuple[Role, Organisation | None]],
    by: Actor,
    is_example: bool = False,
) -> tuple[Account, str]:
    """Make an account without a password, and the token of its invitation.

    The token is nowhere kept. Raises Invalid with `account_exists` or
    `email_impossible`, and with `role_needs_organisation`.
    """
    require(by, Permission.MANAGE_ACCOUNTS)
    account = Account(
        email=_new_email(email),
        name=name.strip(),
        title=title.strip(),
        is_example=is_example,
        state=AccountState.INVITED,
        created_at=clock.now(),
    )
    for role, organisation in roles:
        account.grants.append(_grant(role, organisation))
    db.session.add(account)
    enter(What.ACCOUNT_INVITED, account, by=by, roles=_role_words(account))
    return account, _new_link(account, LinkPurpose.INVITATION)


def invite_again(account: Account, *, by: Actor) -> str:
    """Give an account that was not used yet a new invitation; earlier ones stop working."""
    require(by, Permission.MANAGE_ACCOUNTS, account)
    _must_be(account, AccountState.INVITED)
    enter(What.ACCOUNT_INVITED, account, by=by, roles=_role_words(account))
    return _new_link(account, LinkPurpose.INVITATION)


def ask_password_reset(email: str, *, by: Actor) -> tuple[Account, str] | None:
    """Make the token with which the owner of an active account may choose a new password.

    None when there is no such account, which whoever asked is not told.
    """
    require(by, Permission.SIGN_IN)
    account = _account_of(email)
    if account is None or not account.is_active or account.is_example:
        return None
    enter(What.PASSWORD_RESET_ASKED, account, by=by)
    return account, _new_link(account, LinkPurpose.PASSWORD_RESET)


def set_password(token: str, password_hash: str, *, purpose: LinkPurpose, by: Actor) -> Account:
    """Set the password of whoever holds this link, and end every session of the account.

    An invited account becomes active. Raises NotFound with `link_expired`.
    """
    require(by, Permission.SIGN_IN)
    link = usable_link(token, purpose, reader=by)
    account = db.session.get_one(Account, link.account_id)
    if purpose is LinkPurpose.INVITATION:
        account.move_to(AccountState.ACTIVE)
        enter(What.ACCOUNT_ACTIVATED, account, by=account.as_actor())
    _must_be(account, AccountState.ACTIVE)
    _keep_password(account, password_hash)
    enter(What.PASSWORD_SET, account, by=account.as_actor())
    return account


def change_password(account: Account, password_hash: str, *, by: Actor) -> None:
    """Choose another password for oneself; every session of the account ends.

    Raises NotAllowed when it is somebody else's account.
    """
    require(by, Permission.SIGN_IN, account)
    if by.account_id != account.id:
        raise NotAllowed("not_allowed", permission=Permission.SIGN_IN.value)
    _keep_password(account, password_hash)
    enter(What.PASSWORD_SET, account, by=by)


def sign_in(email: str, *, proven_hash: str | None, by: Actor) -> Account:
    """Sign somebody in who gave the password of this hash (None: it matched nothing).

    The hash was compared before the transaction, so it must still be the account's own.
    Raises Refused with `sign_in_failed`, the same for every reason there may be.
    """
    require(by, Permission.SIGN_IN)
    account = _account_of(email) if proven_hash is not None else None
    if account is None or not account.is_active or account.password_hash != proven_hash:
        raise Refused("sign_in_failed")
    enter(What.ACCOUNT_SIGNED_IN, account, by=account.as_actor())
    return account


def sign_out(account: Account, *, by: Actor) -> None:
    """Sign off; the door ends the session of this browser."""
    require(by, Permission.SIGN_IN, account)
    enter(What.ACCOUNT_SIGNED_OUT, account, by=by)


def end_sessions(account: Account, *, by: Actor) -> None:
    """Sign off in every browser at once.

    Raises NotAllowed for somebody else's account, unless the reader manages accounts.
    """
    require(by, Permission.SIGN_IN, account)
    if by.account_id != account.id:
        require(by, Permission.MANAGE_ACCOUNTS, account)
    _end_sessions(account)
    enter(What.ACCOUNT_SIGNED_OUT, account, by=by, everywhere=True)


def block_account(account: Account, *, by: Actor, reason: str = "") -> None:
    """Keep somebody out from this moment: sessions and links stop working.

    Raises WrongStep when it is blocked already, Refused with `not_yourself`.
    """
    require(by, Permission.MANAGE_ACCOUNTS, account)
    _must_be_another(account, by)
    account.move_to(AccountState.BLOCKED)
    _end_sessions(account)
    _end_links(account)
    enter(What.ACCOUNT_BLOCKED, account, by=by, reason=reason)


def unblock_account(account: Account, *, by: Actor) -> None:
    """Let somebody in again; an account without a password goes back to being invited.

    Raises WrongStep when it is not blocked.
    """
    require(by, Permission.MANAGE_ACCOUNTS, account)
    _must_be(account, AccountState.BLOCKED)
    invited = account.password_hash is None and not account.is_example
    account.move_to(AccountState.INVITED if invited else AccountState.ACTIVE)
    enter(What.ACCOUNT_UNBLOCKED, account, by=by)


def give_role(
    account: Account, role: Role, organisation: Organisation | None, *, by: Actor
) -> RoleGrant:
    """Give a role within an organisation, or everywhere; the account signs in anew.

    Raises Invalid with `role_exists` or `role_needs_organisation`.
    """
    require(by, Permission.MANAGE_ACCOUNTS, account)
    grant = _grant(role, organisation)
    if _same_grant(account, grant) is not None:
        raise Invalid(role="role_exists")
    account.grants.append(grant)
    _end_sessions(account)
    enter(What.ACCOUNT_ROLES_CHANGED, account, by=by, roles=_role_words(account))
    return grant


def take_role(
    account: Account, role: Role, organisation: Organisation | None, *, by: Actor
) -> None:
    """Take a role away; the account signs in anew.

    Raises Invalid with `role_missing` or `role_needs_organisation`; Refused with `not_yourself`
    when administrators would shut themselves out.
    """
    require(by, Permission.MANAGE_ACCOUNTS, account)
    if role is Role.ADMINISTRATOR:
        _must_be_another(account, by)
    grant = _same_grant(account, _grant(role, organisation))
    if grant is None:
        raise Invalid(role="role_missing")
    account.grants.remove(grant)
    _end_sessions(account)
    enter(What.ACCOUNT_ROLES_CHANGED, account, by=by, roles=_role_words(account))


def _account_of(email: str) -> Account | None:
    """The account of an address, whoever asks; only for signing in and resetting."""
    query = db.select(Account).where(Account.email == plain_email(email))
    account: Account | None = db.session.scalar(query)
    return account


def _new_email(email: str) -> str:
    plain = plain_email(email)
    name, _, place = plain.rpartition("@")
    if not name or not place or len(plain) > 254 or set(plain) & set(' \t\r\n<>,;"'):
        raise Invalid(email="email_impossible")
    if _account_of(plain) is not None:
        raise Invalid(email="account_exists")
    return plain


def _grant(role: Role, organisation: Organisation | None) -> RoleGrant:
    if role in EVERYWHERE:
        return RoleGrant(role=role, organisation_id=None)
    if organisation is None:
        raise Invalid(organisation="role_needs_organisation")
    return RoleGrant(role=role, organisation_id=organisation.id)


def _same_grant(account: Account, wanted: RoleGrant) -> RoleGrant | None:
    place = (wanted.role, wanted.organisation_id)
    return next((g for g in account.grants if (g.role, g.organisation_id) == place), None)


def _role_words(account: Account) -> list[str]:
    return sorted(f"{g.role.value}@{g.organisation_id or '*'}" for g in account.grants)


def _must_be_another(account: Account, by: Actor) -> None:
    if by.account_id == account.id:
        raise Refused("not_yourself")


def _must_be(account: Account, state: AccountState) -> None:
    if account.state is not state:
        raise WrongStep("wrong_step", **{"from": account.state.value, "to": state.value})


def _new_link(account: Account, purpose: LinkPurpose) -> str:
    """A token whose fingerprint alone is kept; earlier links of the account stop working."""
    _end_links(account)
    token = secrets.token_urlsafe(32)
    db.session.add(
        OneTimeLink(
            account_id=account.id,
            purpose=purpose,
            token_hash=fingerprint(token),
            expires_at=clock.now() + LINK_LIVES[purpose],
        )
    )
    db.session.flush()
    return token


def _keep_password(account: Account, password_hash: str) -> None:
    account.password_hash = password_hash
    _end_links(account)
    _end_sessions(account)


def _end_links(account: Account) -> None:
    unused = db.update(OneTimeLink).where(
        OneTimeLink.account_id == account.id, OneTimeLink.used_at.is_(None)
    )
    db.session.execute(unused.values(used_at=clock.now()))


def _end_sessions(account: Account) -> None:
    db.session.execute(db.delete(BrowserSession).where(BrowserSession.account_id == account.id))
