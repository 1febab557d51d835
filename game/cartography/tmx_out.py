"""Write a board as a TMX file for Tiled, and the tileset and project that go with it, byte for byte alike."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

from game.cartography.board import Board
from game.cartography.ground import TERRAIN
from game.cartography.lattice import Point, centre

Properties = Sequence[tuple[str, str | int]]
TILESET = "../../assets/tilesets/ground.tsx"
LEVELS = 40
LEVELS_ACROSS = 8


class _Sheet:
    """Lines of the file so far, and the next object id."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.next_object = 1
        self.next_layer = 1

    def layer_id(self) -> int:
        self.next_layer += 1
        return self.next_layer - 1

    def properties(self, properties: Properties, indent: str) -> None:
        if not properties:
            return
        self.lines.append(f"{indent}<properties>")
        for name, value in sorted(properties):
            kind = ' type="int"' if isinstance(value, int) else ""
            self.lines.append(f"{indent} <property name={quoteattr(name)}{kind} value={quoteattr(str(value))}/>")
        self.lines.append(f"{indent}</properties>")

    def open_group(self, name: str, colour: str) -> None:
        self.lines.append(f' <objectgroup color="{colour}" id="{self.layer_id()}" name="{name}">')

    def close_group(self) -> None:
        self.lines.append(" </objectgroup>")

    def thing(self, name: str, kind: str, points: Sequence[Point], shape: str, properties: Properties = ()) -> None:
        x, y = points[0]
        label = f" name={quoteattr(name)}" if name else ""
        self.lines.append(f'  <object id="{self.next_object}"{label} type="{kind}" x="{x}" y="{y}">')
        self.next_object += 1
        self.properties(properties, "   ")
        if shape == "point":
            self.lines.append("   <point/>")
        else:
            path = " ".join(f"{px - x},{py - y}" for px, py in points)
            self.lines.append(f'   <{shape} points="{path}"/>')
        self.lines.append("  </object>")


def board_text(board: Board) -> str:
    """Render a board as the text of a TMX file."""
    sheet = board.spec.sheet
    out = _Sheet()
    width, height = sheet.size
    west, north = sheet.degrees([(0, 0)])[0]
    east, south = sheet.degrees([(width, height)])[0]
    edges = {"west_e6": west, "east_e6": east, "south_e6": south, "north_e6": north}
    out.properties([("km", int(sheet.km)), *((name, round(value * 1e6)) for name, value in edges.items())], " ")
    out.lines.append(f' <tileset firstgid="1" source="{TILESET}"/>')
    _ground(out, board)
    _lines(out, board)
    _points(out, board)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<map version="1.8" tiledversion="1.8.2" orientation="hexagonal" renderorder="right-down"'
        f' width="{sheet.columns}" height="{sheet.rows}" tilewidth="64" tileheight="56" infinite="0"'
        ' hexsidelength="32" staggeraxis="x" staggerindex="odd"'
        f' nextlayerid="{out.next_layer}" nextobjectid="{out.next_object}">\n'
    )
    return head + "\n".join(out.lines) + "\n</map>\n"


def _ground(out: _Sheet, board: Board) -> None:
    sheet = board.spec.sheet
    out.lines.append(f' <layer id="{out.layer_id()}" name="ground" width="{sheet.columns}" height="{sheet.rows}">')
    out.lines.append('  <data encoding="csv">')
    rows = []
    for row in range(sheet.rows):
        kinds = (board.ground.get((column, row)) for column in range(sheet.columns))
        rows.append(",".join(str(TERRAIN.index(kind) + 1 if kind else 0) for kind in kinds))
    out.lines += [row + "," for row in rows[:-1]] + [rows[-1], "</data>", " </layer>"]


def _lines(out: _Sheet, board: Board) -> None:
    out.open_group("regions", "#a04da0")
    for name, corners in board.regions:
        out.thing(name, "region", corners, "polygon")
    out.close_group()
    out.open_group("frontier", "#b24254")
    for corners in board.frontier:
        out.thing("Frontier of Afghanistan", "frontier", corners, "polyline")
    out.close_group()
    out.open_group("rivers", "#2a5a7e")
    for piece in board.pieces:
        out.thing(piece.name, piece.kind, piece.corners, "polyline", [("rank", piece.rank)])
    out.close_group()
    out.open_group("roads", "#5a2d1c")
    for route in board.routes:
        out.thing(route.name, route.kind, [centre(at) for at in route.hexes], "polyline")
    out.close_group()


