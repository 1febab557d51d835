"""What moves the purse of a side, in words."""

from collections.abc import Mapping

from game.chronicle.words import Translate, name_side, signed
from game.model.scenario import Flow, Scenario, Side

FLOWS: Mapping[str, str] = {
    "victory": "for a fight won over {men:,} men or more",
    "convoy": "for a convoy taken",
    "place": "for {places} taken",
    "place_lost": "for {places} lost",
    "retreat": "for a retreat of {men:,} men or more",
    "rout": "for a rout of {men:,} men or more",
    "losses": "for every {per:,} men lost",
    "wiped": "for every unit wiped out ({kind})",
}


def name_flows(scenario: Scenario, side: Side, translate: Translate = str) -> str:
    """All that moves the purse of a side, or empty if nothing does."""
    amount, every = side.income
    told = [translate("{by} each {every} turns").format(by=signed(amount), every=every)] if every > 1 else []
    told += [translate("{by} each turn").format(by=signed(amount))] if every == 1 else []
    told += [name_flow(scenario, flow, translate) for flow in side.flows]
    if not told:
        return ""
    name, purse = name_side(scenario, side.id, translate), translate(side.currency or "its purse")
    template = translate("{side}, {purse}: {flows}; no more than {most} falls in a turn.")
    if not any(flow.by < 0 for flow in side.flows):
        template = translate("{side}, {purse}: {flows}.")
    most = scenario.charts.command.fall_most
    return template.format(side=name, purse=purse, flows="; ".join(told), most=most)


def name_flow(scenario: Scenario, flow: Flow, translate: Translate = str) -> str:
    """One thing that moves a purse, and by how much."""
    places = translate("any town")
    if flow.places:
        places = translate(" or ").join(scenario.board.place(place).name for place in flow.places)
    kind = scenario.charts.units.types[flow.type].name.lower() if flow.type else translate(flow.trait)
    told = translate(FLOWS[flow.kind]).format(men=flow.men, places=places, per=flow.per, kind=kind)
    return f"{signed(flow.by)} {told}"
