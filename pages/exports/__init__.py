"""The page on exports."""
