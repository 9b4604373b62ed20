"""Answers that were public say which answer took their place."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    key = sa.ForeignKey('answers.id', name='fk_answers_replaced_by_id_answers')
    # Written in its column, so that SQLite need not make the table anew: others refer to it.
    op.add_column('answers', sa.Column('replaced_by_id', sa.Integer(), key, nullable=True), inline_references=True)


def downgrade() -> None:
    """Bring the schema back to the version before."""
    op.drop_column('answers', 'replaced_by_id')
