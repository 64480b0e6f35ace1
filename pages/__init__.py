"""The pages of the atlas: each a file, or a folder whose page.py draws it."""
