"""The same first questions in other frameworks, well written: what the atlas's pages are held against."""
