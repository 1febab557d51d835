"""What a card may be aimed at.  This carries out chapter 25."""
