"""The siege of Dushanbe played by scripts, to see which policies take the town, when, and at what price."""
