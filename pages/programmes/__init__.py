"""The page on programmes."""
