"""The questions that lead people to the sections that are about them."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version. A round that has no route shows its core."""
    op.add_column('rounds', sa.Column('route', sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """Bring the schema back to the version before."""
    op.drop_column('rounds', 'route')
