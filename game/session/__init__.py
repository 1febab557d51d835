"""One running game: who plays, asking the computer, undo, autosave and going on; no window and no text."""
