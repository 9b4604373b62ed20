"""What all tests share: the application once a worker, an empty database each test, and `visit`."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from consultation.accounts.models import Account
from consultation.app import create_app
from consultation.database import db
from tests.databases import database_url
from tests.page import Visit

NewDatabase = Callable[[Path], AbstractContextManager[str]]
"""Given a folder for its file: the address of a database."""

DATA = Path(__file__).parent.parent.parent / "shared" / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks for no database says the same on both, so it is run with SQLite only."""
    if config.getoption("--database") == "sqlite":
        return
    asking = [one for one in items if "new_database" in getattr(one, "fixturenames", ())]
    config.hook.pytest_deselected(items=[one for one in items if one not in set(asking)])
    items[:] = asking


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest) -> NewDatabase:
    """Makes an empty database of the kind that is tested, gone when the block ends."""
    return partial(database_url, request.config.getoption("--database"))


class OwnContext:
    """Gives each request its own context; Flask would lend it the one a test has open."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.inner = app.wsgi_app

    def __call__(self, *given: Any) -> Any:
        db.session.rollback()
        with self.app.app_context():
            return self.inner(*given)


@pytest.fixture(scope="session")
def app(new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application in the test profile, on a database of its own."""
    folder = tmp_path_factory.mktemp("instance")
    with new_database(folder) as url:
        environment = {
            "CONSULTATION_PROFILE": "test",
            "INSTANCE": str(folder),
            "DATABASE_URL": url,
            "BASE_URL": "http://localhost",
            "SECRET_KEY": "a secret of the tests",
        }
        app = create_app(environment)
        app.wsgi_app = OwnContext(app)  # type: ignore[method-assign]
        with app.app_context():
            db.create_all()
            yield app
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def database(app: Flask) -> Iterator[Flask]:
    """An empty database and an application context, for operations and queries."""
    with app.app_context():
        yield app
        db.session.rollback()
        db.session.remove()
        with db.engine.begin() as connection:
            for table in reversed(db.metadata.sorted_tables):
                connection.execute(table.delete())


@pytest.fixture
def visit(database: Flask) -> Visit:
    """A visitor whose every page is checked (see tests/page.py)."""
    return Visit(database)


@pytest.fixture
def signed_in_as(database: Flask) -> Callable[[Account], Visit]:
    """A visitor who is signed in as a member of staff."""

    def sign_in(account: Account) -> Visit:
        visitor = Visit(database)
        visitor.sign_in(account)
        return visitor

    return sign_in


@pytest.fixture(scope="session")
def real_documents() -> Path:
    """The folder of real documents, which is not part of the project."""
    if not DATA.is_dir():
        pytest.skip("the real documents are not beside the project")
    return DATA
