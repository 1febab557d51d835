"""Geometry of the hex field: cell numbers, cell sets and searches.  Integers only."""

from game.hexes.grid import DIRECTIONS, NO_CELL, Cell, CellSet, Grid, cells_of, opposite, set_of

__all__ = ["DIRECTIONS", "NO_CELL", "Cell", "CellSet", "Grid", "cells_of", "opposite", "set_of"]
