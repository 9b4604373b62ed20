"""Why a version was frozen with summaries that no language coach found clear."""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.add_column(
        'plan_versions', sa.Column('unsigned_reason', sa.Text, nullable=False, server_default='')
    )


def downgrade() -> None:
    """Take the schema one version back."""
    op.drop_column('plan_versions', 'unsigned_reason')
