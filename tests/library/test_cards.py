"""Cards read from files: whole ones load, wrong ones are told line by line, and so are those that can never fire."""

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from game import book, codec, library
from game.library import shelf, toml
from game.library.cardfile import CardsFile, card
from game.library.cardschema import card_schema
from game.library.faults import Report
from game.model import conditions as asks
from game.model import effects as does
from game.model.scenario import Scenario
from game.paths import scenarios
from tests.library.folders import copied, edit, line_of, told
from tests.library.test_mutations import altered, damaged

RECAPTURE = scenarios() / "recapture-1922" / "cards.toml"
FILES = (RECAPTURE, *sorted((Path(__file__).parent / "cards").glob("*.toml")))


@pytest.fixture(scope="module")
def recapture() -> Scenario:
    return library.load("recapture-1922")


def trial(tmp_path: Path, text: str) -> list[str]:
    """What is told of a scenario with this file of cards: the recapture, whose cards are these alone."""
    folder = copied(tmp_path, "recapture-1922")
    (folder / "cards.toml").write_text(text, encoding="utf-8")
    return told(folder)


def calendar(extra: str = "", effects: str = '{ kind = "purse", side = "red", by = 1 }', kind: str = "calendar") -> str:
    """A card of Red's with these effects and more keys."""
    return (
        '[[cards]]\nid = "a-card"\nside = "red"\ntitle = "A title"\ntext = "A text."\nnote = "A note."\n'
        f'source = "estimate"\nkind = "{kind}"\n{extra}\neffects = [{effects}]\n'
    )


def test_the_recapture_has_its_forty_eight(recapture: Scenario) -> None:
    assert library.problems("recapture-1922") == ()
    assert len(recapture.cards) >= 48
    assert sum(bool(card.choices) for card in recapture.cards) >= 12
    assert sum(card.kind == "reaction" for card in recapture.cards) >= 8
    for one in recapture.cards:
        assert one.title and one.text and one.note and one.source, one.id
    red = next(deck for deck in recapture.decks if deck.side == "red")
    assert red.cards.count("ford-men") == 3 and list(red.cards) == sorted(red.cards)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_file_reads_and_comes_back_from_json(path: Path) -> None:
    report = Report()
    read = toml.convert(toml.read(path), CardsFile, report)
    assert read is not None and not report.faults
    for one in map(card, read.cards):
        for effects in (one.effects, *(choice.effects for choice in one.choices)):
            assert codec.decode(tuple[does.Effect, ...], json.loads(codec.dumps(codec.encode(effects)))) == effects


def fits(schema: Mapping[str, Any], value: Any, whole: Mapping[str, Any]) -> bool:
    """Whether a value is as a schema says: as much of JSON Schema as ours uses."""
    if "$ref" in schema:
        return fits(whole["$defs"][schema["$ref"].rpartition("/")[2]], value, whole)
    if "oneOf" in schema:
        return sum(fits(one, value, whole) for one in schema["oneOf"]) == 1
    if "const" in schema:
        return bool(value == schema["const"])
    if "enum" in schema:
        return value in schema["enum"]
    kind = {"integer": int, "string": str, "boolean": bool, "array": list, "object": dict}[schema["type"]]
    if type(value) is not kind:
        return False
    if kind is int:
        return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
    if kind is list:
        if "prefixItems" in schema:
            pairs = zip(schema["prefixItems"], value, strict=False)
            return len(value) == schema["minItems"] and all(fits(one, item, whole) for one, item in pairs)
        return all(fits(schema["items"], item, whole) for item in value)
    if kind is dict:
        known = schema["properties"]
        return (
            set(schema.get("required", ())) <= set(value)
            and set(value) <= set(known)
            and all(fits(known[key], item, whole) for key, item in value.items())
        )
    return True


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_schema_describes_every_file(path: Path) -> None:
    schema = card_schema()
    data = toml.read(path).data
    assert fits(schema, data, schema)
    data["cards"][0]["effects"] = [{"kind": "purse", "side": "red", "buy": 1}]
    assert not fits(schema, data, schema)


def test_the_schema_knows_every_kind() -> None:
    defined = card_schema()["$defs"]
    assert sum(name.startswith("if.") for name in defined) == len(asks.CONDITIONS)
    assert sum(name.startswith("do.") for name in defined) == len(does.EFFECTS)


