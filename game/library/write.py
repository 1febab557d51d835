"""A board written as a map file that the Tiled editor opens: for authors, for tests, and to make small maps by hand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar
from xml.sax.saxutils import quoteattr

from game.hexes import DIRECTIONS, Cell, cells_of
from game.model.board import Board, Hexside, Place, both

TERRAINS = ("irrigated", "steppe", "hills", "broken", "tugai", "mountain", "high")
TILESETS = ("../../assets/tilesets/ground.tsx", "../../assets/tilesets/levels.tsx")
FIRST_LEVEL = len(TERRAINS) + 1
CORNERS = ((-16, -28), (16, -28), (32, 0), (16, 28), (-16, 28), (-32, 0))
MIDDLES = ((0, -28), (24, -14), (24, 14), (0, 28), (-24, 14), (-24, -14))

Pixel = tuple[int, int]
Facts = Mapping[str, int | str]
Node = TypeVar("Node", int, Pixel)


def write_tmx(board: Board, tilesets: tuple[str, str] = TILESETS) -> str:
    """The text of a map file that is read back as this board; `tilesets` are those of the ground and of heights."""
    sheet = _Sheet(board)
    facts: dict[str, int | str] = {"km": board.km}
    if board.georeference is not None:
        facts |= dict(zip(("west_e6", "east_e6", "south_e6", "north_e6"), board.georeference, strict=True))
    layers = [
        _layer(2, "regions", sheet.regions()),
        _layer(3, "frontier", sheet.frontier()),
        _layer(4, "rivers", sheet.rivers()),
        _layer(5, "roads", sheet.roads()),
        _layer(6, "crossings", sheet.crossings()),
        _layer(7, "places", sheet.points(board.places)),
        _layer(8, "entries", sheet.points(board.entries)),
    ]
    size = f'width="{board.grid.width}" height="{board.grid.height}"'
    ground = [_gid(board.terrain[cell]) for cell in sheet.cells()]
    high = [board.levels[cell] + FIRST_LEVEL for cell in sheet.cells()] if board.levels else []
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<map version="1.8" tiledversion="1.8.2" orientation="hexagonal" renderorder="right-down" {size} '
        'tilewidth="64" tileheight="56" infinite="0" hexsidelength="32" staggeraxis="x" staggerindex="odd" '
        f'nextlayerid="{10 if high else 9}" nextobjectid="{sheet.number + 1}">',
        *_properties(facts, " "),
        f' <tileset firstgid="1" source={quoteattr(tilesets[0])}/>',
        *([f' <tileset firstgid="{FIRST_LEVEL}" source={quoteattr(tilesets[1])}/>'] if high else []),
        *_tiles(1, "ground", size, ground, board.grid.width),
        *(_tiles(9, "levels", size, high, board.grid.width, ' visible="0"') if high else []),
        *(line for layer in layers for line in layer),
        "</map>",
    ]
    return "\n".join(lines) + "\n"


def _tiles(number: int, name: str, size: str, gids: list[int], width: int, more: str = "") -> list[str]:
    rows = (",".join(map(str, gids[start : start + width])) for start in range(0, len(gids), width))
    head = f' <layer id="{number}" name="{name}" {size}{more}>'
    return [head, '  <data encoding="csv">', ",\n".join(rows), "</data>", " </layer>"]


def _gid(terrain: str) -> int:
    return TERRAINS.index(terrain) + 1 if terrain else 0


def _layer(number: int, name: str, objects: list[str]) -> list[str]:
    return [f' <objectgroup id="{number}" name="{name}">', *objects, " </objectgroup>"]


def _properties(facts: Facts, indent: str) -> list[str]:
    if not facts:
        return []
    rows = [
        f'{indent} <property name="{key}"'
        + (' type="int"' if isinstance(value, int) else "")
        + f" value={quoteattr(str(value))}/>"
        for key, value in sorted(facts.items())
    ]
    return [f"{indent}<properties>", *rows, f"{indent}</properties>"]


class _Sheet:
    """A board on the way to a file; counts the objects."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.number = 0

    def cells(self) -> list[Cell]:
        """The hexes of the field, row by row."""
        grid = self.board.grid
        return [grid.cell(column, row) for row in range(grid.height) for column in range(grid.width)]

    def centre(self, cell: Cell) -> Pixel:
        """The middle of a hex in pixels."""
        column, row = self.board.grid.column_row(cell)
        return 48 * column + 32, 56 * row + 28 + 28 * (column & 1)

    def ends(self, side: Hexside) -> tuple[Pixel, Pixel]:
        """The two corners of a hexside."""
        x, y = self.centre(side[0])
        (x1, y1), (x2, y2) = CORNERS[side[1]], CORNERS[(side[1] + 1) % 6]
        return (x + x1, y + y1), (x + x2, y + y2)

    def once(self, sides: Iterable[Hexside]) -> list[Hexside]:
        """Each hexside by one of its names only, in order."""
        return sorted({min(both(side, self.board.grid)) for side in sides})

    def item(self, kind: str, name: str, points: list[Pixel], shape: str, facts: Facts) -> str:
        """One object of the file."""
        self.number += 1
        x, y = points[0]
        head = f'  <object id="{self.number}" name={quoteattr(name)} type="{kind}" x="{x}" y="{y}">'
        trail = " ".join(f"{px - x},{py - y}" for px, py in points)
        form = "   <point/>" if shape == "point" else f'   <{shape} points="{trail}"/>'
        return "\n".join((head, *_properties(facts, "   "), form, "  </object>"))

    def rivers(self) -> list[str]:
        """Lines along the hexsides that have water."""
        groups: dict[tuple[str, str, int], list[tuple[Pixel, Pixel]]] = defaultdict(list)
        for side in self.once(self.board.rivers):
            river = self.board.rivers[side]
            groups[river.kind, river.name, river.rank].append(self.ends(side))
        return [
            self.item(kind, name, trail, "polyline", {"rank": rank})
            for (kind, name, rank), edges in sorted(groups.items())
            for trail in trails(edges)
        ]

    def frontier(self) -> list[str]:
        """Lines along the hexsides of the frontier."""
        edges = [self.ends(side) for side in self.once(self.board.frontier)]
        return [self.item("frontier", "", trail, "polyline", {}) for trail in trails(edges)]

    def roads(self) -> list[str]:
        """Lines from hex to hex along roads and tracks."""
        groups: dict[str, list[tuple[Cell, Cell]]] = defaultdict(list)
        for cell, direction in self.once(self.board.links):
            groups[self.board.links[cell, direction]].append((cell, self.board.grid.step(cell, direction)))
        return [
            self.item(kind, "", [self.centre(cell) for cell in trail], "polyline", {})
            for kind, edges in sorted(groups.items())
            for trail in trails(edges)
        ]

    def crossings(self) -> list[str]:
        """Points on the middle of hexsides."""
        found = []
        for side in self.once(self.board.crossings):
            crossing = self.board.crossings[side]
            (x, y), (east, south) = self.centre(side[0]), MIDDLES[side[1]]
            facts = {"height": crossing.height} if crossing.height else {}
            found.append(self.item(crossing.kind, crossing.name, [(x + east, y + south)], "point", facts))
        return found

    def points(self, places: Iterable[Place]) -> list[str]:
        """Places or entries."""
        found = []
        for place in places:
            (x, y), (east, south) = self.centre(place.cell), place.offset
            facts: dict[str, int | str] = {"id": place.id}
            if place.kind != "entry":
                facts |= {"loyalty": place.loyalty, "rank": place.rank}
            found.append(self.item(place.kind, place.name, [(x + east, y + south)], "point", facts))
        return found

    def regions(self) -> list[str]:
        """Regions, hex by hex."""
        found = []
        for name, cells in sorted(self.board.regions.items()):
            for cell in cells_of(cells):
                corners = [self.ends((cell, direction))[0] for direction in DIRECTIONS]
                found.append(self.item("region", name, corners, "polygon", {}))
        return found


def trails(edges: Iterable[tuple[Node, Node]]) -> list[list[Node]]:
    """Edges joined end to end into as few lines as a walk finds; every edge is in one of them once."""
    beside: dict[Node, list[Node]] = defaultdict(list)
    for one, other in edges:
        beside[one].append(other)
        beside[other].append(one)
    found: list[list[Node]] = []
    while beside:
        loose = [node for node in sorted(beside) if len(beside[node]) % 2]
        line = [loose[0] if loose else min(beside)]
        while beside.get(line[-1]):
            here = line[-1]
            there = min(beside[here])
            for one, other in ((here, there), (there, here)):
                beside[one].remove(other)
                if not beside[one]:
                    del beside[one]
            line.append(there)
        found.append(line)
    return found
