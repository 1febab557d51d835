"""The quiet margin of the sheet: paper, rules, headings, rows, key caps, buttons, tracks and bars.

Positions and widths are real pixels (scale yours with `faces.px`); type sizes are design sizes. Functions that
fill downward return the y below what they drew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pygame

from game.ui import glyphs, palette, strokes
from game.ui.faces import Face, line_height, paragraph, px, text, type_px, width, wrap
from game.ui.palette import Colour, Theme
from game.ui.stationery import double_frame, lattice, paper, veil

__all__ = [
    "Bar", "bar_chart", "button", "card", "cells", "double_frame", "fact", "focus", "heading", "key_cap", "key_width",
    "ladder", "lattice", "outcome_ink", "paper", "row", "rule", "shift_row", "signed", "tick_box", "tip",
    "turn_cells", "upright", "veil",
]  # fmt: skip

Place = tuple[int, int]
Look = Literal["plain", "hover", "pressed", "disabled"]


def rule(surface: pygame.Surface, ink: Colour, at: Place, room: int) -> None:
    """Draw a level line of one pixel."""
    pygame.draw.line(surface, ink, at, (at[0] + room - 1, at[1]))


def upright(surface: pygame.Surface, ink: Colour, at: Place, room: int) -> None:
    """Draw an upright line of one pixel."""
    pygame.draw.line(surface, ink, at, (at[0], at[1] + room - 1))


def heading(
    surface: pygame.Surface, theme: Theme, at: Place, room: int, title: str, note: str = "", key: str = ""
) -> int:
    """Write a panel heading over its rule, with a note and a key cap at the right; return the y below."""
    x, y = at
    right = x + room
    if key:
        right = key_cap(surface, theme, (right, y + px(1)), key, "right").left - px(7)
    if note:
        text(surface, note, Face.NARROW, 14, theme.ink_2, (right, y + px(16)), "sr")
    text(surface, title, Face.OLD_BOLD, 19, theme.ink, (x, y + px(17)), "sl")
    rule(surface, theme.rule, (x, y + px(27)), room)
    return y + px(36)


def key_cap(
    surface: pygame.Surface, theme: Theme, at: Place, key: str, side: Literal["left", "right"] = "left"
) -> pygame.Rect:
    """Draw the cap of a key with its left or right top corner at a place and return its box."""
    wide, high = width(key, Face.NARROW_BOLD, 13) + px(12), px(20)
    cap = pygame.Rect(at[0] if side == "left" else at[0] - wide, at[1], wide, high)
    pygame.draw.rect(surface, theme.card, cap)
    pygame.draw.rect(surface, theme.ink_3, cap, 1)
    text(surface, key, Face.NARROW_BOLD, 13, theme.ink_2, cap.center, "cc")
    return cap


def row(
    surface: pygame.Surface,
    theme: Theme,
    at: Place,
    room: int,
    label: str,
    value: str,
    ink: Colour | None = None,
    strong: bool = True,
) -> int:
    """Write a label at the left and its value right-aligned; return the y of the next row."""
    x, y = at
    base = y + px(15)
    text(surface, label, Face.SERIF, 14, theme.ink_2, (x, base), "sl")
    face = Face.NARROW_BOLD if strong else Face.NARROW
    text(surface, value, face, 15, ink or theme.ink, (x + room, base), "sr")
    return y + px(21)


def fact(surface: pygame.Surface, theme: Theme, at: Place, room: int, label: str, words: str, tab: int = 78) -> int:
    """Write a label and wrapped words beside it, `tab` design pixels in; return the y below."""
    x, y = at
    text(surface, label, Face.SERIF, 14, theme.ink_2, (x, y))
    return paragraph(surface, words, Face.SERIF, 14, theme.ink, (x + px(tab), y), room - px(tab)) + px(2)


def button(
    surface: pygame.Surface,
    theme: Theme,
    area: pygame.Rect,
    label: str,
    key: str = "",
    primary: bool = False,
    look: Look = "plain",
    size: float = 16,
) -> None:
    """Draw a button face with its key in a cap; the primary one is the only loud thing of a panel."""
    ground = theme.accent if primary else theme.card
    ink = theme.on_accent if primary else theme.ink
    edge = theme.accent if primary else theme.ink_3
    if look == "disabled":
        ground, ink, edge = theme.panel, theme.ink_3, theme.rule
    elif look == "hover":
        ground = palette.mix(ground, ink, 0.10)
    elif look == "pressed":
        ground = palette.mix(ground, ink, 0.20)
    pygame.draw.rect(surface, ground, area)
    pygame.draw.rect(surface, edge, area, 1)
    wide = width(key, Face.NARROW_BOLD, 13) + px(12) if key else 0
    words = width(label, Face.SERIF, size)
    left = area.centerx - (words + (px(9) + wide if key else 0)) // 2
    text(surface, label, Face.SERIF, size, ink, (left, area.centery), "cl")
    if key:
        cap = pygame.Rect(left + words + px(9), area.centery - px(10), wide, px(20))
        pygame.draw.rect(surface, palette.mix(ink, ground, 0.45), cap, 1)
        text(surface, key, Face.NARROW_BOLD, 13, palette.mix(ink, ground, 0.15), cap.center, "cc")


def key_width(label: str, key: str, size: float = 16) -> int:
    """How wide a button must be for its label and its cap, in real pixels."""
    return width(label, Face.SERIF, size) + (width(key, Face.NARROW_BOLD, 13) + px(21) if key else 0) + type_px(22)


def focus(surface: pygame.Surface, theme: Theme, area: pygame.Rect) -> None:
    """Ring an area that holds the keyboard."""
    pygame.draw.rect(surface, theme.info, area.inflate(px(6), px(6)), max(2, px(2)))


def tick_box(surface: pygame.Surface, theme: Theme, at: Place, label: str, on: bool) -> pygame.Rect:
    """Draw a small box with its label and return the box of both."""
    side = px(11)
    box = pygame.Rect(at[0], at[1] + px(4), side, side)
    pygame.draw.rect(surface, theme.card, box)
    pygame.draw.rect(surface, theme.ink_2, box, 1)
    if on:
        pygame.draw.rect(surface, theme.info, box.inflate(-px(5), -px(5)))
    words = text(surface, label, Face.NARROW, 14, theme.ink, (box.right + px(6), box.centery), "cl")
    return box.union(words)


def cells(
    surface: pygame.Surface,
    theme: Theme,
    area: pygame.Rect,
    value: int,
    of: int = 10,
    ink: Colour | None = None,
    ticks: Sequence[int] = (),
    hollow: bool = False,
) -> None:
    """Draw a track of cells, `value` of them full, with ticks after some; a guessed figure is hollow."""
    full = ink or theme.info
    step = area.w / of
    for i in range(of):
        left, right = round(area.x + i * step), round(area.x + (i + 1) * step) - max(1, px(2))
        cell = pygame.Rect(left, area.y, right - left, area.h)
        pygame.draw.rect(surface, full if i < value and not hollow else theme.bar, cell)
        if hollow and i < value:
            pygame.draw.rect(surface, full, cell, max(1, px(1.5)))
    for mark in ticks:
        upright(surface, theme.ink_2, (round(area.x + mark * step) - max(1, px(1)), area.y - px(3)), area.h + px(6))


def turn_cells(surface: pygame.Surface, theme: Theme, at: Place, now: int, turns: int, cell: int = 13) -> int:
    """Draw a cell for each turn (past, now counted from 1, to come), middle at y; return the x after them."""
    step, high = px(cell), px(14)
    for i in range(turns):
        ink = theme.ink_3 if i < now - 1 else theme.accent if i == now - 1 else theme.bar
        pygame.draw.rect(surface, ink, (at[0] + i * step, at[1] - high // 2, step - px(3), high))
    return at[0] + turns * step


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a bar chart: a share of 0 to 1 with its colour."""

    label: str
    share: float
    ink: Colour