@pytest.mark.parametrize(
    ("extra", "effects", "wanted"),
    [
        ("", '{ kind = "purze", side = "red", by = 1 }', 'did you mean "purse"?'),
        ("", '{ kind = "purse", side = "rad", by = 1 }', 'did you mean "red"?'),
        ("", '{ kind = "purse", side = "red", bye = 1 }', 'did you mean "by"?'),
        ("", '{ kind = "purse", side = "red", by = 1000 }', "from -99 to 99"),
        ("", '{ kind = "loyalty", place = "baysum", by = 1 }', 'did you mean "baysun"?'),
        ("", '{ kind = "test", faction = "lokay" }', 'did you mean "lokai"?'),
        ("", '{ kind = "leave", units = ["kakurim"], as = "gone" }', 'did you mean "kakurin"?'),
        ("", '{ kind = "leave", units = ["kakurin"], as = "gon" }', 'did you mean "gone"?'),
        ("", '{ kind = "convoy", side = "red", at = "edge:termes" }', 'did you mean "edge:termez"?'),
        ("", '{ kind = "hunger", side = "red", to = "shorts" }', 'did you mean "short"?'),
        ("", '{ kind = "weather", is = "heet", turns = 1 }', 'did you mean "heat"?'),
        ("", '{ kind = "discard", card = "a-cart" }', 'did you mean "a-card"?'),
        ("", '{ kind = "flag", name = "sealed", is = false }', "there is no flag that a card sets of this name"),
        ("", '{ kind = "morale", target = true, by = 1 }', "nothing is chosen"),
        ("", '{ kind = "stores", by = 1 }', "should have one of place, held"),
        ("", '{ kind = "answered", as = "cancelled" }', "only a card of the kind reaction"),
        ("", '{ kind = "morale", side = "red", type = "cavalry", trait = "band", by = 1 }', "there is no trait"),
        ("turns = [40, 50]", None, "never fires: the game has 20 turns"),
        ("turns = [5, 3]", None, "its first turn, from 1, and its last"),
        ('conditions = [{ kind = "turn", least = 9, most = 3 }]', None, "can never hold: the most is 3"),
        ('turns = [1, 4]\nconditions = [{ kind = "turn", least = 6 }]', None, "none of the card's"),
        ('conditions = [{ kind = "purse", side = "red", least = 13 }]', None, "never has more than 12"),
        ('conditions = [{ kind = "flag", name = "sealed" }]', None, "there is no flag that a card sets of this name"),
        (
            'conditions = [{ kind = "held", place = "baysun", side = "red" }, '
            '{ kind = "held", place = "baysun", side = "enver" }]',
            None,
            "another side is to hold it too",
        ),
        ("cost = 2", None, "nobody pays for a card of the kind calendar"),
        ('answers = "drill"', None, "kind reaction, and only there"),
    ],
)
def test_wrong_cards_are_told(tmp_path: Path, extra: str, effects: str | None, wanted: str) -> None:
    text = calendar(extra, effects) if effects else calendar(extra)
    found = trial(tmp_path, text)
    assert any(wanted in said for said in found), found
    assert all(said.startswith("cards.toml:") for said in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (calendar(kind="hand"), "lies in no deck"),
        (calendar('answers = "dril"', kind="reaction"), 'did you mean "drill"?'),
        (calendar('answers = "break"', kind="reaction"), "no card makes a faction break"),
        (calendar('answers = "reprisal"', kind="reaction"), "no card is a reprisal"),
        (calendar("cost = 13", kind="hand") + '[[decks]]\nside = "red"\ncards = ["a-card"]\n', "can never be paid"),
        (calendar() + '[[decks]]\nside = "red"\ncards = ["a-card"]\n', "of the kind hand or reaction"),
        (calendar(kind="hand") + '[[decks]]\nside = "enver"\ncards = ["a-card"]\n', "should be a card of enver"),
        (calendar(kind="hand") + '[[decks]]\nside = "red"\ncards = ["a-cord x2"]\n', 'did you mean "a-card"?'),
        (calendar() + calendar(), "another card has the same id"),
        (
            calendar()
            + "".join(f'[[cards.choices]]\nid = "{name}"\nlabel = "L"\ntext = "T."\ncost = 1\n' for name in "ab"),
            "a branch that is free",
        ),
    ],
)
def test_cards_that_can_never_fire_are_told(tmp_path: Path, text: str, wanted: str) -> None:
    assert any(wanted in said for said in trial(tmp_path, text))


def test_the_line_is_that_of_the_word(tmp_path: Path) -> None:
    folder = copied(tmp_path, "recapture-1922")
    edit(folder / "cards.toml", 'units = ["kakurin"]', 'units = ["kakuryn"]')
    assert told(folder)[0].startswith(f"cards.toml:{line_of(folder / 'cards.toml', 'kakuryn')}: ")


def test_texts_do_not_count_and_kinds_do(tmp_path: Path, recapture: Scenario) -> None:
    folder = copied(tmp_path, "recapture-1922")
    for old, new in (
        ('title = "Harvest"', 'title = "The harvest"'),
        ("At the end of June Ibrahim stood", "Late in June Ibrahim stood"),
        ('cause = "malaria"', 'cause = "fever"'),
    ):
        edit(folder / "cards.toml", old, new)
    assert shelf.load(folder).digest == recapture.digest
    edit(folder / "cards.toml", '{ kind = "evade_only", units', '{ kind = "lets_pass", units')
    assert shelf.load(folder).digest != recapture.digest


def test_a_scenario_without_cards_has_none() -> None:
    assert library.load("proving-ridge").cards == ()


@pytest.mark.parametrize("change", [damaged, altered])
def test_damaged_cards_are_only_ever_a_fault(change: Any, tmp_path: Path) -> None:
    dice = random.Random("cards")
    folder = copied(tmp_path, "recapture-1922")
    whole = (folder / "cards.toml").read_text(encoding="utf-8")
    for _ in range(12):
        (folder / "cards.toml").write_text(change(whole, dice), encoding="utf-8")
        try:
            assert isinstance(library.load(folder), Scenario)
        except library.Faults as faults:
            assert faults.faults


def test_a_deep_nest_is_a_fault(tmp_path: Path) -> None:
    nest = '{ kind = "purse", side = "red", by = 1 }'
    for _ in range(40):
        nest = f'{{ kind = "later", turns = 1, effects = [{nest}] }}'
    assert any("nested too deeply" in said for said in trial(tmp_path, calendar("", nest)))


def test_the_book_lists_cards_and_words(recapture: Scenario) -> None:
    listed = book.plain(book.card_list(recapture))
    for one in recapture.cards:
        assert one.title in listed and one.id in listed
    words = book.plain(book.vocabulary())
    assert "evade_only" in words and "surrounded" in words
