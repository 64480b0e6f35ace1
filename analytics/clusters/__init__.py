"""The clusters: who they are, where, and which are alike."""
