"""The tables of the rules as values.  Their one home is `assets/rules/*.toml`; nothing here has a number of its own.

Percentages are whole per cent.  A movement cost of 0 means that the class cannot go there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ground:
    """A terrain: points to enter by class, cost along a track where it differs, and what it does in a fight.

    `track_*` are points along a track where they are not half the terrain's; `mountaineer_*` those of that trait;
    `evade` moves the number needed to slip away; `guns` is what guns are worth here in per cent.  `mud_*` are points
    that mud adds; `snowbound` ground is closed in the season of snow but across a pass, `drifts` close it to wheels in
    a snowfall.
    """

    name: str
    foot: int
    horse: int
    wheeled: int
    defence: int
    open: bool = False
    evade: int = 0
    rough: bool = False
    guns: int = 100
    combined: bool = True
    track_horse: int = 0
    track_wheeled: int = 0
    mountaineer_foot: int = 0
    mountaineer_horse: int = 0
    mud_foot: int = 0
    mud_horse: int = 0
    mud_wheeled: int = 0
    snowbound: bool = False
    drifts: bool = False


@dataclass(frozen=True, slots=True)
class SideCost:
    """Extra points to cross a hexside, by class, in fair water and in spate; -1 is no way across."""

    foot: int
    horse: int
    wheeled: int
    spate_foot: int
    spate_horse: int
    spate_wheeled: int


@dataclass(frozen=True, slots=True)
class Scale:
    """What depends on the size of a hex.

    Points by movement class, stacking in men, whether a forced march is a gallop, whether bread is counted at all, and
    how many hexes guns carry.
    """

    allowance: Mapping[str, int]
    stacking: int
    stacking_rough: int
    gallop: bool = False
    bread: bool = True
    guns: int = 1


@dataclass(frozen=True, slots=True)
class Terrain:
    """Chart 1, movement and ground."""

    ground: Mapping[str, Ground]
    sides: Mapping[str, SideCost]
    scales: Mapping[str, Scale]
    road: int
    track_least: int
    track_least_wheeled: int
    zone_leave: int
    zone_soft: int


@dataclass(frozen=True, slots=True)
class Season:
    """A season from a day of the year on; `snow` closes the high ground."""

    name: str
    month: int
    day: int
    snow: bool = False


@dataclass(frozen=True, slots=True)
class Weather:
    """A weather.

    `sight` is taken off how far men see, `points` are per cent of movement points by class, `reach` bounds the reach of
    supply (0: leaves it), `drifts` closes passes and drifting ground, `swells` puts minor rivers in spate too, `toll`
    makes marching men test or drop by the way.
    """

    sight: int = 0
    points: Mapping[str, int] = field(default_factory=dict)
    mud: bool = False
    swells: bool = False
    drifts: bool = False
    reach: int = 0
    toll: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skies:
    """Chart 2, seasons and weather.  `toll` is the loss, in per cent of men, of those who fail in a deadly weather."""

    seasons: tuple[Season, ...]
    weathers: Mapping[str, Weather]
    toll: int


@dataclass(frozen=True, slots=True)
class Sight:
    """Chart 3, sight.

    `range` is in hexes by scale and class of movement, `conceal` taken off it by the ground looked at (never below 1);
    `ambush` are the faces of a die, by the ground entered, on which men in hiding fall on a march.
    """

    range: Mapping[str, Mapping[str, int]]
    scout: int
    places: int
    conceal: Mapping[str, int]
    ambush: Mapping[str, int]
    ambush_dark: int
    ambush_column: int
    ghost_turns: int


@dataclass(frozen=True, slots=True)
class Marches:
    """Chart 4, hard marches.

    Per cent of points that a forced march adds, what is added to morale in its test, and what failing it costs; per
    cent of points of a blown unit; price, turns and false throws of ford-men; points to leave the map.
    """

    forced: int
    forced_test: int
    forced_morale: int
    stragglers: int
    blown: int
    guides_cost: int
    guides_turns: int
    guides_false: int
    leave: int


@dataclass(frozen=True, slots=True)
class UnitType:
    """A row of the unit table.  `attack` and `defence` are tenths of power a man.

    `defence_in` gives the worth a man on ground the type knows; `dismounted` is (attack, defence) of horse that fights
    on foot, three men in four; `led_attack` the attack worth while its faction's chief stands with it.
    """

    name: str
    glyph: str
    movement: str
    attack: int
    defence: int
    morale: int
    ceiling: int
    traits: frozenset[str] = frozenset()
    defence_in: Mapping[str, int] = field(default_factory=dict)
    dismounted: tuple[int, int] | None = None
    led_attack: int = 0
    machine_attack: int = 0
    machine_defence: int = 0


@dataclass(frozen=True, slots=True)
class Units:
    """Chart 5, what men, guns and machine guns are worth."""

    types: Mapping[str, UnitType]
    gun_attack: int
    gun_defence: int
    mg_attack: int
    mg_defence: int
    remnant_third: int
    garrison_men: int
    bare_turns: int


@dataclass(frozen=True, slots=True)
class Row:
    """One result of the ladder: losses in per cent of men, and what becomes of either side."""

    attacker: int
    defender: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Combat:
    """Chart 6, the ladder.  `columns` are odds (attacker, defender), lowest first; row 0 stands for `first_result`."""

    columns: tuple[tuple[int, int], ...]
    first_result: int
    rows: tuple[Row, ...]
    least_shift: int
    most_shift: int
    shifts: Mapping[str, int]
    loss_share: int
    dismounted_share: int
    zone_retreat_loss: int
    last_stand_loss: int
    pursuit: Mapping[str, int]
    charge_mg_loss: int
    charge_mg_most: int
    evade_number: int
    evade_on_foot: int
    evade_side: int
    evade_opposite: int
    evade_night: int
    evade_hexes: int
    retreat_hexes: Mapping[str, int]
    lines: Mapping[str, int]
    trophy_turns: int
    morale: Mapping[str, int]
    leader_loss: int
    fates: tuple[tuple[int, str], ...]
    fate_alone: int
    fate_charge: int
    heir_purse: int
    wounded_turns: int
    spared_turns: int


@dataclass(frozen=True, slots=True)
class Want:
    """A rung of the ladder of want.  `every` is the number of turns between two losses of morale; 0 is never."""

    name: str
    power: int
    points: int
    every: int
    loss: int
    rally: int


@dataclass(frozen=True, slots=True)
class Supply:
    """Chart 7, bread.

    `losses` are per cent of men by scale and rung where they differ from the rung's own.  `forage` is mouths a hex a
    turn by scale, season and ground; `mouths` those of a man by class of movement; a hex that fed more than
    `grazing_share` per cent of its number wears out, and heals a step each `heal_turns` by scale, or month by month
    where that is 0, between the two `heal_months`.  `rations` are stores a turn, `ration_rungs` the rung they leave men
    on; `sorties` are (least throw, stores won, men lost, morale lost), rising.  `store_words` are (least stores, word),
    rising.
    """

    wants: tuple[Want, ...]
    losses: Mapping[str, Mapping[str, int]]
    reach: int
    cartridges: int
    depot_feeds: int
    convoys: int
    convoy_cost: int
    convoy_turns: int
    rescue_men: int
    forage: Mapping[str, Mapping[str, Mapping[str, int]]]
    mouths: Mapping[str, int]
    home_share: int
    grazing_share: int
    heal_turns: Mapping[str, int]
    heal_months: tuple[int, int]
    rations: Mapping[str, int]
    ration_rungs: Mapping[str, int]
    store_words: tuple[tuple[int, str], ...]
    sortie_men: int
    sorties: tuple[tuple[int, int, int, int], ...]
    sick_months: tuple[int, ...]
    sick_loss: int


@dataclass(frozen=True, slots=True)
class MoraleBand:
    """A state of mind: from which morale upward, and power in per cent; attack 0 means that it will not."""

    name: str
    least: int
    attack: int
    defence: int


@dataclass(frozen=True, slots=True)
class Morale:
    """Chart 8, morale."""

    bands: tuple[MoraleBand, ...]
    test: int
    hard: int
    most_fall: int
    contagion: int
    rallied: int
    disperse_turns: int
    disperse_share: int
    rally_leader: int
    flee_hexes: int
    last_hard: int
    victory_hexes: int


@dataclass(frozen=True, slots=True)
class Command:
    """Chart 9, a side's masters: most that overdue dates cost a turn, and that all falls do; a new command's purse."""

    overdue_most: int
    fall_most: int
    new_purse: int


@dataclass(frozen=True, slots=True)
class Cohesion:
    """Chart 10, what holds a coalition together: the test, the bands of obedience, causes, prices, and how it ends.

    Fields that end in `_test` are added to cohesion in a test; in `_fall` and `_rise` they are changes; in `_cost` what
    is paid; in `_turns` and `_hexes` what they say; in `_least` a cohesion or a throw; `bled_share` is per cent
    of men.
    """

    test_bonus: int
    sworn: int
    willing: int
    sullen: int
    rise_most: int
    fall_most: int
    drilled_fall: int
    retreat_test: int
    hungry_test: int
    home_test: int
    weary_test: int
    rival_test: int
    abroad_test: int
    stranger_test: int
    foreigner_test: int
    rout_fall: int
    bled_fall: int
    bled_times: int
    bled_share: int
    weary_turns: int
    abroad_every: int
    victory_men: int
    victory_rise: int
    share_rise: int
    reprisal_rise: int
    seen_hexes: int
    drill_cost: int
    drill_least: int
    gift_cost: int
    gift_rise: int
    gift_turns: int
    council_cost: int
    council_turns: int
    council_hexes: int
    council_rise: int
    council_quiet: int
    deputy_lift: int
    disarm_cost: int
    disarm_fall: int
    offer_cost: int
    peace_cost: int
    peace_least: int
    peace_turns: int
    ripe_home: int
    ripe_terms: int
    terms_gain: int
    blow_hexes: int


@dataclass(frozen=True, slots=True)
class Charts:
    """All tables that are in force in a game."""

    terrain: Terrain
    weather: Skies
    sight: Sight
    march: Marches
    units: Units
    combat: Combat
    supply: Supply
    morale: Morale
    command: Command
    cohesion: Cohesion
