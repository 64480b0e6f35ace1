"""Where exports go and come from: partner countries and regions."""
