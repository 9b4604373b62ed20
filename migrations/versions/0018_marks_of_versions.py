"""What a version is known by to a process that keeps what it read of it."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.add_column(
        'plan_versions', sa.Column('mark', sa.String(16), nullable=False, server_default='')
    )
    versions = sa.table('plan_versions', sa.column('id', sa.Integer), sa.column('mark', sa.String))
    connection = op.get_bind()
    for number in connection.scalars(sa.select(versions.c.id)).all():
        mark = secrets.token_hex(8)
        connection.execute(versions.update().where(versions.c.id == number).values(mark=mark))


def downgrade() -> None:
    """Take the schema one version back."""
    op.drop_column('plan_versions', 'mark')
