"""Whether what a scenario says of drill can be carried out."""

from game.library.desk import Desk


def check_training(desk: Desk) -> None:
    """Note cadres, factions and units that drill names and the scenario has not, or has otherwise."""
    told, training = desk.told, desk.told.training
    if training is None:
        return
    desk.side(training.side, ("training", "side"))
    desk.known("faction", training.faction, (f.id for f in told.factions), ("training", "faction"))
    if any(faction.id == training.faction and faction.tested for faction in told.factions):
        desk.wrong(("training", "faction"), training.faction, "has a will of its own: drilled men are the commander's")
    if training.men < 1:
        desk.wrong(("training", "men"), training.men, "should be above 0")
    known = desk.known("unit type in the chart", training.cadre, desk.charts.units.types, ("training", "cadre"))
    if known and not any(unit.type == training.cadre and unit.side == training.side for unit in told.units):
        desk.doubt(("training", "cadre"), training.cadre, "the side has no cadre: nobody will be drilled")
    if not training.units:
        desk.wrong(("training", "units"), None, "should name the units that can be raised")
    for number, name in enumerate(training.units):
        if not desk.unit(name, ("training", "units", number)):
            continue
        unit = next(unit for unit in told.units if unit.id == name)
        row = desk.charts.units.types.get(unit.type)
        if unit.turn or unit.among:
            desk.wrong(("training", "units", number), name, "should be held back: turn = 0")
        if unit.side != training.side or unit.faction != training.faction:
            desk.wrong(("training", "units", number), name, "should be of the side and the faction that drill")
        if unit.men != training.men:
            desk.wrong(("training", "units", number), name, f"should have {training.men} men, as many as are drilled")
        if row is not None and "drilled" not in row.traits:
            desk.wrong(("training", "units", number), name, 'should be of a type with the trait "drilled"')
