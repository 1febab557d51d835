"""The dilemma of the coalition, measured: what drill brings and what it costs, over hundreds of games."""
