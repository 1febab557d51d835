"""Events, refusals and orders in words.

The core speaks in data; here alone it is put into sentences.  Every sentence is a template that goes through a
translator before its facts are filled in, so that another language is another table of templates.
"""

from game.chronicle.orders import name_action
from game.chronicle.refusals import explain
from game.chronicle.telling import tell
from game.chronicle.turning import TurningPoint, turning_points
from game.chronicle.words import (
    Translate,
    date_of,
    name_grade,
    name_hex,
    name_outcome,
    name_posture,
    name_shift,
    name_side,
    name_test,
    name_turn,
    name_unit,
    name_units,
)

__all__ = [
    "Translate",
    "TurningPoint",
    "date_of",
    "explain",
    "name_action",
    "name_grade",
    "name_hex",
    "name_outcome",
    "name_posture",
    "name_shift",
    "name_side",
    "name_test",
    "name_turn",
    "name_unit",
    "name_units",
    "tell",
    "turning_points",
]
