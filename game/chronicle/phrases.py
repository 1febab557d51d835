"""What the rules' own words mean in English: by message id, the phrase that stands for it in a sentence."""

from game.model.bonds import Ration
from game.model.forces import Pace, Posture

POSTURES = {Posture.STAND: "Stand", Posture.EVADE: "Evade", Posture.LAST: "To the last"}

PACES = {Pace.USUAL: "at its usual pace", Pace.FORCED: "forced", Pace.GALLOP: "at the gallop", Pace.BLOWN: "blown"}

RATIONS = {Ration.FULL: "full rations", Ration.HALF: "half rations", Ration.QUARTER: "quarter rations"}

OUTCOMES = {
    "AX": "attacker routs",
    "AR": "attacker falls back",
    "AS": "attack repulsed",
    "C": "both stay in contact",
    "DS": "defender shaken",
    "DR": "defender retreats",
    "DX": "defender routs",
}

GRADES = {
    2: "a great victory",
    1: "a victory",
    0: "an even game, as history went",
    -1: "a defeat",
    -2: "a great defeat",
}

SHIFTS = {
    "steppe": "open steppe",
    "irrigated": "canals and gardens",
    "hills": "hills",
    "broken": "broken ground",
    "tugai": "reeds",
    "mountain": "mountains",
    "high": "high mountains",
    "crest": "a crest",
    "town": "town",
    "minor": "across a river",
    "major": "across a great river",
    "works": "prepared works",
    "dug_in": "dug in",
    "dug_in_drilled": "drilled men dug in",
    "leader": "attacker led in person",
    "enemy_leader": "defender led in person",
    "combined": "combined arms",
    "opposite": "attacked from two opposite sides",
    "opposite_three": "surrounded on three sides",
    "surprise": "surprise",
    "ambush": "ambush",
    "charge": "cavalry charge",
    "charge_1km": "cavalry charge",
    "failed_evasion": "caught while slipping away",
    "drilled_storm": "drilled men lead the storm",
    "bombarded": "works bombarded before",
    "night": "bands by night",
    "night_trained": "trained men in the dark",
}

TESTS = {
    "evasion": "the defender slips away",
    "resolve": "the men go forward",
}

ROLLS = {
    "fight": "the fight",
    "evasion": "whether the defender slips away",
    "resolve": "whether the men will go",
    "rally": "a rally",
    "fate": "the fate of a leader",
    "chase": "the chase of those who broke through",
    "surrender": "whether they fight on",
    "ambush": "whether men in hiding strike",
    "guides": "whether the guides are true",
    "draw": "which card is drawn",
    "forced": "whether the men keep up",
    "heat": "whether the men bear the heat",
    "sortie": "what the sortie brings in",
    "ripe": "whether a ripe faction stays",
    "peace": "whether they will have peace",
    "weather": "the weather",
}

LOSSES = {
    "fight": "in the fight",
    "pursuit": "in the pursuit",
    "retreat": "on the retreat",
    "want": "from want",
    "charge": "in the charge",
    "last_stand": "standing to the last",
    "no_way": "with no way back",
    "surrendered": "who laid down arms",
    "captured": "who were taken",
    "dispersed": "who scattered",
    "stragglers": "who fell behind on the march",
    "heat": "in the heat",
    "sickness": "from typhus",
    "sortie": "going for grain",
    "destroyed": "with those they led",
}

HEARTS = {
    "contagion": "as friends broke",
    "want": "from want",
    "rest": "after a rest",
    "rally": "rallied",
    "losses": "at the losses",
    "thrown_back": "thrown back",
    "shaken": "shaken",
    "driven_off": "driven off",
    "last_stand": "standing to the last",
    "no_way": "with no way back",
    "leader_lost": "at the loss of the leader",
    "victory": "after a victory",
    "forced": "worn out by the march",
    "sortie": "beaten back from the fields",
    "no_terms": "with nothing left to lose",
}

PURSES = {
    "income": "as every few turns",
    "in_time": "for an order carried out in time",
    "overdue": "for an order overdue",
    "new_command": "with a new command",
    "convoy": "for a second convoy",
    "convoy_taken": "for a convoy taken",
    "guides": "to the ford-men",
    "card": "for a card",
    "drill": "for a drill",
    "gift": "for gifts",
    "council": "for a council",
    "disarm": "to seize a chief",
    "offer": "for an offer",
    "peace": "to buy peace",
    "shared": "for a town made over",
    "terms": "as men came to terms",
    "succession": "as another took over",
    "victory": "for a victory",
    "place": "for a town taken",
    "place_lost": "for a town lost",
    "retreat": "for a retreat",
    "rout": "for a rout",
    "losses": "for the men lost",
    "wiped": "for men wiped out",
    "spent": "spent in secret",
    "gained": "gained in secret",
}

STORES = {
    "eaten": "eaten",
    "sortie": "brought in from the fields",
    "line": "lost with a line of the works",
}

WANTS = {
    "line": "no line of supply reaches it",
    "forage": "the land round it feeds no more mouths",
    "cartridges": "there are no cartridges within reach",
    "card": "a card holds them there",
    "stores": "the stores give out too little",
}

CUTS = {
    "enemy": "{where} is occupied by {units}",
    "zone": "{where} is commanded by {units}",
    "closed": "{where} is closed to carts",
    "far": "{where} lies beyond the reach of carts",
}

STRAINS = {
    "drilled": "its men were put to drill",
    "rival_drilled": "a rival's men were drilled",
    "regiment": "another regiment was drilled",
    "abroad": "far from home",
    "stranger": "under another chief",
    "foreigner": "under the commander's own people",
    "retreat": "a retreat shared",
    "rout": "a rout shared",
    "bled": "more than its share of the dead",
    "hungry": "hungry",
    "home_lost": "an enemy in its home",
    "weary": "long abroad without a victory",
    "ceiling": "above its ceiling",
    "victory": "a victory shared",
    "town_shared": "a town made over to it",
    "guns_shared": "guns made over to it",
    "gift": "a gift",
    "council": "a council",
    "deputy": "a rival was named deputy",
    "reprisal": "a reprisal of the enemy",
    "disarmed": "an ally was disarmed",
    "offer": "an offer of the enemy",
    "break": "an ally broke away",
}
"""What works on a faction."""

LEAVINGS = {
    "break": "it broke with its allies",
    "disarmed": "its chief was seized",
    "home": "it went home",
    "terms": "it came to terms with the enemy",
    "recalled": "its king called it back",
    "joined": "it joined the other side",
    "mutiny": "it mutinied",
}
"""How men leave the ranks."""

ENDS = {"last_turn": "the last turn is played"}
"""Ends of games; the others are the sudden deaths of a scenario, named by their ids."""

WEATHERS = {
    "fair": "fair weather",
    "hot": "hot weather",
    "heat": "great heat",
    "storm": "storms",
    "frost": "frost",
    "thaw": "thaw and mud",
    "snow": "snowfall",
}

LIGHTS = {"day": "daylight", "dark": "darkness"}

SEASONS = {
    "winter": "winter",
    "spring": "spring",
    "green": "the green season",
    "harvest": "harvest time",
    "autumn": "autumn",
}

WATERS = {"": "the fords open", "great": "the great rivers in spate", "all": "every river in spate"}