def bar_chart(
    surface: pygame.Surface, theme: Theme, at: Place, room: int, bars: Sequence[Bar], label_room: int = 112
) -> int:
    """Draw shares as bars with one decimal of a percent; return the y below."""
    x, y = at
    high, tab = px(23), px(label_room)
    most = max((bar.share for bar in bars), default=1.0) or 1.0
    for i, bar in enumerate(bars):
        middle = y + i * high + high // 2
        text(surface, bar.label, Face.SERIF, 14, theme.ink, (x + tab - px(8), middle), "cr")
        long = max(2, round((room - tab - px(54)) * bar.share / most))
        pygame.draw.rect(surface, bar.ink, (x + tab, middle - px(8), long, px(16)))
        figure = f"{bar.share * 100:.1f}%"
        text(surface, figure, Face.NARROW_BOLD, 14, theme.ink, (x + tab + long + px(7), middle), "cl")
    upright(surface, theme.ink_2, (x + tab - 1, y), high * len(bars))
    return y + high * len(bars)


def outcome_ink(theme: Theme, place: int, of: int) -> Colour:
    """Return a colour between against you (first) and for you (last) for a list of outcomes."""
    share = 0.5 if of < 2 else place / (of - 1)
    pale = palette.mix(theme.panel, theme.ink_3, 0.35)
    if share < 0.5:
        return palette.mix(theme.bad, pale, share * 1.5)
    return palette.mix(theme.info, pale, (1 - share) * 1.5)


