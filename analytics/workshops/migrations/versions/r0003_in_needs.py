"""Whether the facilitator lets a workshop's polls and themes stand on the page of needs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0003"
down_revision = "clock1"


def upgrade() -> None:
    """Add the column; no workshop that is there already was offered for the page."""
    with op.batch_alter_table("workshops") as table:
        table.add_column(sa.Column("in_needs", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Take the column away."""
    with op.batch_alter_table("workshops") as table:
        table.drop_column("in_needs")
