"""Chapter 2. The sky and the water.

2.1  The calendar of the scenario says in which turns rivers are in spate: all of them, or only the great ones.
2.2  The sky and the water change at the start of a turn, before anything else.
2.3  A season lasts from its day of the year to the next one's; some are seasons of snow.
2.4  Weather is drawn with two dice where the scenario has a table for the turn, and lasts until the next draw.  A
     spell that the calendar names goes before the dice: nothing is drawn while it lasts, and after it the sky is fair
     until the next draw.  All else is fair.
2.5  Turns that the calendar names are dark.
2.6  Weather shortens sight, takes points, makes mud, swells the small rivers, drifts snow and shortens the lines of
     supply, as its row of the chart says.
2.7  In a weather that takes its toll, units of the classes named that marched in their part test morale at its end,
     or lose men by the way.
2.8  Fords that guides hold open close again when their time is over.
"""

from game.hexes import opposite
from game.model.board import Hexside
from game.model.bonds import Ford, Sky
from game.model.charts import Season, Weather
from game.model.events import FordsChanged, SkyChanged
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.state import State
from game.rules.terrain import Going


def spate(scenario: Scenario, turn: int) -> str:
    """What the calendar makes of the rivers in a turn: empty, `great` or `all`.  [2.1]"""
    for flood in scenario.spates:
        if flood.first <= turn <= flood.last:
            return flood.rivers
    return ""


def season(scenario: Scenario, turn: int) -> Season:
    """The season into which the first day of a turn falls.  [2.3]"""

    def work_out() -> Season:
        seasons = scenario.charts.weather.seasons
        day = scenario.calendar.begins(turn)
        past = [s for s in seasons if (s.month, s.day) <= (day.month, day.day)]
        return past[-1] if past else seasons[-1]

    return scenario.remembered(("season", turn), work_out)


def first_sky(scenario: Scenario) -> Sky:
    """The sky before the first turn.  [2.3, 2.5]"""
    first = season(scenario, 1)
    return Sky(light=light(scenario, 1), season=first.name, snow=first.snow)


def light(scenario: Scenario, turn: int) -> str:
    """Day or dark.  [2.5]"""
    for spell in scenario.spells:
        if spell.light and spell.first <= turn <= spell.last:
            return spell.light
    return "day"


def _weather(ledger: Ledger, turn: int) -> str:
    """The weather of a turn: of a spell, drawn now, lasting, or fair.  [2.4]"""
    scenario = ledger.state.scenario
    if _spell(scenario, turn):
        return _spell(scenario, turn)
    for draw in scenario.draws:
        if draw.first <= turn <= draw.last:
            if (turn - draw.first) % draw.every == 0:
                return _drawn(ledger, draw.table)
            return "fair" if _spell(scenario, turn - 1) else ledger.state.sky.weather
    return "fair"


def _spell(scenario: Scenario, turn: int) -> str:
    """The weather that the calendar sets for a turn, or empty.  [2.4]"""
    return next((s.weather for s in scenario.spells if s.weather and s.first <= turn <= s.last), "")


def _drawn(ledger: Ledger, table: tuple[tuple[int, str], ...]) -> str:
    throw = ledger.roll("weather")
    return next((name for least, name in reversed(table) if throw >= least), table[0][1])


def opening(scenario: Scenario) -> Sky:
    """The sky over the set-up, as the calendar has it: nobody has drawn yet.  [2.1, 2.3, 2.5]"""
    first = season(scenario, 1)
    return Sky(spate(scenario, 1), light=light(scenario, 1), season=first.name, snow=first.snow)


def turn_the_sky(ledger: Ledger) -> None:
    """Let season, weather, light and water change with the new turn.  [2.2, 2.8]"""
    state = ledger.state
    scenario, turn, old = state.scenario, state.turn, state.sky
    now = season(scenario, turn)
    weather = _weather(ledger, turn)
    water = "all" if scenario.charts.weather.weathers[weather].swells else spate(scenario, turn)
    sky = (now.name, weather, light(scenario, turn), water, now.snow)
    if turn == 1 or sky != (old.season, old.weather, old.light, old.spate, old.snow):
        ledger.record(SkyChanged(*sky))
    lasting = tuple(ford for ford in old.fords if ford.until >= turn)
    if lasting != old.fords:
        ledger.record(FordsChanged(lasting))


def now(state: State) -> Weather:
    """The row of the chart for the weather that holds.  [2.6]"""
    return state.scenario.charts.weather.weathers[state.sky.weather]


def tolls(state: State) -> tuple[str, ...]:
    """The classes of movement of which the weather takes its toll.  [2.7]"""
    return now(state).toll


def dark(state: State) -> bool:
    """Whether it is dark.  [2.5]"""
    return state.sky.light == "dark"


def going(state: State, side: str) -> Going:
    """What the sky makes of the ground for a side.  [2.6]"""

    def work_out() -> Going:
        row = now(state)
        return Going(state.sky.spate, row.mud, state.sky.snow, row.drifts, _sides(state, state.sky.fords, side))

    return state.sky.remembered(("going", side), work_out)


def _sides(state: State, fords: tuple[Ford, ...], side: str) -> tuple[Hexside, ...]:
    step = state.scenario.board.grid.step
    open_to = [ford for ford in fords if ford.side == side]
    return tuple(
        name
        for ford in open_to
        for name in ((ford.cell, ford.direction), (step(ford.cell, ford.direction), opposite(ford.direction)))
    )
