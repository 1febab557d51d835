"""Would the tests notice?  Small faults are put into a copy of the rulebook, and its tests must catch them."""
