"""How sure it is what each section was in the version before, and what is out of date in it."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version. What was read in before is taken as it stands.

    The defaults stay: without them SQLite would make the table anew, and others refer to it.
    """
    op.add_column('sections', sa.Column('sureness', sa.Integer(), nullable=False, server_default='100'))
    op.add_column('sections', sa.Column('is_stale', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Bring the schema back to the version before."""
    op.drop_column('sections', 'is_stale')
    op.drop_column('sections', 'sureness')
