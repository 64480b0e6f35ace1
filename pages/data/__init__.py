"""The page of all tables, and of each of them."""
