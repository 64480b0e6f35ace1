"""What leaves the house: tables, pictures and decks as bytes, each with its sources."""
