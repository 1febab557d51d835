"""Type: the faces of the sheet, the scale of the interface, and written text kept for the next frame.

Sizes are given in pixels at 100% scale and multiplied here; positions are real pixels. Every face shares one
baseline rule, so words in different faces on one line stand level. A letter that a face lacks comes from
DejaVu Sans Condensed.
"""

from collections import OrderedDict
from enum import StrEnum
from functools import lru_cache

import pygame

from game import paths
from game.ui.palette import Colour

SMALLEST = 11
_ASCENT = 0.94
_DESCENT = 0.26
_KEPT = 3000


class Face(StrEnum):
    """A bundled font file."""

    OLD = "OldStandard-Regular.ttf"
    OLD_ITALIC = "OldStandard-Italic.ttf"
    OLD_BOLD = "OldStandard-Bold.ttf"
    SERIF = "PTF55F.ttf"
    SERIF_ITALIC = "PTF56F.ttf"
    SERIF_BOLD = "PTF75F.ttf"
    NARROW = "PTN57F.ttf"
    NARROW_BOLD = "PTN77F.ttf"
    SANS = "PTS55F.ttf"
    SANS_BOLD = "PTS75F.ttf"
    MONO = "PTM55F.ttf"
    FALLBACK = "DejaVuSansCondensed.ttf"


class _Scale:
    """The factor of the interface, set once by the settings and on a change of window."""

    __slots__ = ("factor",)

    def __init__(self) -> None:
        self.factor = 1.0


_SCALE = _Scale()
_WRITTEN: "OrderedDict[tuple[str, Face, int, Colour, float], tuple[pygame.Surface, int]]" = OrderedDict()


def set_scale(percent: int) -> None:
    """Set the scale of the interface in percent (75, 100, 125, 150, 200)."""
    _SCALE.factor = percent / 100


def scale() -> float:
    """Return the scale of the interface, 1.0 at 100%."""
    return _SCALE.factor


def px(length: float) -> int:
    """Scale a length of the design at 100% to real pixels."""
    return round(length * _SCALE.factor)


def type_px(size: float) -> int:
    """Scale a type size of the design to real pixels, never under the smallest legible one."""
    return max(SMALLEST, round(size * _SCALE.factor))


@lru_cache(maxsize=256)
def font(face: Face, size: int) -> pygame.font.Font:
    """Open a face at a size in real pixels."""
    if not pygame.font.get_init():
        pygame.font.init()
    return pygame.font.Font(str(paths.assets() / "fonts" / face.value), max(1, size))


_ABSENT = "\ue123"


@lru_cache(maxsize=4096)
def _has(face: Face, letter: str) -> bool:
    """Tell whether a face has a letter; a missing one is answered with the font's empty box."""
    opened = font(face, 20)
    metrics = opened.metrics(letter)
    if not metrics or metrics[0] is None:
        return False
    if metrics != opened.metrics(_ABSENT):
        return True
    here, box = (opened.render(one, True, (255, 255, 255)) for one in (letter, _ABSENT))
    return pygame.image.tobytes(here, "RGBA") != pygame.image.tobytes(box, "RGBA")


@lru_cache(maxsize=256)
def cap_height(face: Face, size: int) -> int:
    """Return the height of a capital, in real pixels."""
    metrics = font(face, size).metrics("H")
    return int(metrics[0][3]) if metrics and metrics[0] else size


def _runs(string: str, face: Face) -> list[tuple[Face, str]]:
    """Split a string into runs that one face can write."""
    runs: list[tuple[Face, str]] = []
    for letter in string:
        wanted = face if letter == " " or _has(face, letter) else Face.FALLBACK
        if runs and runs[-1][0] is wanted:
            runs[-1] = (wanted, runs[-1][1] + letter)
        else:
            runs.append((wanted, letter))
    return runs


