"""The game in words: for screen readers, for scripts, and for machines without a display."""
