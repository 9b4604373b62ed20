"""What happens to accounts, without pages."""

import pytest
from flask import Flask

from consultation.accounts import operations, queries
from consultation.accounts.models import Account, BrowserSession, OneTimeLink
from consultation.accounts.states import ACCOUNT_STEPS, AccountState, LinkPurpose
from consultation.database import db
from consultation.errors import DomainError, Invalid, NotAllowed, NotFound, Refused, WrongStep
from consultation.logbook import ANYONE, COMMAND_LINE, Entry, What, transaction
from consultation.permissions import Role
from consultation.steps import take_step
from tests.accounts.factories import make_account_with_password, make_invitation
from tests.factories import make_account, make_organisation


def entries(what: What) -> list[Entry]:
    return db.session.query(Entry).filter_by(what=what).all()


@pytest.mark.parametrize(
    ("now", "to", "allowed"),
    [
        (AccountState.INVITED, AccountState.ACTIVE, True),
        (AccountState.INVITED, AccountState.BLOCKED, True),
        (AccountState.ACTIVE, AccountState.BLOCKED, True),
        (AccountState.ACTIVE, AccountState.INVITED, False),
        (AccountState.BLOCKED, AccountState.ACTIVE, True),
        (AccountState.BLOCKED, AccountState.INVITED, True),
        (AccountState.ACTIVE, AccountState.ACTIVE, False),
    ],
)
def test_the_steps_of_an_account(now: AccountState, to: AccountState, allowed: bool) -> None:
    if allowed:
        assert take_step(ACCOUNT_STEPS, now, to) is to
    else:
        with pytest.raises(WrongStep):
            take_step(ACCOUNT_STEPS, now, to)


def test_only_the_fingerprint_of_a_token_is_kept(database: Flask) -> None:
    _, token = make_invitation()
    link = db.session.scalars(db.select(OneTimeLink)).one()
    assert token not in link.token_hash
    assert len(link.token_hash) == 64


def test_an_address_has_one_account_whatever_its_capitals(database: Flask) -> None:
    make_invitation("iris@voorbeeld.nl")
    with pytest.raises(Invalid) as refusal:
        make_invitation(" IRIS@Voorbeeld.NL ")
    assert refusal.value.fields == {"email": "account_exists"}


@pytest.mark.parametrize(
    "email", ["", "iris", "@voorbeeld.nl", "iris@", "a@b.nl, c@d.nl", "a\n@b.nl"]
)
def test_an_impossible_address_is_refused(database: Flask, email: str) -> None:
    with pytest.raises(Invalid) as refusal:
        make_invitation(email)
    assert refusal.value.fields == {"email": "email_impossible"}


def test_a_local_role_needs_an_organisation(database: Flask) -> None:
    account = make_account()
    with pytest.raises(Invalid), transaction():
        operations.give_role(account, Role.OFFICER, None, by=COMMAND_LINE)


def test_a_role_for_everywhere_has_no_organisation(database: Flask) -> None:
    account, place = make_account(), make_organisation()
    with transaction():
        grant = operations.give_role(account, Role.PROGRAMME, place, by=COMMAND_LINE)
    assert grant.organisation_id is None


def test_a_role_that_is_not_there_cannot_be_taken(database: Flask) -> None:
    account = make_account()
    with pytest.raises(Invalid), transaction():
        operations.take_role(account, Role.PROGRAMME, None, by=COMMAND_LINE)


