"""A pen that draws plain shapes in a box of 100 units on a layer of any size."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pygame

from game.ui import strokes

Pair = tuple[float, float]
_HOLE = (0, 0, 0, 0)


def outline(pairs: str) -> tuple[Pair, ...]:
    """Read corners written as `x,y x,y`."""
    return tuple((float(x), float(y)) for x, y in (pair.split(",") for pair in pairs.split()))


@dataclass(frozen=True, slots=True)
class Pen:
    """A place to draw: a layer, an ink, and the box of 100 units on it."""

    layer: pygame.Surface
    ink: strokes.Ink
    left: float
    top: float
    side: float

    def spot(self, x: float, y: float) -> Pair:
        """Turn units of the box into pixels of the layer."""
        return self.left + x * self.side / 100, self.top + y * self.side / 100

    def fill(self, corners: Sequence[Pair], mirrored: bool = False) -> None:
        """Fill a polygon, or its mirror image left to right."""
        flipped = [(100 - x, y) if mirrored else (x, y) for x, y in corners]
        pygame.draw.polygon(self.layer, self.ink, [self.spot(x, y) for x, y in flipped])

    def line(self, first: Pair, last: Pair, breadth: float) -> None:
        """Draw a straight stroke with round ends."""
        ends = strokes.points([self.spot(*first), self.spot(*last)])
        strokes.tapered(self.layer, ends, breadth * self.side / 100, self.ink)

    def curve(self, through: Sequence[Pair], breadth: float | npt.NDArray[np.float64]) -> None:
        """Draw a bent stroke."""
        line = strokes.points([self.spot(x, y) for x, y in through])
        strokes.tapered(self.layer, line, np.asarray(breadth) * self.side / 100, self.ink)

    def disc(self, x: float, y: float, radius: float) -> None:
        """Fill a circle."""
        pygame.draw.circle(self.layer, self.ink, self.spot(x, y), radius * self.side / 100)

    def ring(self, x: float, y: float, radius: float, breadth: float) -> None:
        """Draw a circle line."""
        wide = max(1, round(breadth * self.side / 100))
        pygame.draw.circle(self.layer, self.ink, self.spot(x, y), radius * self.side / 100, wide)

    def knife(self) -> "Pen":
        """Return a pen that cuts holes."""
        return Pen(self.layer, _HOLE, self.left, self.top, self.side)

    def inset(self, x: float, y: float, share: float) -> "Pen":
        """Return a pen with a smaller box whose corner lies at a place of this one."""
        left, top = self.spot(x, y)
        return Pen(self.layer, self.ink, left, top, self.side * share)


def star(pen: Pen, x: float, y: float, radius: float, inner: float = 0.40) -> None:
    """Draw a five-pointed star."""
    tips: list[Pair] = []
    for i in range(10):
        far = radius if i % 2 == 0 else radius * inner
        angle = math.radians(-90 + i * 36)
        tips.append((x + far * math.cos(angle), y + far * math.sin(angle)))
    pen.fill(tips)


def crescent(pen: Pen, x: float, y: float, radius: float, turned: float = 0.0) -> None:
    """Draw a crescent open toward the east, turned by degrees."""
    bite, offset = 0.78, 0.42
    meet = math.acos((1 + offset * offset - bite * bite) / (2 * offset))
    inner = math.acos((offset * offset + bite * bite - 1) / (2 * offset * bite))
    outer_arc = np.linspace(meet, 2 * math.pi - meet, 60)
    inner_arc = np.linspace(math.pi + inner, math.pi - inner, 40) if inner < math.pi else np.linspace(0, 1, 2)
    out = [(math.cos(a), math.sin(a)) for a in outer_arc]
    back = [(offset + bite * math.cos(a), bite * math.sin(a)) for a in inner_arc[::-1]]
    if math.dist(out[-1], back[0]) > math.dist(out[-1], back[-1]):
        back.reverse()
    cos, sin = math.cos(math.radians(turned)), math.sin(math.radians(turned))
    pen.fill([(x + radius * (a * cos - b * sin), y + radius * (a * sin + b * cos)) for a, b in out + back])
