"""How the schema moves from one version to the next, on SQLite and on PostgreSQL alike."""

from typing import Any

from alembic import context
from flask import current_app

from consultation.database import UtcMoment, db


def written(kind: str, thing: Any, _context: Any) -> Any:
    """Write our own column types as plain ones: a migration never imports a model."""
    if kind == "type" and isinstance(thing, UtcMoment):
        return "sa.DateTime(timezone=True)"
    return False


def skip_empty(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Make no file when models and schema are equal."""
    asked = getattr(context.config.cmd_opts, "autogenerate", False)
    if asked and directives[0].upgrade_ops.is_empty():
        directives[:] = []


with current_app.extensions["migrate"].db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        render_item=written,
        process_revision_directives=skip_empty,
        transactional_ddl=True,
        transaction_per_migration=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
