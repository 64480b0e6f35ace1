"""The tables of the live workshops. Times are UTC without a zone; a change here needs a revision in migrations/."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

LENGTHS = {"code": 16, "hash": 64, "submission": 64, "theme": 40, "languages": 40, "kind": 10}


class Base(DeclarativeBase):
    """The tables' common ground; named constraints can be changed by a later revision in both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Workshop(Base):
    """A workshop: open while `closed_at` is empty. Whoever writes in it locks this row and raises `version`."""

    __tablename__ = "workshops"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(LENGTHS["code"]), unique=True)
    key_hash: Mapped[str] = mapped_column(String(LENGTHS["hash"]))
    title: Mapped[str] = mapped_column(Text)
    languages: Mapped[str] = mapped_column(String(LENGTHS["languages"]))
    themes: Mapped[bool]
    votes_per_device: Mapped[int]
    version: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(index=True)
    changed_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    titles: Mapped[dict[str, str]] = mapped_column(JSON)
    place: Mapped[str] = mapped_column(Text)
    live_question: Mapped[int | None]
    locked: Mapped[bool] = mapped_column(default=False)
    approval: Mapped[bool] = mapped_column(default=False)
    practice: Mapped[bool] = mapped_column(default=False)
    in_needs: Mapped[bool] = mapped_column(default=False)
    undo: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class Question(Base):
    """A question of a workshop, numbered from 1; `settings` holds what only its kind has."""

    __tablename__ = "questions"
    __table_args__ = (UniqueConstraint("workshop_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(LENGTHS["kind"]))
    texts: Mapped[dict[str, str]] = mapped_column(JSON)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    revealed: Mapped[bool] = mapped_column(default=True)
    ends_at: Mapped[datetime | None]


class Device(Base):
    """A phone or browser that joined a workshop. Nothing is known of whose it is."""

    __tablename__ = "devices"
    __table_args__ = (UniqueConstraint("workshop_id", "token_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(LENGTHS["hash"]))


class Statement(Base):
    """A statement as it was typed, numbered from 1 in its workshop. Moderation sets marks and keeps the text."""

    __tablename__ = "statements"
    __table_args__ = (
        UniqueConstraint("workshop_id", "number"),
        UniqueConstraint("workshop_id", "submission"),
        Index(None, "device_id", "received_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), index=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id", ondelete="CASCADE"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("statements.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    submission: Mapped[str] = mapped_column(String(LENGTHS["submission"]))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    hidden: Mapped[bool] = mapped_column(default=False)
    waiting: Mapped[bool] = mapped_column(default=False)
    received_at: Mapped[datetime]


class StatementTheme(Base):
    """A theme of a statement; place 1 is the first."""

    __tablename__ = "statement_themes"
    __table_args__ = (UniqueConstraint("statement_id", "place"), CheckConstraint("place IN (1, 2)", name="place"))

    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True)
    theme: Mapped[str] = mapped_column(String(LENGTHS["theme"]), primary_key=True)
    place: Mapped[int]


class Vote(Base):
    """One of a device's votes: each lies in a slot of its own, so that no race gives a device more than it has."""

    __tablename__ = "votes"
    __table_args__ = (UniqueConstraint("device_id", "slot"), CheckConstraint("slot BETWEEN 1 AND 20", name="slot"))

    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True)
    slot: Mapped[int]


class Clock(Base):
    """One row: the last time that was seen, and from when on the clock is trusted with deleting."""

    __tablename__ = "clock"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seen_at: Mapped[datetime]
    trusted_from: Mapped[datetime]


class Answer(Base):
    """A part of a device's answer to a question that is answered with numbers.

    `value` is an option's number or the point of a scale; `slot` is 1 for a single one, the place in a ranking, and for
    dots and several ticks a slot of its own, so that no race gives a device more than it has.
    """

    __tablename__ = "answers"
    __table_args__ = (CheckConstraint("slot BETWEEN 1 AND 20", name="slot"),)

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id", ondelete="CASCADE"), primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[int]


class AnswerSent(Base):
    """An answer that was sent, by its submission: sent again late, it does not undo a newer one."""

    __tablename__ = "answers_sent"
    __table_args__ = (Index(None, "device_id", "received_at"),)

    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True)
    submission: Mapped[str] = mapped_column(String(LENGTHS["submission"]), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id", ondelete="CASCADE"))
    given: Mapped[list[int]] = mapped_column(JSON)
    received_at: Mapped[datetime]
