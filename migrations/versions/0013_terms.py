"""Terms that organisations explain, and the words that a version explained when it was frozen."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version. Versions that were frozen before kept no words."""
    op.create_table('terms',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=True),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('word', sa.String(length=120), nullable=False),
    sa.Column('forms', sa.JSON(), nullable=False),
    sa.Column('meaning', sa.Text(), nullable=False),
    sa.Column('plainer', sa.String(length=200), nullable=False),
    sa.Column('official', sa.Text(), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('in_place', sa.Boolean(), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_terms_organisation_id_organisations')),
    sa.ForeignKeyConstraint(['plan_id'], ['plans.id'], name=op.f('fk_terms_plan_id_plans')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_terms'))
    )
    op.create_index(op.f('ix_terms_organisation_id'), 'terms', ['organisation_id'])
    op.create_index(op.f('ix_terms_plan_id'), 'terms', ['plan_id'])
    op.create_index('ix_terms_of_organisation', 'terms', ['organisation_id', 'key'], unique=True,
        sqlite_where=sa.text('plan_id IS NULL'), postgresql_where=sa.text('plan_id IS NULL'))
    op.create_index('ix_terms_of_plan', 'terms', ['plan_id', 'key'], unique=True,
        sqlite_where=sa.text('plan_id IS NOT NULL'), postgresql_where=sa.text('plan_id IS NOT NULL'))
    op.add_column('plan_versions', sa.Column('glossary', sa.JSON(), nullable=True))


def downgrade() -> None:
    """Bring the schema back to the version before."""
    op.drop_column('plan_versions', 'glossary')
    op.drop_table('terms')
