"""The rulebook.  Each module is a chapter: its docstring is the text of the rules, its functions carry them out.

A chapter may cite earlier chapters only; their order is in `CHAPTERS`.  Where a chapter is long, companions carry out
a part of it.
"""

CHAPTERS: tuple[str, ...] = (
    "terrain",
    "weather",
    "units",
    "sight",
    "zones",
    "holding",
    "purse",
    "supply",
    "convoys",
    "forage",
    "stores",
    "want",
    "leaders",
    "morale",
    "cohesion",
    "movement",
    "retreat",
    "hard_marches",
    "works",
    "odds",
    "combat",
    "siege",
    "ambush",
    "council",
    "cards",
    "arrivals",
    "victory",
    "sequence",
)

COMPANIONS: dict[str, str] = {
    "views": "sight",
    "witnessing": "sight",
    "notes": "sight",
    "imagining": "sight",
    "foraging": "forage",
    "ranks": "cohesion",
    "marching": "movement",
    "shifts": "odds",
    "losses": "odds",
    "threats": "odds",
    "beaten": "combat",
    "muster": "cards",
    "holds": "cards",
    "aims": "cards",
    "decks": "cards",
    "windows": "cards",
    "deeds": "cards",
    "in_force": "cards",
    "laying": "cards",
    "troops": "cards",
    "dealings": "cards",
    "last_charge": "cards",
}
"""Modules that carry out a part of a chapter whose text stands in another."""
