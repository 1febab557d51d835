"""Examples of play for the book: scenes that the game plays, and writes down as it tells them.

A scene is a text of `scenes/`.  Its head says which scenario, turn and seed, who looks on, and who stands where:

    title A charge on the steppe
    scenario recapture-1922
    turn 8
    seed 3
    fog off
    side red
    put red-alai 0520
    put khurram 0620 men=350 posture=evade

What follows an empty line is told as it stands, but for lines that begin with a sign: `> ` is said to the text mode and
printed with its answer, `. ` is said and not printed, `@ ` names the side whose orders follow, `= ` a hex of which the
powers of a fight are reckoned out, `! ` events that must (or with a minus must not) have happened since the last such
line, so that the words round it stay true.  All other units are off the map.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from game import chronicle, library, questions, umpire
from game.book.contents import AFTER, folder
from game.hexes import NO_CELL, Cell
from game.model.bonds import Holding, Sky
from game.model.dice import Seeded
from game.model.forces import Forces, Posture, Status, Unit
from game.model.scenario import LineOfWorks, Scenario, Works
from game.model.scouting import Scouting
from game.model.state import Seen, State
from game.rules import weather
from game.session.game import Session
from game.text.commands import obey
from game.text.naming import hex_named
from game.text.sketch import legend

FOLDER = Path(__file__).with_name("scenes")
NAMES = tuple(name.removeprefix("example-") for name in AFTER)
WIDTH = 94
"""Of what the game says, so that it stands in the book's page."""


class Astray(AssertionError):
    """The scene no longer goes as its words say."""


@dataclass(frozen=True)
class Scene:
    """A scene as it is written down."""

    head: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]

    def said(self, word: str) -> str:
        """What the head says of a thing."""
        return dict(self.head)[word]

    def all(self, word: str) -> list[list[str]]:
        """All lines of the head that begin with a word."""
        return [rest.split() for first, rest in self.head if first == word]


def read(name: str) -> Scene:
    """The scene of a name."""
    head, _, body = (FOLDER / f"{name}.md").read_text("utf-8").partition("\n\n")
    pairs = [line.partition(" ") for line in head.splitlines()]
    return Scene(tuple((word, rest) for word, _, rest in pairs), tuple(body.splitlines()))


def written(name: str) -> Path:
    """Where the book keeps what was told."""
    return folder() / f"example-{name}.md"


def play(name: str, seed: int | None = None) -> str:
    """Play a scene: the text for the book.  Raises Astray."""
    scene = read(name)
    scenario = _built(library.load(scene.said("scenario")), scene)
    used = int(scene.said("seed")) if seed is None else seed
    session = _session(scenario, scene, used)
    lines = [f"# Example: {scene.said('title')}", ""]
    done, keyed = 0, False
    for line in scene.lines:
        sign, words = line[:2], line[2:].strip()
        if sign in ("> ", ". "):
            answer = [f"> {words}", *(text for told in obey(session, words) for text in told.splitlines())]
            if sign == "> ":
                key = legend(session.seen()).splitlines()
                answer = [text for text in answer if text not in key or not keyed]
                keyed = keyed or key[0] in answer
                lines += [f"    {text}".rstrip() for text in _folded(answer)]
        elif sign == "= ":
            lines += [f"    {text}" for text in powers(session, words)]
        elif sign == "@ ":
            session.viewer = words
        elif sign == "! ":
            kinds = {type(one.event).__name__ for one in session.witnessed(since=done + 1)}
            if any((word.removeprefix("-") in kinds) == word.startswith("-") for word in words.split()):
                raise Astray(f"{name}, seed {used}: not {words} but {', '.join(sorted(kinds))}")
            done = session.actions
        else:
            lines.append(line)
    return "\n".join(lines).rstrip() + "\n"


def powers(session: Session, words: str) -> Iterator[str]:
    """How the powers of an attack on a hex are made up, for those next to it and those on it."""
    seen = session.seen()
    target = hex_named(seen, words)
    near = seen.scenario.board.grid.spread(1 << target) & ~(1 << target)
    ours = [unit for unit in seen.forces.of(seen.actor) if near >> unit.cell & 1 and unit.men]
    for unit, attacking in [(u, True) for u in ours] + [(u, False) for u in seen.forces.at(target) if u.men]:
        yield f"{chronicle.name_unit(seen.scenario, unit.number)}: {_reckoned(seen, unit, target, attacking)}"


