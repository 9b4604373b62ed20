"""The migrated schema equals the models, up and down, on this run's database."""

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade

from consultation.app import create_app
from consultation.database import db
from tests.databases import database_url

VERSIONS = Path(__file__).parent.parent.parent / "migrations" / "versions"


@pytest.fixture
def empty_app(request: pytest.FixtureRequest, tmp_path: Path) -> Flask:
    with database_url(request.config.getoption("--database"), tmp_path) as url:
        app = create_app(
            {"CONSULTATION_PROFILE": "test", "INSTANCE": str(tmp_path), "DATABASE_URL": url}
        )
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def test_the_migrated_schema_equals_the_models(empty_app: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_every_migration_goes_down_and_up_again(empty_app: Flask) -> None:
    upgrade()
    downgrade(revision="base")
    with db.engine.connect() as connection:
        left = set(db.inspect(connection).get_table_names()) - {"alembic_version"}
    assert left == set()
    upgrade()


def test_migrations_are_numbered_and_have_one_head() -> None:
    names = sorted(file.name for file in VERSIONS.glob("*.py"))
    assert names
    for number, name in enumerate(names, start=1):
        assert re.match(rf"{number:04d}_[a-z_]+\.py$", name), name
    script = ScriptDirectory(str(VERSIONS.parent))
    assert len(script.get_heads()) == 1
