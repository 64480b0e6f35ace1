"""What a country exports: product groups, comparative advantage, ecosystems."""
