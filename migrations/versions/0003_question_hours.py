"""Question hours: their tables, the questions asked in them, and what they tell."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table('question_hours',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=12), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('question-hour', 'dialogue', 'forum', name='hourkind', native_enum=False, length=40), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('video_address', sa.String(length=500), nullable=False),
    sa.Column('captions_address', sa.String(length=500), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('timetable', sa.JSON(), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('announced_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('begins_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('edition_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('paused_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cancelled_reason', sa.Text(), nullable=False),
    sa.Column('missing_role_reason', sa.Text(), nullable=False),
    sa.Column('later_owner', sa.String(length=120), nullable=False),
    sa.Column('later_by', sa.Date(), nullable=True),
    sa.Column('host_id', sa.Integer(), nullable=True),
    sa.Column('host_seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('public_number', sa.Integer(), nullable=False),
    sa.Column('host_number', sa.Integer(), nullable=False),
    sa.Column('asked', sa.Integer(), nullable=False),
    sa.Column('told', sa.String(length=40), nullable=False),
    sa.Column('opening_round', sa.JSON(), nullable=False),
    sa.Column('recap', sa.JSON(), nullable=False),
    sa.Column('quotes', sa.JSON(), nullable=False),
    sa.Column('next_steps', sa.JSON(), nullable=False),
    sa.Column('reported_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['host_id'], ['accounts.id'], name=op.f('fk_question_hours_host_id_accounts')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_question_hours_organisation_id_organisations')),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_question_hours_round_id_rounds')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_hours')),
    sa.UniqueConstraint('public_id', name=op.f('uq_question_hours_public_id')),
    sa.UniqueConstraint('round_id', 'day', name=op.f('uq_question_hours_round_id_day'))
    )
    with op.batch_alter_table('question_hours', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_hours_begins_at'), ['begins_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_question_hours_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_question_hours_round_id'), ['round_id'], unique=False)

    op.create_table('table_guests',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('hour_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('host', 'buyer', 'policy', 'legal', 'communication', 'guest', name='tablerole', native_enum=False, length=40), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('function', sa.String(length=200), nullable=False),
    sa.Column('affiliation', sa.String(length=200), nullable=False),
    sa.Column('shows_name', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['hour_id'], ['question_hours.id'], name=op.f('fk_table_guests_hour_id_question_hours')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_table_guests'))
    )
    with op.batch_alter_table('table_guests', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_table_guests_hour_id'), ['hour_id'], unique=False)

    op.create_table('live_questions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('hour_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('live_state', sa.Enum('waiting', 'placed', 'next', 'on-screen', 'answered', 'deferred', 'merged', 'declined', name='livestate', native_enum=False, length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('support_count', sa.Integer(), nullable=False),
    sa.Column('device', sa.String(length=64), nullable=False),
    sa.Column('merged_into_id', sa.Integer(), nullable=True),
    sa.Column('owner', sa.String(length=120), nullable=False),
    sa.Column('due', sa.Date(), nullable=True),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('is_spoken', sa.Boolean(), nullable=False),
    sa.Column('on_screen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['hour_id'], ['question_hours.id'], name=op.f('fk_live_questions_hour_id_question_hours')),
    sa.ForeignKeyConstraint(['id'], ['contributions.id'], name=op.f('fk_live_questions_id_contributions')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['live_questions.id'], name=op.f('fk_live_questions_merged_into_id_live_questions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_live_questions')),
    sa.UniqueConstraint('hour_id', 'number', name=op.f('uq_live_questions_hour_id_number'))
    )
    with op.batch_alter_table('live_questions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_live_questions_device'), ['device'], unique=False)
        batch_op.create_index(batch_op.f('ix_live_questions_hour_id'), ['hour_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_live_questions_live_state'), ['live_state'], unique=False)
        batch_op.create_index(batch_op.f('ix_live_questions_merged_into_id'), ['merged_into_id'], unique=False)

    op.create_table('hour_events',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('hour_id', sa.Integer(), nullable=False),
    sa.Column('for_hosts', sa.Boolean(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('placed', 'next', 'on-screen', 'answered', 'deferred', 'merged', 'declined', 'hidden', 'supported', 'state', 'asked', 'hosting', name='eventkind', native_enum=False, length=40), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=True),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['hour_id'], ['question_hours.id'], name=op.f('fk_hour_events_hour_id_question_hours')),
    sa.ForeignKeyConstraint(['question_id'], ['live_questions.id'], name=op.f('fk_hour_events_question_id_live_questions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hour_events')),
    sa.UniqueConstraint('hour_id', 'for_hosts', 'number', name=op.f('uq_hour_events_hour_id_for_hosts_number'))
    )
    with op.batch_alter_table('hour_events', schema=None) as batch_op:
        batch_op.create_index('ix_hour_events_question_id', ['question_id'], unique=False)

    op.create_table('supports',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('person', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['live_questions.id'], name=op.f('fk_supports_question_id_live_questions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_supports')),
    sa.UniqueConstraint('question_id', 'person', name=op.f('uq_supports_question_id_person'))
    )
    with op.batch_alter_table('supports', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_supports_person'), ['person'], unique=False)


def downgrade() -> None:
    """Bring the schema back to the version before."""
    with op.batch_alter_table('supports', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_supports_person'))

    op.drop_table('supports')
    with op.batch_alter_table('hour_events', schema=None) as batch_op:
        batch_op.drop_index('ix_hour_events_question_id')

    op.drop_table('hour_events')
    with op.batch_alter_table('live_questions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_live_questions_merged_into_id'))
        batch_op.drop_index(batch_op.f('ix_live_questions_live_state'))
        batch_op.drop_index(batch_op.f('ix_live_questions_hour_id'))
        batch_op.drop_index(batch_op.f('ix_live_questions_device'))

    op.drop_table('live_questions')
    with op.batch_alter_table('table_guests', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_table_guests_hour_id'))

    op.drop_table('table_guests')
    with op.batch_alter_table('question_hours', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_hours_round_id'))
        batch_op.drop_index(batch_op.f('ix_question_hours_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_question_hours_begins_at'))

    op.drop_table('question_hours')

