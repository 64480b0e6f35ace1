"""The page on a reader's own workshop."""
