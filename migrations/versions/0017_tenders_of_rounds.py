"""Tenders that follow from a round, and what was decided about each."""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table(
        'tenders',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('title', sa.String(300), nullable=False),
        sa.Column('number', sa.String(20), nullable=False),
        sa.Column('address', sa.String(500), nullable=False),
        sa.Column('notice_on', sa.Date(), nullable=False),
        sa.Column('questions_until', sa.Date(), nullable=True),
        sa.Column('sections', sa.JSON(), nullable=False),
        sa.Column('unlinked_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['round_id'], ['rounds.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_tenders_round_id', 'tenders', ['round_id'])
    op.create_table(
        'tender_decisions',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('tender_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(40), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('notice_on_before', sa.Date(), nullable=True),
        sa.Column('notice_on', sa.Date(), nullable=False),
        sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('decided_by_id', sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(['decided_by_id'], ['accounts.id']),
        sa.ForeignKeyConstraint(['tender_id'], ['tenders.id']),
        sa.PrimaryKeyConstraint('id'),
    )
    op.create_index('ix_tender_decisions_tender_id', 'tender_decisions', ['tender_id'])


def downgrade() -> None:
    """Bring the schema back to the version before."""
    op.drop_table('tender_decisions')
    op.drop_table('tenders')
