"""The ground of each hex, by thresholds on the data and then by hand."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from game.cartography.ground_data import CELLS_PER_DEGREE, NORTH, WEST, GroundData
from game.cartography.lattice import Floats, Hex, centre
from game.cartography.rivers import Chain, densify, river_edges, weave
from game.cartography.spec import GroundRule, Spec

TERRAIN = ("irrigated", "steppe", "hills", "broken", "tugai", "mountain", "high")
"""Terrain ids in the order of the tileset."""


def classify(spec: Spec, data: GroundData) -> dict[Hex, str]:
    """Name the ground of every hex of the sheet: thresholds first, then the corrections of the spec."""
    first, second = _river_distances(spec, data)
    ground: dict[Hex, str] = {}
    for at, (heights, slopes, above) in _samples(spec, data).items():
        near = (first[at], second[at])
        ground[at] = _ground_of(spec.rule, heights, slopes, above, near, spec.sheet.km)
    for fix in spec.fixes:
        for at in fix.hexes:
            if fix.ground not in TERRAIN or at not in ground:
                raise ValueError(f"ground correction {fix.ground} at {at}: no such ground or hex")
            ground[at] = fix.ground
    return ground


def _ground_of(
    rule: GroundRule, heights: Floats, slopes: Floats, above: Floats, near: tuple[float, float], km: float
) -> str:
    height, slope = float(np.median(heights)), float(slopes.mean())
    floor = float(((slopes < rule.floor_slope) & (above < rule.floor_above)).mean())
    if height > rule.high_over:
        return "high"
    watered = floor > rule.floor_share and near[1] < max(2.0, rule.floor_km * km / 8)
    if slope > rule.hills_over and watered:
        return "irrigated"
    if slope > rule.mountain_over:
        return "mountain"
    if slope > rule.broken_over:
        return "broken"
    if slope > rule.hills_over:
        return "hills"
    wet = near[0] < rule.wet_km_first or near[1] < rule.wet_km_second
    return "irrigated" if wet and float(np.median(above)) < rule.wet_below else "steppe"


def _samples(spec: Spec, data: GroundData) -> dict[Hex, tuple[Floats, Floats, Floats]]:
    """Collect the data cells whose centres lie in each hex: heights, slopes, heights above water."""
    sheet = spec.sheet
    width, height = sheet.size
    west, north = sheet.degrees([(0, 0)])[0]
    east, south = sheet.degrees([(width, height)])[0]
    rows = np.arange(int((NORTH - north) * CELLS_PER_DEGREE), int((NORTH - south) * CELLS_PER_DEGREE) + 1)
    columns = np.arange(int((west - WEST) * CELLS_PER_DEGREE), int((east - WEST) * CELLS_PER_DEGREE) + 1)
    rows = rows[(rows >= 0) & (rows < data.heights.shape[0])]
    columns = columns[(columns >= 0) & (columns < data.heights.shape[1])]
    lon, lat = np.meshgrid(WEST + (columns + 0.5) / CELLS_PER_DEGREE, NORTH - (rows + 0.5) / CELLS_PER_DEGREE)
    owners = sheet.nearest(sheet.pixels(np.column_stack([lon.ravel(), lat.ravel()])))
    grids = [a[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].ravel()
             for a in (data.heights, data.slopes, data.above_water)]  # fmt: skip
    key = owners[:, 0] * 10_000 + owners[:, 1]
    order = np.argsort(key, kind="stable")
    key = key[order]
    samples: dict[Hex, tuple[Floats, Floats, Floats]] = {}
    for at in sheet.hexes():
        first, last = np.searchsorted(key, [at[0] * 10_000 + at[1], at[0] * 10_000 + at[1] + 1])
        if first == last:
            continue
        cells = order[first:last]
        samples[at] = (grids[0][cells], grids[1][cells], grids[2][cells])
    return samples


def _river_distances(spec: Spec, data: GroundData) -> tuple[dict[Hex, float], dict[Hex, float]]:
    """Measure the kilometres from each hex centre to a rank 1 river, and to one of rank 1 or 2."""
    sheet = spec.sheet
    scale = sheet.px_per_km[1]
    hexes = list(sheet.hexes())
    centres = np.asarray([centre(at) for at in hexes], dtype=np.float64)
    out = []
    for rank in (1, 2):
        lines = [
            densify(sheet.pixels(data.rivers[river.source].points), 2.0) for river in spec.rivers if river.rank <= rank
        ]
        distances = cKDTree(np.vstack(lines)).query(centres)[0] / scale
        out.append({at: float(d) for at, d in zip(hexes, distances, strict=True)})
    return out[0], out[1]


def abroad(spec: Spec, chains: list[Chain]) -> set[Hex]:
    """Find the hexes beyond the frontier: a flood from the points abroad that stops at the frontier rivers."""
    sheet = spec.sheet
    web = weave(sheet)
    walls = river_edges([chain for chain in chains if chain.river.source in spec.frontier])
    across: dict[Hex, list[Hex]] = {at: [] for at in sheet.hexes()}
    for edge, (a, b) in web.hexes.items():
        if edge not in walls and a in across and b in across:
            across[a].append(b)
            across[b].append(a)
    waiting = [at for at in (sheet.hex_at(*point) for point in spec.abroad) if sheet.holds(at)]
    found = set(waiting)
    while waiting:
        for other in across[waiting.pop()]:
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found
