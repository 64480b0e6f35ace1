"""What companies said they need at the workshops."""
