"""The nouns of the game and the pen that changes them.  No rule lives here."""
