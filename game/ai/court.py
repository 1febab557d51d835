"""Statecraft: drill, gifts, offers and peace, as a policy says that is the same all through a game.

The Recruit's own policy is three regiments and gifts: what it does not know is when to stop.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from game import questions, umpire
from game.ai.march import ordered, way_toward
from game.ai.survey import NEVER, Survey
from game.hexes import Cell
from game.model.actions import Action, Drill, Gift, MakeOffer, Move
from game.model.forces import Unit

SPARE = 2
"""What a side keeps in its purse when it gives or offers."""

RISK = 0
"""The danger in which nobody is put to drill."""


@dataclass(frozen=True, slots=True)
class Statecraft:
    """How a coalition is led, or an enemy's coalition worked upon.

    `regiments` are drilled at most, of the men of factions without a will of their own before all others; `gifts` go
    to the most jealous faction; `offers` are made to it by its enemies while they have money to spare; `cards` are
    played.
    """

    regiments: int = 3
    gifts: bool = True
    offers: bool = True
    cards: bool = True


USUAL = Statecraft()
"""The Recruit's policy."""


def drills(survey: Survey, craft: Statecraft) -> list[Action]:
    """A regiment put to drill where a cadre stands with men enough, if the policy wants one more."""
    if not _wants_men(survey, craft):
        return []
    for cadre in _cadres(survey):
        for bands in _fit(survey, cadre):
            order = Drill(cadre.number, bands)
            if umpire.refusal(survey.state, order) is None:
                return [order]
    return []


def gathers(survey: Survey, craft: Statecraft) -> list[Move]:
    """The marches of cadres to where men are who could be drilled; those who are there stay."""
    orders: list[Move] = []
    if not _wants_men(survey, craft):
        return orders
    sites = _sites(survey)
    for cadre in _cadres(survey):
        if cadre.cell in sites:
            survey.rest((cadre.number,))
            continue
        ways = [(survey.way(cadre, site)[cadre.cell], site) for site in sites]
        if not ways or min(ways)[0] >= NEVER or not survey.mobile(cadre):
            continue
        way = way_toward(survey, cadre, min(ways)[1])
        for length in range(len(way), 0, -1):
            if survey.danger(way[length - 1]) <= RISK and ordered(survey, cadre, way[:length], orders):
                survey.rest((cadre.number,))
                break
    return orders


def courtesies(survey: Survey, craft: Statecraft) -> list[Action]:
    """Gifts to the most jealous faction of one's own, offers to that of the enemy."""
    orders: list[Action] = []
    chart = survey.scenario.charts.cohesion
    purse = survey.state.bonds.purse[survey.scenario.side_number(survey.side)]
    for number in _jealous(survey):
        mine = _side_of(survey, number) == survey.side
        low = survey.state.bonds.cohesion[number] < questions.ceiling(survey.state, number)
        if mine and craft.gifts and low and purse >= chart.gift_cost + (0 if _live(survey, number) else SPARE):
            orders.append(Gift(number))
        if not mine and craft.offers and purse >= chart.offer_cost + SPARE:
            orders.append(MakeOffer(number))
    return [order for order in orders if umpire.refusal(survey.state, order) is None]


def _wants_men(survey: Survey, craft: Statecraft) -> bool:
    training = survey.scenario.training
    return training is not None and training.side == survey.side and survey.state.court.raised < craft.regiments


def _cadres(survey: Survey) -> list[Unit]:
    return [unit for unit in survey.own if survey.roles[unit.number].cadre]


def _faction(survey: Survey, unit: Unit) -> int:
    """The number of a unit's faction, -1 for none."""
    name = survey.scenario.units[unit.number].faction
    return survey.scenario.faction_number(name) if name else -1


def _willing(survey: Survey, cell: Cell) -> dict[int, list[Unit]]:
    """By faction, the bands on a hex that may be drilled: who has no will of his own first, the jealous never."""
    training, factions = survey.scenario.training, survey.scenario.factions
    assert training is not None
    found: dict[int, list[Unit]] = {}
    for unit in survey.here.get(cell, ()):
        number = _faction(survey, unit)
        if number >= 0 and factions[number].id != training.faction and not factions[number].jealousy:
            found.setdefault(number, []).append(unit)
    return dict(sorted(found.items(), key=lambda pair: (factions[pair[0]].tested, pair[0])))


def _fit(survey: Survey, cadre: Unit) -> Iterator[tuple[int, ...]]:
    """The bands with a cadre, one or two of a faction, that have men enough; the smallest first."""
    training = survey.scenario.training
    assert training is not None
    for bands in _willing(survey, cadre.cell).values():
        groups = [group for size in (1, 2) for group in combinations(sorted(bands, key=lambda u: u.number), size)]
        for group in sorted(groups, key=lambda group: (sum(u.men for u in group), len(group))):
            if sum(unit.men for unit in group) >= training.men:
                yield tuple(unit.number for unit in group)


def _sites(survey: Survey) -> set[Cell]:
    """The hexes in no danger where men enough of one faction stand."""
    training = survey.scenario.training
    assert training is not None
    return {
        cell
        for cell in sorted(survey.here)
        if survey.danger(cell) <= RISK
        and any(sum(u.men for u in bands) >= training.men for bands in _willing(survey, cell).values())
    }


def _jealous(survey: Survey) -> list[int]:
    """The jealous factions that still stand in the ranks."""
    state = survey.state
    return [
        number
        for number, faction in enumerate(survey.scenario.factions)
        if faction.jealousy and not state.court.of(state.court.left, number)
    ]


def _side_of(survey: Survey, faction: int) -> str:
    """The side in whose ranks a faction began."""
    name = survey.scenario.factions[faction].id
    return next((spec.side for spec in survey.scenario.units if spec.faction == name), "")


def _live(survey: Survey, faction: int) -> bool:
    """Whether a faction is so low that it might break: sullen or ripe, as far as one knows."""
    return questions.standing(survey.state, faction) in ("sullen", "ripe")
