"""A stranger's map checked and written anew: only what the game reads, numbers as numbers, layers as plain lists."""

import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from game.library import xml
from game.library.faults import Report, unknown
from game.library.layerdata import decoded
from game.paths import assets

LONGEST_SIDE = 256
MOST_LAYERS = 32
MOST_TILESETS = 8
MOST_POINTS = 4_000
HIGHEST = 99
TILE_LAYERS = {"ground": "terrain", "levels": "level"}
"""The tile layers that are read, and the property by which a tile of each is known."""
FORMS = {"orientation": ("hexagonal",), "staggeraxis": ("x", "y"), "staggerindex": ("odd", "even")}
TURNED = 0x30000000
FLIPPED = 0xC0000000

_LAYER = "id name class x y width height opacity visible locked tintcolor offsetx offsety parallaxx parallaxy mode"
_KNOWN = {
    "map": "version tiledversion class orientation renderorder width height tilewidth tileheight hexsidelength "
    "staggeraxis staggerindex infinite nextlayerid nextobjectid backgroundcolor compressionlevel "
    "parallaxoriginx parallaxoriginy",
    "tileset": "firstgid source version tiledversion name class tilewidth tileheight tilecount columns spacing margin "
    "objectalignment tilerendersize fillmode backgroundcolor",
    "layer": _LAYER,
    "group": _LAYER,
    "objectgroup": _LAYER + " color draworder",
    "imagelayer": _LAYER + " repeatx repeaty",
    "object": "id name type class x y width height rotation visible gid template opacity",
    "properties": "",
    "property": "name type value propertytype",
    "data": "encoding compression",
    "chunk": "x y width height",
    "image": "source width height trans format",
    "tile": "id gid type class probability x y width height",
    "polyline": "points",
    "polygon": "points",
    "point": "",
    "ellipse": "",
    "capsule": "",
    "text": "fontfamily pixelsize wrap color bold italic underline strikeout kerning halign valign",
    "editorsettings": "",
    "chunksize": "width height",
    "export": "target format",
    "grid": "orientation width height",
    "tileoffset": "x y",
    "transformations": "hflip vflip rotate preferuntransformed",
}
KNOWN: Mapping[str, frozenset[str]] = {tag: frozenset(names.split()) for tag, names in _KNOWN.items()}
_NUMBER = re.compile(r"-?[0-9]{1,7}(\.[0-9]{1,12})?\Z")
_KINDS = ("string", "int", "float", "bool", "color", "file", "object", "class")


