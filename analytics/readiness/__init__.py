"""Whether a group is ready to start a cluster."""
