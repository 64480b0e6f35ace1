"""What lies near to what a country sells: relatedness, density and complexity of products, and whose field they are."""
