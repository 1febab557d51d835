"""How figures and the charts' own ids are written in tables."""

from collections.abc import Iterable, Mapping

from game import chronicle
from game.model.charts import Charts

CLASSES = {"foot": "foot", "horse": "horse", "light": "light horse", "wheeled": "wheels", "river": "boats"}

TRAITS = {
    "regular": "regular",
    "drilled": "drilled",
    "charge": "charge",
    "mounted": "",
    "scout": "scout",
    "mountaineer": "mountaineer",
    "bombard": "guns",
    "river": "",
    "leader": "leader",
    "cadre": "cadre",
    "convoy": "convoy",
}
"""What a type can do, in a word; that it rides or floats shows in how it moves."""

SCALES = {"8km": "8 km", "3km": "3 km", "1km": "1 km"}

SIDES = {"minor": "small river", "major": "great river", "pass": "pass", "crest": "crest, a step"}


def class_name(name: str) -> str:
    """A class of movement."""
    return CLASSES.get(name, name)


def scale_name(name: str) -> str:
    """The size of a hex."""
    return SCALES.get(name, name)


def points(number: int) -> str:
    """Points to enter a hex; a dash where there is no way."""
    return str(number) if number > 0 else "-"


def added(number: int) -> str:
    """Points that are added; a dash where there is no way."""
    return f"+{number}" if number >= 0 else "-"


def per_cent(number: int) -> str:
    """A share."""
    return f"{number}%"


def tenths(number: int) -> str:
    """Tenths as a number with one place."""
    return f"{number // 10}.{number % 10}" if number else "-"


def counted(number: int, one: str, more: str = "") -> str:
    """A number of things."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def ground_name(charts: Charts, kind: str) -> str:
    """A terrain, or what else feeds men or is fought for."""
    ground = charts.terrain.ground.get(kind)
    return ground.name if ground is not None else kind


def by_ground(charts: Charts, figures: Mapping[str, int]) -> str:
    """Figures by terrain in one line, those alike together."""
    alike: dict[int, list[str]] = {}
    for kind, figure in figures.items():
        alike.setdefault(figure, []).append(ground_name(charts, kind))
    return "; ".join(f"{figure} in {chronicle.listed(names)}" for figure, names in alike.items())


def chance(ways: int) -> str:
    """Ways of 36, as a share."""
    return f"{(ways * 100 + 18) // 36}%"


def ways_to(least: int) -> int:
    """Ways of 36 in which two dice show so many at least."""
    return sum(6 - abs(7 - throw) for throw in range(2, 13) if throw >= least)


def ways_within(most: int) -> int:
    """Ways of 36 in which two dice show so many at most."""
    return 36 - ways_to(most + 1)


def sentence(parts: Iterable[str]) -> str:
    """Parts that hold, in one sentence."""
    return ", ".join(part for part in parts if part)
