"""The page where analysts ask the tables in SQL."""
