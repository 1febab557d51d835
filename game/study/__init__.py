"""Games between computers, counted and measured."""
