"""What a cluster is: definitions, roles, labels and published results."""
