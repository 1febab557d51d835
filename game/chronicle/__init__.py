"""Events, refusals and orders in words.

The core speaks in data; here alone it is put into sentences.  Every sentence is a template that goes through a
translator before its facts are filled in, so that another language is another table of templates.
"""

from game.chronicle.aims import deadlines_met, name_award, name_deadline, when_paid
from game.chronicle.bread import explain_trace, name_rung, name_stores, supply_legs, turns_of_bread
from game.chronicle.cards import name_branch, name_card, name_target, name_window
from game.chronicle.court import name_faction, name_reason
from game.chronicle.ends import name_death
from game.chronicle.marching import tell_together
from game.chronicle.orders import name_action
from game.chronicle.purses import name_flow, name_flows
from game.chronicle.refusals import explain
from game.chronicle.telling import fight_report, tell
from game.chronicle.turning import TurningPoint, turning_points
from game.chronicle.walls import name_line
from game.chronicle.words import (
    Translate,
    date_of,
    listed,
    name_end,
    name_grade,
    name_hex,
    name_hexes,
    name_light,
    name_odds,
    name_outcome,
    name_pace,
    name_posture,
    name_ration,
    name_season,
    name_shift,
    name_side,
    name_sky,
    name_test,
    name_turn,
    name_unit,
    name_units,
    name_want,
    name_weather,
    several,
    signed,
)

__all__ = [
    "Translate",
    "TurningPoint",
    "date_of",
    "deadlines_met",
    "explain",
    "explain_trace",
    "fight_report",
    "listed",
    "name_action",
    "name_award",
    "name_branch",
    "name_card",
    "name_deadline",
    "name_death",
    "name_end",
    "name_faction",
    "name_flow",
    "name_flows",
    "name_grade",
    "name_hex",
    "name_hexes",
    "name_light",
    "name_line",
    "name_odds",
    "name_outcome",
    "name_pace",
    "name_posture",
    "name_ration",
    "name_rung",
    "name_season",
    "name_shift",
    "name_side",
    "name_sky",
    "name_stores",
    "name_reason",
    "name_target",
    "name_test",
    "name_turn",
    "name_unit",
    "name_window",
    "name_units",
    "name_want",
    "name_weather",
    "several",
    "signed",
    "supply_legs",
    "tell",
    "tell_together",
    "turning_points",
    "turns_of_bread",
    "when_paid",
]
