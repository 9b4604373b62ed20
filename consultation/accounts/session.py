"""Who is signed in. Sessions live in the database, so that they can be ended at once.

The only file that speaks to flask-login.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import flask_login
from flask import Flask, Request, Response, current_app, g, redirect, request, session, url_for
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import delete, insert, select, update
from werkzeug.datastructures import CallbackDict
from werkzeug.wrappers import Response as AnyResponse

from consultation import clock
from consultation.accounts.models import Account, BrowserSession, fingerprint
from consultation.database import db, write_begins
from consultation.errors import NotAllowed
from consultation.logbook import ANYONE, Actor
from consultation.web.guard import PUBLIC, permission_of

LIVES = timedelta(hours=24)
"""Longer than the 20 hours that WCAG 2.2.6 asks for people who type slowly (T24)."""

MOST_KEYS = 20
"""Receipts that one browser remembers, so that a session stays small."""


class StoredSession(CallbackDict[str, Any], SessionMixin):
    """A session whose content stands in the database under the fingerprint of its token."""

    def __init__(self, content: dict[str, Any], token: str = "") -> None:
        def changed(_self: object) -> None:
            self.modified = True

        super().__init__(content, changed)
        self.token = token
        self.new = not token
        self.modified = False
        self.wants_new_token = False


class DatabaseSessions(SessionInterface):
    """Opens and saves sessions; a visitor who only reads gets none."""

    def __init__(self, *, secure: bool) -> None:
        self.secure = secure
        self.cookie = "__Host-sessie" if secure else "sessie"

    def open_session(self, app: Flask, request: Request) -> StoredSession:  # noqa: ARG002
        """The session of this browser, or an empty one when it is unknown, ended or expired."""
        token = request.cookies.get(self.cookie, "")
        if not token:
            return StoredSession({})
        query = select(BrowserSession.content).where(
            BrowserSession.token_hash == fingerprint(token),
            BrowserSession.expires_at > clock.now(),
        )
        with db.engine.connect() as connection:
            content = connection.scalar(query)
        return StoredSession({}) if content is None else StoredSession(dict(content), token)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002
        """Write the session when it changed; forget it when it was emptied."""
        if not isinstance(session, StoredSession) or not session.modified:
            return
        if not session:
            self._forget(session, response)
            return
        old = session.token
        if not old or session.wants_new_token:
            session.token = secrets.token_urlsafe(32)
        self._store(session, old)
        response.set_cookie(
            self.cookie,
            session.token,
            max_age=int(LIVES.total_seconds()),
            secure=self.secure,
            httponly=True,
            samesite="Lax",
            path="/",
        )

    def _store(self, session: StoredSession, old: str) -> None:
        values = {
            "token_hash": fingerprint(session.token),
            "account_id": int(session["_user_id"]) if "_user_id" in session else None,
            "content": dict(session),
            "expires_at": clock.now() + LIVES,
        }
        mine = BrowserSession.token_hash == fingerprint(old)
        with write_begins(), db.engine.begin() as connection:
            if old and not session.wants_new_token:
                # A session that was ended in the meantime is not brought back.
                connection.execute(update(BrowserSession).where(mine).values(values))
                return
            connection.execute(delete(BrowserSession).where(mine))
            connection.execute(insert(BrowserSession).values(values))

    def _forget(self, session: StoredSession, response: Response) -> None:
        if session.token:
            mine = BrowserSession.token_hash == fingerprint(session.token)
            with write_begins(), db.engine.begin() as connection:
                connection.execute(delete(BrowserSession).where(mine))
        response.delete_cookie(self.cookie, secure=self.secure, httponly=True, samesite="Lax")


class SignedIn(flask_login.UserMixin):  # type: ignore[misc]  # flask-login has no types
    """An account as flask-login wants to see it."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def get_id(self) -> str:
        """The id kept in the session."""
        return str(self.account.id)


def register_sessions(app: Flask, *, secure: bool) -> None:
    """Keep sessions in the database, load who is signed in, and guard every route."""
    app.session_interface = DatabaseSessions(secure=secure)
    manager = flask_login.LoginManager(app)
    manager.session_protection = None

    @manager.user_loader  # type: ignore[untyped-decorator]  # flask-login has no types
    def load(number: str) -> SignedIn | None:
        account = db.session.get(Account, int(number))
        return SignedIn(account) if account is not None and account.is_active else None

    app.before_request(guard)

    @app.context_processor
    def who() -> dict[str, Callable[[], Any]]:
        return {"reader": reader, "signed_in": signed_in}


def guard() -> AnyResponse | None:
    """Let nobody in where no permission is named; ask strangers at a staff door to sign in."""
    if request.endpoint is None:
        return None
    name = permission_of(current_app, request.endpoint)
    if name is None:
        raise NotAllowed("not_allowed", permission=request.endpoint)
    if name in PUBLIC or signed_in() is not None:
        return None
    if request.method == "POST":
        # The page of this refusal gives back what was typed (I2).
        raise NotAllowed("signed_out")
    return redirect(url_for("accounts.sign_in", verder=request.full_path.rstrip("?")))


def signed_in() -> Account | None:
    """The account that is signed in, if any."""
    user = flask_login.current_user
    return user.account if user.is_authenticated else None


def reader() -> Actor:
    """Whoever makes this request, with the receipts whose secret key they showed."""
    if "reader" not in g:
        account = signed_in()
        actor = account.as_actor() if account is not None else ANYONE
        keys = frozenset(session.get("keys", ()))
        g.reader = Actor(actor.kind, actor.account_id, actor.name, actor.roles, keys)
    found: Actor = g.reader
    return found


def own_path(address: str) -> str:
    """An address that stays on this site, as it was given; empty for every other (T22)."""
    plain = address.isprintable() and not set(address) & set("\\ ")
    return address if plain and address.startswith("/") and address[1:2] != "/" else ""


def start(account: Account) -> None:
    """Sign an account in under a new session token, so that an old one is of no use."""
    session.clear()
    if isinstance(session._get_current_object(), StoredSession):  # type: ignore[attr-defined]
        session.wants_new_token = True  # type: ignore[attr-defined]
    flask_login.login_user(SignedIn(account))
    g.pop("reader", None)


def stop() -> None:
    """Sign out: the session is emptied and its row removed."""
    flask_login.logout_user()
    session.clear()
    g.pop("reader", None)


def remember_key(submission_id: int) -> None:
    """This browser showed the secret key of a submission."""
    kept = [number for number in session.get("keys", []) if number != submission_id]
    session["keys"] = [*kept, submission_id][-MOST_KEYS:]
    g.pop("reader", None)


def forget_keys() -> None:
    """On a shared computer: this browser no longer opens any receipt."""
    session.pop("keys", None)
    g.pop("reader", None)


def forget_ended_sessions(now: datetime) -> int:
    """Remove sessions whose time is over; says how many."""
    ended = db.session.query(BrowserSession).filter(BrowserSession.expires_at <= now)
    return ended.delete(synchronize_session=False)
