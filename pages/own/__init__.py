"""The page where a reader puts a table of their own in the place of a shipped one."""
