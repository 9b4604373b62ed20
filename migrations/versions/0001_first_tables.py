"""The first tables: everything a round needs from import to note."""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this version."""
    op.create_table('accounts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('password_hash', sa.Text(), nullable=True),
    sa.Column('state', sa.Enum('invited', 'active', 'blocked', name='accountstate', native_enum=False, length=40), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accounts')),
    sa.UniqueConstraint('email', name=op.f('uq_accounts_email'))
    )
    op.create_table('attempts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempts'))
    )
    with op.batch_alter_table('attempts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attempts_at'), ['at'], unique=False)
        batch_op.create_index('ix_attempts_subject_at', ['subject', 'at'], unique=False)

    op.create_table('bookmarks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=40), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bookmarks')),
    sa.UniqueConstraint('name', name=op.f('uq_bookmarks_name'))
    )
    op.create_table('letters',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('recipient', sa.String(length=254), nullable=False),
    sa.Column('subject', sa.String(length=300), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('message_id', sa.String(length=120), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('not_before', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('last_error', sa.String(length=300), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letters')),
    sa.UniqueConstraint('key', name=op.f('uq_letters_key'))
    )
    with op.batch_alter_table('letters', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letters_not_before'), ['not_before'], unique=False)
        batch_op.create_index(batch_op.f('ix_letters_recipient'), ['recipient'], unique=False)
        batch_op.create_index(batch_op.f('ix_letters_sent_at'), ['sent_at'], unique=False)

    op.create_table('logbook',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('what', sa.Enum('account.invited', 'account.activated', 'account.blocked', 'account.unblocked', 'account.roles-changed', 'account.signed-in', 'account.signed-out', 'password.reset-asked', 'password.set', 'plan.started', 'plan.import-asked', 'plan.import-begun', 'plan.import-done', 'plan.imported', 'plan.import-failed', 'chapter.checked', 'chapter.unchecked', 'section.edited', 'section-sheet.imported', 'plan-summary.written', 'plan.published', 'round.created', 'round.edited', 'round.published', 'round.extended', 'round.withdrawn', 'round.closed', 'round.answered', 'contribution.drafted', 'contribution.sent', 'code.renewed', 'contribution.confirmed', 'contribution.changed', 'contribution.withdrawn', 'contribution.expired', 'contribution.placed', 'contribution.not-placed', 'contribution.redacted', 'contribution.hidden', 'decision.undone', 'objection.made', 'objection.judged', 'receipts.asked', 'contribution.split', 'point.answered', 'change.recorded', 'note.edited', 'note.submitted', 'note.returned', 'note.approved', 'note.published', 'record.signed', name='what', native_enum=False, length=40), nullable=False),
    sa.Column('actor_kind', sa.Enum('staff', 'participant', 'system', name='actorkind', native_enum=False, length=40), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('actor_name', sa.String(length=120), nullable=False),
    sa.Column('subject_kind', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_logbook'))
    )
    with op.batch_alter_table('logbook', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_logbook_round_id'), ['round_id'], unique=False)
        batch_op.create_index('ix_logbook_subject', ['subject_kind', 'subject_id'], unique=False)

    op.create_table('organisations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisations')),
    sa.UniqueConstraint('slug', name=op.f('uq_organisations_slug'))
    )
    op.create_table('record_checkpoints',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_checkpoints')),
    sa.UniqueConstraint('size', name=op.f('uq_record_checkpoints_size'))
    )
    op.create_table('record_head',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('frontier', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_head'))
    )
    op.create_table('record_leaves',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('round', sa.String(length=80), nullable=False),
    sa.Column('ref', sa.String(length=90), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('line', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_leaves'))
    )
    with op.batch_alter_table('record_leaves', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_leaves_ref'), ['ref'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_leaves_round'), ['round'], unique=False)

    op.create_table('browser_sessions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=True),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_browser_sessions_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_browser_sessions')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_browser_sessions_token_hash'))
    )
    with op.batch_alter_table('browser_sessions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_browser_sessions_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_browser_sessions_expires_at'), ['expires_at'], unique=False)

    op.create_table('categories',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_categories_organisation_id_organisations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_categories')),
    sa.UniqueConstraint('slug', name=op.f('uq_categories_slug'))
    )
    with op.batch_alter_table('categories', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_categories_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('one_time_links',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.Enum('invitation', 'password-reset', name='linkpurpose', native_enum=False, length=40), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_one_time_links_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_one_time_links')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_one_time_links_token_hash'))
    )
    with op.batch_alter_table('one_time_links', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_one_time_links_account_id'), ['account_id'], unique=False)

    op.create_table('role_grants',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('panel-member', 'moderator', 'officer', 'round-manager', 'programme', 'administrator', name='role', native_enum=False, length=40), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_role_grants_account_id_accounts')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_role_grants_organisation_id_organisations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_grants')),
    sa.UniqueConstraint('account_id', 'role', 'organisation_id', name=op.f('uq_role_grants_account_id_role_organisation_id'))
    )
    with op.batch_alter_table('role_grants', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_grants_account_id'), ['account_id'], unique=False)

    op.create_table('plans',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('category_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['category_id'], ['categories.id'], name=op.f('fk_plans_category_id_categories')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_plans_organisation_id_organisations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plans')),
    sa.UniqueConstraint('slug', name=op.f('uq_plans_slug'))
    )
    with op.batch_alter_table('plans', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plans_category_id'), ['category_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_plans_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('plan_versions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'published', name='versionstate', native_enum=False, length=40), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('source_filename', sa.String(length=300), nullable=False),
    sa.Column('source_sha256', sa.String(length=64), nullable=False),
    sa.Column('import_report', sa.JSON(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('summary_by', sa.String(length=120), nullable=False),
    sa.Column('summary_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['plan_id'], ['plans.id'], name=op.f('fk_plan_versions_plan_id_plans')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_versions')),
    sa.UniqueConstraint('plan_id', 'number', name=op.f('uq_plan_versions_plan_id_number'))
    )
    with op.batch_alter_table('plan_versions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_versions_plan_id'), ['plan_id'], unique=False)

    op.create_table('pictures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('media_type', sa.String(length=40), nullable=False),
    sa.Column('alt', sa.Text(), nullable=False),
    sa.Column('data', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['version_id'], ['plan_versions.id'], name=op.f('fk_pictures_version_id_plan_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pictures')),
    sa.UniqueConstraint('version_id', 'sha256', name=op.f('uq_pictures_version_id_sha256'))
    )
    with op.batch_alter_table('pictures', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pictures_version_id'), ['version_id'], unique=False)

    op.create_table('plan_imports',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.Column('filename', sa.String(length=300), nullable=False),
    sa.Column('data', sa.LargeBinary(), nullable=True),
    sa.Column('state', sa.Enum('waiting', 'running', 'done', 'failed', name='importstate', native_enum=False, length=40), nullable=False),
    sa.Column('percent', sa.Integer(), nullable=False),
    sa.Column('step', sa.String(length=40), nullable=False),
    sa.Column('error_code', sa.String(length=60), nullable=False),
    sa.Column('error_params', sa.JSON(), nullable=False),
    sa.Column('asked_by_id', sa.Integer(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['asked_by_id'], ['accounts.id'], name=op.f('fk_plan_imports_asked_by_id_accounts')),
    sa.ForeignKeyConstraint(['plan_id'], ['plans.id'], name=op.f('fk_plan_imports_plan_id_plans')),
    sa.ForeignKeyConstraint(['version_id'], ['plan_versions.id'], name=op.f('fk_plan_imports_version_id_plan_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_imports'))
    )
    with op.batch_alter_table('plan_imports', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_imports_plan_id'), ['plan_id'], unique=False)

    op.create_table('rounds',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('intro', sa.Text(), nullable=False),
    sa.Column('background', sa.Text(), nullable=False),
    sa.Column('category_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=True),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.Column('is_example', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('opens_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answer_by', sa.Date(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_leaf_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_reason', sa.Text(), nullable=False),
    sa.Column('can_change', sa.JSON(), nullable=False),
    sa.Column('is_fixed', sa.JSON(), nullable=False),
    sa.Column('who_decides', sa.Text(), nullable=False),
    sa.Column('what_we_do', sa.JSON(), nullable=False),
    sa.Column('when_answer', sa.Text(), nullable=False),
    sa.Column('not_to_share', sa.JSON(), nullable=False),
    sa.Column('disclaimer', sa.Text(), nullable=False),
    sa.Column('contact_name', sa.String(length=200), nullable=False),
    sa.Column('contact_how', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['category_id'], ['categories.id'], name=op.f('fk_rounds_category_id_categories')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_rounds_organisation_id_organisations')),
    sa.ForeignKeyConstraint(['plan_id'], ['plans.id'], name=op.f('fk_rounds_plan_id_plans')),
    sa.ForeignKeyConstraint(['version_id'], ['plan_versions.id'], name=op.f('fk_rounds_version_id_plan_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rounds')),
    sa.UniqueConstraint('slug', name=op.f('uq_rounds_slug'))
    )
    with op.batch_alter_table('rounds', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rounds_category_id'), ['category_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_rounds_closes_at'), ['closes_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_rounds_opens_at'), ['opens_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_rounds_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_rounds_plan_id'), ['plan_id'], unique=False)

    op.create_table('sections',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('permanent_id', sa.String(length=8), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=500), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('chapter_position', sa.Integer(), nullable=False),
    sa.Column('words', sa.Integer(), nullable=False),
    sa.Column('page', sa.Integer(), nullable=True),
    sa.Column('footnotes', sa.JSON(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('summary_by', sa.String(length=120), nullable=False),
    sa.Column('summary_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('room', sa.Enum('open', 'partly', 'fixed', name='room', native_enum=False, length=40), nullable=True),
    sa.Column('room_reason', sa.Text(), nullable=False),
    sa.Column('asks_reactions', sa.Boolean(), nullable=False),
    sa.Column('audiences', sa.JSON(), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('checked_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['checked_by_id'], ['accounts.id'], name=op.f('fk_sections_checked_by_id_accounts')),
    sa.ForeignKeyConstraint(['version_id'], ['plan_versions.id'], name=op.f('fk_sections_version_id_plan_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sections')),
    sa.UniqueConstraint('version_id', 'permanent_id', name=op.f('uq_sections_version_id_permanent_id')),
    sa.UniqueConstraint('version_id', 'position', name=op.f('uq_sections_version_id_position'))
    )
    with op.batch_alter_table('sections', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sections_permanent_id'), ['permanent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sections_version_id'), ['version_id'], unique=False)

    op.create_table('alineas',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('section_id', sa.Integer(), nullable=False),
    sa.Column('permanent_id', sa.String(length=8), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('html', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['section_id'], ['sections.id'], name=op.f('fk_alineas_section_id_sections')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alineas')),
    sa.UniqueConstraint('section_id', 'number', name=op.f('uq_alineas_section_id_number')),
    sa.UniqueConstraint('section_id', 'permanent_id', name=op.f('uq_alineas_section_id_permanent_id'))
    )
    with op.batch_alter_table('alineas', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_alineas_permanent_id'), ['permanent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_alineas_section_id'), ['section_id'], unique=False)

    op.create_table('answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_answers_round_id_rounds')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answers')),
    sa.UniqueConstraint('public_id', name=op.f('uq_answers_public_id'))
    )
    with op.batch_alter_table('answers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_answers_round_id'), ['round_id'], unique=False)

    op.create_table('extensions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('closed_at_before', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer_by_before', sa.Date(), nullable=True),
    sa.Column('answer_by', sa.Date(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['decided_by_id'], ['accounts.id'], name=op.f('fk_extensions_decided_by_id_accounts')),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_extensions_round_id_rounds')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_extensions'))
    )
    with op.batch_alter_table('extensions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_extensions_round_id'), ['round_id'], unique=False)

    op.create_table('plan_changes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.Column('section_permanent_id', sa.String(length=8), nullable=False),
    sa.Column('alinea_number', sa.Integer(), nullable=True),
    sa.Column('old_text', sa.Text(), nullable=False),
    sa.Column('new_text', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_plan_changes_round_id_rounds')),
    sa.ForeignKeyConstraint(['version_id'], ['plan_versions.id'], name=op.f('fk_plan_changes_version_id_plan_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_changes'))
    )
    with op.batch_alter_table('plan_changes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_changes_round_id'), ['round_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_plan_changes_section_permanent_id'), ['section_permanent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_plan_changes_version_id'), ['version_id'], unique=False)

    op.create_table('response_notes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'under-review', 'approved', 'published', name='notestate', native_enum=False, length=40), nullable=False),
    sa.Column('in_short', sa.Text(), nullable=False),
    sa.Column('too_little_heard', sa.Text(), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('submitted_by_id', sa.Integer(), nullable=True),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('approved_by_id', sa.Integer(), nullable=True),
    sa.Column('approved_hash', sa.String(length=64), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_content', sa.JSON(), nullable=True),
    sa.Column('published_hash', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['approved_by_id'], ['accounts.id'], name=op.f('fk_response_notes_approved_by_id_accounts')),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_response_notes_round_id_rounds')),
    sa.ForeignKeyConstraint(['submitted_by_id'], ['accounts.id'], name=op.f('fk_response_notes_submitted_by_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_response_notes')),
    sa.UniqueConstraint('round_id', name=op.f('uq_response_notes_round_id'))
    )
    op.create_table('round_questions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('kind', sa.Enum('open', 'choice', 'missing', name='questionkind', native_enum=False, length=40), nullable=False),
    sa.Column('choices', sa.JSON(), nullable=False),
    sa.Column('section_permanent_id', sa.String(length=8), nullable=True),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_round_questions_round_id_rounds')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_round_questions')),
    sa.UniqueConstraint('round_id', 'position', name=op.f('uq_round_questions_round_id_position'))
    )
    with op.batch_alter_table('round_questions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_round_questions_round_id'), ['round_id'], unique=False)

    op.create_table('section_questions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('section_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['section_id'], ['sections.id'], name=op.f('fk_section_questions_section_id_sections')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_section_questions')),
    sa.UniqueConstraint('section_id', 'position', name=op.f('uq_section_questions_section_id_position'))
    )
    with op.batch_alter_table('section_questions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_section_questions_section_id'), ['section_id'], unique=False)

    op.create_table('submissions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('draft_token', sa.String(length=40), nullable=False),
    sa.Column('idempotency_key', sa.String(length=80), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('receipt', sa.String(length=12), nullable=True),
    sa.Column('secret_key', sa.String(length=40), nullable=True),
    sa.Column('channel', sa.Enum('web', 'paper', 'phone', 'desk', 'meeting', name='channel', native_enum=False, length=40), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('name_shown', sa.Enum('full', 'first', 'none', 'not-placed', name='nameshown', native_enum=False, length=40), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('organisation_name', sa.String(length=200), nullable=False),
    sa.Column('capacity', sa.String(length=60), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('email_confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('code_expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('code_tries', sa.Integer(), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_late', sa.Boolean(), nullable=False),
    sa.Column('entered_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['entered_by_id'], ['accounts.id'], name=op.f('fk_submissions_entered_by_id_accounts')),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_submissions_round_id_rounds')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_submissions')),
    sa.UniqueConstraint('draft_token', name=op.f('uq_submissions_draft_token')),
    sa.UniqueConstraint('idempotency_key', name=op.f('uq_submissions_idempotency_key')),
    sa.UniqueConstraint('receipt', name=op.f('uq_submissions_receipt'))
    )
    with op.batch_alter_table('submissions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_submissions_received_at'), ['received_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_submissions_round_id'), ['round_id'], unique=False)

    op.create_table('answer_versions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('answer_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('by_shown', sa.String(length=200), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['answer_id'], ['answers.id'], name=op.f('fk_answer_versions_answer_id_answers')),
    sa.ForeignKeyConstraint(['by_id'], ['accounts.id'], name=op.f('fk_answer_versions_by_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_answer_versions')),
    sa.UniqueConstraint('answer_id', 'number', name=op.f('uq_answer_versions_answer_id_number'))
    )
    with op.batch_alter_table('answer_versions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_answer_versions_answer_id'), ['answer_id'], unique=False)

    op.create_table('contributions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('type', sa.String(length=20), nullable=False),
    sa.Column('submission_id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('sub_number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('question', 'proposal', 'opinion', 'error', name='kind', native_enum=False, length=40), nullable=False),
    sa.Column('state', sa.Enum('draft', 'unconfirmed', 'received', 'placed', 'not-placed', 'redacted', 'hidden', 'withdrawn', 'erased', name='contributionstate', native_enum=False, length=40), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_contributions_round_id_rounds')),
    sa.ForeignKeyConstraint(['submission_id'], ['submissions.id'], name=op.f('fk_contributions_submission_id_submissions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contributions')),
    sa.UniqueConstraint('submission_id', 'sub_number', name=op.f('uq_contributions_submission_id_sub_number'))
    )
    with op.batch_alter_table('contributions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contributions_round_id'), ['round_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contributions_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_contributions_submission_id'), ['submission_id'], unique=False)

    op.create_table('note_themes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('note_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('heard', sa.Text(), nullable=False),
    sa.Column('done', sa.Text(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('not_done', sa.Text(), nullable=False),
    sa.Column('sections', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['note_id'], ['response_notes.id'], name=op.f('fk_note_themes_note_id_response_notes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note_themes')),
    sa.UniqueConstraint('note_id', 'number', name=op.f('uq_note_themes_note_id_number'))
    )
    with op.batch_alter_table('note_themes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_note_themes_note_id'), ['note_id'], unique=False)

    op.create_table('change_contributions',
    sa.Column('change_id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['change_id'], ['plan_changes.id'], name=op.f('fk_change_contributions_change_id_plan_changes')),
    sa.ForeignKeyConstraint(['contribution_id'], ['contributions.id'], name=op.f('fk_change_contributions_contribution_id_contributions')),
    sa.PrimaryKeyConstraint('change_id', 'contribution_id', name=op.f('pk_change_contributions'))
    )
    with op.batch_alter_table('change_contributions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_change_contributions_contribution_id'), ['contribution_id'], unique=False)

    op.create_table('contribution_texts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('text_key', sa.LargeBinary(), nullable=True),
    sa.Column('meta_key', sa.LargeBinary(), nullable=True),
    sa.Column('commitment', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['contribution_id'], ['contributions.id'], name=op.f('fk_contribution_texts_contribution_id_contributions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contribution_texts')),
    sa.UniqueConstraint('contribution_id', 'number', name=op.f('uq_contribution_texts_contribution_id_number'))
    )
    with op.batch_alter_table('contribution_texts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contribution_texts_contribution_id'), ['contribution_id'], unique=False)

    op.create_table('decisions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.Enum('placed', 'not-placed', 'redacted', 'hidden', name='verdict', native_enum=False, length=40), nullable=False),
    sa.Column('reason', sa.Enum('personal-data', 'abuse', 'advertising', 'off-topic', 'trade-secret', 'duplicate', 'other', name='reason', native_enum=False, length=40), nullable=True),
    sa.Column('explanation', sa.Text(), nullable=False),
    sa.Column('state_before', sa.Enum('draft', 'unconfirmed', 'received', 'placed', 'not-placed', 'redacted', 'hidden', 'withdrawn', 'erased', name='contributionstate', native_enum=False, length=40), nullable=False),
    sa.Column('passages_before', sa.JSON(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['contribution_id'], ['contributions.id'], name=op.f('fk_decisions_contribution_id_contributions')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['accounts.id'], name=op.f('fk_decisions_decided_by_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decisions'))
    )
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decisions_contribution_id'), ['contribution_id'], unique=False)

    op.create_table('points',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contribution_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['contribution_id'], ['contributions.id'], name=op.f('fk_points_contribution_id_contributions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_points')),
    sa.UniqueConstraint('contribution_id', 'number', name=op.f('uq_points_contribution_id_number'))
    )
    with op.batch_alter_table('points', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_points_contribution_id'), ['contribution_id'], unique=False)

    op.create_table('reactions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.Column('section_permanent_id', sa.String(length=8), nullable=True),
    sa.Column('alinea_permanent_id', sa.String(length=8), nullable=True),
    sa.Column('quote', sa.Text(), nullable=False),
    sa.Column('quote_before', sa.Text(), nullable=False),
    sa.Column('quote_after', sa.Text(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=True),
    sa.Column('section_question', sa.Text(), nullable=False),
    sa.Column('unknown_number', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['id'], ['contributions.id'], name=op.f('fk_reactions_id_contributions')),
    sa.ForeignKeyConstraint(['question_id'], ['round_questions.id'], name=op.f('fk_reactions_question_id_round_questions')),
    sa.ForeignKeyConstraint(['version_id'], ['plan_versions.id'], name=op.f('fk_reactions_version_id_plan_versions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reactions'))
    )
    with op.batch_alter_table('reactions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reactions_section_permanent_id'), ['section_permanent_id'], unique=False)

    op.create_table('dispositions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('point_id', sa.Integer(), nullable=False),
    sa.Column('answer_id', sa.Integer(), nullable=True),
    sa.Column('outcome', sa.Enum('answered', 'later', 'referred', 'not-this-plan', 'adopted', 'partly-adopted', 'not-adopted', 'already-in-plan', 'weighed-changed', 'weighed-not-changed', 'mended', 'no-error', 'too-late', 'withdrawn', name='outcome', native_enum=False, length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['answer_id'], ['answers.id'], name=op.f('fk_dispositions_answer_id_answers')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['accounts.id'], name=op.f('fk_dispositions_decided_by_id_accounts')),
    sa.ForeignKeyConstraint(['point_id'], ['points.id'], name=op.f('fk_dispositions_point_id_points')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dispositions')),
    sa.UniqueConstraint('point_id', name=op.f('uq_dispositions_point_id'))
    )
    with op.batch_alter_table('dispositions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dispositions_answer_id'), ['answer_id'], unique=False)

    op.create_table('objections',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('asked', 'granted', 'rejected', name='objectionstate', native_enum=False, length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('explanation', sa.Text(), nullable=False),
    sa.Column('judged_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('judged_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_objections_decision_id_decisions')),
    sa.ForeignKeyConstraint(['judged_by_id'], ['accounts.id'], name=op.f('fk_objections_judged_by_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objections')),
    sa.UniqueConstraint('decision_id', name=op.f('uq_objections_decision_id'))
    )
    op.create_table('passages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('text_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('public', 'confidential', 'redacted', name='passagekind', native_enum=False, length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('spans', sa.JSON(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['text_id'], ['contribution_texts.id'], name=op.f('fk_passages_text_id_contribution_texts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passages')),
    sa.UniqueConstraint('text_id', 'position', name=op.f('uq_passages_text_id_position'))
    )
    with op.batch_alter_table('passages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_passages_text_id'), ['text_id'], unique=False)



def downgrade() -> None:
    """Bring the schema back to the version before."""
    with op.batch_alter_table('passages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_passages_text_id'))

    op.drop_table('passages')
    op.drop_table('objections')
    with op.batch_alter_table('dispositions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_dispositions_answer_id'))

    op.drop_table('dispositions')
    with op.batch_alter_table('reactions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reactions_section_permanent_id'))

    op.drop_table('reactions')
    with op.batch_alter_table('points', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_points_contribution_id'))

    op.drop_table('points')
    with op.batch_alter_table('decisions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decisions_contribution_id'))

    op.drop_table('decisions')
    with op.batch_alter_table('contribution_texts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contribution_texts_contribution_id'))

    op.drop_table('contribution_texts')
    with op.batch_alter_table('change_contributions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_change_contributions_contribution_id'))

    op.drop_table('change_contributions')
    with op.batch_alter_table('note_themes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_note_themes_note_id'))

    op.drop_table('note_themes')
    with op.batch_alter_table('contributions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contributions_submission_id'))
        batch_op.drop_index(batch_op.f('ix_contributions_state'))
        batch_op.drop_index(batch_op.f('ix_contributions_round_id'))

    op.drop_table('contributions')
    with op.batch_alter_table('answer_versions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_answer_versions_answer_id'))

    op.drop_table('answer_versions')
    with op.batch_alter_table('submissions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_submissions_round_id'))
        batch_op.drop_index(batch_op.f('ix_submissions_received_at'))

    op.drop_table('submissions')
    with op.batch_alter_table('section_questions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_section_questions_section_id'))

    op.drop_table('section_questions')
    with op.batch_alter_table('round_questions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_round_questions_round_id'))

    op.drop_table('round_questions')
    op.drop_table('response_notes')
    with op.batch_alter_table('plan_changes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_plan_changes_version_id'))
        batch_op.drop_index(batch_op.f('ix_plan_changes_section_permanent_id'))
        batch_op.drop_index(batch_op.f('ix_plan_changes_round_id'))

    op.drop_table('plan_changes')
    with op.batch_alter_table('extensions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_extensions_round_id'))

    op.drop_table('extensions')
    with op.batch_alter_table('answers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_answers_round_id'))

    op.drop_table('answers')
    with op.batch_alter_table('alineas', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_alineas_section_id'))
        batch_op.drop_index(batch_op.f('ix_alineas_permanent_id'))

    op.drop_table('alineas')
    with op.batch_alter_table('sections', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sections_version_id'))
        batch_op.drop_index(batch_op.f('ix_sections_permanent_id'))

    op.drop_table('sections')
    with op.batch_alter_table('rounds', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rounds_plan_id'))
        batch_op.drop_index(batch_op.f('ix_rounds_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_rounds_opens_at'))
        batch_op.drop_index(batch_op.f('ix_rounds_closes_at'))
        batch_op.drop_index(batch_op.f('ix_rounds_category_id'))

    op.drop_table('rounds')
    with op.batch_alter_table('plan_imports', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_plan_imports_plan_id'))

    op.drop_table('plan_imports')
    with op.batch_alter_table('pictures', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pictures_version_id'))

    op.drop_table('pictures')
    with op.batch_alter_table('plan_versions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_plan_versions_plan_id'))

    op.drop_table('plan_versions')
    with op.batch_alter_table('plans', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_plans_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_plans_category_id'))

    op.drop_table('plans')
    with op.batch_alter_table('role_grants', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_role_grants_account_id'))

    op.drop_table('role_grants')
    with op.batch_alter_table('one_time_links', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_one_time_links_account_id'))

    op.drop_table('one_time_links')
    with op.batch_alter_table('categories', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_categories_organisation_id'))

    op.drop_table('categories')
    with op.batch_alter_table('browser_sessions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_browser_sessions_expires_at'))
        batch_op.drop_index(batch_op.f('ix_browser_sessions_account_id'))

    op.drop_table('browser_sessions')
    with op.batch_alter_table('record_leaves', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_record_leaves_round'))
        batch_op.drop_index(batch_op.f('ix_record_leaves_ref'))

    op.drop_table('record_leaves')
    op.drop_table('record_head')
    op.drop_table('record_checkpoints')
    op.drop_table('organisations')
    with op.batch_alter_table('logbook', schema=None) as batch_op:
        batch_op.drop_index('ix_logbook_subject')
        batch_op.drop_index(batch_op.f('ix_logbook_round_id'))

    op.drop_table('logbook')
    with op.batch_alter_table('letters', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_letters_sent_at'))
        batch_op.drop_index(batch_op.f('ix_letters_recipient'))
        batch_op.drop_index(batch_op.f('ix_letters_not_before'))

    op.drop_table('letters')
    op.drop_table('bookmarks')
    with op.batch_alter_table('attempts', schema=None) as batch_op:
        batch_op.drop_index('ix_attempts_subject_at')
        batch_op.drop_index(batch_op.f('ix_attempts_at'))

    op.drop_table('attempts')
    op.drop_table('accounts')
