"""Members that clusters share, and names that may be one organisation."""