def written(string: str, face: Face, size: int, ink: Colour, tracking: float = 0.0) -> tuple[pygame.Surface, int]:
    """Return a picture of the words at a real pixel size and the row of its baseline; kept for reuse."""
    key = (string, face, size, ink, tracking)
    kept = _WRITTEN.get(key)
    if kept is not None:
        _WRITTEN.move_to_end(key)
        return kept
    made = _write(string, face, size, ink, tracking)
    _WRITTEN[key] = made
    if len(_WRITTEN) > _KEPT:
        _WRITTEN.popitem(last=False)
    return made


def _write(string: str, face: Face, size: int, ink: Colour, tracking: float) -> tuple[pygame.Surface, int]:
    parts: list[tuple[pygame.Surface, float, int]] = []
    x = 0.0
    for run_face, run in _runs(string, face):
        opened = font(run_face, size)
        for piece in run if tracking else (run,):
            parts.append((opened.render(piece, True, ink), x, opened.get_ascent()))
            x += opened.size(piece)[0] + tracking
    if not parts:
        return pygame.Surface((1, size), pygame.SRCALPHA), size
    if len(parts) == 1:
        return parts[0][0], parts[0][2]
    baseline = max(ascent for _, _, ascent in parts)
    height = max(baseline - ascent + picture.get_height() for picture, _, ascent in parts)
    sheet = pygame.Surface((max(1, round(x - tracking) + 2), height), pygame.SRCALPHA)
    for picture, left, ascent in parts:
        sheet.blit(picture, (round(left), baseline - ascent))
    return sheet, baseline


def width(string: str, face: Face, size: float, tracking: float = 0.0) -> int:
    """Return the width of the words at a design size, in real pixels."""
    real = type_px(size)
    total = sum(font(run_face, real).size(run)[0] for run_face, run in _runs(string, face))
    return total + round(tracking * _SCALE.factor * max(0, len(string) - 1))


def line_height(size: float, factor: float = 1.36) -> int:
    """Return the distance of two lines of running text at a design size, in real pixels."""
    return round(type_px(size) * factor)


def text(
    surface: pygame.Surface,
    string: str,
    face: Face,
    size: float,
    ink: Colour,
    at: tuple[float, float],
    anchor: str = "tl",
    tracking: float = 0.0,
) -> pygame.Rect:
    """Write words at a design size and return the box they fill.

    The anchor is two letters: t top, c middle of the capitals, s baseline, b bottom; then l, c or r.
    """
    real = type_px(size)
    picture, baseline = written(string, face, real, ink, tracking * _SCALE.factor)
    x, y = at
    breadth = picture.get_width()
    left = x if anchor[1] == "l" else x - breadth / 2 if anchor[1] == "c" else x - breadth
    if anchor[0] == "t":
        base = y + real * _ASCENT
    elif anchor[0] == "c":
        base = y + cap_height(face, real) / 2
    elif anchor[0] == "b":
        base = y - real * _DESCENT
    else:
        base = y
    spot = (round(left), round(base) - baseline)
    surface.blit(picture, spot)
    return pygame.Rect(spot[0], round(base - real * _ASCENT), breadth, round(real * (_ASCENT + _DESCENT)))


def wrap(string: str, face: Face, size: float, room: int) -> list[str]:
    """Break words into lines that fit `room` real pixels; a line feed always breaks."""
    lines: list[str] = []
    for part in string.split("\n"):
        line = ""
        for word in part.split(" "):
            longer = f"{line} {word}".strip()
            if line and width(longer, face, size) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def shorten(string: str, face: Face, size: float, room: int) -> str:
    """Cut words with an ellipsis so that they fit `room` real pixels."""
    if width(string, face, size) <= room:
        return string
    kept = string
    while kept and width(kept + "…", face, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def paragraph(
    surface: pygame.Surface,
    string: str,
    face: Face,
    size: float,
    ink: Colour,
    at: tuple[int, int],
    room: int,
    limit: int = 99,
) -> int:
    """Write wrapped text at most `limit` lines long and return the y below it, in real pixels."""
    x, y = at
    step = line_height(size)
    for line in wrap(string, face, size, room)[:limit]:
        text(surface, line, face, size, ink, (x, y))
        y += step
    return y
