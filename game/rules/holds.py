"""Whether what a card asks of the game is so.  This carries out chapter 25."""
