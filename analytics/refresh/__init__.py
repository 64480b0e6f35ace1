"""Figures fetched again from their publishers: asked, shaped into rows of a table, compared, checked and written.

Only the command line comes here; the running atlas asks no other host for anything. The libraries that this room needs
are those of requirements-refresh.txt.
"""