class Copy:
    """Writes a checked map out anew; `object_lines` tells where each object stood."""

    def __init__(self, sheet: xml.Sheet, folder: Path, report: Report) -> None:
        self.sheet, self.folder, self.report = sheet, folder, report
        self.object_lines: dict[int, int] = {}
        self.width = self.height = 0
        self.tiles: dict[str, set[int]] = {fact: set() for fact in TILE_LAYERS.values()}

    def wrong(self, element: Element, what: str, value: object, message: str) -> None:
        """Note an error at an element."""
        self.report.error(self.sheet.file, self.sheet.line(element), f"<{element.tag}> {what}".strip(), value, message)

    def whole(self, element: Element, key: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number among an element's attributes, or `least` after noting the error."""
        text = element.get(key)
        if text is None and default is not None:
            return default
        if text is not None and _NUMBER.match(text) and "." not in text and least <= int(text) <= most:
            return int(text)
        self.wrong(element, key, text, f"should be a whole number from {least} to {most}")
        return least

    def map(self, layers: tuple[str, ...]) -> Element | None:
        """The clean copy of the map, or None if its frame is wrong."""
        root = self.sheet.root
        for key, right in FORMS.items():
            if root.get(key) not in right:
                self.wrong(root, key, root.get(key), "should be " + " or ".join(f'"{r}"' for r in right))
        if root.get("infinite", "0") != "0":
            self.wrong(root, "infinite", root.get("infinite"), "infinite maps are not read; untick it in Tiled")
        self.width = self.whole(root, "width", 1, LONGEST_SIDE)
        self.height = self.whole(root, "height", 1, LONGEST_SIDE)
        clean = Element("map", {k: root.get(k, "") for k in ("orientation", "staggeraxis", "staggerindex")})
        clean.set("width", str(self.width))
        clean.set("height", str(self.height))
        for key in ("tilewidth", "tileheight", "hexsidelength"):
            clean.set(key, str(self.whole(root, key, 4, 1024)))
        if self.report.broken:
            return None
        self.properties(root, clean)
        for group in root.findall("group"):
            self.wrong(group, "", group.get("name"), "layers in groups are not read; move them out of the group")
        self.tilesets(clean)
        self.tile_layers(clean)
        if len(root) > MOST_LAYERS + MOST_TILESETS:
            self.wrong(root, "", None, f"has more than {MOST_LAYERS} layers")
        for group in root.findall("objectgroup"):
            name = group.get("name", "")
            if name in layers:
                self.objects(group, SubElement(clean, "objectgroup", {"name": name}))
            else:
                line = self.sheet.line(group)
                self.report.warn(self.sheet.file, line, "<objectgroup> name", name, unknown("layer", name, layers))
        return clean

    def properties(self, element: Element, clean: Element) -> None:
        """Copy the properties of an element; members of a class become properties like any other."""
        facts: dict[str, tuple[str, str]] = {}
        self._gather(element, facts)
        _written(facts, clean)

    def _gather(self, element: Element, facts: dict[str, tuple[str, str]]) -> None:
        for item in element.iterfind("properties/property"):
            name, kind = item.get("name", ""), item.get("type", "string")
            value = item.get("value", item.text or "")
            if kind not in _KINDS:
                self.wrong(item, "type", kind, unknown("type", kind, _KINDS))
            elif kind == "class":
                self._gather(item, facts)
            elif kind == "int":
                if not re.match(r"-?[0-9]{1,12}\Z", value):
                    self.wrong(item, name, value, "should be a whole number")
                else:
                    facts.setdefault(name, (kind, value))
            else:
                facts.setdefault(name, ("string", value))

    def tilesets(self, clean: Element) -> None:
        """Copy the tilesets, external ones from files inside the scenario's folder or our own."""
        found = self.sheet.root.findall("tileset")
        if not 1 <= len(found) <= MOST_TILESETS:
            self.wrong(self.sheet.root, "", len(found), f"should have from 1 to {MOST_TILESETS} tilesets")
            return
        for tileset in found:
            first = self.whole(tileset, "firstgid", 1, 1_000_000)
            source = tileset.get("source")
            path = self.inside(tileset, source) if source is not None else None
            if source is not None and path is None:
                continue
            outer = xml.read(path, "tileset", KNOWN, self.report) if path is not None else self.sheet
            within = outer.root if path is not None else tileset
            copy = SubElement(clean, "tileset", {"firstgid": str(first), "tilewidth": "1", "tileheight": "1"})
            reader = Copy(outer, self.folder, self.report)
            for tile in within.findall("tile"):
                number = reader.whole(tile, "id", 0, 100_000)
                facts: dict[str, tuple[str, str]] = {}
                reader._gather(tile, facts)
                for fact in self.tiles.keys() & facts.keys():
                    self.tiles[fact].add(first + number)
                kind, level = facts.get("level", ("int", "0"))
                if kind != "int" or not 0 <= int(level) <= HIGHEST:
                    reader.wrong(tile, "level", level, f"should be a whole number (type int) from 0 to {HIGHEST}")
                _written(facts, SubElement(copy, "tile", {"id": str(number)}))

    def inside(self, element: Element, source: str) -> Path | None:
        """The tileset file that a map names, if it lies where it may."""
        ours = (assets() / "tilesets").resolve()
        told = Path(source.replace("\\", "/"))
        path = (self.folder / told).resolve()
        if not told.is_absolute() and told.parts[-3:-1] == ("assets", "tilesets") and (ours / told.name).is_file():
            path = ours / told.name
        if told.is_absolute() or not any(path.is_relative_to(place) for place in (self.folder.resolve(), ours)):
            self.wrong(element, "source", source, "should lie in the scenario's folder or be one of our own")
        elif path.suffix != ".tsx" or not path.is_file():
            self.wrong(element, "source", source, "there is no such tileset (.tsx)")
        else:
            return path
        return None

    def tile_layers(self, clean: Element) -> None:
        """Copy the ground and, if there is one, the layer of heights; other tile layers are only told of."""
        layers = {layer.get("name", ""): layer for layer in self.sheet.root.findall("layer")}
        for name, layer in layers.items():
            if name not in TILE_LAYERS:
                line, wanted = self.sheet.line(layer), " and ".join(f'"{known}"' for known in TILE_LAYERS)
                self.report.warn(self.sheet.file, line, "<layer> name", name, f"only {wanted} are read")
        ground, levels = layers.get("ground"), layers.get("levels")
        if ground is None:
            self.wrong(self.sheet.root, "", None, 'has no tile layer named "ground"')
            return
        covered = self.tile_layer(clean, ground)
        if levels is None:
            return
        high = self.tile_layer(clean, levels)
        bare = [number for number, (one, other) in enumerate(zip(covered, high, strict=False)) if one and not other]
        if bare:
            message = f"{len(bare):,} hexes with ground have no level; the first is this one"
            self.wrong(levels, self.where(bare[0]), None, message)

    def tile_layer(self, clean: Element, layer: Element) -> list[int]:
        """Copy a tile layer, its numbers checked against the tilesets; they are given back, none after a fault."""
        name = layer.get("name", "")
        data = layer.find("data")
        if data is None or len(data):
            self.wrong(layer, "data", None, "should be one list of tiles: save the map as CSV or base64")
            return []
        try:
            count = self.width * self.height
            gids = decoded(data.text or "", data.get("encoding", ""), data.get("compression", ""), count)
        except ValueError as error:
            self.wrong(data, "", None, str(error))
            return []
        fact = TILE_LAYERS[name]
        for number, gid in enumerate(gids):
            if gid & TURNED:
                self.wrong(data, self.where(number), gid, "rotated hexes are not read; place the tile upright")
            elif gid and gid & ~FLIPPED not in self.tiles[fact]:
                message = f'is not a tile of a tileset that has the property "{fact}"'
                self.wrong(data, self.where(number), gid & ~FLIPPED, message)
            if len(self.report.faults) > 20:
                break
        plain = ",".join(str(gid & ~FLIPPED) for gid in gids)
        frame = {"name": name, "width": str(self.width), "height": str(self.height)}
        SubElement(SubElement(clean, "layer", frame), "data", {"encoding": "csv"}).text = plain
        return gids

    def where(self, number: int) -> str:
        """The hex of a number in a layer's list, in words."""
        return f"column {number % self.width}, row {number // self.width}"

    def objects(self, group: Element, copy: Element) -> None:
        """Copy the objects of a layer, with numbers of our own so that each is found again by its line."""
        for item in group.findall("object"):
            if item.get("template") is not None or item.get("gid") is not None:
                self.wrong(item, "", item.get("name"), "templates and tile objects are not read; use points and lines")
                continue
            number = len(self.object_lines) + 1
            self.object_lines[number] = self.sheet.line(item)
            kind = item.get("class", item.get("type", ""))
            clean = SubElement(copy, "object", {"id": str(number), "name": item.get("name", ""), "type": kind})
            for key in ("x", "y"):
                clean.set(key, self.decimal(item, key, item.get(key, "0")))
            if item.get("rotation", "0") not in ("0", "360", "-360"):
                self.wrong(item, "rotation", item.get("rotation"), "should be 0")
            self.properties(item, clean)
            for shape in ("polyline", "polygon"):
                line = item.find(shape)
                if line is not None:
                    SubElement(clean, shape, {"points": self.points(line)})

    def decimal(self, element: Element, key: str, text: str) -> str:
        """A number written out, or 0 after noting the error."""
        if _NUMBER.match(text):
            return text
        self.wrong(element, key, text, "should be a number of pixels")
        return "0"

    def points(self, line: Element) -> str:
        """The points of a line or polygon, checked."""
        pairs = [pair.split(",") for pair in line.get("points", "").split()]
        if not 2 <= len(pairs) <= MOST_POINTS or any(len(p) != 2 or not all(map(_NUMBER.match, p)) for p in pairs):
            self.wrong(line, "points", line.get("points"), f"should be from 2 to {MOST_POINTS} pairs, as 0,0 16,28")
            return "0,0 1,1"
        return " ".join(",".join(pair) for pair in pairs)


def _written(facts: Mapping[str, tuple[str, str]], clean: Element) -> None:
    """Write properties, their kind and value by name, into the clean copy of their element."""
    if facts:
        box = SubElement(clean, "properties")
        for name, (kind, value) in facts.items():
            SubElement(box, "property", {"name": name, "type": kind, "value": value})
