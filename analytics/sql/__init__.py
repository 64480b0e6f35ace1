"""SQL that a reader writes: what it may be, where it runs, and what it answers."""