def test_roles_stand_in_the_logbook(database: Flask) -> None:
    account, place = make_account(), make_organisation()
    with transaction():
        operations.give_role(account, Role.OFFICER, place, by=COMMAND_LINE)
    (entry,) = entries(What.ACCOUNT_ROLES_CHANGED)
    assert entry.details == {"roles": [f"officer@{place.id}"]}
    assert entry.actor_name == "opdrachtregel"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_manage_accounts(database: Flask, role: Role) -> None:
    place = make_organisation()
    who = make_account(role, organisation=place).as_actor()
    account = make_account()
    attempts = (
        lambda: operations.create_organisation("X", by=who),
        lambda: operations.invite_account("x@y.nl", "X", roles=[], by=who),
        lambda: operations.invite_again(account, by=who),
        lambda: operations.block_account(account, by=who),
        lambda: operations.unblock_account(account, by=who),
        lambda: operations.give_role(account, Role.ADMINISTRATOR, None, by=who),
        lambda: operations.take_role(account, Role.ADMINISTRATOR, None, by=who),
        lambda: operations.end_sessions(account, by=who),
        lambda: operations.change_password(account, "hash", by=who),
        lambda: queries.all_accounts(reader=who),
        lambda: queries.account_by_id(account.id, reader=who),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()


def test_a_password_that_changed_meanwhile_signs_nobody_in(database: Flask) -> None:
    account = make_account_with_password(Role.PROGRAMME)
    old = account.password_hash
    with transaction():
        operations.change_password(account, "another hash", by=account.as_actor())
    with pytest.raises(Refused), transaction():
        operations.sign_in(account.email, proven_hash=old, by=ANYONE)


def test_no_hash_proves_nothing(database: Flask) -> None:
    account = make_account(Role.PROGRAMME)
    with pytest.raises(Refused), transaction():
        operations.sign_in(account.email, proven_hash=None, by=ANYONE)


def test_a_blocked_account_has_no_roles_sessions_or_links(database: Flask) -> None:
    account, token = make_invitation()
    with transaction():
        db.session.add(
            BrowserSession(token_hash="x", account_id=account.id, expires_at=account.created_at)
        )
        operations.block_account(account, by=COMMAND_LINE)
    assert account.as_actor().roles == frozenset()
    assert db.session.query(BrowserSession).count() == 0
    with pytest.raises(NotFound):
        queries.usable_link(token, LinkPurpose.INVITATION)


def test_an_account_without_a_password_is_invited_again_after_a_block(database: Flask) -> None:
    account, _ = make_invitation()
    with transaction():
        operations.block_account(account, by=COMMAND_LINE)
    with transaction():
        operations.unblock_account(account, by=COMMAND_LINE)
    assert account.state is AccountState.INVITED


def test_what_is_blocked_cannot_be_blocked(database: Flask) -> None:
    account = make_account(state=AccountState.BLOCKED)
    with pytest.raises(WrongStep), transaction():
        operations.block_account(account, by=COMMAND_LINE)
    with pytest.raises(WrongStep), transaction():
        operations.invite_again(account, by=COMMAND_LINE)
    with transaction():
        operations.unblock_account(account, by=COMMAND_LINE)
    with pytest.raises(WrongStep), transaction():
        operations.unblock_account(account, by=COMMAND_LINE)


def test_a_reset_is_for_active_accounts_with_a_password_of_their_own(database: Flask) -> None:
    make_account(email="voorbeeld@voorbeeld.nl", is_example=True)
    with transaction():
        assert operations.ask_password_reset("voorbeeld@voorbeeld.nl", by=ANYONE) is None
        assert operations.ask_password_reset("niemand@voorbeeld.nl", by=ANYONE) is None
    assert entries(What.PASSWORD_RESET_ASKED) == []


def test_who_acts_on_the_command_line(database: Flask) -> None:
    account = make_account(Role.PROGRAMME, email="iris@voorbeeld.nl")
    assert queries.actor_named(None) is COMMAND_LINE
    assert queries.actor_named("Iris@voorbeeld.nl").account_id == account.id
    make_account(email="weg@voorbeeld.nl", state=AccountState.BLOCKED)
    for email in ("weg@voorbeeld.nl", "niemand@voorbeeld.nl"):
        with pytest.raises(DomainError) as refusal:
            queries.actor_named(email)
        assert refusal.value.code == "unknown_account"


def test_accounts_are_seen_by_themselves_and_administrators(database: Flask) -> None:
    account = make_account(Role.OFFICER, organisation=make_organisation())
    admin, other = make_account(Role.ADMINISTRATOR), make_account(Role.PROGRAMME)
    seen = [
        queries.account_by_email(account.email, reader=who.as_actor())
        for who in (account, admin, other)
    ]
    assert seen == [account, account, None]
    assert queries.account_by_email(account.email, reader=ANYONE) is None


def test_organisations_are_found_by_their_name_in_addresses(database: Flask) -> None:
    place = make_organisation(slug="ministerie-van-zand", name="Ministerie van Zand")
    assert queries.organisation_by_slug("ministerie-van-zand") == place
    assert queries.organisation_by_id(place.id) == place
    with pytest.raises(NotFound):
        queries.organisation_by_slug("niets")
    with pytest.raises(NotFound):
        queries.organisation_by_id(place.id + 1)


def test_an_unknown_account_has_no_number(database: Flask) -> None:
    with pytest.raises(NotFound):
        queries.account_by_id(1, reader=COMMAND_LINE)
    assert db.session.query(Account).count() == 0
