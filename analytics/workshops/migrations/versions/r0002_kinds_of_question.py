"""Kinds of question with their answers, texts by language, one live question, approval, a lock, practice and undo."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0002"
down_revision = "r0001"


def upgrade() -> None:
    """Add the columns, with what held for every workshop until now, and the tables of answers."""
    with op.batch_alter_table("workshops") as table:
        table.add_column(sa.Column("titles", sa.JSON(), nullable=False, server_default="{}"))
        table.add_column(sa.Column("place", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("live_question", sa.Integer(), nullable=True))
        for name in ("locked", "approval", "practice"):
            table.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("undo", sa.JSON(), nullable=True))
    with op.batch_alter_table("questions") as table:
        table.add_column(sa.Column("kind", sa.String(length=10), nullable=False, server_default="open"))
        table.add_column(sa.Column("texts", sa.JSON(), nullable=False, server_default="{}"))
        table.add_column(sa.Column("settings", sa.JSON(), nullable=False, server_default="{}"))
        table.add_column(sa.Column("revealed", sa.Boolean(), nullable=False, server_default=sa.true()))
        table.add_column(sa.Column("ends_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("statements") as table:
        table.add_column(sa.Column("waiting", sa.Boolean(), nullable=False, server_default=sa.false()))
    _answers()


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.CheckConstraint("slot BETWEEN 1 AND 20", name="ck_answers_slot"),
        sa.ForeignKeyConstraint(["question_id"], ["questions.id"], name="fk_answers_question_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_answers_device_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("question_id", "device_id", "slot", name="pk_answers"),
    )
    op.create_table(
        "answers_sent",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("submission", sa.String(length=64), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name="fk_answers_sent_question_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name="fk_answers_sent_device_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("question_id", "submission", name="pk_answers_sent"),
    )
    op.create_index("ix_answers_sent_device_id_received_at", "answers_sent", ["device_id", "received_at"], unique=False)


def downgrade() -> None:
    """Take the tables and columns away, and with them the answers."""
    op.drop_table("answers_sent")
    op.drop_table("answers")
    columns = {
        "statements": ("waiting",),
        "questions": ("kind", "texts", "settings", "revealed", "ends_at"),
        "workshops": ("titles", "place", "live_question", "locked", "approval", "practice", "undo"),
    }
    for name, added in columns.items():
        with op.batch_alter_table(name) as table:
            for column in added:
                table.drop_column(column)