def _points(out: _Sheet, board: Board) -> None:
    sheet = board.spec.sheet
    out.open_group("crossings", "#e69f00")
    for crossing in board.crossings:
        height: Properties = [("height", crossing.height)] if crossing.height else []
        out.thing(crossing.name, crossing.kind, [crossing.at], "point", height)
    out.close_group()
    out.open_group("places", "#2a2019")
    for place in board.spec.places:
        x, y = sheet.pixels([place.at])[0]
        properties: Properties = [("id", place.id), ("loyalty", place.loyalty), ("rank", place.rank)]
        out.thing(place.name, place.kind, [(round(x), round(y))], "point", properties)
    out.close_group()
    out.open_group("entries", "#2f6b4f")
    for entry in board.spec.entries:
        at = centre(sheet.hex_at(*entry.at))
        out.thing(entry.name, "entry", [at], "point", [("id", entry.id)])
    out.close_group()


def tileset_text() -> str:
    """Render the tileset of the seven grounds as the text of a TSX file."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tileset version="1.8" tiledversion="1.8.2" name="ground" tilewidth="64" tileheight="56"'
        f' tilecount="{len(TERRAIN)}" columns="0">',
        ' <grid orientation="orthogonal" width="1" height="1"/>',
    ]
    for number, kind in enumerate(TERRAIN):
        lines += [
            f' <tile id="{number}">',
            f'  <properties>\n   <property name="terrain" value="{kind}"/>\n  </properties>',
            f'  <image width="64" height="56" source="ground-{kind}.png"/>',
            " </tile>",
        ]
    return "\n".join([*lines, "</tileset>"]) + "\n"


def levels_text() -> str:
    """Render the tileset of heights, in steps of 120 m, as the text of a TSX file."""
    size = f'width="{64 * LEVELS_ACROSS}" height="{56 * LEVELS // LEVELS_ACROSS}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<tileset version="1.8" tiledversion="1.8.2" name="levels" tilewidth="64" tileheight="56"'
        f' tilecount="{LEVELS}" columns="{LEVELS_ACROSS}">',
        f' <image source="levels.png" {size}/>',
    ]
    for number in range(LEVELS):
        fact = f'<property name="level" type="int" value="{number}"/>'
        lines += [f' <tile id="{number}">', f"  <properties>\n   {fact}\n  </properties>", " </tile>"]
    return "\n".join([*lines, "</tileset>"]) + "\n"


def project_text() -> str:
    """Render a Tiled project with the types of our objects and the properties each carries."""
    colours = {
        "minor": "#4f8fc0", "major": "#2a5a7e", "road": "#8a2b22", "track": "#5a2d1c", "bridge": "#2b241c",
        "ford": "#1b6478", "ferry": "#1b6478", "pass": "#6a4527", "town": "#2a2019", "village": "#2a2019",
        "fort": "#2a2019", "camp": "#946a14", "entry": "#2f6b4f", "frontier": "#b24254", "region": "#a04da0",
    }  # fmt: skip
    place: list[tuple[str, str, str | int]] = [("id", "string", ""), ("loyalty", "int", 1), ("rank", "int", 3)]
    members: dict[str, list[tuple[str, str, str | int]]] = {
        "minor": [("rank", "int", 3)], "major": [("rank", "int", 1)], "pass": [("height", "int", 0)],
        "town": [*place], "village": [*place], "fort": [*place], "camp": [*place], "bridge": [*place],
        "entry": [("id", "string", "")],
    }  # fmt: skip
    types = [
        {
            "id": number,
            "name": name,
            "type": "class",
            "color": colour,
            "members": [{"name": n, "type": t, "value": v} for n, t, v in members.get(name, [])],
        }
        for number, (name, colour) in enumerate(colours.items(), start=1)
    ]
    project = {
        "automappingRulesFile": "",
        "commands": [],
        "extensionsPath": "extensions",
        "folders": [".", "../../assets/tilesets"],
        "objectTypesFile": "object_types.json",
        "propertyTypes": types,
    }
    return json.dumps(project, indent=2, ensure_ascii=False) + "\n"


def object_types_text() -> str:
    """Render the object types in the form that Tiled 1.8 reads beside a project."""
    types = json.loads(project_text())["propertyTypes"]
    listed = [
        {"name": t["name"], "color": t["color"], "properties": [
            {"name": m["name"], "type": m["type"], "value": m["value"]} for m in t["members"]]}
        for t in types
    ]  # fmt: skip
    return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"


def write_all(board: Board, folder: Path) -> None:
    """Write the TMX file and its Tiled project into a scenario folder."""
    files = {
        "map.tmx": board_text(board),
        "dushanbe.tiled-project": project_text(),
        "object_types.json": object_types_text(),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
