"""A place in the plan for every kind of contribution."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

PLACE = ('version_id', 'section_permanent_id', 'alinea_permanent_id')


def upgrade() -> None:
    """Bring the schema to this version."""
    give_contributions_a_place()


def downgrade() -> None:
    """Bring the schema back to the version before."""
    give_reactions_their_place_back()


def give_contributions_a_place() -> None:
    """Move the place in the plan from reactions to contributions."""
    add_place_to('contributions')
    fill_place('contributions', source='reactions')
    drop_place_from('reactions')


def give_reactions_their_place_back() -> None:
    """Move the place in the plan from contributions to reactions."""
    add_place_to('reactions')
    fill_place('reactions', source='contributions')
    drop_place_from('contributions')


def add_place_to(table: str) -> None:
    """Add the columns of a place. The foreign key is written in its column, so that SQLite need
    not make the table anew: other tables refer to it."""
    key = f'fk_{table}_version_id_plan_versions'
    version = sa.Column('version_id', sa.Integer(), sa.ForeignKey('plan_versions.id', name=key), nullable=True)
    op.add_column(table, version, inline_references=True)
    op.add_column(table, sa.Column('section_permanent_id', sa.String(length=8), nullable=True))
    op.add_column(table, sa.Column('alinea_permanent_id', sa.String(length=8), nullable=True))
    op.create_index(f'ix_{table}_section_permanent_id', table, ['section_permanent_id'])


def fill_place(table: str, *, source: str) -> None:
    """Copy each place to the row with the same id."""
    wanted = ', '.join(f'{name} = (SELECT s.{name} FROM {source} s WHERE s.id = {table}.id)' for name in PLACE)
    op.execute(f'UPDATE {table} SET {wanted}')


def drop_place_from(table: str) -> None:
    """Drop the columns of a place, with the index and the foreign key."""
    op.drop_index(f'ix_{table}_section_permanent_id', table)
    if table == 'reactions':
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint('fk_reactions_version_id_plan_versions', type_='foreignkey')
            for name in PLACE:
                batch.drop_column(name)
        return
    for name in PLACE:
        op.drop_column(table, name)
