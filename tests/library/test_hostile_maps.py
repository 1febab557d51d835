"""Maps from strangers: bombs, forged paths, absurd numbers and rubbish are told in a line, soon, in little memory."""

import base64
import gzip
import re
import struct
import time
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from game import library
from tests.library.folders import copied, edit, told

HEXES = 13 * 11


def swap(old: str, new: str) -> Callable[[Path], None]:
    """A change of the map: one text for another."""
    return lambda path: edit(path, old, new)


def layer(data: str, encoding: str = "base64", compression: str = "zlib") -> Callable[[Path], None]:
    """A change of the map: other layer data."""

    def change(path: Path) -> None:
        told_how = f' compression="{compression}"' if compression else ""
        text = path.read_text(encoding="utf-8")
        new = f'<data encoding="{encoding}"{told_how}>{data}</data>'
        path.write_text(re.sub(r"<data.*?</data>", new, text, flags=re.DOTALL), encoding="utf-8")

    return change


def whole(content: bytes) -> Callable[[Path], None]:
    """A change of the map: another file altogether."""

    def change(path: Path) -> None:
        path.write_bytes(content)

    return change


def tileset(content: str) -> Callable[[Path], None]:
    """A change beside the map: another tileset."""

    def change(path: Path) -> None:
        (path.parent / "ground.tsx").write_text(content, encoding="utf-8")

    return change


def coded(content: bytes) -> str:
    """Base64 text of bytes."""
    return base64.b64encode(content).decode()


STEPPE = struct.pack(f"<{HEXES}I", *[2] * HEXES)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
OBJECT = '<object id="900" name="x" type="camp" x="10" y="10"'
NEXT = ' <objectgroup id="7"'

