"""Files that are kept of what never changes, and short codes for paper and telephone."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version. Rounds of before get their codes when staff ask for them."""
    op.create_table('downloads',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('format', sa.Enum('pdf', 'odt', 'html', 'md', name='format', native_enum=False, length=40), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('data', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_downloads')),
    sa.UniqueConstraint('fingerprint', 'format', name=op.f('uq_downloads_fingerprint_format')),
    )
    op.create_table('short_codes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=4), nullable=False),
    sa.Column('kind', sa.Enum('round', 'section', 'hour', 'category', name='codefor', native_enum=False, length=40), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('section_permanent_id', sa.String(length=8), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_short_codes')),
    sa.UniqueConstraint('code', name=op.f('uq_short_codes_code')),
    sa.UniqueConstraint('kind', 'subject_id', 'section_permanent_id', name=op.f('uq_short_codes_kind_subject_id_section_permanent_id')),
    )


def downgrade() -> None:
    """Bring the schema back to the version before."""
    op.drop_table('short_codes')
    op.drop_table('downloads')
