"""The page on what a programme would cost."""
