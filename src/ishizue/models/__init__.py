"""Published methods, one per file: arrays in, arrays out. They know nothing of the world."""
