"""A reader's own table in the place of a shipped one, or beside it: read, matched, checked, used."""
