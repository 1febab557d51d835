"""The tables of the book: what each chapter prints from the charts.  Every number of a chart stands in one of them."""

from collections.abc import Callable, Mapping

from game.book.page import Table
from game.book.tables import bread, coalition, fights, ground, men, odds
from game.model.charts import Charts

Make = Callable[[Charts], Table]

BY_CHAPTER: Mapping[str, tuple[Make, ...]] = {
    "terrain": (ground.entering, ground.tracks, ground.crossing),
    "weather": (ground.skies, ground.seasons),
    "units": (men.worth, men.known_ground, men.arms, men.allowances, men.stacking),
    "sight": (ground.sight, ground.cover),
    "zones": (ground.zones,),
    "holding": (men.holding,),
    "purse": (men.command,),
    "supply": (bread.reach,),
    "convoys": (bread.convoys,),
    "forage": (bread.mouths, bread.pasture_8km, bread.pasture_3km),
    "stores": (bread.rations, bread.sorties),
    "want": (bread.want,),
    "leaders": (men.fates,),
    "morale": (men.minds, men.tests),
    "cohesion": (coalition.obedience, coalition.strains, coalition.tests, coalition.chances),
    "retreat": (fights.retreats,),
    "hard_marches": (ground.hard_marches,),
    "works": (fights.works,),
    "odds": (odds.columns, odds.shifts, odds.chances, odds.evasion),
    "combat": (odds.ladder, fights.outcomes, fights.charges),
    "ambush": (fights.ambush,),
    "council": (coalition.prices, coalition.partings),
}
"""By chapter, the tables that stand behind its clauses."""
