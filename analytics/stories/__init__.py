"""Success stories of clusters."""