def _reckoned(seen: Seen, unit: Unit, target: Cell, attacking: bool) -> str:
    """A unit's power, term by term.  Raises Astray if the terms do not come to what the rules say."""
    row, units = seen.scenario.types[unit.number], seen.scenario.charts.units
    ground = seen.scenario.charts.terrain.ground[seen.scenario.board.terrain[target]]
    worth = row.attack if attacking else row.defence_in.get(seen.scenario.board.terrain[target], row.defence)
    terms = []
    if unit.men and worth:
        terms.append((f"{unit.men} men at {worth / 10:.1f}", unit.men * worth / 10))
    for number, each, thing in (
        (unit.guns, (units.gun_attack if attacking else units.gun_defence) * ground.guns // 100, "gun"),
        (unit.mgs, units.mg_attack if attacking else units.mg_defence, "machine gun"),
    ):
        if number:
            terms.append((f"{number} {thing}{'s' if number > 1 else ''} at {each}", number * each))
    want, mood = questions.want(seen, unit), questions.mood(seen, unit)
    spirit = mood.attack if attacking else mood.defence
    power = questions.power(seen, unit, target, attacking=attacking)
    if int(sum(value for _, value in terms) * want.power * spirit / 10_000) != power:
        raise Astray(f"{chronicle.name_unit(seen.scenario, unit.number)}: {terms} do not come to {power}")
    shares = [
        f"{share}% for being {name}" for share, name in ((want.power, want.name), (spirit, mood.name)) if share < 100
    ]
    return ", ".join([text for text, _ in terms] + shares) + f": {power}"


def first_seed(name: str, most: int = 300) -> int:
    """The first seed with which a scene goes as its words say.  Raises Astray."""
    for seed in range(1, most + 1):
        try:
            play(name, seed)
        except Astray:
            continue
        return seed
    raise Astray(f"{name}: with no seed up to {most} does it go as it says")


def _folded(answer: list[str]) -> Iterator[str]:
    """Long lines folded at spaces, under themselves; maps are short."""
    for line in answer:
        indent = len(line) - len(line.lstrip())
        while len(line) > WIDTH:
            cut = line.rindex(" ", 0, WIDTH + 1)
            yield line[:cut]
            line = " " * (indent + 2) + line[cut:].lstrip()
        yield line


def _session(scenario: Scenario, scene: Scene, seed: int) -> Session:
    """A game that begins with the scene's position."""
    fog = scene.said("fog")
    setup = umpire.Setup(seed, (("fog", fog),), tuple((side.id, "person") for side in scenario.sides))
    opening = umpire.begin(scenario, setup).state
    side = scene.said("side")
    state = replace(
        opening,
        turn=int(scene.said("turn")),
        part=scenario.order.index(side),
        forces=Forces(tuple(replace(u, status=Status.POOL, cell=NO_CELL, due=0) for u in opening.forces.units)),
        realm=replace(opening.realm, holdings=_holdings(scenario, opening, scene)),
        sky=_sky(scenario, scene),
        scouting=Scouting(fog == "on", tuple(() for _ in scenario.sides)),
        agenda=(),
        dice=Seeded(seed),
    )
    put = tuple(_put(scenario, state, words) for words in scene.all("put"))
    state = replace(state, forces=state.forces.with_units(put))
    session = Session(scenario, setup, umpire.Step(state, ()), None)
    session.viewer = side
    return session


def _built(scenario: Scenario, scene: Scene) -> Scenario:
    """The scenario with works of the scene's own, `works dushanbe -3:300 -1:150`, outermost first; no cards."""
    built = []
    for place, *lines in scene.all("works"):
        pairs = [line.split(":") for line in lines]
        built.append(Works(place, tuple(LineOfWorks(int(shift), int(men)) for shift, men in pairs)))
    places = {works.at for works in built}
    works = (*(old for old in scenario.works if old.at not in places), *built)
    return replace(scenario, works=works, cards=(), decks=())


def _sky(scenario: Scenario, scene: Scene) -> Sky:
    """Season and water by the calendar of the scenario, and the weather that the head says."""
    turn = int(scene.said("turn"))
    season = weather.season(scenario, turn)
    return Sky(weather.spate(scenario, turn), dict(scene.head).get("weather", "fair"), "day", season.name, season.snow)


def _holdings(scenario: Scenario, state: State, scene: Scene) -> tuple[Holding, ...]:
    """Who holds what: `held dushanbe red`, with `depot` behind it if one is there."""
    holdings = list(state.realm.holdings)
    for place, side, *more in scene.all("held"):
        number = scenario.board.place_number(place)
        holdings[number] = replace(holdings[number], holder=side, depot=side if more else "", bare=0)
    return tuple(holdings)


def _put(scenario: Scenario, state: State, words: list[str]) -> Unit:
    """One unit as the head has it."""
    name, where, *more = words
    unit = state.unit(scenario.unit_number(name))
    cell = hex_named(umpire.view(state, ""), where)
    unit = replace(unit, status=Status.FIELD, cell=cell)
    for word in more:
        key, _, value = word.partition("=")
        match key:
            case "posture":
                unit = replace(unit, posture=Posture(value))
            case "dug_in":
                unit = replace(unit, dug_in=True)
            case "men" | "guns" | "mgs" | "morale" | "hunger":
                unit = replace(unit, **{key: int(value)})
            case _:
                raise ValueError(f"{name}: {word!r} means nothing")
    return unit
