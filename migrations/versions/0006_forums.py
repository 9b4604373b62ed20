"""Stakeholder forums: members, meetings, agendas, actions; and the whole of a session's report."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

REPORT_LISTS = ('present', 'ideas', 'links')


def upgrade() -> None:
    """Bring the schema to this version."""
    widen_reports()
    create_forums()
    create_meetings()


def downgrade() -> None:
    """Bring the schema back to the version before."""
    for table in ('forum_actions', 'meeting_items', 'meetings', 'forum_members', 'forums'):
        op.drop_table(table)
    for name in (*REPORT_LISTS, 'central_question'):
        op.drop_column('question_hours', name)


def widen_reports() -> None:
    """Give reports their lists; an hour that stands there has nothing in them yet."""
    for name in REPORT_LISTS:
        op.add_column('question_hours', sa.Column(name, sa.JSON(), nullable=False, server_default='[]'))
    op.add_column('question_hours', sa.Column('central_question', sa.Text(), nullable=False, server_default=''))
    with op.batch_alter_table('question_hours') as batch:
        for name in (*REPORT_LISTS, 'central_question'):
            batch.alter_column(name, server_default=None)


def create_forums() -> None:
    """The forums and who takes part in them."""
    op.create_table('forums',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('category_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('is_public', sa.Boolean(), nullable=False),
    sa.Column('private_reason', sa.Text(), nullable=False),
    sa.Column('interval', sa.Integer(), nullable=False),
    sa.Column('unit', sa.Enum('weeks', 'months', name='unit', native_enum=False, length=40), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('week', sa.Integer(), nullable=False),
    sa.Column('begins', sa.Time(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['category_id'], ['categories.id'], name=op.f('fk_forums_category_id_categories')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_forums_organisation_id_organisations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_forums')),
    sa.UniqueConstraint('slug', name=op.f('uq_forums_slug'))
    )
    op.create_index(op.f('ix_forums_category_id'), 'forums', ['category_id'])
    op.create_index(op.f('ix_forums_organisation_id'), 'forums', ['organisation_id'])
    op.create_table('forum_members',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('forum_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('function', sa.String(length=200), nullable=False),
    sa.Column('affiliation', sa.String(length=200), nullable=False),
    sa.Column('shows_name', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['forum_id'], ['forums.id'], name=op.f('fk_forum_members_forum_id_forums')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_members'))
    )
    op.create_index(op.f('ix_forum_members_forum_id'), 'forum_members', ['forum_id'])


def create_meetings() -> None:
    """The meetings of forums, the points of their agendas, and the actions agreed in them."""
    op.create_table('meetings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('forum_id', sa.Integer(), nullable=False),
    sa.Column('hour_id', sa.Integer(), nullable=False),
    sa.Column('rhythm_day', sa.Date(), nullable=False),
    sa.Column('approved_by', sa.String(length=200), nullable=False),
    sa.Column('approved_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['forum_id'], ['forums.id'], name=op.f('fk_meetings_forum_id_forums')),
    sa.ForeignKeyConstraint(['hour_id'], ['question_hours.id'], name=op.f('fk_meetings_hour_id_question_hours')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meetings')),
    sa.UniqueConstraint('hour_id', name=op.f('uq_meetings_hour_id'))
    )
    op.create_index(op.f('ix_meetings_forum_id'), 'meetings', ['forum_id'])
    op.create_table('meeting_items',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('who', sa.String(length=200), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('said', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_meeting_items_meeting_id_meetings')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_items'))
    )
    op.create_index(op.f('ix_meeting_items_meeting_id'), 'meeting_items', ['meeting_id'])
    op.create_table('forum_actions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('forum_id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=500), nullable=False),
    sa.Column('owner', sa.String(length=120), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('state', sa.Enum('open', 'done', 'dropped', name='actionstate', native_enum=False, length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['forum_id'], ['forums.id'], name=op.f('fk_forum_actions_forum_id_forums')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_forum_actions_meeting_id_meetings')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_actions'))
    )
    op.create_index('ix_forum_actions_forum_id_state', 'forum_actions', ['forum_id', 'state'])
    op.create_index(op.f('ix_forum_actions_meeting_id'), 'forum_actions', ['meeting_id'])
