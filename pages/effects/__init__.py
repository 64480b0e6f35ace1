"""The page of evidence, a module a part."""
