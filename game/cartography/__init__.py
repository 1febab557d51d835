"""The map maker: from heights, rivers, places and guessed tracks to a board of hexes.

Nothing here runs while the game is played.  ``build.build_map`` reads a spec (TOML) and the folder of
ground data, and writes the files that a scenario ships: the TMX board, the lines of the ink, the relief.
Floats are allowed here, the board that comes out holds integers only.
"""
