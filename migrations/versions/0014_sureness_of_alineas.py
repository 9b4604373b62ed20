"""How sure it is what each alinea was in the version before."""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version. What was read in before is taken as it stands.

    The default stays: without it SQLite would make the table anew, and others refer to it.
    """
    op.add_column('alineas', sa.Column('sureness', sa.Integer(), nullable=False, server_default='100'))


def downgrade() -> None:
    """Bring the schema back to the version before."""
    op.drop_column('alineas', 'sureness')
