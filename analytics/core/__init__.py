"""What every subject builds on: language, paths, the look of charts, words in texts."""
