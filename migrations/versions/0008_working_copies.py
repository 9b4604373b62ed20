"""What somebody typed and did not save yet, and which language coach found a summary clear."""

import sqlalchemy as sa
from alembic import op

from consultation.database import UtcMoment

revision = '0008'
down_revision = '0011'
branch_labels = None
depends_on = None

BY = ('summary_by_id', 'signed_by_id')


def upgrade() -> None:
    """Bring the schema to this version. Nobody has signed what was written before."""
    op.create_table(
        'working_copies',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('plan_id', sa.Integer(), nullable=False),
        sa.Column('permanent_id', sa.String(length=8), nullable=False),
        sa.Column('account_id', sa.Integer(), nullable=False),
        sa.Column('copy_of', sa.String(length=40), nullable=False),
        sa.Column('typed', sa.JSON(), nullable=False),
        sa.Column('seen', sa.String(length=16), nullable=False),
        sa.Column('begun_at', UtcMoment(), nullable=False),
        sa.Column('kept_at', UtcMoment(), nullable=False),
        sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name='fk_working_copies_account_id_accounts'),
        sa.ForeignKeyConstraint(['plan_id'], ['plans.id'], name='fk_working_copies_plan_id_plans'),
        sa.PrimaryKeyConstraint('id', name='pk_working_copies'),
        sa.UniqueConstraint(
            'plan_id', 'permanent_id', 'account_id', 'copy_of',
            name='uq_working_copies_plan_id_permanent_id_account_id_copy_of',
        ),
    )
    op.create_index('ix_working_copies_account_id', 'working_copies', ['account_id'])
    for name in BY:
        # Written in its column, so that SQLite need not make the table anew: others refer to it.
        key = sa.ForeignKey('accounts.id', name=f'fk_sections_{name}_accounts')
        op.add_column('sections', sa.Column(name, sa.Integer(), key, nullable=True), inline_references=True)
    op.add_column('sections', sa.Column('signed_by', sa.String(length=120), nullable=False, server_default=''))
    op.add_column('sections', sa.Column('signed_at', UtcMoment(), nullable=True))


def downgrade() -> None:
    """Bring the schema back to the version before. What was not saved is lost."""
    op.drop_column('sections', 'signed_at')
    op.drop_column('sections', 'signed_by')
    for name in reversed(BY):
        op.drop_column('sections', name)
    op.drop_index('ix_working_copies_account_id', 'working_copies')
    op.drop_table('working_copies')
