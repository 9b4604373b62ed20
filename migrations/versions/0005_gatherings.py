"""Meetings of others, their texts and their timetables."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    states = ('waiting', 'placed', 'refused', 'cancelled')
    reasons = ('personal-data', 'abuse', 'advertising', 'off-topic', 'trade-secret', 'duplicate', 'other')
    op.create_table('gatherings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=12), nullable=False),
    sa.Column('token', sa.String(length=40), nullable=False),
    sa.Column('send_key', sa.String(length=40), nullable=False),
    sa.Column('state', sa.Enum(*states, name='gatheringstate', native_enum=False, length=40), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('placed_number', sa.Integer(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('cancelled_reason', sa.Text(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Enum(*reasons, name='reason', native_enum=False, length=40), nullable=True),
    sa.Column('explanation', sa.Text(), nullable=False),
    sa.Column('state_before', sa.Enum(*states, name='gatheringstate', native_enum=False, length=40), nullable=True),
    sa.Column('placed_before', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['decided_by_id'], ['accounts.id'], name=op.f('fk_gatherings_decided_by_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gatherings')),
    sa.UniqueConstraint('public_id', name=op.f('uq_gatherings_public_id')),
    sa.UniqueConstraint('send_key', name=op.f('uq_gatherings_send_key')),
    sa.UniqueConstraint('token', name=op.f('uq_gatherings_token'))
    )
    op.create_index(op.f('ix_gatherings_state'), 'gatherings', ['state'])
    op.create_table('gathering_texts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('gathering_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('kind', sa.Enum('meeting', 'webinar', 'conference', 'festival', 'fair', 'forum', 'launch', 'walk-in', 'course', 'other', name='gatheringkind', native_enum=False, length=40), nullable=False),
    sa.Column('span', sa.Enum('moment', 'day', 'days', 'series', name='span', native_enum=False, length=40), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=True),
    sa.Column('begins', sa.Time(), nullable=True),
    sa.Column('ends', sa.Time(), nullable=True),
    sa.Column('interval', sa.Integer(), nullable=False),
    sa.Column('unit', sa.Enum('weeks', 'months', name='unit', native_enum=False, length=40), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('link', sa.String(length=500), nullable=False),
    sa.Column('organiser', sa.String(length=200), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['gathering_id'], ['gatherings.id'], name=op.f('fk_gathering_texts_gathering_id_gatherings')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gathering_texts')),
    sa.UniqueConstraint('gathering_id', 'number', name=op.f('uq_gathering_texts_gathering_id_number'))
    )
    op.create_index(op.f('ix_gathering_texts_gathering_id'), 'gathering_texts', ['gathering_id'])
    op.create_table('gathering_slots',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('text_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=True),
    sa.Column('begins', sa.Time(), nullable=False),
    sa.Column('ends', sa.Time(), nullable=False),
    sa.Column('what', sa.String(length=300), nullable=False),
    sa.Column('room', sa.String(length=100), nullable=False),
    sa.Column('speakers', sa.JSON(), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['text_id'], ['gathering_texts.id'], name=op.f('fk_gathering_slots_text_id_gathering_texts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gathering_slots')),
    sa.UniqueConstraint('text_id', 'position', name=op.f('uq_gathering_slots_text_id_position'))
    )
    op.create_index(op.f('ix_gathering_slots_text_id'), 'gathering_slots', ['text_id'])


def downgrade() -> None:
    """Bring the schema back to the version before."""
    for table in ('gathering_slots', 'gathering_texts', 'gatherings'):
        op.drop_table(table)
