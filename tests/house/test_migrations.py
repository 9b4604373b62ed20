"""The migrated schema equals the models, up and down, on this run's database."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Connection, MetaData, Table, text

from consultation.app import create_app
from consultation.database import db
from tests.conftest import NewDatabase

VERSIONS = Path(__file__).parent.parent.parent / "migrations" / "versions"

SOMETHING = {
    int: 1,
    str: "een",
    bool: False,
    datetime: datetime(2026, 1, 1, tzinfo=UTC),
    object: [],
}
"""A value for a column that needs one, by its Python type."""


@pytest.fixture
def empty_app(new_database: NewDatabase, tmp_path: Path) -> Flask:
    with new_database(tmp_path) as url:
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


def filled(connection: Connection, table: str, **values: object) -> None:
    """Write a row with these values, and something in every other column that needs a value."""
    made = Table(table, MetaData(), autoload_with=connection)
    for column in made.columns:
        if not column.nullable and column.name not in values:
            values[column.name] = SOMETHING[column.type.python_type]
    connection.execute(made.insert().values(values))


def places(table: str) -> list[tuple[object, ...]]:
    columns = "id, version_id, section_permanent_id, alinea_permanent_id"
    with db.engine.connect() as connection:
        rows = connection.execute(text(f"SELECT {columns} FROM {table} ORDER BY id"))  # noqa: S608 - a table of ours
        return [tuple(row) for row in rows]


def test_the_place_of_a_reaction_moves_up_and_down_with_its_row(empty_app: Flask) -> None:
    upgrade(revision="0001")
    with db.engine.begin() as connection:
        for table in ("organisations", "categories", "plans", "plan_versions", "rounds"):
            filled(connection, table)
        filled(connection, "submissions")
        for number, place in ((1, "abcdef12"), (2, None)):
            filled(connection, "contributions", id=number, sub_number=number)
            version = 1 if place else None
            alinea = "abc123" if place else None
            filled(
                connection,
                "reactions",
                id=number,
                version_id=version,
                section_permanent_id=place,
                alinea_permanent_id=alinea,
            )
        filled(connection, "points")
    kept = [(1, 1, "abcdef12", "abc123"), (2, None, None, None)]
    assert places("reactions") == kept
    upgrade()
    assert places("contributions") == kept
    downgrade(revision="0001")
    assert places("reactions") == kept


def test_migrations_are_numbered_and_have_one_head() -> None:
    names = sorted(file.name for file in VERSIONS.glob("*.py"))
    assert names
    assert all(re.fullmatch(r"\d{4}_[a-z_]+\.py", name) for name in names), names
    numbers = {name[:4] for name in names}
    assert len(numbers) == len(names), "two migrations have one number"
    script = ScriptDirectory(str(VERSIONS.parent))
    assert {one.revision for one in script.walk_revisions()} == numbers
    assert len(script.get_heads()) == 1
