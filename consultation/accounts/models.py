"""Organisations, staff accounts, their roles, one-time links and sessions."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultation.accounts.states import ACCOUNT_STEPS, AccountState, LinkPurpose
from consultation.database import Model, UtcMoment, word_column
from consultation.logbook import Actor, ActorKind
from consultation.permissions import EVERYWHERE, Role
from consultation.steps import take_step


def fingerprint(token: str) -> str:
    """What the database keeps of a secret token."""
    return hashlib.sha256(token.encode()).hexdigest()


class Organisation(Model):
    """A body that consults: a ministry, an agency, a purchasing office."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    is_example: Mapped[bool] = mapped_column(default=False)


class Account(Model):
    """A member of staff. Participants have none."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(120), default="")
    password_hash: Mapped[str | None] = mapped_column(Text)
    state: Mapped[AccountState] = mapped_column(
        word_column(AccountState), default=AccountState.INVITED
    )
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    grants: Mapped[list["RoleGrant"]] = relationship(
        back_populates="account", cascade="all, delete-orphan", lazy="selectin"
    )

    def move_to(self, state: AccountState) -> None:
        """Take a step in the life of an account; raises WrongStep."""
        self.state = take_step(ACCOUNT_STEPS, self.state, state)

    @property
    def is_active(self) -> bool:
        """Whether this account can be signed in."""
        return self.state is AccountState.ACTIVE

    def as_actor(self) -> Actor:
        """This account as somebody who reads and acts; without roles when it is not active."""
        roles = frozenset(
            (grant.role.value, None if grant.role in EVERYWHERE else grant.organisation_id)
            for grant in self.grants
            if self.is_active
        )
        return Actor(ActorKind.STAFF, account_id=self.id, name=self.name, roles=roles)


class RoleGrant(Model):
    """A role that an account has, within one organisation or everywhere."""

    __tablename__ = "role_grants"
    __table_args__ = (UniqueConstraint("account_id", "role", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    role: Mapped[Role] = mapped_column(word_column(Role))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    account: Mapped[Account] = relationship(back_populates="grants")


class OneTimeLink(Model):
    """An invitation or a password reset: used once, within its time. Only its hash is kept."""

    __tablename__ = "one_time_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(word_column(LinkPurpose))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(UtcMoment)
    used_at: Mapped[datetime | None] = mapped_column(UtcMoment)


class BrowserSession(Model):
    """A session of a browser, kept here so that it can be ended. Only its hash is kept."""

    __tablename__ = "browser_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    expires_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
