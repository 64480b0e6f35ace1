"""Runs the revisions within the transaction and under the lock of whoever calls."""

from alembic import context

from analytics.workshops.schema import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
