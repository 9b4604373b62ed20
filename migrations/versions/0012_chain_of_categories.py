"""Who keeps a category, whom to write to, and the links of the six steps of its chain."""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0007'
branch_labels = None
depends_on = None

LINES = ('manager', 'manager_contact', 'contract_contact', 'complaint_contact')


def upgrade() -> None:
    """Bring the schema to this version. Of categories that are there nothing is known yet."""
    for name in LINES:
        op.add_column('categories', sa.Column(name, sa.String(200), nullable=False, server_default=''))
    op.add_column('categories', sa.Column('colophon_text', sa.Text(), nullable=False, server_default=''))
    op.create_table(
        'chain_links',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('category_id', sa.Integer(), nullable=False),
        sa.Column('stage', sa.String(40), nullable=False),
        sa.Column('address', sa.String(500), nullable=False),
        sa.Column('dated_on', sa.Date(), nullable=False),
        sa.Column('source', sa.String(200), nullable=False),
        sa.Column('title', sa.String(200), nullable=False),
        sa.Column('reference', sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(['category_id'], ['categories.id']),
        sa.PrimaryKeyConstraint('id'),
        sa.UniqueConstraint('category_id', 'stage'),
    )
    op.create_index('ix_chain_links_category_id', 'chain_links', ['category_id'])


def downgrade() -> None:
    """Bring the schema back to the version before."""
    op.drop_table('chain_links')
    op.drop_column('categories', 'colophon_text')
    for name in reversed(LINES):
        op.drop_column('categories', name)
