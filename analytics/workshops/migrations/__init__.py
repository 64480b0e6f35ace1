"""Alembic's revisions of the live workshops' schema, run in process by analytics.workshops.store."""
