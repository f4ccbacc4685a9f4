"""Linking: what articles share, which tell of one event, what says the same, and how many origins are left."""
