"""From a map file to a board: which hexsides a river follows, which hexes a road joins, in which hex a place lies.

Maps of the other stagger forms are turned into the game's: rows become columns where the rows are staggered, and a
blank column goes before the first where the even ones lie lower.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from game.hexes import NO_CELL, Cell, CellSet, Grid
from game.library.faults import Report, unknown
from game.library.tmx import Mark, Plan, read_plan
from game.model.board import Board, Crossing, Hexside, Place, River, both

LAYERS = ("rivers", "roads", "crossings", "places", "entries", "frontier", "regions")
KINDS = {
    "rivers": ("minor", "major"),
    "roads": ("road", "track"),
    "crossings": ("bridge", "ford", "ferry", "pass"),
    "places": ("town", "village", "fort", "bridge", "camp"),
    "entries": ("entry",),
    "frontier": ("frontier",),
    "regions": ("region",),
}
HEX_HIGH = 56
_GEOREFERENCE = ("west_e6", "east_e6", "south_e6", "north_e6")

Point = tuple[float, float]
T = TypeVar("T")


def read_board(path: Path, report: Report) -> Board:
    """The board of a map file.  Raises Faults if the file cannot be read; other faults go into the report."""
    return _Survey(_upright(read_plan(path, LAYERS, report)), report).board()


def _upright(plan: Plan) -> Plan:
    """The plan with flat-topped hexes and the odd columns lower."""
    if plan.axis == "y":
        marks = {layer: tuple(_mirrored(mark) for mark in marks) for layer, marks in plan.marks.items()}
        turned = tuple(zip(*plan.ground, strict=True))
        facts = {key: value for key, value in plan.facts.items() if key not in _GEOREFERENCE}
        tile = (plan.tile[1], plan.tile[0])
        high = tuple(zip(*plan.levels, strict=True))
        plan = Plan(plan.file, plan.height, plan.width, tile, plan.side, "x", plan.index, facts, turned, marks, high)
    if plan.index == "even":
        by = (plan.tile[0] + plan.side) / 2
        marks = {layer: tuple(_moved(mark, by) for mark in marks) for layer, marks in plan.marks.items()}
        ground = tuple(("", *row) for row in plan.ground)
        high = tuple((0, *row) for row in plan.levels)
        wide = plan.width + 1
        plan = Plan(plan.file, wide, plan.height, plan.tile, plan.side, "x", "odd", plan.facts, ground, marks, high)
    return plan


def _mirrored(mark: Mark) -> Mark:
    return Mark(mark.kind, mark.name, tuple((y, x) for x, y in mark.points), mark.facts, mark.line)


def _moved(mark: Mark, by: float) -> Mark:
    return Mark(mark.kind, mark.name, tuple((x + by, y) for x, y in mark.points), mark.facts, mark.line)


@dataclass(slots=True)
class _Survey:
    """A plan on the way to a board."""

    plan: Plan
    report: Report
    grid: Grid = field(init=False)
    across: float = field(init=False)
    ground: CellSet = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.grid = Grid(self.plan.width, self.plan.height)
        self.across = (self.plan.tile[0] + self.plan.side) / 2

    def board(self) -> Board:
        """Everything on the plan, snapped to hexes and hexsides."""
        terrain = [""] * self.grid.size
        for row, names in enumerate(self.plan.ground):
            for column, name in enumerate(names):
                cell = self.grid.cell(column, row)
                terrain[cell] = name
                self.ground |= (1 << cell) if name else 0
        rivers: dict[Hexside, River] = {}
        for mark in self.marks("rivers"):
            river = River(mark.kind, mark.name, self.fact(mark, "rank", 3, 1, 3))
            for side in self.sides(mark):
                if side not in rivers or rivers[side].kind != "major":
                    self.put(rivers, side, river)
        places = self.places("places")
        entries = self.places("entries")
        for entry in entries:
            if not self.ground >> entry.cell & 1:
                self.wrong(entry_mark(self.plan, entry.id), "lies in a hex without ground; move it onto the map")
        km = self.map_fact("km", 1, 1000) or 1
        return Board(
            self.grid,
            km,
            tuple(terrain),
            rivers,
            self.crossings(rivers),
            self.links(),
            frozenset(s for m in self.marks("frontier") for side in self.sides(m) for s in both(side, self.grid)),
            places,
            entries,
            self.regions(),
            self.georeference(),
            self.levels(km),
        )

    def levels(self, km: int) -> tuple[int, ...]:
        """Heights by cell, empty if the map has none."""
        if not self.plan.levels:
            return ()
        if km != 1:
            message = "heights count on hexes of 1 km only; take the layer away or set km to 1"
            self.report.error(self.plan.file, 0, "levels", None, message)
        found = [0] * self.grid.size
        for row, heights in enumerate(self.plan.levels):
            for column, height in enumerate(heights):
                found[self.grid.cell(column, row)] = height
        return tuple(found)

    def wrong(self, mark: Mark, message: str, value: object = None) -> None:
        """Note an error at an object of the map."""
        name = mark.name or mark.kind or "an object without name"
        self.report.error(self.plan.file, mark.line, name, value, message)

    def marks(self, layer: str) -> list[Mark]:
        """The objects of a layer that are of a class it knows."""
        good = []
        for mark in self.plan.marks[layer]:
            if mark.kind in KINDS[layer]:
                good.append(mark)
            else:
                self.wrong(mark, unknown(f"class in the layer {layer}", mark.kind, KINDS[layer]), mark.kind)
        return good

    def fact(self, mark: Mark, key: str, default: int, least: int, most: int) -> int:
        """A whole number among the properties of an object."""
        value = mark.facts.get(key, default)
        if isinstance(value, int) and least <= value <= most:
            return value
        self.wrong(mark, f"{key} should be a whole number from {least} to {most}", value)
        return default

    def map_fact(self, key: str, least: int, most: int) -> int | None:
        """A whole number among the properties of the map."""
        value = self.plan.facts.get(key)
        if isinstance(value, int) and least <= value <= most:
            return value
        message = f"the map's property should be a whole number from {least} to {most}"
        self.report.error(self.plan.file, 0, key, value, message)
        return None

    def georeference(self) -> tuple[int, int, int, int] | None:
        """West, east, south and north edge in millionths of a degree, if the map tells all four."""
        west, east, south, north = (self.plan.facts.get(key) for key in _GEOREFERENCE)
        if isinstance(west, int) and isinstance(east, int) and isinstance(south, int) and isinstance(north, int):
            return west, east, south, north
        return None

    def centre(self, cell: Cell) -> Point:
        """The middle of a hex in pixels of the file."""
        column, row = self.grid.column_row(cell)
        wide, high = self.plan.tile
        return column * self.across + wide / 2, row * high + high / 2 * (1 + (column & 1))

    def nearest(self, point: Point) -> Cell:
        """The hex whose middle lies nearest, or NO_CELL if the point is off the field."""
        wide, high = self.plan.tile
        about = round((point[0] - wide / 2) / self.across)
        best, least = NO_CELL, (wide * 0.6) ** 2
        for column in range(max(0, about - 1), min(self.grid.width, about + 2)):
            level = round((point[1] - high / 2 * (1 + (column & 1))) / high)
            for row in range(max(0, level), min(self.grid.height, level + 1)):
                x, y = self.centre(self.grid.cell(column, row))
                far = (x - point[0]) ** 2 + (y - point[1]) ** 2
                if far < least:
                    best, least = self.grid.cell(column, row), far
        return best

    def side_at(self, point: Point) -> Hexside | None:
        """The hexside whose middle lies at a point, give or take a sixth of a hex."""
        cell = self.nearest(point)
        if cell == NO_CELL:
            return None
        x, y = self.centre(cell)
        high = self.plan.tile[1]
        ways = ((0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1))
        gaps = [abs(x + e * self.across / 2 - point[0]) + abs(y + s * high / 4 - point[1]) for e, s in ways]
        direction = gaps.index(min(gaps))
        return (cell, direction) if gaps[direction] <= high / 6 else None

    def sides(self, mark: Mark) -> list[Hexside]:
        """The hexsides that a line follows from corner to corner."""
        found = []
        for (x1, y1), (x2, y2) in zip(mark.points, mark.points[1:], strict=False):
            side = self.side_at(((x1 + x2) / 2, (y1 + y2) / 2))
            length = ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5
            if side is None or not self.plan.side * 0.5 < length < self.plan.side * 1.5:
                where = f"{x1:g},{y1:g} to {x2:g},{y2:g}"
                self.wrong(mark, "this stretch should go from one corner of a hex to the next, along one side", where)
            else:
                found.append(side)
        return found

    def put(self, table: dict[Hexside, T], side: Hexside, value: T) -> None:
        """Enter something under both names of a hexside."""
        for name in both(side, self.grid):
            table[name] = value

    def crossings(self, rivers: dict[Hexside, River]) -> dict[Hexside, Crossing]:
        """Bridges, fords, ferries and passes by hexside."""
        found: dict[Hexside, Crossing] = {}
        for mark in self.marks("crossings"):
            side = self.side_at(mark.points[0])
            where = f"{mark.points[0][0]:g},{mark.points[0][1]:g}"
            if side is None or len(both(side, self.grid)) == 1:
                self.wrong(mark, "should lie on the middle of a side between two hexes", where)
            elif mark.kind != "pass" and side not in rivers:
                self.wrong(mark, f"a {mark.kind} should lie on a hexside that has a river", where)
            else:
                self.put(found, side, Crossing(mark.kind, mark.name, self.fact(mark, "height", 0, 0, 9000)))
        return found

    def links(self) -> dict[Hexside, str]:
        """Roads and tracks by the hexside they cross; a road goes before a track."""
        found: dict[Hexside, str] = {}
        for mark in sorted(self.marks("roads"), key=lambda m: m.kind, reverse=True):
            cells = [self.nearest(point) for point in mark.points]
            for here, there, point in zip(cells, cells[1:], mark.points[1:], strict=False):
                if self.grid.adjacent(here, there):
                    self.put(found, (here, self.grid.direction(here, there)), mark.kind)
                elif here != there or here == NO_CELL:
                    where = f"{point[0]:g},{point[1]:g}"
                    self.wrong(mark, "should go from the middle of a hex to the middle of the next", where)
        return found

    def places(self, layer: str) -> tuple[Place, ...]:
        """The places or the entries of the map."""
        found: dict[str, Place] = {}
        for mark in self.marks(layer):
            cell = self.nearest(mark.points[0])
            name = mark.facts.get("id")
            if not isinstance(name, str) or not name:
                self.wrong(mark, "has no property id; give it a short name of its own")
            elif name in found:
                self.wrong(mark, "another one has the same id", name)
            elif cell == NO_CELL:
                self.wrong(mark, "lies off the map")
            else:
                x, y = self.centre(cell)
                scale = HEX_HIGH / self.plan.tile[1]
                offset = (round((mark.points[0][0] - x) * scale), round((mark.points[0][1] - y) * scale))
                rank, loyalty = self.fact(mark, "rank", 3, 1, 3), self.fact(mark, "loyalty", 0, -2, 2)
                found[name] = Place(name, mark.name or name, cell, mark.kind, rank, loyalty, offset)
        return tuple(found.values())

    def regions(self) -> dict[str, CellSet]:
        """By region: the hexes whose middle lies inside one of its polygons."""
        found: dict[str, CellSet] = {}
        for mark in self.marks("regions"):
            if not mark.name:
                self.wrong(mark, "has no name; a region's name is its id")
            inside = 0
            for column in range(self.grid.width):
                for row in range(self.grid.height):
                    cell = self.grid.cell(column, row)
                    if self.ground >> cell & 1 and _encloses(mark.points, self.centre(cell)):
                        inside |= 1 << cell
            found[mark.name] = found.get(mark.name, 0) | inside
        return found


def entry_mark(plan: Plan, entry_id: str) -> Mark:
    """The object of the map that is this entry."""
    return next(mark for mark in plan.marks["entries"] if mark.facts.get("id") == entry_id)


def _encloses(corners: tuple[Point, ...], point: Point) -> bool:
    """Whether a polygon encloses a point."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
