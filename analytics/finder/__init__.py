"""The clusters that fit a company."""