def ladder(
    surface: pygame.Surface, theme: Theme, area: pygame.Rect, columns: Sequence[str], plain: int, shifted: int
) -> None:
    """Draw the columns of the odds: the plain one outlined, the shifted one filled; past the end with +n if it fits."""
    gap = px(3)
    wide = (area.w - gap * (len(columns) - 1)) / len(columns)
    last = min(max(shifted, 0), len(columns) - 1)
    for i, name in enumerate(columns):
        left = round(area.x + i * (wide + gap))
        cell = pygame.Rect(left, area.y, round(area.x + i * (wide + gap) + wide) - left, area.h)
        chosen = i == last
        pygame.draw.rect(surface, theme.accent if chosen else theme.card if i == plain else theme.bar, cell)
        if i == plain:
            pygame.draw.rect(surface, theme.ink, cell, max(1, px(1.5)))
        beyond = f" {shifted - last:+d}" if chosen and shifted > last else ""
        ink = theme.on_accent if chosen else theme.ink
        beyond = beyond if width(name + beyond, Face.NARROW_BOLD, 14) < cell.w else ""
        text(surface, name + beyond, Face.NARROW_BOLD, 14, ink, cell.center, "cc")


def signed(value: int) -> str:
    """Write a number with its plus or true minus sign."""
    return f"+{value}" if value > 0 else f"−{-value}" if value < 0 else "0"


def shift_row(
    surface: pygame.Surface, theme: Theme, at: Place, room: int, label: str, value: int, against: bool = False
) -> int:
    """Write one labelled shift of the odds, sign and colour together, of ours or `against` us; return the y below."""
    worth = -value if against else value
    ink = theme.good if worth > 0 else theme.bad if worth < 0 else theme.ink_2
    x, y = at
    text(surface, label, Face.SERIF, 14, theme.ink, (x, y + px(14)), "sl")
    text(surface, signed(value), Face.NARROW_BOLD, 15, ink, (x + room, y + px(14)), "sr")
    return y + px(19)


def card(
    surface: pygame.Surface,
    theme: Theme,
    area: pygame.Rect,
    title: str,
    words: str,
    cost: str = "",
    icon: str = "",
    tag: str = "",
    live: bool = True,
) -> None:
    """Draw a card in hand or a choice of a menu: coloured edge, title, cost, two or three lines, a tag."""
    shade = pygame.Surface((area.w, area.h), pygame.SRCALPHA)
    shade.fill((*palette.SHADOW, 46))
    surface.blit(shade, (area.x + px(2), area.y + px(3)))
    paper(surface, area, theme.card)
    edge = theme.accent if live else theme.ink_3
    ink = theme.ink if live else theme.ink_3
    pygame.draw.rect(surface, theme.ink_3, area, 1)
    pygame.draw.rect(surface, edge, (area.x, area.y, px(4), area.h))
    left = area.x + px(14)
    if icon:
        strokes.lay(surface, glyphs.icon(icon, edge, px(24)), (left, area.y + px(10)))
        left += px(34)
    room = area.right - px(36) - left
    size = 17.0
    while size > 12 and width(title, Face.OLD_BOLD, size) > room:
        size -= 0.5
    text(surface, title, Face.OLD_BOLD, size, ink, (left, area.y + px(28)), "sl")
    text(surface, cost, Face.NARROW_BOLD, 18, ink, (area.right - px(13), area.y + px(28)), "sr")
    rule(surface, theme.rule, (area.x + px(14), area.y + px(41)), area.w - px(26))
    lines = max(1, round((area.h - px(47) - (px(16) if tag else 0)) / line_height(13.5)))
    body = (area.x + px(14), area.y + px(47))
    paragraph(surface, words, Face.SERIF, 13.5, theme.ink if live else theme.ink_2, body, area.w - px(28), lines)
    text(surface, tag, Face.NARROW, 13, theme.ink_2, (area.x + px(14), area.bottom - px(7)), "sl")


def tip(surface: pygame.Surface, theme: Theme, words: str, at: Place, room: int = 280) -> pygame.Rect:
    """Write a small note on its own paper near a place, kept inside the surface; return its box."""
    lines = wrap(words, Face.SERIF, 14, px(room))
    wide = max(width(line, Face.SERIF, 14) for line in lines) + px(20)
    box = pygame.Rect(at[0] + px(14), at[1] + px(14), wide, line_height(14) * len(lines) + px(14))
    box.clamp_ip(surface.get_rect())
    pygame.draw.rect(surface, theme.card, box)
    pygame.draw.rect(surface, theme.ink_2, box, 1)
    paragraph(surface, words, Face.SERIF, 14, theme.ink, (box.x + px(10), box.y + px(6)), px(room))
    return box
