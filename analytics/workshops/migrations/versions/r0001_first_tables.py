"""The first tables: workshops, questions, devices, statements with their themes, and votes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "workshops",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("languages", sa.String(length=40), nullable=False),
        sa.Column("themes", sa.Boolean(), nullable=False),
        sa.Column("votes_per_device", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_workshops"),
        sa.UniqueConstraint("code", name="uq_workshops_code"),
    )
    op.create_index("ix_workshops_opened_at", "workshops", ["opened_at"], unique=False)
    op.create_table(
        "devices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], name="fk_devices_workshop_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_devices"),
        sa.UniqueConstraint("workshop_id", "token_hash", name="uq_devices_workshop_id_token_hash"),
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshops.id"], name="fk_questions_workshop_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.UniqueConstraint("workshop_id", "number", name="uq_questions_workshop_id_number"),
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("submission", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_statements_device_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["statements.id"], name="fk_statements_merged_into_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name="fk_statements_question_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshops.id"], name="fk_statements_workshop_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_statements"),
        sa.UniqueConstraint("workshop_id", "number", name="uq_statements_workshop_id_number"),
        sa.UniqueConstraint("workshop_id", "submission", name="uq_statements_workshop_id_submission"),
    )
    op.create_index("ix_statements_device_id_received_at", "statements", ["device_id", "received_at"], unique=False)
    op.create_index("ix_statements_merged_into_id", "statements", ["merged_into_id"], unique=False)
    op.create_index("ix_statements_question_id", "statements", ["question_id"], unique=False)
    op.create_table(
        "statement_themes",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.CheckConstraint("place IN (1, 2)", name="ck_statement_themes_place"),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name="fk_statement_themes_statement_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement_id", "theme", name="pk_statement_themes"),
        sa.UniqueConstraint("statement_id", "place", name="uq_statement_themes_statement_id_place"),
    )
    op.create_table(
        "votes",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.CheckConstraint("slot BETWEEN 1 AND 20", name="ck_votes_slot"),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_votes_device_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name="fk_votes_statement_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement_id", "device_id", name="pk_votes"),
        sa.UniqueConstraint("device_id", "slot", name="uq_votes_device_id_slot"),
    )


def downgrade() -> None:
    """Drop the tables, and with them every workshop."""
    for table in ("votes", "statement_themes", "statements", "questions", "devices", "workshops"):
        op.drop_table(table)
