"""Who may answer what is about to happen.  This carries out chapter 25."""
