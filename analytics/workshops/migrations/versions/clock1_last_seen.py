"""The last time that was seen, by which a jump of the clock is known before anything is deleted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "clock1"
down_revision = "r0002"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("trusted_from", sa.DateTime(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_clock_one"),
        sa.PrimaryKeyConstraint("id", name="pk_clock"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("clock")