HOSTILE: dict[str, tuple[Callable[[Path], None], str]] = {
    "empty": (whole(b""), "is not XML"),
    "not xml": (whole(b"PK\x03\x04 a zip in truth"), "is not XML"),
    "cut off": (whole(b'<map orientation="hexagonal"><layer>'), "is not XML"),
    "another root": (whole(b"<html/>"), "should be <map>"),
    "strange encoding": (whole(b'<?xml version="1.0" encoding="ebcdic-nope"?><map/>'), "is not XML"),
    "nul bytes": (whole(b"\x00" * 1000), "is not XML"),
    "billion laughs": (whole(f'<!DOCTYPE map [<!ENTITY l0 "ha">{LAUGHS}]><map>&l11;</map>'.encode()), "document type"),
    "entity of a file": (
        whole(b'<!DOCTYPE map [<!ENTITY f SYSTEM "file:///etc/hostname">]><map>&f;</map>'),
        "document type",
    ),
    "outside document type": (whole(b'<!DOCTYPE map SYSTEM "http://127.0.0.1/x.dtd"><map/>'), "document type"),
    "too large": (whole(b"<map>" + b" " * 4_100_000 + b"</map>"), "larger than 4,000,000 bytes"),
    "too many elements": (whole(b"<map>" + b"<point/>" * 60_000 + b"</map>"), "more than 50,000 elements"),
    "too deep": (whole(b"<map>" + b"<group>" * 500 + b"</group>" * 500 + b"</map>"), "deeper than 12"),
    "unknown element": (swap(NEXT, " <script>x</script>\n" + NEXT), "there is no element of this name"),
    "unknown attribute": (swap('width="13"', 'width="13" onload="x"'), "there is no attribute of this name"),
    "huge width": (swap('width="13"', 'width="1000000000"'), "should be a whole number from 1 to 256"),
    "negative width": (swap('width="13"', 'width="-13"'), "should be a whole number from 1 to 256"),
    "width no number": (swap('width="13"', 'width="1e9"'), "should be a whole number from 1 to 256"),
    "width of other digits": (swap('width="13"', 'width="١٣"'), "should be a whole number from 1 to 256"),
    "no width": (swap('width="13" ', ""), "should be a whole number from 1 to 256"),
    "tiles of nothing": (swap('tilewidth="64"', 'tilewidth="0"'), "should be a whole number from 4 to 1024"),
    "square map": (swap('"hexagonal"', '"orthogonal"'), 'should be "hexagonal"'),
    "no stagger": (swap('staggeraxis="x" ', ""), 'should be "x" or "y"'),
    "infinite": (swap('infinite="0"', 'infinite="1"'), "infinite maps are not read"),
    "zlib bomb": (layer(coded(zlib.compress(bytes(60_000_000), 9))), "should have 572"),
    "gzip bomb": (layer(coded(gzip.compress(bytes(30_000_000))), compression="gzip"), "should have 572"),
    "zlib cut off": (layer(coded(zlib.compress(STEPPE)[:-8])), "cut off"),
    "zlib rubbish": (layer(coded(b"rubbish" * 20)), "is not zlib"),
    "zstd rubbish": (layer(coded(b"rubbish" * 20), compression="zstd"), "zstd"),
    "unknown compression": (layer("AAAA", compression="lzma"), "is not read"),
    "unknown encoding": (layer("AAAA", encoding="hex", compression=""), "is not read"),
    "base64 rubbish": (layer("!!!! not base64 !!!!"), "is not base64"),
    "base64 too short": (layer(coded(STEPPE[:-4]), compression=""), "should have 572"),
    "csv too long": (layer(",".join(["2"] * (HEXES + 1)), "csv", ""), "has 144 tiles, should have 143"),
    "csv rubbish": (layer("2,2,x", "csv", ""), '"x" should be a tile number'),
    "csv negative": (layer("2,-2,2", "csv", ""), '"-2" should be a tile number'),
    "csv too large": (layer(",".join(["9999999999"] * HEXES), "csv", ""), "too large for a tile number"),
    "tile of no tileset": (layer(",".join(["99"] * HEXES), "csv", ""), "is not a tile of a tileset"),
    "rotated hexes": (layer(",".join([str(2 | 0x20000000)] * HEXES), "csv", ""), "rotated hexes are not read"),
    "hexes turned by 120": (layer(",".join([str(2 | 0x10000000)] * HEXES), "csv", ""), "rotated hexes are not read"),
    "chunks": (layer('<chunk x="0" y="0" width="16" height="16">2</chunk>', "csv", ""), "should be one list of tiles"),
    "no ground": (swap('name="ground"', 'name="soil"'), 'has no tile layer named "ground"'),
    "tileset upwards": (swap('"ground.tsx"', '"../../../../etc/passwd.tsx"'), "should lie in the scenario's folder"),
    "tileset of the root": (swap('"ground.tsx"', '"/etc/passwd"'), "should lie in the scenario's folder"),
    "tileset by backslash": (swap('"ground.tsx"', '"..\\..\\x.tsx"'), "should lie in the scenario's folder"),
    "tileset not there": (swap('"ground.tsx"', '"grounds.tsx"'), "there is no such tileset"),
    "tileset of another kind": (swap('"ground.tsx"', '"scenario.toml"'), "there is no such tileset"),
    "tileset with entities": (tileset('<!DOCTYPE t [<!ENTITY a "b">]><tileset>&a;</tileset>'), "document type"),
    "tileset no tileset": (tileset("<map/>"), "should be <tileset>"),
    "tileset within a tileset": (tileset('<tileset source="ground.tsx"/>'), "is not a tile of a tileset"),
    "no tileset": (swap(' <tileset firstgid="1" source="ground.tsx"/>', ""), "should have from 1 to 8 tilesets"),
    "first number too large": (swap('firstgid="1"', 'firstgid="99999999"'), "from 1 to 1000000"),
    "template": (
        swap(NEXT, f' <objectgroup name="places">{OBJECT} template="/etc/x"/></objectgroup>\n{NEXT}'),
        "templates",
    ),
    "tile object": (
        swap(NEXT, f' <objectgroup name="places">{OBJECT} gid="4294967295"/></objectgroup>\n{NEXT}'),
        "templates",
    ),
    "layers in a group": (swap(NEXT, f' <group name="all"/>\n{NEXT}'), "layers in groups are not read"),
    "object nowhere": (swap('x="248" y="294"', 'x="nan" y="294"'), "should be a number of pixels"),
    "object far away": (swap('x="248" y="294"', 'x="1e300" y="294"'), "should be a number of pixels"),
    "object off the map": (swap('x="248" y="294"', 'x="9999999" y="294"'), "should lie on the middle of a side"),
    "turned line": (swap('name="Soy"', 'name="Soy" rotation="45"'), "should be 0"),
    "points of one": (swap('points="0,0', 'points="0,0,0'), "pairs"),
    "points no numbers": (swap('points="0,0', 'points="inf,nan'), "pairs"),
    "no points": (swap('points="', 'points="" text="'), "there is no attribute"),
    "property of a strange type": (
        swap('type="int" value="8"', 'type="lambda" value="8"'),
        "there is no type of this name",
    ),
    "number no number": (swap('type="int" value="8"', 'type="int" value="eight"'), "should be a whole number"),
    "no size of hexes": (swap('name="km"', 'name="miles"'), "the map's property should be a whole number"),
    "two places of one id": (swap('value="bazar"', 'value="kala"'), "another one has the same id"),
    "river across a hex": (swap('points="0,0 16,28', 'points="0,0 60,28'), "from one corner"),
    "unknown class": (swap('type="minor"', 'type="brook"'), "there is no class in the layer rivers of this name"),
    "bridge on dry land": (swap('x="248" y="294"', 'x="152" y="294"'), "should lie on a hexside that has a river"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_map_is_told_in_time_and_memory(name: str, tmp_path: Path) -> None:
    change, message = HOSTILE[name]
    folder = copied(tmp_path)
    change(folder / "map.tmx")
    tracemalloc.start()
    begun = time.perf_counter()
    found = told(folder)
    spent = time.perf_counter() - begun
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert any(message in text for text in found), found
    assert any(text.startswith(("map.tmx", "ground.tsx")) for text in found)
    assert all(len(text) < 300 for text in found)
    assert spent < 4 and peak < 120_000_000
    with pytest.raises(library.Faults):
        library.load(folder)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (tmp_path / "secret.tsx").write_text("<tileset/>", encoding="utf-8")
    (folder / "ground.tsx").unlink()
    (folder / "ground.tsx").symlink_to(tmp_path / "secret.tsx")
    assert any("should lie in the scenario's folder" in text for text in told(folder))


@pytest.mark.parametrize("name", ["../map.tmx", "/etc/map.tmx", "scenario.toml"])
def test_the_map_must_lie_in_the_folder(name: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", 'scale = "8km"', f'map = "{name}"\nscale = "8km"')
    assert any("should be the name of a .tmx file in the scenario's folder" in text for text in told(folder))


@pytest.mark.parametrize(
    ("encoding", "compression", "pack"),
    [
        ("base64", "", lambda raw: raw),
        ("base64", "zlib", zlib.compress),
        ("base64", "gzip", gzip.compress),
    ],
)
def test_every_way_of_writing_a_layer_is_read(
    encoding: str, compression: str, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    folder = copied(tmp_path)
    first = library.load(folder).digest
    gids = [
        int(n) for n in re.findall(r"<data.*?>(.*?)</data>", (folder / "map.tmx").read_text(), re.DOTALL)[0].split(",")
    ]
    layer(coded(pack(struct.pack(f"<{HEXES}I", *gids))), encoding, compression)(folder / "map.tmx")
    assert library.load(folder).digest == first


HIGH = '<layer id="9" name="levels"'
LEVEL = '<property name="level" type="int" value="9"/>'
HOSTILE_HEIGHTS: dict[str, tuple[str, str, str, str]] = {
    "ground for a height": ("map.tmx", "\n23,22,21", "\n3,22,21", 'of a tileset that has the property "level"'),
    "height for ground": ("map.tmx", "\n6,4,4", "\n23,4,4", 'of a tileset that has the property "terrain"'),
    "a hex without height": ("map.tmx", "\n23,22,21", "\n0,0,21", "2 hexes with ground have no level"),
    "a turned height": ("map.tmx", "\n23,22", f"\n{23 | 0x20000000},22", "rotated hexes are not read"),
    "too few heights": ("map.tmx", "\n23,22,21", "\n23,22", "has 142 tiles, should have 143"),
    "a height in words": ("levels.tsx", LEVEL, LEVEL.replace("9", "high"), "should be a whole number"),
    "a height below the sea": ("levels.tsx", LEVEL, LEVEL.replace("9", "-9"), "from 0 to 99"),
    "a height above the sky": ("levels.tsx", LEVEL, LEVEL.replace("9", "100"), "from 0 to 99"),
    "a height of another type": ("levels.tsx", LEVEL, LEVEL.replace('type="int" ', ""), "(type int) from 0 to 99"),
    "heights on large hexes": ("map.tmx", 'type="int" value="1"', 'type="int" value="3"', "on hexes of 1 km only"),
}


@pytest.mark.parametrize("case", HOSTILE_HEIGHTS)
def test_wrong_heights_are_told_in_a_line(case: str, tmp_path: Path) -> None:
    file, old, new, message = HOSTILE_HEIGHTS[case]
    folder = copied(tmp_path, "proving-ridge")
    assert HIGH in (folder / "map.tmx").read_text(encoding="utf-8")
    edit(folder / file, old, new)
    found = [text for text in told(folder) if message in text]
    assert len(found) == 1 and found[0].startswith(file), told(folder)
    with pytest.raises(library.Faults):
        library.load(folder)


def test_heights_are_none_without_their_layer(tmp_path: Path) -> None:
    folder = copied(tmp_path, "proving-ridge")
    edit(folder / "map.tmx", HIGH, HIGH.replace("levels", "notes"))
    board = library.load(folder).board
    assert board.levels == () and board.climb(board.place("middle").cell, 0) == 0
    assert any("warning" in text and "notes" in text for text in told(folder))


def test_a_mirrored_tile_is_the_same_ground(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    first = library.load(folder).digest
    edit(folder / "map.tmx", "\n2,2,3,4", f"\n{2 | 0x80000000},{2 | 0x40000000},3,4")
    assert library.load(folder).digest == first


def test_a_property_of_a_class_is_laid_flat(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    first = library.load(folder).digest
    flat = '<property name="loyalty" type="int" value="-1"/>'
    boxed = f'<property name="feeling" type="class" propertytype="Feeling"><properties>{flat}</properties></property>'
    edit(folder / "map.tmx", flat, boxed)
    assert library.load(folder).digest == first


def test_a_layer_nobody_knows_is_only_doubted(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(
        folder / "map.tmx", NEXT, f' <objectgroup id="77" name="notes"/>\n <imagelayer id="78" name="relief"/>\n{NEXT}'
    )
    found = told(folder)
    assert len(found) == 1 and "warning" in found[0] and library.load(folder).units
