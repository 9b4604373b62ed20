"""Where everything meets: the only module that knows all the others."""

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import click
from flask import Flask, request
from flask_babel import Babel
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Profile, Settings, settings_from
from consultation import announcements, commands
from consultation.accounts.session import register_sessions
from consultation.database import check_postgresql, db, harden_sqlite
from consultation.demo.routes import register_demo
from consultation.doors import BLUEPRINTS
from consultation.jobs import start_jobs
from consultation.live.hall import open_hall
from consultation.permissions import may
from consultation.web.errors import register_errors, socket_refusal
from consultation.web.headers import harden_answers
from consultation.web.kept_pages import keep_pages
from consultation.web.pages import REPOSITORY, register_page_tools
from consultation.web.requests import read_requests

LARGEST_REQUEST = 40 * 1024 * 1024
"""Bytes of the largest upload: a plan of some hundred pages with images."""

LARGEST_FORM = 2 * 1024 * 1024
"""Bytes of the largest form without a file: far more than anybody types."""


def create_app(environment: Mapping[str, str] | None = None) -> Flask:
    """Build the application from an environment (by default that of the process)."""
    settings = settings_from(os.environ if environment is None else environment)
    app = Flask(
        "consultation",
        template_folder=str(REPOSITORY / "templates"),
        static_folder=str(REPOSITORY / "static"),
    )
    read_requests(app)
    _configure(app, settings)
    _connect_database(app, settings)
    _register_doors(app, settings)
    _believe_proxies(app, settings)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        BABEL_DEFAULT_LOCALE="nl",
        BABEL_DEFAULT_TIMEZONE="Europe/Amsterdam",
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=True,
        WTF_CSRF_SSL_STRICT=False,
        TRUSTED_HOSTS=_trusted_hosts(settings),
    )


def _trusted_hosts(settings: Settings) -> list[str] | None:
    """The names a real deployment answers to: its own, and the machine itself for health checks."""
    if settings.profile is not Profile.REAL:
        return None
    return [urlsplit(settings.base_url).hostname or "", "127.0.0.1", "localhost"]


def _engine_options(url: str) -> dict[str, object]:
    if not url.startswith("sqlite"):
        return {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 20}
    try:
        import pysqlite3  # noqa: PLC0415 - only where its wheel exists (design.md 9)
    except ImportError:
        return {}
    return {"module": pysqlite3}


def _connect_database(app: Flask, settings: Settings) -> None:
    db.init_app(app)
    app.extensions["migrate"] = Migrations(app)
    app.cli.add_command(MigrationCommands("db", short_help="Perform database migrations."))
    with app.app_context():
        if settings.database_url.startswith("sqlite"):
            harden_sqlite(db.engine)
        else:
            check_postgresql(db.engine)


class Migrations:
    """Where flask-migrate looks; it is loaded by what migrates, and not by a worker for pages."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate  # noqa: PLC0415 - see above

        Migrate(self._app, db, directory=str(REPOSITORY / "migrations"), render_as_batch=True)
        return getattr(self._app.extensions["migrate"], name)


class MigrationCommands(click.Command):
    """`db upgrade` and its sisters, which are loaded when one of them is asked for."""

    def make_context(self, *given: Any, **more: Any) -> click.Context:
        """The real group goes on from here."""
        from flask_migrate.cli import db as commands_of_migrations  # noqa: PLC0415 - see above

        return commands_of_migrations.make_context(*given, **more)  # type: ignore[no-any-return]


def _register_doors(app: Flask, settings: Settings) -> None:
    Babel(app, locale_selector=lambda: "nl")
    app.before_request(_bound_typed_forms)
    CSRFProtect(app)
    register_errors(app)
    harden_answers(app)
    keep_pages(app, settings)
    register_page_tools(app, settings)
    register_sessions(app, secure=settings.base_url.startswith("https://"))
    start_jobs(app, settings)
    open_hall(app, settings, socket_refusal)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if settings.has_demo_comforts:
        register_demo(app, settings)
    app.jinja_env.globals["may"] = may
    commands.register_commands(app)
    announcements.register_announcements()


def _believe_proxies(app: Flask, settings: Settings) -> None:
    """Read what our own proxies say of a visitor, outside everything else: for sockets too."""
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]


def _bound_typed_forms() -> None:
    """Werkzeug bounds only forms with files; this bounds what is merely typed."""
    if request.mimetype == "application/x-www-form-urlencoded":
        request.max_content_length = LARGEST_FORM
