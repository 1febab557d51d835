"""What a fight costs either side, by the result of the ladder.  This carries out chapter 20."""

from collections.abc import Iterable

from game.model.actions import Attack
from game.model.charts import Row
from game.model.forces import Unit
from game.model.state import State
from game.rules import in_force


def men_lost(total: int, per_cent: int, enemy_power: int, share: int) -> int:
    """Men that a side loses: per cent of its own, but no more than the enemy can kill."""
    return min(total * per_cent // 100, enemy_power // share)


def charge_price(state: State, row: Row, stack: Iterable[Unit], *, charge: bool) -> int:
    """Per cent the attacker loses, with the price of a charge that does not carry."""
    if not charge or row.outcome in ("DR", "DX"):
        return row.attacker
    chart = state.scenario.charts.combat
    held = sum(unit.mgs for unit in stack)
    return row.attacker * 2 + min(chart.charge_mg_loss * held, chart.charge_mg_most)


def pursuit(state: State, row: Row, *, charge: bool) -> int:
    """Per cent the defender loses, with those ridden down by a charge."""
    return row.defender + (state.scenario.charts.combat.pursuit.get(row.outcome, 0) if charge else 0)


def tolls(
    state: State, attack: Attack, sides: tuple[str, str], stack: tuple[Unit, ...], result: int, row: Row
) -> tuple[int, int]:
    """Per cent that attacker and defender (`sides`) lose by a result of the ladder.  [21.2, 21.3, 25.21, 25.29]"""
    price, toll = row.attacker, row.defender
    if attack.charge:
        price, toll = charge_price(state, row, stack, charge=True), pursuit(state, row, charge=True)
    if state.table.lasting:
        last = in_force.charge(state, attack)
        if last is not None:
            guns = last[0].per_mg * sum([unit.mgs for unit in stack])
            price = row.attacker if result >= last[0].carry else row.attacker * last[0].losses // 100 + guns
        price, toll = in_force.losses(state, attack, sides, stack, price, toll)
    return price, toll
