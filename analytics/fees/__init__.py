"""What membership costs."""
