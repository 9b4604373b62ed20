"""The clock is put right after each test of the demo; and a site on which the demo is loaded."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from consultation import clock
from consultation.app import create_app
from consultation.database import db
from consultation.demo.clock_setting import FILE
from consultation.demo.loading import load_demo
from tests.conftest import NewDatabase, OwnContext
from tests.page import Visit


@pytest.fixture(autouse=True)
def clock_is_right_afterwards(app: Flask) -> Iterator[None]:
    yield
    (app.config["SETTINGS"].instance / FILE).unlink(missing_ok=True)
    clock.set_offset(timedelta())


@pytest.fixture(scope="session")
def loaded_app(
    new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """An application of its own on which the demo was loaded once; tests leave it as it is."""
    folder = tmp_path_factory.mktemp("demo")
    with new_database(folder) as url:
        app = create_app(
            {
                "CONSULTATION_PROFILE": "test",
                "INSTANCE": str(folder),
                "DATABASE_URL": url,
                "BASE_URL": "http://localhost",
            }
        )
        app.wsgi_app = OwnContext(app)  # type: ignore[method-assign]
        with app.app_context():
            db.create_all()
            load_demo()
            yield app
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def demo(loaded_app: Flask) -> Iterator[Flask]:
    """The loaded demo, for operations and queries; what a test changes is not kept."""
    with loaded_app.app_context():
        yield loaded_app
        db.session.rollback()


@pytest.fixture
def visit_demo(demo: Flask) -> Visit:
    """A visitor of the loaded demo."""
    return Visit(demo)
