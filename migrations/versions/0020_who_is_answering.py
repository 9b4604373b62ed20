"""Who is at work on the answer to which input."""

import sqlalchemy as sa
from alembic import op

from consultation.database import UtcMoment

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table(
        'answering',
        sa.Column('account_id', sa.Integer(), nullable=False),
        sa.Column('contribution_id', sa.Integer(), nullable=False),
        sa.Column('begun_at', UtcMoment(), nullable=False),
        sa.Column('seen_at', UtcMoment(), nullable=False),
        sa.ForeignKeyConstraint(
            ['account_id'], ['accounts.id'], name='fk_answering_account_id_accounts'
        ),
        sa.ForeignKeyConstraint(
            ['contribution_id'],
            ['contributions.id'],
            name='fk_answering_contribution_id_contributions',
        ),
        sa.PrimaryKeyConstraint('account_id', name='pk_answering'),
    )
    op.create_index('ix_answering_contribution_id', 'answering', ['contribution_id'])


def downgrade() -> None:
    """Take the schema one version back."""
    op.drop_index('ix_answering_contribution_id', 'answering')
    op.drop_table('answering')
