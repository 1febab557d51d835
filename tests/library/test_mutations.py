"""Files damaged at random: whatever is in them, the answer is a scenario or faults, never another exception."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game import library
from game.model.charts import Charts
from game.model.scenario import Scenario
from game.paths import assets
from tests.library.folders import copied

WORDS = (
    "0",
    "-1",
    '"',
    "[",
    "]",
    "{",
    "}",
    "=",
    "9" * 30,
    "\n",
    "#",
    "é",
    "\x00",
    "true",
    "1922-13-40",
    "<",
    ">",
    "&",
    "/",
)

VALUE = re.compile(r'"[^"\n]*"|(?<![\w"-])-?[0-9]+(?![\w"-])')


def damaged(text: str, dice: random.Random) -> str:
    """A text with a few letters or words lost, doubled, swapped or put in."""
    for _ in range(dice.randint(1, 4)):
        at, to = sorted(dice.randrange(len(text)) for _ in range(2))
        to = min(to, at + 40)
        piece = dice.choice(("", text[at:to] * 2, dice.choice(WORDS), text[to : to + 9]))
        text = text[:at] + piece + text[to:]
    return text


VALUES = ("0", "-1", "7", "2.5", "1e9", "999999999", "nan", "", "red", "kala", "edge:kala", "high", "0,0 1e9,3", "[]")


def altered(text: str, dice: random.Random) -> str:
    """A text that still parses, with one or two of its values others."""
    for _ in range(dice.randint(1, 2)):
        found = dice.choice(list(VALUE.finditer(text)))
        value = dice.choice((*VALUES, dice.choice(VALUE.findall(text)).strip('"')))
        quoted = found[0].startswith('"')
        text = text[: found.start()] + (f'"{value}"' if quoted else value or "0") + text[found.end() :]
    return text


@pytest.mark.parametrize("change", [damaged, altered])
@pytest.mark.parametrize("name", ["scenario.toml", "map.tmx", "texts.en.toml", "ground.tsx", "levels.tsx"])
@pytest.mark.parametrize(("of", "seed"), [("proving-ground", 0), ("proving-ground", 1), ("proving-ridge", 2)])
def test_damage_is_only_ever_a_fault(
    name: str, of: str, seed: int, change: Callable[[str, random.Random], str], tmp_path: Path
) -> None:
    dice = random.Random(f"{name} {seed}")
    folder = copied(tmp_path, of)
    whole = (folder / name).read_text(encoding="utf-8")
    for _ in range(25):
        (folder / name).write_text(change(whole, dice), encoding="utf-8")
        try:
            assert isinstance(library.load(folder), Scenario)
        except library.Faults as faults:
            assert faults.faults


@pytest.mark.parametrize("chart", ["weather", "sight", "march", "terrain", "units", "supply"])
def test_damage_to_a_chart_is_only_ever_a_fault(chart: str, tmp_path: Path) -> None:
    dice = random.Random(chart)
    rules = tmp_path / "rules"
    shutil.copytree(assets() / "rules", rules)
    whole = (rules / f"{chart}.toml").read_text(encoding="utf-8")
    for turn in range(60):
        (rules / f"{chart}.toml").write_text((damaged if turn % 2 else altered)(whole, dice), encoding="utf-8")
        try:
            assert isinstance(library.charts(rules), Charts)
        except library.Faults as faults:
            assert faults.faults


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "", "..", "con:"])
def test_a_strange_name_is_only_ever_a_fault(name: str) -> None:
    with pytest.raises(library.Faults):
        library.load(name)
