"""Decks and hands.  This carries out chapter 25."""
