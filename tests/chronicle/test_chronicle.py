"""Everything the rules can say has words: every refusal, shift, roll and cause in the rulebook's code."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from game import chronicle, rules, umpire
from game.chronicle import aims, bread, marching, phrases, refusals, skies
from game.model import events as e
from game.model.actions import (
    Action,
    Advance,
    Attack,
    DigIn,
    EndPart,
    Merge,
    Move,
    OpenDepot,
    Relieve,
    Retreat,
    SetPosture,
    SetRetreat,
)
from game.model.agenda import MayAdvance, MayGrant, MayPlace, MayRetreat
from game.model.bonds import Ford, Ration, Sky
from game.model.evolve import evolve
from game.model.forces import Pace, Posture, Status
from game.model.judgement import Cut, Refusal, Shift, Trace
from game.model.scenario import Deadline, Faction
from game.model.state import State
from game.rules import victory
from tests.chronicle.test_coalition import COALITION
from tests.duel import duel
from tests.sketch import Counter, sketch

STATE = umpire.begin(duel(), umpire.Setup(1, (("fog", "off"),))).state
COURT = replace(STATE, scenario=replace(STATE.scenario, factions=(Faction("hills", "Hillmen"), Faction("own", "Own"))))
CHAPTERS = Path(rules.__file__).parent


def _calls(*names: str) -> Iterator[tuple[ast.Call, str]]:
    """Every call of one of these names in the rulebook, with the file's name."""
    for path in sorted(CHAPTERS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in names:
                    yield node, path.name


def _words(node: ast.expr) -> Iterator[str]:
    """The texts an argument may be: a constant, or either branch of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _words(node.body)
        yield from _words(node.orelse)
    elif isinstance(node, ast.Tuple):
        for element in node.elts:
            yield from _words(element)


def _found(place: int, *names: str) -> set[str]:
    return {word for call, _ in _calls(*names) if len(call.args) > place for word in _words(call.args[place])}


def test_every_refusal_of_the_rules_has_a_sentence() -> None:
    found = _found(1, "Refusal")
    assert len(found) > 30
    assert found <= set(refusals.REFUSALS), found - set(refusals.REFUSALS)
    assert set(refusals.REFUSALS) <= found, set(refusals.REFUSALS) - found


def test_every_shift_of_the_rules_and_charts_has_a_name() -> None:
    found = _found(0, "Shift") | set(duel().charts.combat.shifts) | set(duel().charts.terrain.ground)
    assert found <= set(phrases.SHIFTS), found - set(phrases.SHIFTS)


def test_every_test_of_a_forecast_has_a_name() -> None:
    assert _found(0, "Chance") <= set(phrases.TESTS)


@pytest.mark.parametrize(
    ("table", "place", "names"),
    [
        (phrases.ROLLS, 0, ("roll",)),
        (phrases.HEARTS, 3, ("shake", "hearten", "MoraleChanged")),
        (phrases.LOSSES, 4, ("MenLost",)),
        (phrases.PURSES, 3, ("fill", "fall")),
        (phrases.PURSES, 2, ("PurseChanged",)),
        (phrases.STORES, 3, ("StoresChanged",)),
        (phrases.CUTS, 1, ("Cut",)),
        (phrases.WANTS, 1, ("Fare",)),
        (marching.STOPPED, 2, ("MarchStopped",)),
        (marching.FELL_BACK, 3, ("fall_back",)),
        (marching.LEFT, 4, ("UnitLeft",)),
        (bread.PLACE_TAKEN, 2, ("PlaceTaken",)),
    ],
)
def test_every_cause_in_the_rules_has_words(table: dict[str, str], place: int, names: tuple[str, ...]) -> None:
    found = _found(place, *names)
    assert found, names
    assert found <= set(table), found - set(table)


def test_those_who_die_of_want_have_words() -> None:
    """Their causes are chosen in a list, where no call names them."""
    assert {"want", "sickness"} <= set(phrases.LOSSES)


def test_every_outcome_of_the_ladder_has_a_name() -> None:
    assert {row.outcome for row in duel().charts.combat.rows} == set(phrases.OUTCOMES)


def test_every_event_is_told_or_kept_silent() -> None:
    told: dict[e.Event, str | None] = {
        e.Rolled("fight", (3, 4), 2, "red"): "Dice of red, the fight: 3 + 4.",
        e.TaskDone(): None,
        e.TurnBegan(2): "Turn 2: 5-8 June 1922.",
        e.SkyChanged("harvest", "storm", "dark", "great", snow=True): (
            "The harvest began. Storms broke: men saw less far, and small rivers rose. Night fell. "
            "The great rivers are in spate. The high ground was snowbound."
        ),
        e.FordsChanged((Ford("red", STATE.unit(0).cell, 0, 3),)): (
            "Ford-men led red through the water, from Town 0 to hex 0101 near Town 0."
        ),
        e.PartBegan("red", 0): "Red to move.",
        e.Unnoticed("red", (0, 1)): "No enemy sees Unit A and Unit B.",
        e.PartEnded("red", 0): None,
        e.UnitArrived(0, STATE.unit(0).cell, 500): "Unit A arrived at Town 0, 500 strong.",
        e.UnitDelayed(0, 3): "Unit A found the road barred; expected in turn 3.",
        e.UnitMoved(0, (STATE.unit(2).cell,), 4): "Unit A marched to Town 1.",
        e.UnitMoved(2, (), 0): "Unit X marched out of sight.",
        e.UnitMoved(2, (STATE.unit(0).cell,), 0): "Unit X came by Town 0.",
        e.MarchStopped((0, 1), STATE.unit(2).cell, "met"): (
            "Unit A and Unit B halted before Town 1: men stood there of whom they had not known."
        ),
        e.PaceSet(0, Pace.FORCED): "Unit A set out on a forced march.",
        e.AmbushSprung("enver", STATE.unit(0).cell, (2, 3)): "Ambush at Town 0: Unit X and Unit Y fell on the march.",
        e.Surprised(STATE.unit(2).cell, 6, 5, ("dug_in",)): (
            "At Town 1 it was not as it had seemed: 2:1 in the end, where 3:1 was reckoned on (dug in)."
        ),
        e.DummyFound(0): "Unit A proved a rumour: nobody was there.",
        e.Noted("red", ()): None,
        e.ConvoyPaid("red", 1): None,
        e.UnitFellBack(0, (), "rout"): "Unit A went out of sight.",
        e.UnitFellBack(0, (STATE.unit(0).cell,), "rout"): "Unit A broke and ran to Town 0.",
        e.UnitAdvanced(0, STATE.unit(2).cell): "Unit A entered Town 1.",
        e.PostureSet(2, Posture.EVADE): "Unit X: Evade.",
        e.RetreatSet(2, asks=True): "Unit X: ask by which way it falls back.",
        e.RetreatSet(2, asks=False): "Unit X: fall back by the usual way.",
        e.UnitMerged(0, 1, 1200, 0, 0, 7): "Unit A joined Unit B, 1,200 strong now.",
        e.UnitLeft(0, Status.GONE, 0, 0, "merged"): "Unit A was struck off the rolls, its men in other ranks.",
        e.UnitFellBack(0, (STATE.unit(0).cell,), "turned"): "Unit A was led on to Town 0 instead.",
        e.UnitDugIn(0): "Unit A dug in.",
        e.AttackDeclared("red", STATE.unit(2).cell, (0, 1), True): "Unit A and Unit B charged Town 1.",
        e.AttackRefused(STATE.unit(2).cell, (0,)): "Unit A would not go against Town 1.",
        e.DefenderEvaded(STATE.unit(2).cell, (2, 3)): "Unit X and Unit Y slipped out of Town 1 before the blow fell.",
        e.FightResolved(
            STATE.unit(2).cell, 90, 40, 5, 1, 14, "DR"
        ): "At Town 1, 90 against 40, 2:1, shifts +1, result 14: defender retreats.",
        e.MenLost(0, 12, 1, 0, "fight"): "Unit A lost 12 men, 1 gun in the fight.",
        e.GunsTaken(0, 1, 2, "enver"): "Enver took 1 gun, 2 machine guns from Unit A.",
        e.MoraleChanged(0, -1, 7, "losses"): "Unit A lost heart, at the losses: morale 7.",
        e.Repulsed(0): "Unit A recoiled and cannot attack again at once.",
        e.UnitLeft(0, Status.GONE, 0, 0, "surrendered"): "Unit A laid down arms.",
        e.UnitLeft(0, Status.DISPERSED, 5, 200, "dispersed"): (
            "Unit A scattered to the villages. Expected back in turn 5."
        ),
        e.WantChanged(0, 1): "Unit A had no bread.",
        e.PlaceTaken(0, "enver", "fell"): "Town 0 fell to enver.",
        e.PlaceLeftBare(0, 1): "Town 0 stood without a garrison.",
        e.DepotChanged(0, "red"): "Red opened a depot at Town 0.",
        e.DepotFed(0, 1): None,
        e.StoresChanged(0, -4, 12, "eaten"): "Stores of Town 0: 4 eaten, 12 left, in quarter rations.",
        e.RationSet(0, Ration.HALF): "Town 0 was put on half rations.",
        e.FieldForaged(0, STATE.unit(2).cell): "Unit A went out for grain into the fields of Town 1.",
        e.LineLost(0, 1, "stormed"): "The garrison of Town 0 was driven from the outer line.",
        e.LineLost(0, 1, "given_up"): "The garrison of Town 0 gave up the outer line.",
        e.Bombarded(0, 1, captured=False): "Unit A bombarded the works of Town 1.",
        e.Bombarded(0, 1, captured=True): "Unit A turned captured guns on the works of Town 1.",
        e.TermsAsked(0, "red", "enver"): "Town 0: red asked enver for terms.",
        e.TermsAnswered(0, "enver", granted=True): "Enver gave the garrison of Town 0 terms.",
        e.TermsAnswered(0, "enver", granted=False): "Enver refused Town 0 any terms.",
        e.PlaceTaken(0, "enver", "terms"): "Town 0 was handed over to enver.",
        e.UnitLeft(0, Status.GONE, 0, 200, "terms"): "Unit A marched off without arms, under terms.",
        e.GroundWorn((STATE.unit(0).cell, STATE.unit(2).cell)): "The land was eaten down at Town 0 and Town 1.",
        e.GroundGrazed((STATE.unit(0).cell,), ()): "The pastures: 1 hex grazed.",
        e.GroundGrazed((1, 2), (3,)): "The pastures: 2 hexes grazed and 1 hex bare.",
        e.Scored(3, 0, False): "Enver: +3 for Town 1 held.",
        e.Scored(0, 0, True): None,
        e.PurseChanged("red", -1, "overdue"): "Red: −1 to its purse, for an order overdue.",
        e.PurseChanged("enver", -1, "spent"): "Enver: −1 to its purse, spent in secret.",
        e.PurseChanged("enver", 1, "gained"): "Enver: +1 to its purse, gained in secret.",
        e.GameEnded("red", -1, "last_turn"): (
            "The game is over, the last turn is played: red has won; for enver it was a defeat."
        ),
        e.Queued(()): None,
        e.StreakChanged(0, 1): None,
    }
    for event, sentence in told.items():
        assert chronicle.tell(STATE, event) == sentence
    assert {type(event) for event in told} | COALITION == set(e.EVENTS)


def test_a_translator_is_asked_for_every_template() -> None:
    asked: list[str] = []

    def shout(text: str) -> str:
        asked.append(text)
        return text.upper().replace("{UNIT}", "{unit}")

    assert chronicle.tell(STATE, e.UnitDugIn(0), shout) == "Unit A DUG IN."
    assert asked == ["{unit} dug in."]


@pytest.mark.parametrize("message", sorted(refusals.REFUSALS))
def test_every_refusal_fills_its_sentence(message: str) -> None:
    """With all the facts the rules give, no field of a sentence stays open."""
    facts: dict[str, int | str] = {}
    for call, _ in _calls("Refusal"):
        if message in _words(call.args[1]):
            facts = {"unit": 0, "cell": STATE.unit(2).cell, "men": 50, "cost": 9, "left": 4, "morale": 3}
            facts |= {"faction": 0, "hexes": 4, "turns": 5, "least": 5}
            facts |= {"place": "t0", "posture": "stand", "side": "red", "ration": "half", "number": 99, "other": 1}
    text = chronicle.explain(Refusal("1.1", message, facts), COURT)
    assert "?" not in text
    assert "{" not in text
    assert text[0].isupper()


def test_a_real_refusal_reads_well() -> None:
    refused = umpire.refusal(STATE, Attack(STATE.unit(2).cell, (0,)))
    assert refused is not None
    assert chronicle.explain(refused, STATE) == "Unit A is not next to Town 1."
    refused = umpire.refusal(STATE, SetPosture(0, Posture.EVADE))
    assert refused is not None
    assert chronicle.explain(refused, STATE) == ("Unit A is too slow to slip away: that is for horse and mountaineers.")


def test_a_decision_that_waits_says_what_must_be_decided() -> None:
    refused = Refusal("28.4", "decide.first")
    advance = replace(STATE, agenda=(MayAdvance("red", STATE.unit(2).cell, (0,)),))
    assert chronicle.explain(refused, advance) == "It must first be said who enters Town 1."
    grant = replace(STATE, agenda=(MayGrant("enver", 0),))
    assert chronicle.explain(refused, grant) == "It must first be said whether the garrison of Town 0 has its terms."
    back = replace(STATE, agenda=(MayRetreat("red", 1, ((STATE.unit(0).cell,),)),))
    assert chronicle.explain(refused, back) == "It must first be said by which way Unit B falls back."
    place = replace(STATE, agenda=(MayPlace("red", 1, (STATE.unit(0).cell,)),))
    assert chronicle.explain(refused, place) == "Unit B must be placed first."


def test_a_convoy_gives_out_its_loads_whatever_it_is_called() -> None:
    assert chronicle.tell(STATE, e.UnitLeft(0, Status.GONE, 0, 0, "unloaded")) == "Unit A gave out the loads."


def test_a_message_without_a_sentence_is_given_as_it_is() -> None:
    assert chronicle.explain(Refusal("1.1", "new.message", {"unit": 0}), STATE) == "new.message unit Unit A"


def test_orders_in_words() -> None:
    town = STATE.unit(2).cell
    told: dict[Action, str] = {
        Move(0, (town,)): "Unit A: march to Town 1",
        Attack(town, (0, 1), True): "Unit A and Unit B: charge Town 1",
        SetPosture(0, Posture.LAST): "Unit A: To the last",
        SetRetreat(0, True): "Unit A: ask by which way it falls back",
        SetRetreat(0, False): "Unit A: fall back by the usual way",
        Merge(0, 1): "Unit A: join Unit B",
        Retreat((town,)): "fall back to Town 1",
        DigIn(0): "Unit A: dig in",
        OpenDepot(0): "Unit A: open a depot",
        Relieve(0): "Unit A: feed the stack",
        EndPart(): "end the part",
        Advance(()): "stay where they are",
        Advance((0,)): "Unit A: enter the hex that was won",
    }
    for action, words_of_it in told.items():
        assert chronicle.name_action(STATE, action) == words_of_it


def test_hexes_are_named_by_their_place_or_the_nearest() -> None:
    grid = duel().board.grid
    assert chronicle.name_hex(duel(), grid.cell(0, 1)) == "Town 0"
    assert chronicle.name_hex(duel(), grid.cell(1, 1)) == "hex 0202 near Town 0"
    assert chronicle.name_hex(duel(), 0) == "off the map"


def test_turning_points_have_date_turn_kind_and_who() -> None:
    point = chronicle.turning_points(STATE, e.PlaceTaken(0, "enver", "fell"))
    assert point == {"date": "1922-06-01", "turn": 1, "kind": "fell", "who": "Town 0"}
    left = chronicle.turning_points(STATE, e.UnitLeft(0, Status.GONE, 0, 0, "surrendered"))
    assert left is not None
    assert left["kind"] == "surrendered"
    assert chronicle.turning_points(STATE, e.UnitDugIn(0)) is None
    assert chronicle.turning_points(STATE, e.PlaceTaken(0, "enver", "reverted")) is None


def _paying() -> State:
    """The duel with a timetable for the Reds."""
    scenario = duel()
    deadlines = (Deadline("red", 1, "t1"), Deadline("red", 3, "t0"))
    side = replace(scenario.side("red"), currency="resolve")
    dated = replace(scenario.victory, deadlines=deadlines)
    return replace(STATE, scenario=replace(scenario, victory=dated, sides=(side, *scenario.sides[1:])))


def test_the_diary_names_the_reason_of_every_payment() -> None:
    state = _paying()
    assert chronicle.tell(state, e.Scored(1, 0, False)) == "Enver: +1 for Town 1 held."
    assert chronicle.tell(state, e.Scored(5, 1, True)) == "Enver: +5 for Town 0 taken."
    assert chronicle.tell(state, e.PurseChanged("red", -1, "overdue")) == "Red: −1 resolve, Town 1 overdue."
    met = evolve(state, e.Scored(0, victory.DEADLINE_AWARDS + 1, once=True))
    assert chronicle.tell(met, e.PurseChanged("red", 2, "in_time")) == "Red: +2 resolve, Town 0 in time."
    assert (aims.DEADLINES, aims.BEYOND) == (victory.DEADLINE_AWARDS, victory.RECALLED)


def test_who_had_no_way_back_did_not_stand_to_the_last() -> None:
    lost = e.MenLost(0, 12, 0, 0, "last_stand")
    assert chronicle.tell(STATE, lost) == "Unit A lost 12 men with no way back."
    ordered = evolve(STATE, e.PostureSet(0, Posture.LAST))
    assert chronicle.tell(ordered, lost) == "Unit A lost 12 men standing to the last."


def test_want_of_bands_and_of_regulars_has_words_of_its_own() -> None:
    assert chronicle.tell(STATE, e.WantChanged(2, 1)) == "Unit X ran short."
    hungry = evolve(STATE, e.WantChanged(2, 1))
    assert chronicle.tell(hungry, e.WantChanged(2, 0)) == "Unit X had enough again."
    assert chronicle.tell(hungry, e.WantChanged(2, 2)) == "Unit X went hungry: out now."
    assert chronicle.tell(STATE, e.WantChanged(0, 2)) == "Unit A went hungry: out now."
    starving = evolve(STATE, e.WantChanged(2, 8))
    assert chronicle.tell(starving, e.WantChanged(2, 9)) == "Unit X went hungry: starving now."
    guns = sketch(".A", {"A": Counter("battery", "red", 100, 4)}).state
    assert chronicle.tell(guns, e.WantChanged(0, 1)) == "Unit A had no bread."


def test_verbs_agree_with_the_names_of_units() -> None:
    scenario = duel()
    names = {
        "Davlatmand's riders, 1st": True, "I/5th Turkestan Rifles": True, "Karategin men, 2nd": True,
        "Men of Burj": True,
        "Rahman and Barat": True, "Lokai of Yavan": True, "Enver's guard": False, "Baysun half-battery": False,
        "I, third rifle regiment": False, "8th Brigade mountain battery": False,
    }  # fmt: skip
    for name, many in names.items():
        renamed = replace(scenario, units=(replace(scenario.units[0], name=name), *scenario.units[1:]))
        assert chronicle.several(renamed, 0) is many, name
        verb = "are" if many else "is"
        state = replace(STATE, scenario=renamed)
        assert (
            chronicle.explain(Refusal("28.2", "unit.off_map", {"unit": 0}), state) == f"{name} {verb} not on the map."
        )


def test_a_fight_is_told_in_one_line_with_its_shifts() -> None:
    fight = e.FightResolved(STATE.unit(2).cell, 90, 30, 6, 2, 14, "DR")
    shifts = (Shift("leader", 1), Shift("combined", 1))
    assert chronicle.fight_report(STATE, fight, shifts) == (
        "At Town 1, 90 against 30, 3:1, shifts +2 (attacker led in person +1, combined arms +1), "
        "result 14: defender retreats."
    )


def test_every_word_of_the_sky_and_of_bread_in_the_charts_has_a_name() -> None:
    charts = duel().charts
    assert set(charts.weather.weathers) <= set(phrases.WEATHERS) & set(skies.WEATHER)
    assert {season.name for season in charts.weather.seasons} <= set(phrases.SEASONS) & set(skies.SEASON)
    assert set(charts.supply.forage["8km"]) <= set(phrases.SEASONS)
    assert set(phrases.LIGHTS) == set(skies.LIGHT) == {"day", "dark"}
    assert set(phrases.WATERS) == set(skies.SPATE) == {"", "great", "all"}
    assert set(phrases.PACES) == set(Pace) == set(marching.DRIVEN)
    assert set(phrases.RATIONS) == set(Ration)


def test_the_sky_is_told_by_what_turned_or_whole_where_nothing_did() -> None:
    sky = replace(STATE, sky=Sky("great", "storm", "dark", "harvest", snow=True))
    told = "Harvest time, storms, darkness, the great rivers in spate, the high ground snowbound."
    assert chronicle.tell(sky, e.SkyChanged("harvest", "storm", "dark", "great", snow=True)) == told
    assert chronicle.tell(sky, e.SkyChanged("harvest", "fair", "dark", "", snow=True)) == (
        "The weather cleared. The rivers fall; the fords are open."
    )
    assert chronicle.name_sky(Sky()) == "fair weather"


def test_fords_are_told_when_they_open_and_when_they_are_lost() -> None:
    ford = Ford("red", STATE.unit(0).cell, 0, 3)
    open_now = replace(STATE, sky=Sky("all", fords=(ford,)))
    assert (
        chronicle.tell(open_now, e.FordsChanged(())) == "The ford from Town 0 to hex 0101 near Town 0 was lost again."
    )
    assert chronicle.tell(open_now, e.FordsChanged((ford,))) is None


def test_why_a_hex_is_fed_or_cut_in_sentences() -> None:
    town, field = STATE.unit(0).cell, STATE.unit(2).cell
    explain = chronicle.explain_trace
    cut = (Cut(field, "zone", (2, 3)), Cut(field, "enemy", (2,)), Cut(field, "far"))
    assert explain(STATE, "red", Trace(False, (town, field), 30, 28, cut)) == (
        "From Town 0: 30 points of carts, and bread reaches 28.",
        "Town 1 is commanded by Unit X and Unit Y.",
        "Town 1 is occupied by Unit X.",
        "Town 1 lies beyond the reach of carts.",
    )
    assert explain(STATE, "red", Trace(True, (town, field), 8, 28, cut[:1]))[-1] == (
        "A longer way is open, and carts take it."
    )
    assert explain(STATE, "red", Trace(False, (), 0, 28, (Cut(field, "closed"),))) == (
        "No way for carts leads here from any source.",
    )
    assert explain(STATE, "red", Trace(True, (town,), 0, 28)) == ("A source of bread is here.",)
    depot = evolve(STATE, e.DepotChanged(1, "red"))
    assert explain(depot, "red", Trace(True, (town, field), 0, 28)) == ("A depot stands here, fed from Town 0.",)
    back = Trace(True, (town, field, town), 1, 28)
    assert explain(depot, "red", back) == (
        "From the depot at Town 1: 1 point of carts, and bread reaches 28.",
        "That depot draws on Town 0.",
    )
    assert chronicle.supply_legs(depot, "red", back) == ((town, field), (field, town))
    assert chronicle.supply_legs(STATE, "red", back) == (back.path,)
